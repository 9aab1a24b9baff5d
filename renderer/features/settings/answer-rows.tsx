import { ActionIcon, Input } from '@mantine/core'
import CloseIcon from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useRef, type KeyboardEvent } from 'react'
import type { DefinitionProblem } from '#shared/dictionary/site-item-rules.ts'
import type { ItemDraft } from './item-draft.ts'

interface AnswerRowsProps {
  readonly rows: ItemDraft['choices']
  readonly problems: readonly DefinitionProblem[]
  readonly onChange: (rows: ItemDraft['choices']) => void
}

/** The answers to choose from, one a line: Enter adds the next, Alt with up or down moves one, Backspace removes an empty one. */
export function AnswerRows({ rows, problems, onChange }: AnswerRowsProps) {
  const list = useRef<HTMLOListElement>(null)
  const focusRow = (index: number) =>
    // After the rows have been drawn anew.
    setTimeout(() => list.current?.querySelectorAll('input')[index]?.focus())
  const replaceWith = (next: ItemDraft['choices'], focused: number) => {
    onChange(next)
    focusRow(focused)
  }
  const remove = (index: number) => replaceWith(rows.toSpliced(index, 1), Math.max(0, index - 1))
  const move = (index: number, by: number) => {
    const [row, to] = [rows[index], index + by]
    if (row && to >= 0 && to < rows.length) replaceWith(rows.toSpliced(index, 1).toSpliced(to, 0, row), to)
  }
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (event.ctrlKey || event.metaKey) return
    const isEmpty = rows[index]?.label === ''
    if (event.key === 'Enter') replaceWith(rows.toSpliced(index + 1, 0, { label: '' }), index + 1)
    else if (event.altKey && event.key === 'ArrowUp') move(index, -1)
    else if (event.altKey && event.key === 'ArrowDown') move(index, 1)
    else if (event.key === 'Backspace' && isEmpty && rows.length > 1) remove(index)
    else return
    event.preventDefault()
  }
  return (
    <ol className="answer-rows" ref={list}>
      {rows.map(({ code, label }, index) => {
        const problem = problems.find(({ path }) => path === `choices.${index}`)?.message
        return (
          // A row is its place: what stands in it is typed into it.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <span className="unit" aria-hidden>
              {index + 1}
            </span>
            <Input
              aria-label={`Answer ${index + 1}`}
              aria-description={problem}
              error={problem !== undefined}
              value={label}
              onChange={(event) =>
                onChange(rows.with(index, { ...(code && { code }), label: event.currentTarget.value }))
              }
              onKeyDown={(event) => onKeyDown(event, index)}
            />
            <ActionIcon
              aria-label={`Remove answer ${index + 1}`}
              disabled={rows.length === 1}
              onClick={() => remove(index)}
            >
              <CloseIcon size={14} stroke={1.75} aria-hidden />
            </ActionIcon>
            {problem && <p className="field-note field-problem">{problem}</p>}
          </li>
        )
      })}
    </ol>
  )
}
