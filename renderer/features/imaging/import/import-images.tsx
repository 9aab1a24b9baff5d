import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { ChosenImages, SeriesToTake } from '#shared/ipc/areas/image-imports.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { FileDrop } from '#renderer/app/file-drop.tsx'
import { JobProgress } from '#renderer/app/job-progress.tsx'
import { useJob } from '#renderer/ipc/use-contract.ts'
import { FoundSeriesTable } from './found-series.tsx'
import { ImportOutcome } from './import-outcome.tsx'
import './import-images.css'

interface ImportImagesProps {
  readonly caseRecord: CaseRecord
  /** The person has seen what came of it, or wants none. */
  readonly onDone: () => void
  /** Hands dropped files over; the page's own bridge where it is missing. */
  readonly dropImages?: (files: readonly File[]) => Promise<ChosenImages | null>
}

/** Images into a case: chosen or dropped, looked at, taken. Each step gives way to the next; one can always go back. */
export function ImportImages({ caseRecord, onDone, dropImages = overBridge }: ImportImagesProps) {
  const caseId = caseRecord.case.id
  const choose = useJob('images.choose')
  const look = useJob('images.look')
  const take = useJob('images.import')
  const [step, setStep] = useState<'choose' | 'look' | 'take'>('choose')
  const [problem, setProblem] = useState<AppError>()

  async function lookAt(chosen: ChosenImages | null | undefined): Promise<void> {
    if (!chosen) return
    setProblem(undefined)
    setStep('look')
    // Cancelled or failed: back to where one chooses; the failure stays in sight.
    if (!(await look.run({ ticket: chosen.ticket, caseId }).catch(() => undefined))) setStep('choose')
  }

  async function ask(what: 'files' | 'folder'): Promise<void> {
    const answer = await choose.run({ what }).catch(() => undefined)
    await lookAt(answer?.chosen)
  }

  async function drop(files: readonly File[]): Promise<void> {
    const chosen = await dropImages(files)
    if (chosen) return lookAt(chosen)
    setProblem(
      new AppError('invalid-input', 'What was dropped is no file of this computer. Save it first, then drop it.'),
    )
  }

  async function importAll(scanId: string, series: SeriesToTake[]): Promise<void> {
    setStep('take')
    if (!(await take.run({ scanId, caseId, series }).catch(() => undefined))) setStep('look')
  }

  const found = look.result
  return (
    <FileDrop
      className="import-images"
      invitation="Drop to look for images"
      onDrop={(files) => {
        if (!take.isRunning && !look.isRunning) void drop(files)
      }}
    >
      <h2>Import images</h2>
      {step === 'choose' && (
        <div className="import-choose">
          <p>
            Drop a folder, a disc, a zip file or single images here, or choose them. Nothing is taken before you have
            seen what is there.
          </p>
          <p className="soft">
            Who the patient is stays outside: names, dates, places and comments are removed from each image on the way
            in. What is written into the picture itself stays.
          </p>
          <div className="import-buttons">
            <Button onClick={() => void ask('folder')} disabled={choose.isRunning}>
              Choose folder or disc
            </Button>
            <Button variant="default" onClick={() => void ask('files')} disabled={choose.isRunning}>
              Choose files
            </Button>
            <Button variant="subtle" onClick={onDone}>
              Close
            </Button>
          </div>
          <ErrorMessage error={problem ?? choose.error ?? look.error} />
        </div>
      )}
      {look.isRunning && <JobProgress progress={look.progress} cancel={look.cancel} what="Looking for images" />}
      {step === 'look' && found && !look.isRunning && (
        <>
          <ErrorMessage error={take.error} />
          <FoundSeriesTable
            key={found.scanId}
            found={found}
            recorded={caseRecord.records.imaging}
            onImport={(series) => void importAll(found.scanId, series)}
            onAgain={() => setStep('choose')}
          />
        </>
      )}
      {take.isRunning && <JobProgress progress={take.progress} cancel={take.cancel} what="Importing" />}
      {step === 'take' && found && take.result && !take.isRunning && (
        <ImportOutcome found={found} result={take.result} onAgain={() => setStep('choose')} onDone={onDone} />
      )}
    </FileDrop>
  )
}

const overBridge = (files: readonly File[]): Promise<ChosenImages | null> => window.bridge.dropImages(files)
