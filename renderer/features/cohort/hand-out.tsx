import { Button } from '@mantine/core'
import { groupsWords } from '#shared/domain/cohort/leaving-groups.ts'
import type { AnalysisResult } from '#shared/domain/cohort/analysis-result.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { JobProgress } from '#renderer/app/job-progress.tsx'
import { NoRight } from '#renderer/app/no-right.tsx'
import { notify } from '#renderer/app/notices.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { useJob, useQueryOf } from '#renderer/ipc/use-contract.ts'

interface HandOutProps {
  readonly result: AnalysisResult
  /** Every run of this screen, in the order of its parts: what a report holds. */
  readonly resultIds: string[]
}

/** Takes runs out of the program: as a report, and as what it takes to do one of them again. */
export function HandOut({ result, resultIds }: HandOutProps) {
  const isAllowed = useRights().may('export')
  const paper = useQueryOf('shell.settings', {}).data?.paper ?? 'A4'
  const pdf = useJob('documents.savePdf')
  const word = useJob('cohorts.saveReport')
  const print = useJob('documents.print')
  const files = useJob('cohorts.saveFiles')
  const jobs = [pdf, word, print, files]
  const running = jobs.find(({ isRunning }) => isRunning)
  if (!isAllowed) return <NoRight right="export" />
  const document = { kind: 'cohort-report', paper, resultIds } as const
  const tell = (place: string | null | undefined) => place && notify(`Saved to ${place}`)
  const quietly = (work: Promise<void>) => void work.catch(() => {})
  const savePdf = async () => void tell((await pdf.run({ document }))?.file)
  const saveWord = async () => void tell((await word.run({ resultIds, paper }))?.file)
  const printIt = async () => void ((await print.run({ document }))?.printed && notify('Sent to the printer'))
  const saveFiles = async () => void tell((await files.run({ resultId: result.id }))?.folder)
  const isBusy = running !== undefined
  return (
    <div className="result-hand-out" role="group" aria-label="Take it along">
      <p role="note" className="result-groups">
        {groupsWords(result.groups)}
      </p>
      <span className="soft">
        {resultIds.length === 1 ? 'Report' : `Report of the ${resultIds.length} analyses run here`}
      </span>
      <Button size="xs" variant="default" disabled={isBusy} onClick={() => quietly(savePdf())}>
        PDF…
      </Button>
      <Button size="xs" variant="default" disabled={isBusy} onClick={() => quietly(saveWord())}>
        Word…
      </Button>
      <Button size="xs" variant="default" disabled={isBusy} onClick={() => quietly(printIt())}>
        Print…
      </Button>
      <span className="soft">This analysis</span>
      <Button size="xs" variant="default" disabled={isBusy} onClick={() => quietly(saveFiles())}>
        Tables, data and R script…
      </Button>
      {running && <JobProgress progress={running.progress} cancel={running.cancel} what="Making the report" />}
      <ErrorMessage error={jobs.find(({ error }) => error)?.error ?? null} />
    </div>
  )
}
