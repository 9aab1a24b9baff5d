import { Button, PasswordInput } from '@mantine/core'
import { useId, useState } from 'react'

interface Key {
  readonly passphrase: string
  readonly words: string
}
export const noKey: Key = { passphrase: '', words: '' }

interface BackupKeyProps {
  readonly value: Key
  readonly onChange: (key: Key) => void
}

/** The passphrase of the day of the backup, or the words of the recovery sheet. */
export function BackupKey({ value, onChange }: BackupKeyProps) {
  const [withSheet, setWithSheet] = useState(false)
  const id = useId()
  return (
    <div className="restore-key">
      {withSheet ? (
        <div className="restore-words">
          <label htmlFor={id}>Words of the recovery sheet</label>
          <textarea
            id={id}
            rows={4}
            value={value.words}
            onChange={(event) => onChange({ passphrase: '', words: event.currentTarget.value })}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </div>
      ) : (
        <PasswordInput
          label="Passphrase"
          description="The one of the day of the backup"
          value={value.passphrase}
          onChange={(event) => onChange({ passphrase: event.currentTarget.value, words: '' })}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the passphrase' }}
        />
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => {
          setWithSheet(!withSheet)
          onChange(noKey)
        }}
      >
        {withSheet ? 'Use the passphrase' : 'Use the recovery sheet'}
      </Button>
    </div>
  )
}
