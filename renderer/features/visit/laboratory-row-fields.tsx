import { Input } from '@mantine/core'
import { useState, type KeyboardEvent } from 'react'
import { useController } from 'react-hook-form'
import { missingReasons, type MissingReason } from '#shared/dictionary/record.ts'
import {
  formatQuantity,
  parseQuantity,
  rulesOfTest,
  type ParsedQuantity,
  type Quantity,
} from '#shared/domain/parse-quantity.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { unitLabel } from '#shared/domain/units.ts'
import { isBlank, numberText, type FieldDraft } from '#renderer/forms/draft.ts'
import { tidiedNumber } from '#renderer/forms/number-rules.ts'
import { withText } from '#renderer/forms/fields/field-props.ts'
import { focusControl } from '#renderer/forms/form-field.tsx'
import { useRecordForm } from '#renderer/forms/record-form-context.ts'
import { WhyEmpty } from '#renderer/forms/why-empty.tsx'
import { rangeField, usualRange, usualUnit, type LaboratoryRow } from './laboratory-rows.ts'
import { readRange } from './reference-range.ts'

const blank: FieldDraft = { text: '' }

/** One test: what is measured now, what it was last time, and the range printed beside it. */
export function LaboratoryRowFields({ row }: { readonly row: LaboratoryRow }) {
  const { control, idPrefix, doubts, onAnswer } = useRecordForm()
  const { key, test, last } = row
  const value = useController({ control, name: key })
  const range = useController({ control, name: rangeField(key) })
  const [showsReasons, setShowsReasons] = useState(false)
  const field = (value.field.value as FieldDraft | undefined) ?? blank
  const unit = field.unit ?? usualUnit(row)
  const read = field.text.trim() === '' ? undefined : parseQuantity(field.text, rulesOfTest(test.code, unit)!)
  const understood = read && !('problem' in read) ? read.quantity : undefined
  const shownUnit = understood?.unit ?? unit
  const rangeText = (range.field.value as FieldDraft | undefined)?.text ?? usualRange(row, shownUnit)
  const id = `${idPrefix}-${key}`
  const problem = value.fieldState.error?.message ?? range.fieldState.error?.message
  const reason = missingReasons.find(({ code }) => code === field.missing)
  const notes = problem ?? doubts[key] ?? doubts[rangeField(key)] ?? echoOf(read, field)
  const change = (next: FieldDraft) => {
    value.field.onChange(next)
    onAnswer(key)
  }
  const choose = (missing: MissingReason | undefined) => {
    const { missing: _, ...rest } = field
    change(missing ? { ...rest, missing } : rest)
  }
  // A unit that was typed stands beside the number from then on.
  const tidy = () => {
    const number = read && tidiedNumber(read)
    if (number !== undefined && understood?.unit) change({ ...field, text: number, unit: understood.unit })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F4' && last?.value !== undefined) {
      change({ text: `${last.value_comparator ?? ''}${numberText(last.value)}`, ...(last.unit && { unit: last.unit }) })
    } else if (event.key === 'F2' && isBlank(field)) setShowsReasons(true)
    else return
    event.preventDefault()
  }
  return (
    <div className="laboratory-row" data-item={key}>
      <label htmlFor={id} className="field-label">
        {test.label}
      </label>
      <div className="laboratory-value" onKeyDown={onKeyDown}>
        <Input
          id={id}
          className="field-number"
          data-cell="value"
          value={field.text}
          onChange={(event) => change(withText(field, event.currentTarget.value))}
          onBlur={tidy}
          error={problem !== undefined}
          placeholder={reason?.label}
          aria-describedby={`${id}-last ${id}-notes`}
          autoComplete="off"
        />
        {isBlank(field) && (
          <WhyEmpty
            label={test.label}
            reason={field.missing}
            opened={showsReasons}
            onOpen={(opened) => {
              setShowsReasons(opened)
              if (!opened) focusControl(id)
            }}
            onChoose={choose}
          />
        )}
        <RangeMark read={understood} range={rangeText} />
      </div>
      {test.units.length === 1 ? (
        <span className="unit">{unitLabel(shownUnit)}</span>
      ) : (
        <select
          className="laboratory-unit"
          aria-label={`Unit of ${test.label}`}
          // Typed after the number by whoever doesn't use a mouse.
          tabIndex={-1}
          value={shownUnit}
          onChange={(event) => {
            const chosen = event.currentTarget.value
            change({ ...field, text: understood ? numberOf(understood) : field.text, unit: chosen })
          }}
        >
          {[...new Set([shownUnit, ...test.units])].map((code) => (
            <option key={code} value={code}>
              {unitLabel(code)}
            </option>
          ))}
        </select>
      )}
      <span className="laboratory-last" id={`${id}-last`}>
        <Last row={row} unit={shownUnit} />
      </span>
      <input
        className="laboratory-range"
        data-cell="range"
        aria-label={`Reference range of ${test.label}`}
        tabIndex={-1}
        value={rangeText}
        onChange={(event) => {
          range.field.onChange({ text: event.currentTarget.value })
          onAnswer(rangeField(key))
        }}
        aria-invalid={range.fieldState.invalid || undefined}
        id={`${idPrefix}-${rangeField(key)}`}
        autoComplete="off"
      />
      <p
        id={`${id}-notes`}
        className="field-note laboratory-notes"
        data-kind={problem ? 'problem' : doubts[key] || doubts[rangeField(key)] ? 'doubt' : undefined}
      >
        {notes}
      </p>
    </div>
  )
}

const numberOf = ({ value, comparator = '' }: { readonly value: number; readonly comparator?: string }) =>
  `${comparator}${numberText(value)}`

/** Said where more was understood than stands there: a unit typed with the number, or a conversion. */
const echoOf = (read: ParsedQuantity | undefined, { text }: FieldDraft): string | undefined =>
  read && !('problem' in read) && read.withUnit && read.echo !== text.trim() ? read.echo : undefined

/** The newest result before the visit; its unit only where it is another one. */
function Last({ row: { last }, unit }: { readonly row: LaboratoryRow; readonly unit: string }) {
  if (last?.value === undefined) return <span className="unit">–</span>
  const quantity = { value: last.value, ...(last.value_comparator && { comparator: last.value_comparator }) }
  return (
    <>
      {last.unit === unit || last.unit === undefined
        ? numberOf(quantity)
        : formatQuantity({ ...quantity, unit: last.unit })}{' '}
      <span className="unit">{formatPartialDate(last.date!)}</span>
    </>
  )
}

/** Above or below the range: said in shape and in words, not by color alone. */
function RangeMark({ read, range }: { readonly read: Quantity | undefined; readonly range: string }) {
  const limits = readRange(range)
  if (!read || 'problem' in limits) return null
  // Below 40 may well be below 35 too.
  const isHigh = limits.high !== undefined && read.value > limits.high && read.comparator !== '<'
  const isLow = limits.low !== undefined && read.value < limits.low && read.comparator !== '>'
  if (!isHigh && !isLow) return null
  return (
    <span className="laboratory-mark">
      <span aria-hidden>{isHigh ? '▲' : '▼'}</span>
      <span className="visually-hidden">{isHigh ? 'above the range' : 'below the range'}</span>
    </span>
  )
}
