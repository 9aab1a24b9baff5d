import { percentSeries } from '#shared/domain/lung-function/percent-series.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { ViewProps } from '../views.ts'

/** Lung function over time, in percent of predicted. */
export function LungFunctionView({ record, settings }: ViewProps) {
  const { points, reference } = percentSeries(record, 'fvc', settings)
  if (points.length === 0) return <p>No pulmonary function test is recorded yet.</p>
  return (
    <table>
      <caption>FVC, % predicted, {reference}</caption>
      <tbody>
        {points.map(({ recordId, date, value }) => (
          <tr key={recordId}>
            <th scope="row">{formatPartialDate(date)}</th>
            <td>{Math.round(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
