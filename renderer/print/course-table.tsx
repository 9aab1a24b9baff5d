import type { CourseRow, CourseValue } from '#shared/domain/documents/measured-course.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { Marked } from './marked.tsx'

/** First, worst and last value of each measure, with their dates. */
export function CourseTable({ rows }: { readonly rows: readonly CourseRow[] }) {
  return (
    <table className="course">
      <thead>
        <tr>
          <th>Measure</th>
          <th>First</th>
          <th>Worst or highest</th>
          <th>Last</th>
          <th>Values</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, label, count, first, worst, last }) => (
          <tr key={id}>
            <th scope="row">{label}</th>
            <Value value={first} />
            <Value value={worst} />
            <Value value={last} />
            <td className="paper-number">{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Value({ value: { text, date, source } }: { readonly value: CourseValue }) {
  return (
    <td>
      {text}
      <Marked source={source} /> <span className="paper-faint paper-number">{formatPartialDate(date)}</span>
    </td>
  )
}
