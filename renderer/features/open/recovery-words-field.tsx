import { useId } from 'react'
import type { KeyboardEvent } from 'react'
import { readRecoveryWords, recoveryWordCount } from '#shared/lib/recovery-words.ts'
import type { ReadWord } from '#shared/lib/recovery-words.ts'

interface RecoveryWordsFieldProps {
  readonly value: string
  readonly onChange: (words: string) => void
  readonly error: string | undefined
  readonly submit: () => void
}

/** The words of a sheet, typed or pasted; what was understood stands below, under the numbers of the sheet. */
export function RecoveryWordsField({ value, onChange, error, submit }: RecoveryWordsFieldProps) {
  const id = useId()
  const read = readRecoveryWords(value)
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
        rows={4}
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
        {read.length} of {recoveryWordCount} words, in the order of the sheet. The first four letters of each are
        enough.
      </p>
      {read.length > 0 && (
        <ol className="open-read-words" aria-label="Understood as">
          {read.map((each, index) => (
            <ReadWordItem key={index} number={index + 1} read={each} isBeingTyped={isBeingTyped(value, index, read)} />
          ))}
        </ol>
      )}
      <p className="small open-field-error" id={`${id}-error`} role="alert">
        {error}
      </p>
    </div>
  )
}

/** The last word, as long as nothing follows it, isn't wrong yet. */
const isBeingTyped = (value: string, index: number, read: readonly ReadWord[]): boolean =>
  index === read.length - 1 && /\p{L}$/u.test(value)

interface ReadWordItemProps {
  readonly number: number
  readonly read: ReadWord
  readonly isBeingTyped: boolean
}

function ReadWordItem({ number, read: { typed, word }, isBeingTyped }: ReadWordItemProps) {
  const isWrong = word === undefined && !isBeingTyped
  return (
    <li data-wrong={isWrong || undefined}>
      <span className="open-read-number">{number}</span> {word ?? typed}
      {isWrong && ' ?'}
      {isWrong && <span className="visually-hidden"> is no word of a sheet</span>}
    </li>
  )
}
