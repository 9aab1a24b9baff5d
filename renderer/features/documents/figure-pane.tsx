import { Button } from '@mantine/core'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { JobProgress } from '#renderer/app/job-progress.tsx'
import { NoRight } from '#renderer/app/no-right.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { notify } from '#renderer/app/notices.tsx'
import { useJob } from '#renderer/ipc/use-contract.ts'

const formats = [
  { format: 'svg', label: 'SVG', help: 'for editing and journals' },
  { format: 'png', label: 'PNG', help: 'for slides' },
  { format: 'pdf', label: 'PDF', help: 'for print' },
] as const

/** The one chart alone, as a file. */
export function FigurePane({ caseId }: { readonly caseId: string }) {
  const isAllowed = useRights().may('export')
  const save = useJob('figures.save')
  const saveAs = async (format: (typeof formats)[number]['format']) => {
    const result = await save.run({ caseId, format }).catch(() => undefined)
    if (result?.file) notify(`Saved to ${result.file}`)
  }
  if (!isAllowed) return <NoRight right="export" />
  return (
    <>
      <div className="documents-row">
        {formats.map(({ format, label, help }) => (
          <Button key={format} variant="default" onClick={() => void saveAs(format)} disabled={save.isRunning}>
            Save as {label} <span className="documents-help">{help}</span>
          </Button>
        ))}
      </div>
      {save.isRunning && <JobProgress progress={save.progress} cancel={save.cancel} what="Drawing the figure" />}
      <ErrorMessage error={save.error} />
    </>
  )
}
