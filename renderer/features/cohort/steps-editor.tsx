import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { CohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import { useShortcut, useShortcutNote } from '#renderer/app/shortcuts.tsx'
import { ConditionEditor, emptyCondition } from './condition-editor.tsx'
import { conditionWords } from '#shared/domain/cohort/conditions/condition-words.ts'
import { isComplete } from './compared.ts'

type Steps = CohortSpec['steps']

interface StepsEditorProps {
  readonly steps: Steps
  readonly onChange: (steps: Steps) => void
}

/** Who is in the cohort, one step after the other, in the order of the flow diagram. */
export function StepsEditor({ steps, onChange }: StepsEditorProps) {
  const list = useRef<HTMLOListElement>(null)
  /** Where the keyboard goes once the steps are drawn anew. */
  const focusNext = useRef<{ readonly step: number; readonly selector: string }>(undefined)
  useEffect(() => {
    const wanted = focusNext.current
    if (!wanted) return
    focusNext.current = undefined
    const item = list.current?.children[wanted.step]
    item?.querySelector<HTMLElement>(wanted.selector)?.focus()
  }, [steps])

  const add = () => {
    focusNext.current = { step: steps.length, selector: '.cohort-subject input' }
    onChange([...steps, { condition: emptyCondition }])
  }
  const move = (from: number, to: number) => {
    if (to < 0 || to >= steps.length) return
    focusNext.current = { step: to, selector: '.cohort-step-name' }
    const next = steps.filter((_, index) => index !== from)
    onChange([...next.slice(0, to), steps[from]!, ...next.slice(to)])
  }
  const remove = (index: number) => {
    focusNext.current = { step: Math.max(0, index - 1), selector: '.cohort-step-name' }
    onChange(steps.filter((_, at) => at !== index))
  }
  useShortcut('cohort-add-step', add)
  useShortcutNote('cohort-move-step')
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(index, event.key === 'ArrowUp' ? index - 1 : index + 1)
  }
  return (
    <section className="cohort-steps" aria-labelledby="cohort-steps">
      <h2 id="cohort-steps">Who is in it</h2>
      {steps.length === 0 && (
        <p className="soft">
          Everybody with a day 0. Each step leaves out who does not meet it, and who is not known to.
        </p>
      )}
      <ol ref={list}>
        {steps.map((step, index) => {
          const name = `step ${index + 1}`
          const put = (next: Steps[number]) => onChange(steps.map((each, at) => (at === index ? next : each)))
          const words = isComplete(step.condition) ? conditionWords(step.condition) : ''
          return (
            // The order is all that steps are told apart by.
            <li key={index} className="cohort-step" onKeyDown={(event) => onKeyDown(event, index)}>
              <div className="cohort-step-head">
                <span className="cohort-step-number" aria-hidden>
                  {index + 1}
                </span>
                <TextInput
                  classNames={{ input: 'cohort-step-name' }}
                  aria-label={`Name of ${name} in the flow diagram`}
                  placeholder={words || 'Name in the flow diagram'}
                  title={words}
                  maxLength={200}
                  value={step.label ?? ''}
                  onChange={({ currentTarget: { value } }) => {
                    const { label: _, ...rest } = step
                    put(value === '' ? rest : { ...rest, label: value })
                  }}
                />
                <span className="cohort-step-buttons">
                  <button
                    type="button"
                    className="quiet-button"
                    aria-label={`Move ${name} up`}
                    disabled={index === 0}
                    onClick={() => move(index, index - 1)}
                  >
                    ↑
                  </button>
                  <button
                    type="button"
                    className="quiet-button"
                    aria-label={`Move ${name} down`}
                    disabled={index === steps.length - 1}
                    onClick={() => move(index, index + 1)}
                  >
                    ↓
                  </button>
                  <button
                    type="button"
                    className="quiet-button"
                    aria-label={`Remove ${name}`}
                    onClick={() => remove(index)}
                  >
                    ✕
                  </button>
                </span>
              </div>
              <ConditionEditor
                condition={step.condition}
                name={name}
                onChange={(condition) => put({ ...step, condition })}
              />
              {!isComplete(step.condition) && <p className="cohort-open">Not complete yet: left out of the count.</p>}
            </li>
          )
        })}
      </ol>
      <Button variant="default" size="compact-sm" onClick={add} disabled={steps.length >= 30}>
        Add a step <kbd aria-hidden>A</kbd>
      </Button>
    </section>
  )
}
