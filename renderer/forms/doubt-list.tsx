import { Button, TextInput } from '@mantine/core'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { usualReasons } from '#shared/dictionary/confirmations.ts'
import { ProblemLine, type ListedProblem } from './problem-list.tsx'
import './doubt-list.css'

interface DoubtListProps {
  readonly doubts: readonly ListedProblem[]
  /** Grows with every attempt to save: the first reason then takes the focus. */
  readonly attempt: number
  /** One reason for each doubt, in their order. */
  readonly onConfirm: (reasons: readonly string[]) => void
}

const nameOf = ({ target, label, message }: ListedProblem) => `${target} ${label} ${message}`

/**
 * What is unlikely, with the question why it is right. A digit takes a usual reason and Enter goes on to the next doubt,
 * which offers the same one; after the last it is saved. The answers stay with the record, so nobody is asked twice.
 */
export function DoubtList({ doubts, attempt, onConfirm }: DoubtListProps) {
  const id = useId()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [demanded, setDemanded] = useState(false)
  const fields = useRef<(HTMLInputElement | null)[]>([])
  const reasons = doubts.map((doubt) => typed[nameOf(doubt)] ?? '')
  useEffect(() => {
    setDemanded(false)
    fields.current[0]?.focus()
    fields.current[0]?.scrollIntoView({ block: 'nearest' })
  }, [attempt])

  const put = (index: number, reason: string) => setTyped({ ...typed, [nameOf(doubts[index]!)]: reason })
  const confirm = (given: readonly string[]) => {
    const open = given.findIndex((reason) => !reason.trim())
    if (open < 0) return onConfirm(given.map((reason) => reason.trim()))
    setDemanded(true)
    fields.current[open]?.focus()
  }
  const confirmAll = (reason: string) => confirm(reasons.map((given) => given.trim() || reason))
  const goOn = (index: number) => {
    const reason = reasons[index]!.trim()
    const next = index + 1
    if (!reason || next === doubts.length) return confirm(reasons)
    // The next one most likely has the same reason: Enter takes it, typing replaces it.
    if (!reasons[next]) put(next, reason)
    const field = fields.current[next]
    field?.focus()
    setTimeout(() => field?.select())
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, index: number) => {
    const usual = reasons[index] === '' ? usualReasons[Number(event.key) - 1] : undefined
    if (usual !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) put(index, usual)
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) confirmAll(reasons[index]!.trim())
    else if (event.key === 'Enter') goOn(index)
    else return
    event.preventDefault()
    // Saving the form by the same keys would only ask again.
    event.stopPropagation()
  }

  return (
    <div className="problem-list doubt-list" data-kind="asked" role="group" aria-labelledby={`${id}-title`}>
      <p className="problem-list-title" id={`${id}-title`} role="alert">
        Not saved yet.{' '}
        {doubts.length === 1
          ? 'This is unusual: say why it is right, or change it.'
          : `${doubts.length} things are unusual: say why they are right, or change them.`}
      </p>
      <ol>
        {doubts.map((doubt, index) => (
          <li key={nameOf(doubt)}>
            <span id={`${id}-${index}`}>
              <ProblemLine {...doubt} />
            </span>
            <div className="doubt-reason">
              <TextInput
                ref={(field) => {
                  fields.current[index] = field
                }}
                value={reasons[index]}
                onChange={(event) => put(index, event.currentTarget.value)}
                onKeyDown={(event) => onKeyDown(event, index)}
                placeholder="Why is it right?"
                maxLength={500}
                aria-label="Why is it right?"
                aria-describedby={`${id}-${index} ${id}-keys`}
                error={demanded && !reasons[index]!.trim() && 'A reason is needed.'}
              />
              <span className="doubt-usual">
                {usualReasons.map((reason, at) => (
                  <button
                    key={reason}
                    type="button"
                    className="text-button"
                    tabIndex={-1}
                    onClick={() => {
                      put(index, reason)
                      fields.current[index]?.focus()
                    }}
                  >
                    <kbd aria-hidden>{at + 1}</kbd> {reason}
                  </button>
                ))}
              </span>
            </div>
          </li>
        ))}
      </ol>
      <div className="doubt-actions">
        <Button variant="default" onClick={() => confirm(reasons)}>
          Confirm and save
        </Button>
        <p id={`${id}-keys`} className="doubt-keys">
          <kbd>1</kbd>–<kbd>3</kbd> take a usual reason, <kbd>Enter</kbd> {doubts.length > 1 ? 'goes on' : 'saves'}
          {doubts.length > 1 && (
            <>
              , <kbd>Ctrl</kbd> <kbd>Enter</kbd> gives the same reason for all
            </>
          )}
        </p>
      </div>
    </div>
  )
}
