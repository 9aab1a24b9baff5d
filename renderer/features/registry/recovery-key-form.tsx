import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { listed } from '#shared/lib/listed.ts'
import { ErrorMessage } from '../../app/error-message.tsx'
import { JobProgress } from '../../app/job-progress.tsx'
import type { Job } from '../../ipc/use-contract.ts'

interface RecoveryKeyFormProps {
  readonly recovery: OutputOf<'recovery.status'>
  readonly rotate: Job<'registry.rotateKey'>
}

/** What a new key means, for whom; and the passphrase of who wants it. */
export function RecoveryKeyForm({ recovery, rotate }: RecoveryKeyFormProps) {
  const [passphrase, setPassphrase] = useState('')
  const { isRunning, progress, error, cancel } = rotate
  const others = recovery.users.filter((name) => name !== recovery.user)
  const atField = error?.kind === 'wrong-key' ? error.message : undefined
  if (recovery.user === undefined)
    return <p>The registry was opened with its recovery sheet. Set a passphrase on the page Registry first.</p>

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!isRunning) void rotate.run({ passphrase }).catch(() => {})
  }
  return (
    <>
      <p>
        The registry is written anew under a new random key and checked before it takes the place of the old file, which
        is kept. Nothing can be saved meanwhile; it takes about a second for 20 MB.
      </p>
      <dl className="registry-key-facts">
        <dt>Your passphrase</dt>
        <dd>Stays as it is.</dd>
        <dt>Other passphrases</dt>
        <dd>{othersWords(others)}</dd>
        <dt>Recovery sheet</dt>
        <dd>The present one opens only the old file from then on. A new one is printed at the end.</dd>
        <dt>Backups</dt>
        <dd>Those made before open with the passphrases and the sheet of before. Keep that sheet with them.</dd>
        <dt>Undo</dt>
        <dd>What was changed before can be reverted in the history, no longer by Undo.</dd>
      </dl>
      <form className="recovery-keys" aria-label="Change the key" onSubmit={submit}>
        {!atField && <ErrorMessage error={error} />}
        {isRunning ? (
          <JobProgress progress={progress} cancel={cancel} what="Changing the key" />
        ) : (
          <>
            <PasswordInput
              label="Your passphrase"
              value={passphrase}
              onChange={(event) => setPassphrase(event.currentTarget.value)}
              error={atField}
              autoComplete="off"
              visibilityToggleButtonProps={{ 'aria-label': 'Show the passphrase' }}
            />
            <Button type="submit" disabled={passphrase === ''}>
              Change the key
            </Button>
          </>
        )}
      </form>
    </>
  )
}

function othersWords(others: readonly string[]): string {
  if (others.length === 0) return 'There are none.'
  const [whose, anew] = others.length === 1 ? ['That', 'a new one'] : ['Those', 'new ones']
  return `${whose} of ${listed(others)} will not open the registry any more, until an administrator has set ${anew}.`
}
