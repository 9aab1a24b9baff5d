import { formatNumber } from '#shared/domain/format-number.ts'
import { dayNumber, lastDay, type IsoDay } from '#shared/domain/partial-date.ts'
import { onOneBasis, slopeOf } from '#shared/domain/progression/declines.ts'
import type { MeasuredIndex, Measurement } from '#shared/domain/progression/evidence.ts'
import { daysOf, isWithin } from '#shared/domain/progression/window.ts'

interface SlopesTableProps {
  /** Up to the day looked back from. */
  readonly measurements: readonly Measurement[]
  readonly asOf: IsoDay
}

const spans = [
  { label: 'Last 12 months', months: 12 },
  { label: 'Last 24 months', months: 24 },
  { label: 'All tests', months: undefined },
] as const
const indices: readonly MeasuredIndex[] = ['FVC', 'DLCO']

/** How steeply FVC and DLCO go, by ordinary least squares. */
export function SlopesTable({ measurements, asOf }: SlopesTableProps) {
  const now = { first: dayNumber(asOf), last: dayNumber(asOf) }
  const rows = indices.flatMap((index) =>
    spans.flatMap(({ label, months }) => {
      const tests = onOneBasis(measurements, index).filter(
        ({ date }) => months === undefined || isWithin(daysOf(date, lastDay(asOf)), now, months) === 'sure',
      )
      const slope = slopeOf(tests)
      return slope ? [{ index, label, slope }] : []
    }),
  )
  if (rows.length === 0) return null
  return (
    <table className="assessment-table">
      <caption>
        Slope <span className="unit">least squares, points of % predicted a year</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">Of</th>
          <th scope="col">Over</th>
          <th scope="col" className="number">
            A year
          </th>
          <th scope="col" className="number">
            Values
          </th>
          <th scope="col" className="number">
            Span <span className="unit">years</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ index, label, slope: { perYear, points, span } }) => (
          <tr key={`${index} ${label}`}>
            <td>{index}</td>
            <td>{label}</td>
            <td className="number">
              {perYear > 0 ? '+' : ''}
              {formatNumber(perYear, 1)}
            </td>
            <td className="number">{points}</td>
            <td className="number">{formatNumber(span, 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
