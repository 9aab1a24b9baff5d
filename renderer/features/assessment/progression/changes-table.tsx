import { useState } from 'react'
import { formatNumber } from '#shared/domain/format-number.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { changesBetween, type Change } from '#shared/domain/progression/declines.ts'
import type { MeasuredIndex, Measurement } from '#shared/domain/progression/evidence.ts'
import { intervalWords } from '#shared/domain/progression/fall-answer.ts'
import { RecordLink } from '#renderer/app/record-link.tsx'

interface ChangesTableProps {
  readonly measurements: readonly Measurement[]
  readonly index: MeasuredIndex
  /** What the percentages are of. */
  readonly reference: string
}

const shownAtFirst = 5

/** Each test against the one before it, the newest first: in points, and in percent of the earlier value. */
export function ChangesTable({ measurements, index, reference }: ChangesTableProps) {
  const [showsAll, setShowsAll] = useState(false)
  const changes = changesBetween(measurements, index)
  if (changes.length === 0) return null
  const shown = showsAll ? changes : changes.slice(0, shownAtFirst)
  return (
    <div>
      <table className="assessment-table">
        <caption>
          {index} <span className="unit">% predicted, {reference}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Apart</th>
            <th scope="col" className="number">
              Absolute <span className="unit">points</span>
            </th>
            <th scope="col" className="number">
              Relative <span className="unit">% of the earlier</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((change) => (
            <ChangeRow key={`${change.from.date} ${change.to.date} ${change.to.from?.recordId}`} change={change} />
          ))}
        </tbody>
      </table>
      {changes.length > shownAtFirst && (
        <button type="button" className="as-of-link small" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? `Show the newest ${shownAtFirst}` : `Show all ${changes.length}`}
        </button>
      )}
    </div>
  )
}

function ChangeRow({ change: { from, to, absolute, relative } }: { readonly change: Change }) {
  return (
    <tr>
      <td>
        <TestLink test={from} />
      </td>
      <td>
        <TestLink test={to} />
      </td>
      <td>{intervalWords({ baseline: from, followUp: to })}</td>
      <td className="number">{signed(absolute)}</td>
      <td className="number">{signed(relative)}</td>
    </tr>
  )
}

function TestLink({ test }: { readonly test: Measurement }) {
  const words = (
    <>
      {formatNumber(test.percent, 1)} <span className="unit">% {formatPartialDate(test.date)}</span>
    </>
  )
  if (!test.from) return words
  return (
    <>
      <RecordLink form={test.from.form} recordId={test.from.recordId}>
        {words}
      </RecordLink>
      {test.from.source === 'illustrative' && <span className="source-mark"> illus.</span>}
    </>
  )
}

/** `+2.1`, `−6`, `0`. */
const signed = (value: number) => (Number(value.toFixed(1)) > 0 ? `+${formatNumber(value, 1)}` : formatNumber(value, 1))
