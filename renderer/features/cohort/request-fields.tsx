/** Fields that several request forms share. */
import { NativeSelect } from '@mantine/core'
import { groupingChoices, PickOne } from './pickers.tsx'

interface SelectProps<T extends string> {
  readonly label: string
  readonly choices: Readonly<Record<T, string>>
  readonly value: T
  readonly onChange: (value: T) => void
}

/** One of a few, all of which have words. */
export function Choose<T extends string>({ label, choices, value, onChange }: SelectProps<T>) {
  return (
    <NativeSelect
      label={label}
      value={value}
      data={Object.entries<string>(choices).map(([code, words]) => ({ value: code, label: words }))}
      onChange={({ currentTarget }) => onChange(currentTarget.value as T)}
    />
  )
}

interface GroupByProps {
  readonly value: string | undefined
  readonly onChange: (groupBy: string | undefined) => void
  readonly label?: string
}

export function GroupBy({ value = '', onChange, label = 'Groups by' }: GroupByProps) {
  return (
    <PickOne
      label={label}
      choices={groupingChoices()}
      placeholder="No groups"
      value={value}
      onChange={(id) => onChange(id || undefined)}
    />
  )
}

export const adjustments = {
  none: 'None',
  holm: 'Holm',
  bh: 'Benjamini–Hochberg',
} as const
