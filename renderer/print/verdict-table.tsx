import type { VerdictLine } from '#shared/domain/documents/verdict-line.ts'
import { Marked } from './marked.tsx'

interface VerdictTableProps {
  readonly lines: readonly VerdictLine[]
  /** What the rules are called together, as the heading of the first column. */
  readonly heading: string
  /** Where there is room for it. */
  readonly showsCitation?: boolean
}

/** Journal and pages find it on paper. */
const withoutDoi = (citation: string) => citation.replace(/\.?\s*doi:?\s*[^\s;]+/gi, '')

/** Rules with their verdict, why, what isn't recorded, and what a clinician made of it. */
export function VerdictTable({ lines, heading, showsCitation = false }: VerdictTableProps) {
  return (
    <table className="verdicts">
      <thead>
        <tr>
          <th>{heading}</th>
          <th>By the record</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, name, citation, verdict, because, missing, judgment, source }) => (
          <tr key={id}>
            <th scope="row">
              {name}
              {showsCitation && <div className="paper-faint verdicts-citation">{withoutDoi(citation)}</div>}
            </th>
            <td>
              <b>{verdict}</b>
              <Marked source={source} />
              {because && `: ${because}`}
              {missing.length > 0 && <div className="paper-soft">Not recorded: {missing.join(', ')}.</div>}
              {judgment && <div>{judgment}</div>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
