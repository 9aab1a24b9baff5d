import { useMemo } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatPartialDate, type PartialDate } from '#shared/domain/partial-date.ts'
import type { DrugChange } from '#shared/domain/since-visit/drug-changes.ts'
import type { MeasureChange } from '#shared/domain/since-visit/measure-changes.ts'
import { spanWords } from '#shared/domain/since-visit/span-words.ts'
import { sinceVisit } from '#shared/domain/since-visit/since-visit.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { RecordLink } from '#renderer/app/record-link.tsx'

interface SinceVisitSectionProps {
  readonly record: CaseRecord
  readonly today: string
}

/**
 * What changed since the last visit: values as a small table, then drugs and events, each line leading to its record; and
 * all of it as one paragraph, to be taken into a letter.
 */
export function SinceVisitSection({ record, today }: SinceVisitSectionProps) {
  const settings = useQueryOf('registry.settings', {}).data
  const since = useMemo(() => settings && sinceVisit(record, today, settings), [record, today, settings])
  if (!since) return null
  const visits = since.visits
  const lines: readonly (DrugChange & { readonly date?: PartialDate })[] =
    'why' in since ? [] : [...since.drugs, ...since.happened]
  return (
    <section aria-labelledby="case-since">
      <h2 id="case-since">Since last visit {visits && <span className="unit">{spanWords(visits.daysAgo)}</span>}</h2>
      {'why' in since ? (
        <p className="case-side-none">{since.why}</p>
      ) : (
        <>
          <p className="case-side-visits">
            <RecordLink form="visit" recordId={since.visits.last.id}>
              {formatPartialDate(since.visits.last.date)}
            </RecordLink>{' '}
            against{' '}
            <RecordLink form="visit" recordId={since.visits.before.id}>
              {formatPartialDate(since.visits.before.date)}
            </RecordLink>
            {since.source && <i>, {since.source} values</i>}
          </p>
          <ul className="case-changes">
            {since.measures.map((change) => (
              <li key={change.id}>
                <RecordLink form={change.form} recordId={change.recordId} title={titleOf(change)}>
                  <span className="case-change-label">{change.label}</span>{' '}
                  <span>
                    {change.direction && <Direction of={change.direction} />} {change.text}
                    {change.over && <span className="unit"> {change.over}</span>}
                  </span>
                </RecordLink>
              </li>
            ))}
          </ul>
          <ul className="case-changes">
            {lines.map((line) => (
              <li key={`${line.form} ${line.recordId}`}>
                <RecordLink form={line.form} recordId={line.recordId}>
                  <span className="case-change-text">
                    {line.text}
                    {line.date !== undefined && <span className="unit"> {formatPartialDate(line.date)}</span>}
                  </span>
                </RecordLink>
              </li>
            ))}
          </ul>
          {since.measures.length + lines.length === 0 ? (
            <p className="case-side-none">{since.paragraph}</p>
          ) : (
            <details className="case-since-words">
              <summary>In words</summary>
              <p>{since.paragraph}</p>
            </details>
          )}
        </>
      )}
    </section>
  )
}

const titleOf = ({ date, source }: MeasureChange) =>
  source === 'recorded' ? formatPartialDate(date) : `${formatPartialDate(date)}, ${source}`

function Direction({ of }: { readonly of: 'better' | 'worse' }) {
  return (
    <span className="case-change-direction" data-direction={of}>
      <span aria-hidden>{of === 'worse' ? '▼' : '▲'}</span> <span className="visually-hidden">{of}:</span>
    </span>
  )
}
