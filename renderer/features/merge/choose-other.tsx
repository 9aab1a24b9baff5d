import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useRef, useState, type KeyboardEvent } from 'react'
import { antibodyOf } from '#shared/dictionary/lists/antibodies.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'

interface ChooseOtherProps {
  readonly record: CaseRecord
  readonly onChoose: (caseId: string) => void
}

const shown = 8
const pauseMs = 150

/** Which case is the same patient: found by its code, or by anything in its record. */
export function ChooseOther({ record: { case: own }, onChoose }: ChooseOtherProps) {
  const [words, setWords] = useState('')
  const [search] = useDebouncedValue(words.trim(), pauseMs)
  const list = useRef<HTMLUListElement>(null)
  const { data, error } = useQueryOf('cases.find', { search, offset: 0, limit: shown + 1 }, { enabled: search !== '' })
  const rows = (search ? (data?.rows ?? []) : []).filter(({ id }) => id !== own.id).slice(0, shown)
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && rows[0]) onChoose(rows[0].id)
    if (step === 0 || buttons.length === 0) return
    event.preventDefault()
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement) + step
    buttons[Math.min(buttons.length - 1, Math.max(0, at))]?.focus()
  }
  return (
    <section className="merge-choose" onKeyDown={move}>
      <h1>Merge {own.code} with another case</h1>
      <TextInput
        label="Which other case is this patient?"
        description="Its code, or a name, a number, a word of its record"
        autoFocus
        maxLength={200}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ErrorMessage error={error} />
      <ul ref={list} aria-label="Cases found">
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" className="merge-found" onClick={() => onChoose(row.id)}>
              <b>{row.code}</b>
              <span className="soft">
                {[
                  row.sex,
                  row.birthDate && formatPartialDate(row.birthDate),
                  ...row.antibodies.map((code) => antibodyOf(code)?.label ?? code),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {search && data && rows.length === 0 && <p className="soft">No other case holds these words.</p>}
    </section>
  )
}
