import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { JobProgress } from '#renderer/app/job-progress.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { notify } from '#renderer/app/notices.tsx'
import { useJob } from '#renderer/ipc/use-contract.ts'
import type { ChartView } from '#shared/ipc/areas/shell.ts'
import { ChartMenu } from './chart-menu.tsx'

const shortcut = 'chart-save'

interface SaveMenuProps {
  readonly caseId: string
  /** What is shown, which is what is saved. */
  readonly view: ChartView
}

const formats = [
  { format: 'svg', label: 'SVG', note: 'for editing and journals' },
  { format: 'png', label: 'PNG, 300 dpi', note: 'for slides' },
  { format: 'pdf', label: 'PDF', note: 'for print' },
] as const

/** The chart as a file, as it is shown: its lanes, its axis, the case beside it. */
export function SaveMenu({ caseId, view }: SaveMenuProps) {
  const isAllowed = useRights().may('export')
  const save = useJob('figures.save')
  const saveAs = async (format: (typeof formats)[number]['format']) => {
    const result = await save.run({ caseId, format, view }).catch(() => undefined)
    if (result?.file) notify(`Saved to ${result.file}`)
  }
  if (!isAllowed) return null
  return (
    <ChartMenu label="Save" title="Save the chart as it is shown" shortcut={shortcut}>
      {formats.map(({ format, label, note }) => (
        <button
          key={format}
          type="button"
          className="one-chart-option"
          disabled={save.isRunning || view.lanes?.length === 0}
          onClick={() => void saveAs(format)}
        >
          <span>{label}</span>
          <span className="one-chart-option-note">{note}</span>
        </button>
      ))}
      {save.isRunning && <JobProgress progress={save.progress} cancel={save.cancel} what="Drawing the figure" />}
      <ErrorMessage error={save.error} />
    </ChartMenu>
  )
}
