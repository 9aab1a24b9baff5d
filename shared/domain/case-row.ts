/** The row of the case table, computed from the whole record whenever one of its records changes. */
import type { CaseRecord } from './case-record.ts'
import type { CaseRow, Trend } from './case-row-model.ts'
import { caseFactsOf } from './case-facts.ts'
import { nextEntryDay } from './follow-up.ts'
import { dayNumber, firstDay, isoOfDay, lastDay, middleDay, type IsoDay } from './partial-date.ts'
import { searchTextOf } from './search-text.ts'
import type { TrendFact } from './trend.ts'

function trendRow(trend: TrendFact | undefined): Trend | undefined {
  return (
    trend && {
      last: trend.last.value,
      change: trend.change,
      months: trend.months,
      series: trend.points.map((point): [number, number] => [middleDay(point.date), point.value]),
    }
  )
}

/** The first day on which the row would change without anybody writing into the case. */
function validUntil(record: CaseRecord, today: IsoDay): IsoDay | undefined {
  const now = dayNumber(today)
  const { status_on: statusOn } = record.case
  const statusDays = statusOn === undefined ? [] : [firstDay(statusOn), lastDay(statusOn) + 1]
  const days = [nextEntryDay(record, today), ...statusDays].filter((day) => day !== undefined && day > now)
  return days.length ? isoOfDay(Math.min(...(days as number[]))) : undefined
}

export interface ComputedRow {
  readonly row: CaseRow
  /** The day from which the row may say something else (a planned dose begins or ends); undefined if never. */
  readonly validUntil: IsoDay | undefined
  /** Words to be found by. */
  readonly searchText: string
}

/** The row as it stands on a day. Age is left to who shows it: it changes with every birthday. */
export function caseRowOf(record: CaseRecord, today: IsoDay): ComputedRow {
  const facts = caseFactsOf(record, today)
  const { prednisone, ck, ivig } = facts
  const row: CaseRow = {
    id: facts.caseId,
    code: facts.code,
    status: facts.status?.code ?? 'unknown',
    sex: facts.sex?.code,
    birthDate: record.case.birth_date,
    antibodies: [...new Set(facts.antibodies.positive.map(({ code }) => code))],
    pattern: facts.pattern?.code,
    diagnosedOn: facts.disease?.since,
    fvc: trendRow(facts.fvc),
    dlco: trendRow(facts.dlco),
    ck: ck && { value: ck.value, unit: ck.unit, timesUln: ck.timesUln, comparator: ck.comparator, date: ck.date },
    prednisone: prednisone && (prednisone.state === 'unknown' ? 'unknown' : prednisone.mgPerDay),
    drugs: [...facts.drugs],
    ivig: ivig && { count: ivig.count, last: ivig.last },
    lastSeen: facts.lastSeen,
    source: facts.source,
  }
  return { row, validUntil: validUntil(record, today), searchText: searchTextOf(record) }
}
