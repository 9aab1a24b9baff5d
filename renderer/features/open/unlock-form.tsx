import { Button, PasswordInput } from '@mantine/core'
import { useId, useState } from 'react'
import type { FormEvent, KeyboardEvent } from 'react'
import type { AppError } from '#shared/ipc/app-error.ts'
import { BusyBar } from '../../app/busy-bar.tsx'
import { ErrorMessage } from '../../app/error-message.tsx'
import { useCommand } from '../../ipc/use-contract.ts'
import { PlaceNote } from './place-note.tsx'
import { useOpened } from './use-enter-registry.ts'

interface UnlockFormProps {
  readonly folder: string
  /** Missing for a folder that was never opened here. */
  readonly name?: string
}

const sheetWords = 24

/** Opens a registry with its passphrase, or with the words of its recovery sheet. */
export function UnlockForm({ folder, name = nameOfFolder(folder) }: UnlockFormProps) {
  const [withSheet, setWithSheet] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const [words, setWords] = useState('')
  const open = useCommand('registry.open')
  const opened = useOpened()
  const atField = open.error && isAboutKey(open.error) ? open.error.message : undefined

  const unlock = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault()
    if (open.isPending) return
    const key = withSheet ? { recoveryWords: words } : { passphrase }
    opened(await open.mutateAsync({ folder, ...key }))
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
      <PlaceNote folder={folder} />
      {!atField && <ErrorMessage error={open.error} />}
      {withSheet ? (
        <RecoveryWords value={words} onChange={setWords} error={atField} submit={submit} />
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

interface RecoveryWordsProps {
  readonly value: string
  readonly onChange: (words: string) => void
  readonly error: string | undefined
  readonly submit: () => void
}

function RecoveryWords({ value, onChange, error, submit }: RecoveryWordsProps) {
  const id = useId()
  const count = value.trim() === '' ? 0 : value.trim().split(/[\s,;]+/).length
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    submit()
  }
  return (
    <div className="open-words">
      <label htmlFor={id}>Words of the recovery sheet</label>
      <textarea
        id={id}
        rows={5}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKey}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-count ${id}-error`}
        autoFocus
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <p className="small soft" id={`${id}-count`}>
        {count} of {sheetWords} words, in the order of the sheet, with spaces between
      </p>
      <p className="small open-field-error" id={`${id}-error`} role="alert">
        {error}
      </p>
    </div>
  )
}

const isAboutKey = ({ kind, issues }: AppError): boolean =>
  kind === 'wrong-key' || (kind === 'invalid-input' && issues?.every(({ path }) => path !== 'folder') !== false)

/** `clinic` of `/data/clinic.asild`. */
function nameOfFolder(folder: string): string {
  const last = folder.split(/[\\/]/).findLast((part) => part !== '') ?? folder
  return last.replace(/\.asild$/i, '')
}
