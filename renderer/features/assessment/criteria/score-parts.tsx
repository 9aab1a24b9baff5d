import { formatNumber } from '#shared/domain/format-number.ts'
import type { Criterion } from '#shared/domain/rules/rule-finding.ts'
import { RecordLink } from '#renderer/app/record-link.tsx'

interface ScorePartsProps {
  readonly label: string
  readonly parts: readonly Criterion[]
  /** Without a total yet points say nothing, but for those that are known. */
  readonly showsPoints: boolean
}

/** What a score is made of, each part leading to its record. */
export function ScoreParts({ label, parts, showsPoints }: ScorePartsProps) {
  return (
    <table className="assessment-table score-parts" aria-label={label}>
      <tbody>
        {parts.map(({ id, name, because, inputs: [first], points }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>
              {first ? (
                <RecordLink form={first.form} recordId={first.recordId}>
                  {because}
                </RecordLink>
              ) : (
                <span className="soft">{because}</span>
              )}
              {first?.source === 'illustrative' && <span className="source-mark"> illustrative</span>}
            </td>
            {showsPoints && <td className="number">{points === undefined ? '' : formatNumber(points, 1)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
