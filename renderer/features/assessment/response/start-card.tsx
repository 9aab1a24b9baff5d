import type { CSSProperties } from 'react'
import { formatNumber } from '#shared/domain/format-number.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { EventRate, EventsAround } from '#shared/domain/response/event-rates.ts'
import type { ResponseCard, ResponseRow, ValueAt } from '#shared/domain/response/response-card.ts'
import type { ResponseSlope } from '#shared/domain/response/response-slope.ts'
import { drugColor } from '../../../charts/drug-colors.ts'
import { counted, eventWords, measureWords, signed } from './response-words.ts'
import { IllustrativeMark, Sourced } from './sourced.tsx'

interface StartCardProps {
  readonly card: ResponseCard
  readonly months: readonly number[]
}

/** Before and after the start of one drug. */
export function StartCard({ card, months }: StartCardProps) {
  const { rows, events } = card
  return (
    <article className="start" aria-label={`${card.label}, started ${formatPartialDate(card.start.date)}`}>
      <StartHead card={card} />
      <div className="start-numbers">
        <Statements rows={rows} />
        <table className="response-table">
          <thead>
            <tr>
              <th scope="col">Measure</th>
              <th scope="col">Before</th>
              {months.map((count) => (
                <th key={count} scope="col">
                  {count} months
                </th>
              ))}
              <th scope="col">
                Slope before, <span className="unit">per year</span>
              </th>
              <th scope="col">
                Slope after, <span className="unit">per year</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <MeasureRow key={row.id} row={row} />
            ))}
          </tbody>
          <tbody>
            {events.map((event) => (
              <EventRow key={event.kind} event={event} columns={months.length} />
            ))}
          </tbody>
        </table>
      </div>
    </article>
  )
}

/** Both at once, the style sheet takes one. */
export const drugColors = (drug: string): CSSProperties =>
  ({ '--drug-light': drugColor(drug, 'light'), '--drug-dark': drugColor(drug, 'dark') }) as CSSProperties

function StartHead({ card }: { readonly card: ResponseCard }) {
  const { drug, label, start, dose, indication, ended, stopReason, near, beside, input } = card
  return (
    <header className="start-head">
      <h3>
        <span className="drug-swatch" style={drugColors(drug)} aria-hidden />
        {label}
      </h3>
      <p>
        from <Sourced inputs={[input]}>{formatPartialDate(start.date)}</Sourced>
        {ended !== undefined && <> to {formatPartialDate(ended)}</>}
        {stopReason !== undefined && <>, {stopReason}</>}
      </p>
      {(dose ?? indication) !== undefined && <p className="soft">{[dose, indication].filter(Boolean).join(', ')}</p>}
      {beside.length > 0 && (
        <p className="soft small">
          On{' '}
          {beside.map(({ text, inputs }, index) => (
            <span key={text}>
              {index > 0 && ', '}
              <Sourced inputs={inputs}>{text}</Sourced>
            </span>
          ))}{' '}
          by then.
        </p>
      )}
      {near.length > 0 && (
        <ul className="start-near small">
          {near.map(({ text, input: of }) => (
            <li key={of.recordId}>
              <span className="near-mark" aria-hidden>
                ●
              </span>{' '}
              <Sourced inputs={[of]}>{text}</Sourced>
            </li>
          ))}
        </ul>
      )}
    </header>
  )
}

const inputsOf = ({ before, after }: ResponseRow) =>
  [before, after.findLast((value) => value !== undefined)].flatMap((value) => value?.inputs ?? [])

/** What one says aloud. */
function Statements({ rows }: { readonly rows: readonly ResponseRow[] }) {
  const said = rows.filter(({ statement }) => statement !== undefined)
  if (said.length === 0)
    return <p className="soft">No value stands both before and after the start in these windows.</p>
  return (
    <ul className="start-statements">
      {said.map((row) => (
        <li key={row.id}>
          {row.statement}
          <IllustrativeMark inputs={inputsOf(row)} />
        </li>
      ))}
    </ul>
  )
}

function MeasureRow({ row }: { readonly row: ResponseRow }) {
  const { name, unit } = measureWords[row.id]
  return (
    <tr>
      <th scope="row">
        {name} <span className="unit">{unit}</span>
      </th>
      <Value row={row} value={row.before} />
      {row.after.map((value, index) => (
        <Value key={index} row={row} value={value} against={row.before} />
      ))}
      <Slope row={row} side="before" />
      <Slope row={row} side="after" />
    </tr>
  )
}

interface ValueProps {
  readonly row: ResponseRow
  readonly value: ValueAt | undefined
  readonly against?: ValueAt | undefined
}

function Value({ row, value, against }: ValueProps) {
  const { decimals } = measureWords[row.id]
  if (!value) return <Nothing why="no value in this window" />
  const change =
    against && !against.comparator && !value.comparator
      ? Number(value.value.toFixed(decimals)) - Number(against.value.toFixed(decimals))
      : undefined
  return (
    <td>
      <Sourced inputs={value.inputs}>
        {value.comparator}
        {formatNumber(value.value, decimals)}
      </Sourced>
      {change !== undefined && <span className="value-change"> {signed(change, decimals)}</span>}
      <span className="unit value-date">{formatPartialDate(value.date)}</span>
    </td>
  )
}

function Nothing({ why }: { readonly why: string }) {
  return (
    <td className="soft" title={why}>
      <span aria-hidden>–</span>
      <span className="visually-hidden">{why}</span>
    </td>
  )
}

function Slope({ row, side }: { readonly row: ResponseRow; readonly side: 'before' | 'after' }) {
  const slope = row.slopes?.[side]
  if (!slope) return <Nothing why="not computed for this measure" />
  if (slope.perYear === undefined) return <Nothing why={whyNoSlope(slope)} />
  const unit = row.id === 'ck' ? ' %' : ''
  const decimals = row.id === 'ck' ? 0 : 1
  return (
    <td>
      <Sourced inputs={slope.inputs}>
        {signed(slope.perYear, decimals)}
        {unit}
      </Sourced>
      <span className="unit">
        {slope.interval
          ? ` (${signed(slope.interval.low, decimals)} to ${signed(slope.interval.high, decimals)})`
          : ` (${counted(slope.values, 'value')})`}
      </span>
    </td>
  )
}

const whyNoSlope = ({ values }: ResponseSlope) =>
  values < 2 ? `${counted(values, 'value')}: no slope` : 'the values are less than 90 days apart: no slope'

function EventRow({ event, columns }: { readonly event: EventsAround; readonly columns: number }) {
  const { kind, before, after, unplaced } = event
  return (
    <tr>
      <th scope="row">{eventWords[kind]}</th>
      <Rate rate={before} columns={1} />
      <Rate rate={after} columns={columns} />
      <td colSpan={2} className="soft">
        {unplaced.length > 0 && (
          <Sourced inputs={unplaced}>
            {unplaced.length} more, before or after not told by {unplaced.length === 1 ? 'its date' : 'their dates'}
          </Sourced>
        )}
      </td>
    </tr>
  )
}

function Rate({ rate, columns }: { readonly rate: EventRate; readonly columns: number }) {
  return (
    <td colSpan={columns}>
      {rate.perYear === undefined ? (
        <span className="soft">no time known</span>
      ) : (
        <>
          <Sourced inputs={rate.inputs}>{formatNumber(rate.perYear, 2)}</Sourced>
          <span className="unit">
            {' '}
            a year ({rate.count} in {formatNumber(rate.years, 1)} y)
          </span>
        </>
      )}
    </td>
  )
}
