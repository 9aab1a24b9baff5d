/** Manifestations as one goes through all of them on a day: what was found, what was found before, what to save. */
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { presence } from '#shared/dictionary/lists/answers.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { comparePartialDates, firstDay, type PartialDate } from '#shared/domain/partial-date.ts'
import type { RecordChange } from '#shared/ipc/areas/changes.ts'

export type Presence = (typeof presence)[number]['code']
/** What was found, by code of the manifestation; those that nobody asked about are not in it. */
export type Found = Readonly<Record<string, Presence>>

interface Look {
  readonly status: Presence
  readonly date: PartialDate
}

/** When a manifestation was looked for; without that day, when it began. */
const dateOf = ({ observed_on, onset }: CaseRecord['records']['manifestation'][number]) => observed_on ?? onset

/** What was found last before a day, by code. */
export function lastFound({ records }: CaseRecord, day: PartialDate | undefined): ReadonlyMap<string, Look> {
  const last = new Map<string, Look>()
  const before = day === undefined ? Number.POSITIVE_INFINITY : firstDay(day)
  for (const record of records.manifestation) {
    const { term, status } = record
    const date = dateOf(record)
    if (term === undefined || status === undefined || date === undefined || firstDay(date) >= before) continue
    const known = last.get(term)
    if (!known || comparePartialDates(date, known.date) >= 0) last.set(term, { status, date })
  }
  return last
}

/** What is recorded for the day itself: it is corrected, not recorded twice. */
export function recordedOn({ records }: CaseRecord, day: PartialDate | undefined): ReadonlyMap<string, AnyRecord> {
  return new Map(
    records.manifestation
      .filter(({ term, observed_on }) => term !== undefined && day !== undefined && observed_on === day)
      .map((record) => [record.term!, record as unknown as AnyRecord]),
  )
}

/** The recorded answers of a day with those given now over them. */
export function foundOn(recorded: ReadonlyMap<string, AnyRecord>, given: Found): Found {
  return {
    ...Object.fromEntries([...recorded].map(([term, { status }]) => [term, status as unknown as Presence])),
    ...given,
  }
}

const columns = ['term', 'onset', 'ended', 'observed_on', 'comment'] as const

/** What has to be saved, in the order in which it is given. */
export function changesOf(
  given: Found,
  recorded: ReadonlyMap<string, AnyRecord>,
  day: PartialDate,
): readonly RecordChange[] {
  return Object.entries(given).flatMap(([term, status]): readonly RecordChange[] => {
    const known = recorded.get(term)
    if (!known) return [{ do: 'add', form: 'manifestation', values: { term, status, observed_on: day } }]
    if (known['status'] === status) return []
    const kept = Object.fromEntries(columns.map((name) => [name, (known[name] as string | undefined) ?? null]))
    const { id, version, missing = {} } = known
    return [{ do: 'edit', form: 'manifestation', id, version, values: { ...kept, status }, missing: { ...missing } }]
  })
}

/** `3 present, 8 absent, 1 unknown`; empty where nothing was found yet. */
export function countsOf(found: Found): string {
  const all = Object.values(found)
  return presence
    .map(({ code }) => [all.filter((status) => status === code).length, code] as const)
    .filter(([count]) => count > 0)
    .map(([count, code]) => `${count} ${code}`)
    .join(', ')
}
