import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { densityMethod } from '#shared/domain/imaging/density/density-answer.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { MaskRun } from '#shared/domain/imaging/density/coded-mask.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { JobProgress } from '#renderer/app/job-progress.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { useUndo } from '#renderer/app/use-undo.ts'
import { useJob } from '#renderer/ipc/use-contract.ts'
import { DensityFigures } from './density-figures.tsx'
import { DensityTable } from './density-table.tsx'
import { maskOf } from './mask-of.ts'
import './density.css'

type Series = CaseRecord['records']['image_series'][number]
/** Runs of an image, by its number in the series. */
export type SeriesMask = (index: number) => readonly MaskRun[]

interface DensityPanelProps {
  readonly caseRecord: CaseRecord
  /** The series that is shown. */
  readonly series: Series
  /** Told what was counted as lung, for the viewer to draw it; nothing where that is not known. A state takes it as `() => mask`. */
  readonly onMask: (mask: SeriesMask | undefined) => void
}

/** Lung density of the series in view: measured on request, shown to be judged, beside what other dates gave. */
export function DensityPanel(props: DensityPanelProps) {
  // Another series begins anew: what was measured of the one before is not shown for it.
  return <PanelOfSeries key={props.series.id} {...props} />
}

function PanelOfSeries({ caseRecord, series, onMask }: DensityPanelProps) {
  const seriesId = series.id
  const { canWrite } = useRights()
  const { notifyUndoable } = useUndo()
  const measuring = useJob('ctDensity.measure')
  const masking = useJob('ctDensity.mask')
  const [refusal, setRefusal] = useState<string>()
  const [hasMask, setHasMask] = useState(false)
  const own = caseRecord.records.ct_density.filter((density) => density.series === seriesId)
  const newest = own.at(-1)
  const taken = measuring.result && 'figures' in measuring.result ? measuring.result : undefined
  // What was taken back is not shown as if it stood in the record.
  const figures = taken && own.some(({ id }) => id === taken.recordId) ? taken.figures : undefined
  const told = useRef(onMask)
  useEffect(() => {
    told.current = onMask
  })
  // With the panel goes what it drew.
  useEffect(() => () => told.current(undefined), [])

  async function showMask(): Promise<void> {
    const answer = await masking.run({ seriesId }).catch(() => undefined)
    if (!answer) return
    if ('refusal' in answer) return setRefusal(answer.refusal)
    setHasMask(true)
    onMask(maskOf(answer.mask))
  }

  async function measure(): Promise<void> {
    setRefusal(undefined)
    const answer = await measuring.run({ seriesId }).catch(() => undefined)
    if (!answer) return
    if ('refusal' in answer) return setRefusal(answer.refusal)
    if (answer.isNew) notifyUndoable('Lung density measured and recorded.')
    await showMask()
  }

  const isBusy = measuring.isRunning || masking.isRunning
  return (
    <section className="ct-density" aria-labelledby="ct-density-title">
      <header>
        <h3 id="ct-density-title">Lung density</h3>
        <span className="ct-research">Research measure</span>
      </header>
      {isBusy ? (
        <JobProgress
          progress={measuring.isRunning ? measuring.progress : masking.progress}
          cancel={measuring.isRunning ? measuring.cancel : masking.cancel}
          what={measuring.isRunning ? 'Measuring lung density' : 'Finding the lungs'}
        />
      ) : (
        <p className="ct-density-buttons">
          {canWrite && (
            <Button size="compact-sm" variant={newest ? 'default' : 'filled'} onClick={() => void measure()}>
              {newest ? 'Measure again' : 'Measure'}
            </Button>
          )}
          {!hasMask && newest && (
            <Button size="compact-sm" variant="default" onClick={() => void showMask()}>
              Show what was counted
            </Button>
          )}
          {hasMask && (
            <span className="soft">
              Yellow over the image is what was counted as lung; <kbd>D</kbd> in the viewer hides it.
            </span>
          )}
        </p>
      )}
      <div role="status">
        {refusal !== undefined && (
          <p className="ct-density-refusal">
            <b>Not measured.</b> {refusal}
          </p>
        )}
      </div>
      <ErrorMessage error={measuring.error ?? masking.error} />
      {newest ? (
        <DensityFigures record={newest} figures={figures} />
      ) : (
        refusal === undefined && (
          <p className="soft">
            Volume, density and the share between −600 and −250 HU of the lungs in this series. Nothing is measured yet.
          </p>
        )
      )}
      <DensityTable caseRecord={caseRecord} series={series} />
      <details>
        <summary>How it is measured</summary>
        <p>{densityMethod.caveat}</p>
        <p>{densityMethod.citation}</p>
      </details>
    </section>
  )
}
