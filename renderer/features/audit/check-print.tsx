import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { auditGroupIds, auditGroups } from '#shared/domain/audit-kinds.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { JobProgress } from '#renderer/app/job-progress.tsx'
import { momentOf } from '#renderer/forms/moments.ts'
import { useJob } from '#renderer/ipc/use-contract.ts'
import { Head } from './head.tsx'

/** Holds a paper against the chain: its head is on it, or history was rewritten, or it comes from elsewhere. */
export function CheckPrint() {
  const [typed, setTyped] = useState('')
  const { run, cancel, isRunning, progress, result, error } = useJob('audit.findHead')
  return (
    <section className="page-section audit-job" aria-labelledby="audit-print">
      <h2 id="audit-print">Check a print</h2>
      <form
        className="audit-print"
        onSubmit={(event) => {
          event.preventDefault()
          void run({ head: typed }).catch(() => {})
        }}
      >
        <TextInput
          label="What stands after “audit” at the foot of the page"
          className="audit-typed"
          value={typed}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" aria-disabled={isRunning}>
          Look for it
        </Button>
      </form>
      <ErrorMessage error={error} />
      {isRunning && <JobProgress progress={progress} cancel={cancel} what="Looking for the head" />}
      <div role="status">{result && !isRunning && <Answer {...result} />}</div>
    </section>
  )
}

function Answer({ found, searched }: OutputOf<'audit.findHead'>) {
  if (!found)
    return (
      <>
        <p className="audit-verdict" data-ok={false}>
          It is on none of the {searched.toLocaleString('en-US')} entries of this chain.
        </p>
        <p>
          Look whether it was typed as it stands. Otherwise the paper comes from another registry, or from this one
          before a backup copy was put in its place, or its history was rewritten.
        </p>
      </>
    )
  const { seq, at, actor, head, since, groups } = found
  const counts = auditGroupIds.flatMap((id) => {
    const count = groups[id]
    return count ? [`${midSentence(auditGroups[id].label)}: ${count.toLocaleString('en-US')}`] : []
  })
  return (
    <>
      <p className="audit-verdict">
        Found: entry {seq.toLocaleString('en-US')}, {momentOf(at)}, by {actor}.
      </p>
      <p>
        <Head head={head} />
      </p>
      <p>
        {since === 0
          ? 'Nothing was added since: the registry says what it said when this was printed.'
          : `${since.toLocaleString('en-US')} ${since === 1 ? 'entry was' : 'entries were'} added since (${counts.join(', ')}). Verify the chain as well: then everything before is what it was when this was printed.`}
      </p>
    </>
  )
}
