import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import type { AppError } from '#shared/ipc/app-error.ts'
import { BusyBar } from '../../app/busy-bar.tsx'
import { ErrorMessage } from '../../app/error-message.tsx'
import { useCommand } from '../../ipc/use-contract.ts'
import { RecoveryWordsField } from './recovery-words-field.tsx'
import { useOpened } from './use-enter-registry.ts'

interface UnlockFormProps {
  readonly folder: string
  /** Missing for a folder that was never opened here. */
  readonly name?: string
  readonly withSheet: boolean
  readonly setWithSheet: (withSheet: boolean) => void
  /** Before the registry is shown: it wants a passphrase that somebody knows. */
  readonly onOpenedWithSheet: () => void
}

/** Opens a registry with its passphrase, or with the words of its recovery sheet. */
export function UnlockForm({
  folder,
  name = nameOfFolder(folder),
  withSheet,
  setWithSheet,
  onOpenedWithSheet,
}: UnlockFormProps) {
  const [passphrase, setPassphrase] = useState('')
  const [words, setWords] = useState('')
  const open = useCommand('registry.open')
  const opened = useOpened()
  const atField = open.error && isAboutKey(open.error) ? open.error.message : undefined

  const unlock = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault()
    if (open.isPending) return
    const key = withSheet ? { recoveryWords: words } : { passphrase }
    const status = await open.mutateAsync({ folder, ...key })
    if (withSheet && !status.readOnly) onOpenedWithSheet()
    setWithSheet(false)
    opened(status)
  }
  const changeWay = (): void => {
    setWithSheet(!withSheet)
    open.reset()
  }
  const submit = (event?: FormEvent): void => void unlock(event).catch(() => {})
  return (
    <form className="open-form" onSubmit={submit} aria-label={`Open ${name}`}>
      {open.isPending && <BusyBar label="Opening" />}
      <header>
        <h2>{name}</h2>
        <p className="small soft open-path">{folder}</p>
      </header>
      {!atField && <ErrorMessage error={open.error} />}
      {withSheet ? (
        <RecoveryWordsField value={words} onChange={setWords} error={atField} submit={submit} />
      ) : (
        <PasswordInput
          label="Passphrase"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          error={atField}
          autoFocus
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the passphrase' }}
        />
      )}
      <div className="open-buttons">
        <Button
          type="submit"
          disabled={withSheet ? words.trim() === '' : passphrase === ''}
          aria-disabled={open.isPending}
        >
          Open
        </Button>
        <Button variant="subtle" onClick={changeWay}>
          {withSheet ? 'Use the passphrase' : 'Use the recovery sheet'}
        </Button>
      </div>
    </form>
  )
}

const isAboutKey = ({ kind, issues }: AppError): boolean =>
  kind === 'wrong-key' || (kind === 'invalid-input' && issues?.every(({ path }) => path !== 'folder') !== false)

/** `clinic` of `/data/clinic.asild`. */
function nameOfFolder(folder: string): string {
  const last = folder.split(/[\\/]/).findLast((part) => part !== '') ?? folder
  return last.replace(/\.asild$/i, '')
}
