import { useId } from 'react'
import type { ListedReader } from '#shared/ipc/areas/ct-readings.ts'

interface ReaderChoiceProps {
  readonly label: string
  readonly readers: readonly ListedReader[]
  readonly value: string
  readonly onChange: (key: string) => void
}

/** One of a few readers. */
export function ReaderChoice({ label, readers, value, onChange }: ReaderChoiceProps) {
  const id = useId()
  return (
    <div className="agreement-reader">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {readers.map(({ key, name, studies }) => (
          <option key={key} value={key}>
            {name} ({studies})
          </option>
        ))}
      </select>
    </div>
  )
}
