import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { notify } from '#renderer/app/notices.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { useJob } from '#renderer/ipc/use-contract.ts'

const formats = ['svg', 'png', 'pdf'] as const

interface SaveFigureProps {
  readonly resultId: string
  readonly figureId: string
  readonly title: string
}

/** A figure as a file. */
export function SaveFigure({ resultId, figureId, title }: SaveFigureProps) {
  const isAllowed = useRights().may('export')
  const { run, isRunning, error } = useJob('cohorts.saveFigure')
  if (!isAllowed) return null
  const save = async (format: (typeof formats)[number]) => {
    const saved = await run({ resultId, figureId, format }).catch(() => undefined)
    if (saved?.file) notify(`Saved to ${saved.file}`)
  }
  return (
    <span className="result-figure-save">
      {formats.map((format) => (
        <button
          key={format}
          type="button"
          className="quiet-button"
          disabled={isRunning}
          aria-label={`Save ${title} as ${format.toUpperCase()}`}
          onClick={() => void save(format)}
        >
          {format.toUpperCase()}
        </button>
      ))}
      <ErrorMessage error={error} />
    </span>
  )
}
