import { Button } from '@mantine/core'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { JobProgress } from '#renderer/app/job-progress.tsx'
import { momentOf } from '#renderer/forms/moments.ts'
import { useJob } from '#renderer/ipc/use-contract.ts'

/** Recomputes every seal, and says where the first one does not fit. */
export function VerifyChain() {
  const { run, cancel, isRunning, progress, result, error } = useJob('audit.verify')
  return (
    <div className="audit-job">
      <ErrorMessage error={error} />
      {isRunning ? (
        <JobProgress progress={progress} cancel={cancel} what="Recomputing the seals" />
      ) : (
        <Button variant="default" onClick={() => void run({}).catch(() => {})}>
          {result ? 'Verify again' : 'Verify the chain'}
        </Button>
      )}
      <div role="status">{result && !isRunning && <Verdict {...result} />}</div>
    </div>
  )
}

function Verdict({ entries, broken }: OutputOf<'audit.verify'>) {
  const count = entries.toLocaleString('en-US')
  if (!broken) return <p className="audit-verdict">Every seal fits: {count} entries, none changed, none missing.</p>
  const { seq, at, actor, lastSoundAt } = broken
  return (
    <>
      <p className="audit-verdict" data-ok={false}>
        Entry {seq.toLocaleString('en-US')} is not as it was written, or one before it was taken out.
      </p>
      <p>
        {at === undefined ? 'It is missing.' : `It says that it was made ${momentOf(at)} by ${actor}.`}{' '}
        {lastSoundAt === undefined
          ? 'No entry before it is sound.'
          : `What stands before it, up to ${momentOf(lastSoundAt)}, is sound.`}{' '}
        Keep this file as it is, and compare it with a backup copy from before.
      </p>
    </>
  )
}
