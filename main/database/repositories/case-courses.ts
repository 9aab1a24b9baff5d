/** Courses of one measure over many cases: from the rows of the case table, or by one reading of what they need alone. */
import { repeatingForms, tableOf, type FormId } from '#shared/dictionary/forms.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { CaseCourse } from '#shared/domain/course-model.ts'
import { isoOfDay, middleDay } from '#shared/domain/partial-date.ts'
import { ckInUnitsPerLiter } from '#shared/domain/series-lanes.ts'
import { steroidExposures, steroidSteps } from '#shared/domain/steroid-exposure.ts'
import { horizonOf } from '#shared/domain/timeline.ts'
import type { CaseRow } from '#shared/ipc/areas/cases.ts'
import type { InputOf, OutputOf } from '#shared/ipc/contract.ts'
import type { Reader } from '../connection.ts'
import { findCases } from './cases.ts'
import { datesOfCase, findRecord, recordsOfCase } from './records.ts'

type Wish = InputOf<'cases.courses'>
type Course = Pick<CaseCourse, 'points' | 'steps' | 'reported'>

/** All cases that match, in the order of the table; those without a value are counted only. */
export function caseCourses(
  db: Reader,
  { measure, ...find }: Wish,
  { today, withNames }: { readonly today: string; readonly withNames: boolean },
): OutputOf<'cases.courses'> {
  const { rows } = findCases(db, { ...find, offset: 0, limit: Number.MAX_SAFE_INTEGER }, { today, withNames })
  const ck = measure === 'ck' ? ckPoints(db) : undefined
  const courseOf = (row: CaseRow): Course => {
    switch (measure) {
      case 'fvc':
      case 'dlco':
        return { points: row[measure]?.series, reported: row[measure]?.reported }
      case 'ck':
        return { points: ck?.get(row.id) }
      case 'prednisone':
        return { steps: steroidCourse(db, row, today) }
    }
  }
  const courses = rows
    .map((row): CaseCourse => ({ id: row.id, code: row.code, source: row.source, ...courseOf(row) }))
    .filter(({ points = [], steps = [] }) => points.length + steps.length > 0)
  return { courses, without: rows.length - courses.length }
}

interface CkRow {
  readonly case_id: string
  readonly date: string
  readonly value: number
  readonly unit: string | null
}

/** CK of every case, in one reading. */
function ckPoints(db: Reader): ReadonlyMap<string, [number, number][]> {
  const sql = `SELECT case_id, date, value, unit FROM ${tableOf('laboratory')}
    WHERE test = 'ck' AND voided_at IS NULL AND date IS NOT NULL AND value IS NOT NULL ORDER BY date`
  const points = new Map<string, [number, number][]>()
  for (const { case_id, date, value, unit } of db.prepare(sql).all() as CkRow[]) {
    const inUnits = ckInUnitsPerLiter(value, unit ?? undefined)
    if (inUnits === undefined) continue
    const known = points.get(case_id)
    if (known) known.push([middleDay(date), inUnits])
    else points.set(case_id, [[middleDay(date), inUnits]])
  }
  for (const known of points.values()) known.sort(([a], [b]) => a - b)
  return points
}

/** What the exposure rests on is read whole; of other forms only the dates, which say until when a case is known. */
const exposureForms: ReadonlySet<FormId> = new Set(['treatment', 'dose_step', 'infusion', 'event'])
const datedForms: ReadonlySet<FormId> = new Set([
  'visit',
  'laboratory',
  'pft',
  'walk_test',
  'imaging',
  'procedure',
  'diagnosis',
])

/** Steps of the prednisone-equivalent, up to the day to which the chart of the case draws them. */
function steroidCourse(db: Reader, { id }: CaseRow, today: string): CaseCourse['steps'] {
  const found = findRecord(db, 'case', id)
  if (!found) return undefined
  const read = repeatingForms.map(({ id: form }) => {
    if (exposureForms.has(form)) return [form, recordsOfCase(db, form, id)]
    return [form, datedForms.has(form) ? datesOfCase(db, form, id).map((date) => ({ date })) : []]
  })
  const outline = { case: found.record, records: Object.fromEntries(read) } as unknown as CaseRecord
  const horizon = isoOfDay(horizonOf(outline, today))
  return steroidSteps(steroidExposures(outline, horizon)).map(
    ({ from, to, perDay }): [number, number, number | null] => [from, to, perDay ?? null],
  )
}
