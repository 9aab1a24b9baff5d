/** The row of the case table, computed from the whole record whenever one of its records changes. */
import type { CaseRecord } from './case-record.ts'
import type { StoredCaseRow, Trend } from './case-row-model.ts'
import { caseFactsOf } from './case-facts.ts'
import { standardClinicalSettings } from './clinical-settings.ts'
import { daysAhead } from './follow-up.ts'
import { monitoringFactsOf } from './monitoring/facts.ts'
import { dayNumber, isoOfDay, middleDay, type IsoDay } from './partial-date.ts'
import { searchTextOf } from './search-text.ts'
import { trendOf, type TrendFact } from './trend.ts'

/** More digits than the table shows would only make the rows longer. */
const decimals = 1
const rounded = (value: number) => Number(value.toFixed(decimals))

function trendRow(trend: TrendFact | undefined): Trend | undefined {
  return (
    trend && {
      last: rounded(trend.last.value),
      change: trend.change,
      months: trend.months,
      series: trend.points.map((point): [number, number] => [middleDay(point.date), rounded(point.value)]),
      ...(trend.basis === 'reported' && { reported: true as const }),
    }
  )
}

export interface ComputedRow {
  readonly row: StoredCaseRow
  /** The day from which the row may say something else (a planned dose begins or ends); undefined if never. */
  readonly validUntil: IsoDay | undefined
  /** Words to be found by. */
  readonly searchText: string
}

function rowOn(record: CaseRecord, day: IsoDay): StoredCaseRow {
  const facts = caseFactsOf(record, day, standardClinicalSettings)
  const { prednisone, ck, ivig } = facts
  return {
    id: facts.caseId,
    code: facts.code,
    status: facts.status?.code ?? 'unknown',
    sex: facts.sex?.code,
    birthDate: record.case.birth_date,
    antibodies: [...new Set(facts.antibodies.positive.map(({ code }) => code))],
    pattern: facts.pattern?.code,
    diagnosedOn: facts.disease?.since,
    fvc: trendRow(facts.fvc),
    fvcBy2012: trendRow(
      trendOf(record, 'fvc', dayNumber(facts.asOf), { ...standardClinicalSettings, spirometrySet: 'gli-2012' }),
    ),
    dlco: trendRow(facts.dlco),
    ck: ck && { value: ck.value, unit: ck.unit, timesUln: ck.timesUln, comparator: ck.comparator, date: ck.date },
    prednisone: prednisone && (prednisone.state === 'unknown' ? 'unknown' : prednisone.mgPerDay),
    drugs: [...facts.drugs],
    ivig: ivig && { count: ivig.count, last: ivig.last },
    lastSeen: facts.lastSeen,
    source: facts.source,
    monitoring: monitoringFactsOf(record, day),
  }
}

/** The first day on which the row changes without anybody writing into the case. */
function validUntil(record: CaseRecord, row: StoredCaseRow, today: IsoDay): IsoDay | undefined {
  const present = JSON.stringify(row)
  return daysAhead(record, today)
    .map(isoOfDay)
    .find((day) => JSON.stringify(rowOn(record, day)) !== present)
}

/**
 * The row as it stands on a day, with FVC under either set of equations, so that choosing another set rewrites no row. Age
 * is left to who shows it: it changes with every birthday.
 */
export function caseRowOf(record: CaseRecord, today: IsoDay): ComputedRow {
  const row = rowOn(record, today)
  return { row, validUntil: validUntil(record, row, today), searchText: searchTextOf(record) }
}
