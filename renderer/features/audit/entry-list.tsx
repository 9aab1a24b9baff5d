import { Link } from '@tanstack/react-router'
import { memo, useMemo } from 'react'
import { formOfTable } from '#shared/dictionary/forms.ts'
import type { AuditEntry } from '#shared/ipc/areas/audit.ts'
import { ItemChanges } from '#renderer/forms/item-changes.tsx'
import { dayOf, dayWords, momentOf, timeOf } from '#renderer/forms/moments.ts'
import { todayHere } from '#renderer/forms/today.ts'
import { entryInWords } from './entry-words.ts'

/** Entries under their days, newest first; each leads to its record. */
export function EntryList({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const today = todayHere()
  return byDay(entries).map(({ day, list }) => (
    <section key={`${day} ${list[0]!.seq}`} className="audit-day-of-entries">
      <h2>{dayWords(day, today)}</h2>
      <ol>
        {list.map((entry) => (
          <Entry key={entry.seq} entry={entry} />
        ))}
      </ol>
    </section>
  ))
}

const Entry = memo(function Entry({ entry }: { readonly entry: AuditEntry }) {
  const { seq, at, actor, reason, caseId, caseCode, table, kind } = entry
  const { what, changes } = useMemo(() => entryInWords(entry), [entry])
  const search = searchOf(entry)
  const words =
    caseId !== undefined && search ? (
      <Link to="/cases/$caseId/$tab" params={{ caseId, tab: 'record' }} search={() => search as never}>
        {what}
      </Link>
    ) : (
      what
    )
  // What was added is told by its record; what was changed is told here.
  const showsChanges = kind === 'update' && changes.length > 0
  return (
    <li className="audit-entry" data-soft={table === undefined || undefined}>
      <span className="audit-seq">{seq.toLocaleString('en-US')}</span>
      <time dateTime={at} title={momentOf(at)}>
        {timeOf(at)}
      </time>
      <span className="audit-code">
        {caseId !== undefined && (
          <Link
            to="/cases/$caseId/$tab"
            params={{ caseId, tab: 'history' }}
            aria-label={`History of ${caseCode ?? 'the case'}`}
          >
            {caseCode ?? 'case'}
          </Link>
        )}
      </span>
      <div className="audit-what">
        <p>{words}</p>
        {reason !== undefined && <p className="small soft">Reason: {reason}</p>}
        {showsChanges && (
          <details>
            <summary>Old and new</summary>
            <ItemChanges changes={changes} />
          </details>
        )}
      </div>
      <span className="audit-actor" title={actor}>
        {actor}
      </span>
    </li>
  )
})

/** Where the record stands. What an identity held is shown there only, where its viewing is recorded. */
function searchOf({ table, recordId }: AuditEntry): Readonly<Record<string, string>> | undefined {
  const form = table === undefined ? undefined : formOfTable(table)
  if (!form || recordId === undefined) return undefined
  return form.repeats ? { form: form.id, at: recordId } : { form: form.id }
}

function byDay(entries: readonly AuditEntry[]) {
  const days: { day: string; list: AuditEntry[] }[] = []
  for (const entry of entries) {
    const day = dayOf(entry.at)
    const last = days.at(-1)
    if (last?.day === day) last.list.push(entry)
    else days.push({ day, list: [entry] })
  }
  return days
}
