import { NativeSelect, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Measure } from '#shared/domain/measures.ts'
import { parseClinicalDate, type DateOrder } from '#shared/domain/parse-clinical-date.ts'
import type { DecimalSign, Decision, PasteChoices, Proposal } from '#shared/domain/paste/proposal.ts'
import { unitLabel } from '#shared/domain/units.ts'
import { ChoiceRow } from '#renderer/forms/fields/choice-row.tsx'
import { MeasureChoice } from './measure-choice.tsx'

interface PasteDecisionsProps {
  readonly proposal: Proposal
  readonly choices: PasteChoices
  readonly measures: readonly Measure[]
  readonly today: string
  readonly onChoose: (choices: PasteChoices) => void
}

const orders = [
  { code: 'day-first', label: 'Day first' },
  { code: 'month-first', label: 'Month first' },
]
const decimals = [
  { code: ',', label: 'Comma' },
  { code: '.', label: 'Point' },
]

/** What the text leaves open, and what it settled by itself and may be switched. */
export function PasteDecisions({ proposal, choices, measures, today, onChoose }: PasteDecisionsProps) {
  const { dateOrder, decimal, unknownLabels, unitless, wantsDate } = proposal
  const mapped = Object.keys(choices.labels ?? {})
  const labels = [
    ...unknownLabels.map(({ label }) => label),
    ...mapped.filter((label) => !unknownLabels.some((open) => open.label === label)),
  ]
  const units = new Map(
    [...unitless.map(({ measure }) => measure), ...measures.filter(({ key }) => choices.units?.[key])].map(
      (measure) => [measure.key, measure],
    ),
  )
  const nothing =
    dateOrder.by === 'not needed' &&
    decimal.by === 'not needed' &&
    !wantsDate &&
    labels.length === 0 &&
    units.size === 0
  if (nothing) return null
  return (
    <div className="paste-decisions">
      {dateOrder.by !== 'not needed' && (
        <Question id="paste-order" label="Dates have the" decision={dateOrder}>
          <ChoiceRow
            id="paste-order"
            aria-label="Dates have the"
            choices={orders}
            value={dateOrder.value ?? ''}
            onChange={(code) => onChoose({ ...choices, dateOrder: code as DateOrder })}
            demandsAnswer
          />
        </Question>
      )}
      {decimal.by !== 'not needed' && (
        <Question id="paste-decimal" label="Decimals stand behind a" decision={decimal}>
          <ChoiceRow
            id="paste-decimal"
            aria-label="Decimals stand behind a"
            choices={decimals}
            value={decimal.value ?? ''}
            onChange={(code) => onChoose({ ...choices, decimal: code as DecimalSign })}
            demandsAnswer
          />
        </Question>
      )}
      {wantsDate && (
        <DateOfValues
          today={today}
          onChoose={(date) => {
            const { date: _, ...others } = choices
            onChoose(date === undefined ? others : { ...others, date })
          }}
        />
      )}
      {labels.map((label, index) => (
        <div key={label} className="paste-question" data-decide>
          <label className="field-label" htmlFor={`paste-label-${index}`}>
            “{label}” is
          </label>
          <MeasureChoice
            id={`paste-label-${index}`}
            label={`“${label}” is`}
            measures={measures}
            chosen={choices.labels?.[label]}
            onChoose={(key) => onChoose({ ...choices, labels: withLabel(choices.labels, label, key) })}
            placeholder="Not known here"
          />
        </div>
      ))}
      {[...units.values()].map((measure) => (
        <NativeSelect
          key={measure.key}
          className="paste-question"
          data-decide
          label={`${measure.label} is in`}
          value={choices.units?.[measure.key] ?? ''}
          onChange={(event) =>
            onChoose({ ...choices, units: { ...choices.units, [measure.key]: event.currentTarget.value } })
          }
          data={[
            { value: '', label: 'Choose the unit' },
            ...measure.units.map((unit) => ({ value: unit, label: unitLabel(unit) })),
          ]}
        />
      ))}
    </div>
  )
}

function withLabel(labels: PasteChoices['labels'], label: string, key: string | undefined): PasteChoices['labels'] {
  const { [label]: _, ...others } = labels ?? {}
  return key === undefined ? others : { ...others, [label]: key }
}

interface QuestionProps {
  readonly id: string
  readonly label: string
  readonly decision: Decision<unknown>
  readonly children: ReactNode
}

function Question({ label, decision: { by, because }, children }: QuestionProps) {
  return (
    <div
      className="paste-question"
      data-decide={by === 'undecided' || undefined}
      data-open={by === 'undecided' || undefined}
    >
      <span className="field-label">{label}</span>
      {children}
      {because && <p className="field-note">{because}</p>}
    </div>
  )
}

function DateOfValues({
  today,
  onChoose,
}: {
  readonly today: string
  readonly onChoose: (date: string | undefined) => void
}) {
  const [text, setText] = useState('')
  const read = parseClinicalDate(text, today)
  return (
    <TextInput
      className="paste-question"
      data-decide
      label="Date of values that have none"
      value={text}
      placeholder="12.4.2021, t-3"
      onChange={(event) => {
        setText(event.currentTarget.value)
        const next = parseClinicalDate(event.currentTarget.value, today)
        onChoose('date' in next ? next.date : undefined)
      }}
      description={'date' in read ? read.echo : undefined}
      inputWrapperOrder={['label', 'input', 'description']}
      autoComplete="off"
    />
  )
}
