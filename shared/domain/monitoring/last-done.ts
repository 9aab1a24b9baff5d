/** When each thing that is watched was done last. */
import type { RecordSource } from '../../dictionary/record.ts'
import type { CaseRecord, RepeatingFormId } from '../case-record.ts'
import { dayNumber, firstDay, lastDay, type DayNumber, type IsoDay, type PartialDate } from '../partial-date.ts'
import { subjects, type SubjectId } from './subjects.ts'

export interface DoneRecord {
  readonly date: PartialDate
  readonly form: RepeatingFormId
  readonly recordId: string
  readonly source: RecordSource
}

type Records = CaseRecord['records']
interface Framed {
  readonly id: string
  readonly source: RecordSource
  readonly date?: PartialDate
}

const pftItems = ['fvc', 'fvc_pct', 'fev1', 'tlc', 'tlc_pct', 'dlco', 'dlco_pct'] as const

const testSubjects = new Map<string, SubjectId[]>()
for (const [id, { tests = [] }] of Object.entries(subjects) as [SubjectId, (typeof subjects)[SubjectId]][])
  for (const test of tests) testSubjects.set(test, [...(testSubjects.get(test) ?? []), id])

function* doneIn(records: Records): Generator<readonly [SubjectId, RepeatingFormId, Framed]> {
  for (const visit of records.visit) {
    yield ['visit', 'visit', visit]
    if (visit.spo2_exertion !== undefined) yield ['desaturation', 'visit', visit]
  }
  for (const test of records.pft) if (pftItems.some((item) => test[item] !== undefined)) yield ['pft', 'pft', test]
  for (const walk of records.walk_test)
    if (walk.spo2_nadir !== undefined || walk.spo2_end !== undefined) yield ['desaturation', 'walk_test', walk]
  for (const study of records.imaging) if (study.modality === 'hrct') yield ['hrct', 'imaging', study]
  for (const result of records.laboratory)
    if (result.value !== undefined)
      for (const subject of testSubjects.get(result.test ?? '') ?? []) yield [subject, 'laboratory', result]
}

function canBeLater(date: PartialDate, than: PartialDate, now: DayNumber): boolean {
  const latest = (each: PartialDate) => Math.min(lastDay(each), now)
  return (latest(date) - latest(than) || firstDay(date) - firstDay(than)) > 0
}

/**
 * The last record of each subject up to today. Of partial dates the one counts that can be the latest: what follows from
 * it is then never called overdue too early. What has no date says nothing about when.
 */
export function lastDone({ records }: CaseRecord, today: IsoDay): ReadonlyMap<SubjectId, DoneRecord> {
  const now = dayNumber(today)
  const newest = new Map<SubjectId, DoneRecord>()
  for (const [subject, form, { id: recordId, source, date }] of doneIn(records)) {
    if (date === undefined || firstDay(date) > now) continue
    const before = newest.get(subject)
    if (!before || canBeLater(date, before.date, now)) newest.set(subject, { date, form, recordId, source })
  }
  return newest
}
