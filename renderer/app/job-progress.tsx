import { Button } from '@mantine/core'
import type { Progress } from '#shared/ipc/wire.ts'
import './job-progress.css'

interface JobProgressProps {
  readonly progress: Progress | undefined
  readonly cancel: () => void
  /** Said until the job says more. */
  readonly what: string
}

/** What is being done, how far it is, and the way to stop it. Appears after 300 ms. */
export function JobProgress({ progress, cancel, what }: JobProgressProps) {
  const percent = progress && progress.total > 0 ? Math.round((100 * progress.done) / progress.total) : undefined
  const label = progress?.what || what
  return (
    <div className="job-progress">
      <div className="job-progress-words">
        <span>{label}</span>
        {percent !== undefined && <span className="soft">{percent} %</span>}
      </div>
      <progress aria-label={label} max={100} value={percent} />
      <Button variant="default" size="compact-sm" onClick={cancel}>
        Cancel
      </Button>
    </div>
  )
}
