import { Link } from '@tanstack/react-router'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import {
  dueLabel,
  dueShort,
  lastWords,
  ruleSource,
  ruleWords,
  stateWords,
} from '#shared/domain/monitoring/due-words.ts'
import type { DueItem } from '#shared/domain/monitoring/due.ts'
import { subjects } from '#shared/domain/monitoring/subjects.ts'
import { comparePartialDates } from '#shared/domain/partial-date.ts'
import { DueMark } from '#renderer/tables/due-mark.tsx'
import { RecordLink } from '#renderer/app/record-link.tsx'
import { useDue } from './use-due.ts'

interface DueSectionProps {
  readonly record: CaseRecord
  readonly today: string
}

/** What is watched, what is overdue first, each with its rule; each leads to when it was done last. */
export function DueSection({ record, today }: DueSectionProps) {
  const due = useDue(record, today)
  if (!due) return null
  const { items, isClosed, last } = due
  const placeOf = ({ what }: DueItem) => {
    if (typeof what === 'string') {
      const done = last.get(what)
      return { form: done?.form ?? subjects[what].form, recordId: done?.recordId, source: done?.source }
    }
    const given = record.records.infusion
      .filter(({ drug, date }) => drug === what.infusion && date !== undefined && date <= today)
      .toSorted((a, b) => comparePartialDates(b.date!, a.date!))[0]
    return { form: 'infusion' as const, recordId: given?.id, source: given?.source }
  }
  return (
    <section aria-labelledby="case-due">
      <h2 id="case-due">Due</h2>
      {items.length === 0 ? (
        <p className="case-side-none">
          {isClosed
            ? 'The case is closed: nothing is due.'
            : 'Nothing is due: no schedule applies yet. Schedules go by what is recorded, such as a diagnosis of ILD or a drug. '}
          {!isClosed && <Link to="/settings/monitoring">Schedules of monitoring</Link>}
        </p>
      ) : (
        <ul className="case-due">
          {items.map((item, index) => {
            const { source, ...place } = placeOf(item)
            return (
              <li key={`${index} ${dueLabel(item)}`}>
                <RecordLink {...place} title={`${dueLabel(item)}: ${stateWords(item)}; ${lastWords(item)}`}>
                  <span className="case-due-what">{dueShort(item)}</span>{' '}
                  <DueMark state={item.state}>{stateWords(item)}</DueMark>{' '}
                  <span className="case-due-why">
                    {lastWords(item)}
                    {source !== undefined && source !== 'recorded' && <i> ({source})</i>}. {sentence(ruleWords(item))},{' '}
                    {ruleSource(item)}
                  </span>
                </RecordLink>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
