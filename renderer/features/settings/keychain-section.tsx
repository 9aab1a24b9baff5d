import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { BusyBar } from '../../app/busy-bar.tsx'
import { ErrorMessage } from '../../app/error-message.tsx'
import { useCommand, useQueryOf } from '../../ipc/use-contract.ts'

/** Whether this computer unlocks the registry by itself. Off unless somebody turns it on with the passphrase. */
export function KeychainSection({ folder }: { readonly folder: string }) {
  const offer = useQueryOf('keychain.offer', {}).data
  const kept = useQueryOf('keychain.keeps', { folder }, { staleTime: 0 }).data
  const [isAsking, setIsAsking] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const remember = useCommand('keychain.remember')
  const forget = useCommand('keychain.forget')
  const close = () => {
    setIsAsking(false)
    setPassphrase('')
    remember.reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!remember.isPending) remember.mutate({ passphrase }, { onSuccess: close })
  }
  const atField = remember.error?.issues?.find(({ path }) => path === 'passphrase')?.message
  if (!offer || !kept) return null
  return (
    <section className="page-section own-passphrase" aria-labelledby="own-keychain">
      {(remember.isPending || forget.isPending) && <BusyBar />}
      <h2 id="own-keychain">Unlock on this computer without the passphrase</h2>
      <p className="soft">
        The keychain of this computer then keeps a way in. Whoever can use your account on it opens the registry. It is
        never the only way: if the keychain is lost, you type the passphrase. It ends when the passphrase is changed.
      </p>
      {!atField && <ErrorMessage error={remember.error ?? forget.error} />}
      {kept.user ? (
        <div className="own-passphrase-buttons">
          <p>On, for {kept.user}.</p>
          <Button variant="default" onClick={() => forget.mutate({ folder })} aria-disabled={forget.isPending}>
            Turn it off
          </Button>
        </div>
      ) : !offer.isOffered ? (
        <p>{offer.why}</p>
      ) : isAsking ? (
        <form className="own-passphrase-form" onSubmit={submit} aria-label="Unlock without the passphrase">
          <PasswordInput
            label="Your passphrase"
            value={passphrase}
            onChange={({ currentTarget }) => setPassphrase(currentTarget.value)}
            error={atField}
            autoFocus
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': 'Show the passphrase' }}
          />
          <div className="own-passphrase-buttons">
            <Button type="submit" disabled={passphrase === ''} aria-disabled={remember.isPending}>
              Turn it on
            </Button>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
          </div>
        </form>
      ) : (
        <Button variant="default" onClick={() => setIsAsking(true)}>
          Turn it on…
        </Button>
      )}
    </section>
  )
}
