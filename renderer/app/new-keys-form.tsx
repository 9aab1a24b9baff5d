import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ChangeEvent, FormEvent } from 'react'
import type { RegistryStatus } from '#shared/ipc/areas/registry.ts'
import { useCommand } from '../ipc/use-contract.ts'
import { BusyBar } from './busy-bar.tsx'
import { ErrorMessage } from './error-message.tsx'
import './recovery.css'

type Field = 'user' | 'passphrase'
type Values = Readonly<Record<Field | 'again', string>>

interface NewKeysFormProps {
  readonly onSet: (status: RegistryStatus) => void
  readonly onLater?: () => void
}

/** A passphrase for an administrator, set by whoever opened the registry with its recovery sheet. */
export function NewKeysForm({ onSet, onLater }: NewKeysFormProps) {
  const [values, setValues] = useState<Values>({ user: '', passphrase: '', again: '' })
  const [differs, setDiffers] = useState(false)
  const setKeys = useCommand('recovery.newKeys')

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const { user, passphrase, again } = values
    setDiffers(passphrase !== again)
    if (setKeys.isPending || passphrase !== again) return
    onSet(await setKeys.mutateAsync({ user, passphrase }))
  }
  const errorOf = (field: Field): string | undefined =>
    setKeys.error?.issues?.find(({ path }) => path === field)?.message
  const input = (field: keyof Values) => ({
    value: values[field],
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      const { value } = event.currentTarget
      setValues((before) => ({ ...before, [field]: value }))
    },
    error: field === 'again' ? differs && 'The two passphrases differ.' : errorOf(field),
    autoComplete: 'off',
    required: true,
    withAsterisk: false,
  })
  return (
    <form
      className="recovery-keys"
      aria-label="Set a passphrase"
      onSubmit={(event) => void submit(event).catch(() => {})}
      noValidate
    >
      {setKeys.isPending && <BusyBar label="Setting the passphrase" />}
      {!errorOf('user') && !errorOf('passphrase') && <ErrorMessage error={setKeys.error} />}
      <TextInput
        label="Your name"
        description="As the registry knows you, or a new administrator"
        autoFocus={onLater !== undefined}
        {...input('user')}
      />
      <PasswordInput
        label="New passphrase"
        description="At least 10 characters. Four words that only you would put together are strong and easy to keep."
        visibilityToggleButtonProps={{ 'aria-label': 'Show the passphrase' }}
        {...input('passphrase')}
      />
      <PasswordInput
        label="New passphrase again"
        visibilityToggleButtonProps={{ 'aria-label': 'Show the second passphrase' }}
        {...input('again')}
      />
      <div className="recovery-buttons">
        <Button type="submit" aria-disabled={setKeys.isPending}>
          Set the passphrase
        </Button>
        {onLater && (
          <Button variant="subtle" onClick={onLater}>
            Not now
          </Button>
        )}
      </div>
    </form>
  )
}
