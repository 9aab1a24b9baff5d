import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ShareReport, ShareWish } from '#shared/ipc/areas/share.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { JobProgress } from '#renderer/app/job-progress.tsx'
import { useCommand, useJob } from '#renderer/ipc/use-contract.ts'
import { countOf } from './share-words.ts'

interface WriteShareProps {
  readonly wish: ShareWish
  readonly report: ShareReport
}

/** Writes what the report has shown, under codes for somebody or codes of its own. */
export function WriteShare({ wish, report }: WriteShareProps) {
  const [recipient, setRecipient] = useState('')
  const choose = useCommand('share.choosePlace')
  const { run, cancel, isRunning, progress, result, error } = useJob('share.write')
  const write = async () => {
    const { folder } = await choose.mutateAsync({})
    const name = recipient.trim()
    if (folder !== null) await run({ ...wish, folder, digest: report.digest, ...(name && { recipient: name }) })
  }
  return (
    <section className="page-section share-write" aria-labelledby="share-write">
      <h2 id="share-write">Write the folder</h2>
      <TextInput
        className="share-search"
        label="Recipient"
        placeholder="Nobody in particular"
        maxLength={100}
        value={recipient}
        onChange={({ currentTarget: { value } }) => setRecipient(value)}
        description="With a name the cases have the same codes in every export for it; without one, new codes each time."
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      />
      <ErrorMessage error={choose.error ?? error} />
      {isRunning ? (
        <JobProgress progress={progress} cancel={cancel} what="Writing the cases" />
      ) : (
        <Button onClick={() => void write().catch(() => {})}>Write {countOf(report.leaving, 'case', 'cases')}…</Button>
      )}
      <p role="status">
        {result &&
          `Written to ${result.folder}: ${countOf(result.cases, 'case', 'cases')} in ${result.files.length} files. Noted in the audit chain; the key to the codes stays here.`}
      </p>
    </section>
  )
}
