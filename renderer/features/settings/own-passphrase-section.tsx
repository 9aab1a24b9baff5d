import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { BusyBar } from '../../app/busy-bar.tsx'
import { ErrorMessage } from '../../app/error-message.tsx'
import { NewPassphrase, noPassphrase } from '../../forms/fields/new-passphrase.tsx'
import { useCommand, useQueryOf } from '../../ipc/use-contract.ts'
import './own-passphrase-section.css'

/** Changing the own passphrase. The old one is asked for: who finds a program open must not lock its user out. */
export function OwnPassphraseSection() {
  const status = useQueryOf('registry.status', {}).data
  const [isOpen, setIsOpen] = useState(false)
  const [old, setOld] = useState('')
  const [chosen, setChosen] = useState(noPassphrase)
  const [differs, setDiffers] = useState(false)
  const change = useCommand('users.changePassphrase')
  const close = () => {
    setIsOpen(false)
    setOld('')
    setChosen(noPassphrase)
    setDiffers(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setDiffers(chosen.passphrase !== chosen.again)
    if (change.isPending || chosen.passphrase !== chosen.again) return
    change.mutate({ old, passphrase: chosen.passphrase }, { onSuccess: close })
  }
  const issueAt = (field: string) => change.error?.issues?.find(({ path }) => path === field)?.message
  const isAtField = issueAt('old') !== undefined || issueAt('passphrase') !== undefined
  return (
    <section className="page-section own-passphrase" aria-labelledby="own-passphrase">
      {change.isPending && <BusyBar label="Changing the passphrase" />}
      <h2 id="own-passphrase">Your passphrase</h2>
      <p className="soft">
        The passphrase of {status?.user ?? 'this user'} for {status?.name ?? 'this registry'}. Copies of the folder that
        were made before still open with the old one.
      </p>
      {!isOpen && (
        <div className="own-passphrase-buttons">
          <Button
            variant="default"
            onClick={() => {
              change.reset()
              setIsOpen(true)
            }}
          >
            Change the passphrase…
          </Button>
          <p className="small soft" role="status">
            {change.isSuccess && 'Changed. It is asked for from the next unlocking on.'}
          </p>
        </div>
      )}
      {isOpen && (
        <form className="own-passphrase-form" onSubmit={submit} noValidate aria-label="Change the passphrase">
          <PasswordInput
            label="Passphrase until now"
            value={old}
            onChange={({ currentTarget }) => setOld(currentTarget.value)}
            error={issueAt('old')}
            autoFocus
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': 'Show the passphrase until now' }}
          />
          <NewPassphrase
            value={chosen}
            onChange={setChosen}
            about={[status?.user ?? '', status?.name ?? '']}
            label="New passphrase"
            error={issueAt('passphrase')}
            differs={differs}
          />
          {!isAtField && <ErrorMessage error={change.error} />}
          <div className="own-passphrase-buttons">
            <Button type="submit" aria-disabled={change.isPending}>
              Change it
            </Button>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}
