import { TextInput } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { numberText } from '#renderer/forms/draft.ts'
import { todayHere } from '#renderer/forms/today.ts'

/** What was read of a text; `undefined` for an empty one. */
type Read<T> = { readonly value: T | undefined } | { readonly problem: string }

interface TypedInputProps<T> {
  readonly label: string
  readonly value: T | undefined
  readonly onChange: (value: T | undefined) => void
  readonly read: (text: string) => Read<T>
  readonly write: (value: T) => string
  readonly hidesLabel?: boolean
  readonly placeholder?: string
  readonly unit?: ReactNode
  readonly className?: string
  readonly description?: string
}

/** A value as typed: the text stays while it can't be read, and the value is none meanwhile. */
function TypedInput<T>(props: TypedInputProps<T>) {
  const { label, value, onChange, read, write, hidesLabel, placeholder, unit, className, description } = props
  const [text, setText] = useState(value === undefined ? '' : write(value))
  const found = read(text)
  const readValue = 'problem' in found ? undefined : found.value
  // A value that came by another way: an earlier version, a ready start.
  const isElsewhere = JSON.stringify(readValue) !== JSON.stringify(value)
  useEffect(() => {
    if (isElsewhere) setText(value === undefined ? '' : write(value))
    // Only a new value from outside counts.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [JSON.stringify(value)])
  return (
    <TextInput
      {...(hidesLabel ? { 'aria-label': label } : { label })}
      {...(className && { className })}
      {...(placeholder && { placeholder })}
      {...(description && { description, inputWrapperOrder: ['label', 'input', 'description', 'error'] as const })}
      value={text}
      error={'problem' in found ? found.problem : undefined}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value)
        const next = read(currentTarget.value)
        onChange('problem' in next ? undefined : next.value)
      }}
      rightSection={unit === undefined ? undefined : <span className="unit">{unit}</span>}
      rightSectionWidth={unit === undefined ? 0 : 52}
      rightSectionPointerEvents="none"
      autoComplete="off"
      spellCheck={false}
    />
  )
}

type Typed<T> = Omit<TypedInputProps<T>, 'read' | 'write'>

const readNumber =
  (isWhole: boolean) =>
  (text: string): Read<number> => {
    const plain = text.trim().replace(',', '.').replace('−', '-')
    if (plain === '') return { value: undefined }
    const value = Number(plain)
    if (!Number.isFinite(value)) return { problem: 'A number' }
    return isWhole && !Number.isInteger(value) ? { problem: 'A whole number' } : { value }
  }
const readAny = readNumber(false)
const readWhole = readNumber(true)

export function NumberInput({ isWhole = false, ...props }: Typed<number> & { readonly isWhole?: boolean }) {
  return <TypedInput {...props} read={isWhole ? readWhole : readAny} write={numberText} />
}

function readDate(text: string): Read<string> {
  if (text.trim() === '') return { value: undefined }
  const read = parseClinicalDate(text, todayHere())
  return 'problem' in read ? read : { value: read.date }
}

export function DateInput(props: Typed<string>) {
  return <TypedInput placeholder="12.4.2019, 2019" {...props} read={readDate} write={formatPartialDate} />
}

function readNumbers(text: string): Read<readonly number[]> {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '')
  const values = parts.map(Number)
  if (values.some((value) => !Number.isInteger(value))) return { problem: 'Whole numbers, with commas between' }
  return { value: values.length > 0 ? values : undefined }
}
const writeNumbers = (values: readonly number[]) => values.join(', ')

/** Several whole numbers, with commas between. */
export function NumbersInput(props: Typed<readonly number[]>) {
  return <TypedInput {...props} read={readNumbers} write={writeNumbers} />
}

const readText = (text: string): Read<string> => ({ value: text === '' ? undefined : text })
const writeText = (text: string) => text

export function PlainInput(props: Typed<string>) {
  return <TypedInput {...props} read={readText} write={writeText} />
}
