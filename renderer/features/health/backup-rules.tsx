import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { BackupSettings } from '#shared/ipc/areas/backups.ts'
import { ErrorMessage } from '../../app/error-message.tsx'
import { useCommand, useQueryOf } from '../../ipc/use-contract.ts'

type Rule = 'everyHours' | 'keepDaily' | 'keepWeekly' | 'keepMonthly' | 'warnAfterDays'

/** When one is made, then which of them stay: each a sentence on a line. */
const rows: readonly (readonly { readonly name: Rule; readonly label: string; readonly unit: string }[])[] = [
  [
    { name: 'everyHours', label: 'Make one every', unit: 'hours' },
    { name: 'warnAfterDays', label: 'Warn when the newest is older than', unit: 'days' },
  ],
  [
    { name: 'keepDaily', label: 'Keep one a day for', unit: 'days' },
    { name: 'keepWeekly', label: 'one a week for', unit: 'weeks' },
    { name: 'keepMonthly', label: 'one a month for', unit: 'months' },
  ],
]

/** When backups are made by themselves, and which of them stay. */
export function BackupRules() {
  const { data: settings } = useQueryOf('backups.settings', {})
  const save = useCommand('backups.saveSettings')
  if (!settings) return null
  return (
    <fieldset className="backup-rules">
      <legend>Backups made by themselves, while something changes</legend>
      {rows.map((rules) => (
        <div key={rules[0]?.name} className="backup-rules-row">
          {rules.map((rule) => (
            <RuleField
              key={rule.name}
              {...rule}
              value={settings[rule.name]}
              save={(value) => save.mutate({ [rule.name]: value } as Partial<Record<Rule, number>>)}
            />
          ))}
        </div>
      ))}
      <Checkbox
        label="Also when the registry is closed"
        checked={settings.onClose}
        onChange={(event) => save.mutate({ onClose: event.currentTarget.checked })}
      />
      <ErrorMessage error={save.error} />
    </fieldset>
  )
}

interface RuleFieldProps {
  readonly label: string
  readonly unit: string
  readonly value: BackupSettings[Rule]
  readonly save: (value: number) => void
}

/** Holds when it is left or on Enter. */
function RuleField({ label, unit, value, save }: RuleFieldProps) {
  const [typed, setTyped] = useState<string>()
  const keep = (): void => {
    const wanted = typed?.trim()
    setTyped(undefined)
    if (wanted && /^\d{1,4}$/.test(wanted) && Number(wanted) !== value) save(Number(wanted))
  }
  return (
    <label className="backup-rule">
      <span>{label}</span>
      <TextInput
        aria-label={`${label} … ${unit}`}
        inputMode="numeric"
        value={typed ?? String(value)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => event.key === 'Enter' && keep()}
      />
      <span className="soft">{unit}</span>
    </label>
  )
}
