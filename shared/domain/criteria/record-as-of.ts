import type { CaseRecord, RepeatingFormId } from '../case-record.ts'
import { formOf } from '#shared/dictionary/forms.ts'
import { dayNumber, firstDay, type IsoDay } from '../partial-date.ts'

/** The day from which a record can have been known: its date, or of a sign without onset the day on which it was seen. */
function isKnownBy(form: RepeatingFormId, record: object, asOf: IsoDay): boolean {
  const { dateItem } = formOf(form)
  const date: unknown =
    Reflect.get(record, dateItem ?? '') ?? (form === 'manifestation' ? Reflect.get(record, 'observed_on') : undefined)
  return typeof date !== 'string' || firstDay(date) <= dayNumber(asOf)
}

/** The record as of a day: without what is dated later. What has no date stays: nothing says that it came later. */
export function recordAsOf(record: CaseRecord, asOf: IsoDay): CaseRecord {
  const records = Object.entries(record.records).map(([form, list]) => [
    form,
    (list as readonly object[]).filter((each) => isKnownBy(form as RepeatingFormId, each, asOf)),
  ])
  return { ...record, records: Object.fromEntries(records) as CaseRecord['records'] }
}
