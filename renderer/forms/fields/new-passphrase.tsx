import { PasswordInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import type { PassphraseJudgment } from '#shared/ipc/areas/users.ts'
import { useClient } from '../../ipc/client-context.tsx'
import './new-passphrase.css'

/** A passphrase that is being chosen, typed twice. */
export interface ChosenPassphrase {
  readonly passphrase: string
  readonly again: string
}
export const noPassphrase: ChosenPassphrase = { passphrase: '', again: '' }

interface NewPassphraseProps {
  readonly value: ChosenPassphrase
  readonly onChange: (value: ChosenPassphrase) => void
  /** Names that an attacker tries first: of the user, of the registry. */
  readonly about: readonly string[]
  readonly label?: string
  readonly description?: string
  readonly error?: string | undefined
  /** Said once somebody has tried to go on. */
  readonly differs: boolean
  readonly autoFocus?: boolean
}

/** Two fields for a new passphrase, and how long it would stand. */
export function NewPassphrase(props: NewPassphraseProps) {
  const { value, onChange, about, label = 'Passphrase', description, error, differs, autoFocus } = props
  const judgment = useJudgment(value.passphrase, about)
  return (
    <>
      <div>
        <PasswordInput
          label={label}
          description={description}
          value={value.passphrase}
          onChange={({ currentTarget }) => onChange({ ...value, passphrase: currentTarget.value })}
          error={error}
          autoFocus={autoFocus ?? false}
          autoComplete="off"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the passphrase' }}
        />
        <p className="new-passphrase-strength" role="status" data-good={judgment?.isGood}>
          {!error && judgment?.sentence}
        </p>
      </div>
      <PasswordInput
        label={`${label} again`}
        value={value.again}
        onChange={({ currentTarget }) => onChange({ ...value, again: currentTarget.value })}
        error={differs && value.passphrase !== value.again && 'The two passphrases differ.'}
        autoComplete="off"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the second passphrase' }}
      />
    </>
  )
}

const pauseMs = 250

/** Asked past the cache of answers: that would keep what was typed. */
function useJudgment(passphrase: string, about: readonly string[]): PassphraseJudgment | undefined {
  const client = useClient()
  const [paused] = useDebouncedValue(passphrase, pauseMs)
  const [judgment, setJudgment] = useState<PassphraseJudgment>()
  const names = JSON.stringify(about.filter((name) => name.trim() !== '').map((name) => name.slice(0, 100)))
  useEffect(() => {
    let isCurrent = true
    const show = (next: PassphraseJudgment | undefined) => isCurrent && setJudgment(next)
    if (paused === '') show(undefined)
    else
      void client
        .call('passphrases.judge', { passphrase: paused, about: JSON.parse(names) as string[] })
        // What can't be judged now is judged when it is saved.
        .then(show, () => show(undefined))
    return () => {
      isCurrent = false
    }
  }, [client, paused, names])
  return passphrase === '' ? undefined : judgment
}
