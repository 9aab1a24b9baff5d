import { Button } from '@mantine/core'
import type { AuditFilter } from '#shared/ipc/areas/audit.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { JobProgress } from '#renderer/app/job-progress.tsx'
import { useJob } from '#renderer/ipc/use-contract.ts'

interface ExportButtonsProps {
  readonly filter: AuditFilter
  readonly withIdentity?: boolean
}

/** Takes the entries that are asked for out of the registry. */
export function ExportButtons({ filter, withIdentity = false }: ExportButtonsProps) {
  const { run, cancel, isRunning, progress, result, error } = useJob('audit.export')
  const save = (format: 'csv' | 'json') =>
    void run({ format, filter, ...(withIdentity && { withIdentity }) }).catch(() => {})
  return (
    <div className="audit-export">
      {isRunning ? (
        <JobProgress progress={progress} cancel={cancel} what="Writing the entries" />
      ) : (
        <>
          <Button size="compact-sm" variant="default" onClick={() => save('csv')}>
            Save as table…
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => save('json')}>
            Save signed copy…
          </Button>
        </>
      )}
      <p className="small soft audit-saved" role="status">
        {result?.file && !isRunning && `${result.entries.toLocaleString('en-US')} entries saved to ${result.file}`}
      </p>
      <ErrorMessage error={error} />
    </div>
  )
}
