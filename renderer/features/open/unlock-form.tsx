import { Button, NativeSelect, PasswordInput } from '@mantine/core'
import { useRef, useState } from 'react'
import type { FormEvent } from 'react'
import type { AppError } from '#shared/ipc/app-error.ts'
import { wordsOfWait } from '#shared/domain/words-of-wait.ts'
import { BusyBar } from '../../app/busy-bar.tsx'
import { ErrorMessage } from '../../app/error-message.tsx'
import { useCommand, useQueryOf } from '../../ipc/use-contract.ts'
import { RecoveryWordsField } from './recovery-words-field.tsx'
import { useEnterByKeychain } from './use-enter-by-keychain.ts'
import { PlaceNote } from './place-note.tsx'
import { useOpened } from './use-enter-registry.ts'
import { useWait } from './use-wait.ts'

interface UnlockFormProps {
  readonly folder: string
  /** Missing for a folder that was never opened here. */
  readonly name?: string
  /** Who had it open here last. */
  readonly lastUser?: string | undefined
  readonly withSheet: boolean
  readonly setWithSheet: (withSheet: boolean) => void
  /** Before the registry is shown: it wants a passphrase that somebody knows. */
  readonly onOpenedWithSheet: () => void
}

/** Opens a registry with its passphrase, with what this computer keeps, or with the words of its recovery sheet. */
export function UnlockForm({
  folder,
  name = nameOfFolder(folder),
  lastUser,
  withSheet,
  setWithSheet,
  onOpenedWithSheet,
}: UnlockFormProps) {
  const [chosenUser, setChosenUser] = useState<string>()
  const [passphrase, setPassphrase] = useState('')
  const [words, setWords] = useState('')
  const state = useQueryOf('unlock.state', { folder }, { staleTime: 0, gcTime: 0 })
  const wait = useWait(state.data?.waitSeconds, state.dataUpdatedAt)
  const open = useCommand('registry.open')
  const opened = useOpened()
  const userChoice = useRef<HTMLSelectElement>(null)
  const keychain = useEnterByKeychain(folder)
  const users = state.data?.users ?? []
  const [asksWho, setAsksWho] = useState(false)
  /** Where several might be it and none was here before, nobody is taken for another. */
  const user = chosenUser ?? (users.length > 1 ? users.find((known) => known === lastUser) : users[0])
  const isNobody = !withSheet && users.length > 1 && user === undefined
  const waits = !withSheet && wait > 0
  const error = keychain.error ?? open.error
  const atField =
    error && isAboutKey(error)
      ? keyWords(error, keychain.error || withSheet || users.length < 2 ? undefined : user)
      : undefined
  const isBusy = open.isPending || keychain.isPending

  const unlock = async (): Promise<void> => {
    if (isBusy || waits) return
    if (isNobody) {
      setAsksWho(true)
      return userChoice.current?.focus()
    }
    keychain.reset()
    // Of a single user nobody need say the name.
    const key = withSheet ? { recoveryWords: words } : { passphrase, ...(users.length > 1 && { user }) }
    try {
      const status = await open.mutateAsync({ folder, ...key })
      if (withSheet && !status.readOnly) onOpenedWithSheet()
      setWithSheet(false)
      opened(status)
    } catch {
      await state.refetch()
    }
  }
  const changeWay = (): void => {
    setWithSheet(!withSheet)
    open.reset()
    keychain.reset()
  }
  const submit = (event?: FormEvent): void => {
    event?.preventDefault()
    void unlock()
  }
  return (
    <form className="open-form" onSubmit={submit} aria-label={`Open ${name}`}>
      {isBusy && <BusyBar label="Opening" />}
      <header>
        <h2>{name}</h2>
        <p className="small soft open-path">{folder}</p>
      </header>
      <PlaceNote folder={folder} />
      {!atField && <ErrorMessage error={error} />}
      {keychain.user && !withSheet && (
        <div className="open-keychain">
          <Button autoFocus={passphrase === ''} onClick={keychain.enter} aria-disabled={isBusy}>
            Open as {keychain.user}
          </Button>
          <p className="small soft">This computer keeps the way in. The passphrase opens it as well:</p>
        </div>
      )}
      {!withSheet && users.length > 1 && (
        <NativeSelect
          ref={userChoice}
          label={user === undefined ? 'Who are you?' : 'User'}
          value={user ?? ''}
          data={user === undefined ? [{ value: '', label: 'Choose your name', disabled: true }, ...users] : users}
          error={asksWho && isNobody && 'Choose your name: each has a passphrase of their own.'}
          autoFocus={isNobody && passphrase === ''}
          onChange={({ currentTarget }) => {
            setChosenUser(currentTarget.value)
            open.reset()
          }}
        />
      )}
      {withSheet ? (
        <RecoveryWordsField value={words} onChange={setWords} error={atField} submit={submit} />
      ) : (
        <PasswordInput
          label="Passphrase"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          error={atField}
          autoFocus={!keychain.user}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the passphrase' }}
        />
      )}
      {waits && (
        <p className="small" role="timer">
          The next passphrase can be tried in <span className="open-seconds">{wordsOfWait(wait)}</span>. The recovery
          sheet opens the registry at once.
        </p>
      )}
      <div className="open-buttons">
        <Button
          type="submit"
          variant={keychain.user && !withSheet ? 'default' : 'filled'}
          disabled={withSheet ? words.trim() === '' : passphrase === ''}
          aria-disabled={isBusy || waits}
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

/** Whose passphrase was tried is one of the things that may be wrong, where there are several users. */
const keyWords = ({ kind, message }: AppError, user: string | undefined): string =>
  kind === 'wrong-key' && user !== undefined
    ? `This is not the passphrase of ${user}. Check the user, the keyboard and capital letters, or use the recovery sheet.`
    : message

/** `clinic` of `/data/clinic.asild`. */
function nameOfFolder(folder: string): string {
  const last = folder.split(/[\\/]/).findLast((part) => part !== '') ?? folder
  return last.replace(/\.asild$/i, '')
}
