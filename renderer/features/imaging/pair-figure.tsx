import { Button } from '@mantine/core'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { JobProgress } from '#renderer/app/job-progress.tsx'
import { NoRight } from '#renderer/app/no-right.tsx'
import { notify } from '#renderer/app/notices.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { useJob, useQueryOf } from '#renderer/ipc/use-contract.ts'
import { CtPairFigure, pixelsFor } from '#renderer/print/ct-pair-figure.tsx'

const formats = ['png', 'pdf'] as const
/** px: what the panel holds. */
const panelWidth = 294

interface PairFigureProps {
  readonly pairId: string
  /** Shown until the figure is here, too. */
  readonly caption: string
  readonly name: string
  /** px */
  readonly width?: number
}

/** The figure as it will be saved, and the ways to save it. */
export function PairFigure({ pairId, caption, name, width = panelWidth }: PairFigureProps) {
  const isAllowed = useRights().may('export')
  const figure = useQueryOf('ctFigures.ofPair', { pairId, widthPx: pixelsFor(width) })
  const save = useJob('ctFigures.save')
  const saveAs = async (format: (typeof formats)[number]): Promise<void> => {
    const result = await save.run({ pairId, format }).catch(() => undefined)
    if (result?.file) notify(`Saved to ${result.file}`)
  }
  return (
    <div className="pair-figure">
      {figure.data ? (
        <CtPairFigure figure={figure.data} width={width} caption={figure.data.caption} />
      ) : (
        <>
          {figure.isPending && <BusyBar label="Drawing the figure" />}
          <p className="soft">{caption}</p>
        </>
      )}
      <ErrorMessage error={figure.error} />
      {isAllowed ? (
        <div className="pair-marks-row">
          {formats.map((format) => (
            <Button
              key={format}
              variant="default"
              size="compact-sm"
              disabled={save.isRunning || figure.data?.pictures === undefined}
              aria-label={`Save ${format.toUpperCase()}… of ${name}`}
              onClick={() => void saveAs(format)}
            >
              Save {format.toUpperCase()}…
            </Button>
          ))}
        </div>
      ) : (
        <NoRight right="export" />
      )}
      {save.isRunning && <JobProgress progress={save.progress} cancel={save.cancel} what="Drawing the figure" />}
      <ErrorMessage error={save.error} />
    </div>
  )
}
