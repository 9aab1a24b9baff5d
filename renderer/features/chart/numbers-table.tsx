import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { laneKey } from '#shared/domain/timeline-lanes.ts'
import { timelineTable, type TimelineRow } from '#shared/domain/timeline-table.ts'
import type { Timeline } from '#shared/domain/timeline-model.ts'

interface NumbersTableProps {
  readonly timeline: Timeline
  /** What hidden lanes are remembered by. */
  readonly hidden: readonly string[]
}

/** The chart's numbers as a table, for those who read rather than look. */
export function NumbersTable({ timeline, hidden }: NumbersTableProps) {
  const rows = timelineTable(timeline).filter(({ laneId }) => !hidden.includes(laneKey(laneId)))
  return (
    <div className="one-chart-numbers">
      <table>
        <caption className="visually-hidden">Everything that the chart shows, in order of date</caption>
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Lane</th>
            <th scope="col">Value</th>
            <th scope="col">Note</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={`${row.laneId} ${row.recordId ?? row.date} ${index}`}>
              <td>{dates(row)}</td>
              <th scope="row">{row.lane}</th>
              <td>{row.value}</td>
              <td className="soft">
                {[row.note, row.source === 'recorded' ? undefined : row.source].filter(Boolean).join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function dates({ date, until, ongoing }: TimelineRow): string {
  const begin = formatPartialDate(date)
  if (ongoing) return `since ${begin}`
  return until === undefined || until === date ? begin : `${begin} – ${formatPartialDate(until)}`
}
