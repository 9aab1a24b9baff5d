import { useMemo } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatNumber } from '#shared/domain/format-number.ts'
import type { MeaningfulChange } from '#shared/domain/mcid.ts'
import { outcomeChanges } from '#shared/domain/scores/outcome-changes.ts'
import { RecordLink } from '#renderer/app/record-link.tsx'
import { ScoreRow } from './score-row.tsx'

/** Walking and quality of life: the newest value against the one before, and whether patients notice such a change. */
export function Outcomes({ record }: { readonly record: CaseRecord }) {
  const changes = useMemo(() => outcomeChanges(record), [record])
  if (changes.length === 0) return null
  return (
    <ScoreRow name="Walk and quality of life">
      <table className="assessment-table" aria-label="Changes of walk and quality of life">
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col">Before</th>
            <th scope="col">Newest</th>
            <th scope="col" className="number">
              Change
            </th>
            <th scope="col">Against what patients notice</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ measure, name, unit, from, to, change }) => (
            <tr key={measure}>
              <th scope="row">{name}</th>
              {[from, to].map((input) => (
                <td key={input.recordId}>
                  <RecordLink form={input.form} recordId={input.recordId}>
                    {input.text}
                  </RecordLink>
                </td>
              ))}
              <td className="number">
                {change.change > 0 && '+'}
                {formatNumber(change.change, 1)} <span className="unit">{unit}</span>
              </td>
              <td className="outcome-against">
                <Against change={change} unit={unit} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScoreRow>
  )
}

function Against({
  change: { direction, against },
  unit,
}: {
  readonly change: MeaningfulChange
  readonly unit: string
}) {
  if (direction === 'same') return 'Unchanged.'
  if (against.length === 0) return <span className="soft">None published that was found.</span>
  return against.map(({ amount, population, source, reached }) => (
    <p key={amount}>
      {reached ? `${direction === 'better' ? 'Better' : 'Worse'} by at least` : 'Less than'} {amount} {unit}{' '}
      <span className="small soft">
        {population}, {source}
      </span>
    </p>
  ))
}
