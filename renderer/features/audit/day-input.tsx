import { Input } from '@mantine/core'
import { useEffect, useId, useState } from 'react'
import { firstDay, isoOfDay, lastDay } from '#shared/domain/partial-date.ts'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import { todayHere } from '#renderer/forms/today.ts'

interface DayInputProps {
  readonly label: string
  /** Which day of a month or a year is meant where no more was typed. */
  readonly edge: 'first' | 'last'
  /** Full ISO date; missing where the span is open. */
  readonly value: string | undefined
  readonly onChange: (day: string) => void
}

/** One end of a span of days, typed as dates are typed everywhere; taken once the field is left. */
export function DayInput({ label, edge, value = '', onChange }: DayInputProps) {
  const id = useId()
  const [typed, setTyped] = useState(value)
  const [left, setLeft] = useState(false)
  useEffect(() => setTyped(value), [value])
  const read = typed.trim() === '' ? undefined : parseClinicalDate(typed, todayHere())
  const problem = left && read && 'problem' in read ? read.problem : undefined
  const commit = () => {
    setLeft(true)
    if (!read) return void (value !== '' && onChange(''))
    if ('problem' in read) return
    const day = isoOfDay(edge === 'first' ? firstDay(read.date) : lastDay(read.date))
    if (day === value) setTyped(day)
    else onChange(day)
  }
  return (
    <div className="audit-day">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        value={typed}
        placeholder="Any day"
        error={problem !== undefined}
        aria-describedby={problem && `${id}-problem`}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setLeft(false)
        }}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
      {problem && (
        <p id={`${id}-problem`} className="small audit-day-problem" role="status">
          {problem}
        </p>
      )}
    </div>
  )
}
