/** The facts that one says aloud about a case in a meeting, each with the records that it rests on. */
import { medianOf } from '#shared/statistics/median.ts'
import { antibodyFacts, type AntibodyFacts } from './antibody-facts.ts'
import type { CaseRecord } from './case-record.ts'
import type { ClinicalSettings } from './clinical-settings.ts'
import { otherDrugsNow, steroidNow, type SteroidNow } from './current-treatment.ts'
import type { RecordSource } from '../dictionary/record.ts'
import { asOfDay, deathDate, hasDied, lastSeenOn } from './follow-up.ts'
import { formatNumber } from './format-number.ts'
import { labelOf } from './label-of.ts'
import {
  daysAYear,
  ageInYears,
  comparePartialDates,
  dayNumber,
  firstDay,
  isoOfDay,
  lastDay,
  precisionOf,
  type DayNumber,
  type IsoDay,
  type PartialDate,
} from './partial-date.ts'
import { laboratoryLabel } from './series-lanes.ts'
import { trendOf, type TrendFact } from './trend.ts'

export interface AgeFact {
  readonly min: number
  readonly max: number
  /** `67`, `66–67` where the dates leave a doubt. */
  readonly text: string
  readonly at: 'today' | 'death' | 'last-news'
}

export interface PatternFact {
  readonly code: string
  readonly label: string
  /** Date of the first of the newest studies that agree on it. */
  readonly since?: PartialDate
  readonly recordIds: readonly string[]
}

export interface DiseaseFact {
  /** First date of ILD or antisynthetase syndrome, as known. */
  readonly since: PartialDate
  readonly minYears: number
  readonly maxYears: number
  /** `8.7 y`, `6.2–7.2 y`. */
  readonly text: string
  readonly recordId: string
}

export interface CkFact {
  readonly value: number
  /** UCUM, as entered; empty where the record gives none. */
  readonly unit: string
  readonly comparator?: '<' | '>'
  /** Times the upper limit of normal that came with it. */
  readonly timesUln?: number
  /** `2.1 × ULN`, else the value as entered. */
  readonly text: string
  readonly date: PartialDate
  readonly recordId: string
}

export interface IvigFact {
  readonly count: number
  readonly first: PartialDate
  readonly last: PartialDate
  /** Median days from one first day to the next; only those known to the day. */
  readonly medianIntervalDays?: number
  readonly recordIds: readonly string[]
}

export interface OxygenFact {
  /** Liters a minute, as recorded at the newest visit that says so. */
  readonly restLitersPerMinute?: number
  readonly exertionLitersPerMinute?: number
  /** `room air`, `2 L/min at rest, 4 L/min on exertion`. */
  readonly text: string
  readonly date: PartialDate
  readonly recordId: string
}

export interface CaseFacts {
  readonly caseId: string
  readonly code: string
  /** The day that the facts hold for: today, or the end of follow-up. */
  readonly asOf: IsoDay
  readonly status: { readonly code: string; readonly label: string; readonly since?: PartialDate } | undefined
  readonly age: AgeFact | undefined
  readonly sex: { readonly code: string; readonly label: string } | undefined
  readonly antibodies: AntibodyFacts
  readonly pattern: PatternFact | undefined
  readonly disease: DiseaseFact | undefined
  /** Percent of predicted: computed where the record allows, else as reported. */
  readonly fvc: TrendFact | undefined
  readonly dlco: TrendFact | undefined
  readonly ck: CkFact | undefined
  readonly prednisone: SteroidNow | undefined
  /** Codes of the other immunosuppressants and antifibrotics in force. */
  readonly drugs: readonly string[]
  readonly ivig: IvigFact | undefined
  readonly oxygen: OxygenFact | undefined
  readonly lastSeen: PartialDate | undefined
  /** `illustrative` or `synthetic` when any record of the case is. */
  readonly source: Exclude<RecordSource, 'recorded'> | undefined
}

function range(min: string, max: string): string {
  return min === max ? min : `${min}–${max}`
}

function ageFact(record: CaseRecord, asOf: IsoDay): AgeFact | undefined {
  const { birth_date: birth, status } = record.case
  if (birth === undefined) return undefined
  const died = hasDied(record)
  const { min, max } = ageInYears(birth, (died ? deathDate(record) : undefined) ?? asOf)
  const at = died ? 'death' : status === 'lost' || status === 'withdrawn' ? 'last-news' : 'today'
  return { min, max, text: range(String(min), String(max)), at }
}

/** The pattern on the newest CT that names one, with the earliest of the unbroken run of studies that agree on it. */
export function patternFact({ records }: CaseRecord, upTo: DayNumber): PatternFact | undefined {
  const studies = records.imaging
    .filter((study) => study.modality === 'hrct' || study.modality === 'ct' || study.modality === 'pet-ct')
    .filter((study) => study.pattern !== undefined && study.date !== undefined && firstDay(study.date) <= upTo)
    .sort((a, b) => comparePartialDates(b.date!, a.date!))
  const code = studies[0]?.pattern
  if (code === undefined) return undefined
  const change = studies.findIndex((study) => study.pattern !== code)
  const run = change === -1 ? studies : studies.slice(0, change)
  return {
    code,
    label: labelOf('imaging', 'pattern', code),
    since: run.at(-1)?.date,
    recordIds: run.map((study) => study.id),
  }
}

/** First date of ILD or antisynthetase syndrome, and the record that gives it. */
function firstDiagnosis({ records }: CaseRecord): { readonly date: PartialDate; readonly id: string } | undefined {
  return records.diagnosis
    .flatMap(({ kind, date, id }) => ((kind === 'ild' || kind === 'asys') && date !== undefined ? [{ date, id }] : []))
    .sort((a, b) => comparePartialDates(a.date, b.date))[0]
}

function diseaseFact(record: CaseRecord, asOf: DayNumber): DiseaseFact | undefined {
  const first = firstDiagnosis(record)
  if (!first || firstDay(first.date) > asOf) return undefined
  const years = (from: DayNumber) => Math.max(0, (asOf - from) / daysAYear)
  const minYears = years(lastDay(first.date))
  const maxYears = years(firstDay(first.date))
  // A month's doubt is below what one decimal can show: its middle stands.
  const text =
    precisionOf(first.date) === 'year'
      ? range(minYears.toFixed(1), maxYears.toFixed(1))
      : ((minYears + maxYears) / 2).toFixed(1)
  return { since: first.date, minYears, maxYears, text: `${text} y`, recordId: first.id }
}

function ckFact({ records }: CaseRecord, upTo: DayNumber): CkFact | undefined {
  const result = records.laboratory
    .filter(({ test, value, date }) => test === 'ck' && value !== undefined && date !== undefined)
    .filter(({ date }) => firstDay(date!) <= upTo)
    .sort((a, b) => comparePartialDates(b.date!, a.date!))[0]
  if (result?.value === undefined || result.date === undefined) return undefined
  const { value, value_comparator: comparator, ref_high: limit } = result
  const timesUln = limit === undefined || limit <= 0 ? undefined : value / limit
  const text =
    timesUln === undefined
      ? laboratoryLabel(result)
      : `${comparator ?? ''}${formatNumber(timesUln, timesUln < 10 ? 1 : 0)} × ULN`
  return { value, unit: result.unit ?? '', comparator, timesUln, text, date: result.date, recordId: result.id }
}

/** Days from each first day to the next, where both are known to the day. */
export function intervalsBetween(dates: readonly PartialDate[]): readonly number[] {
  return dates.flatMap((date, index) => {
    const next = dates[index + 1]
    if (next === undefined || precisionOf(date) !== 'day' || precisionOf(next) !== 'day') return []
    return [dayNumber(next) - dayNumber(date)]
  })
}

function ivigFact({ records }: CaseRecord, upTo: DayNumber): IvigFact | undefined {
  const infusions = records.infusion
    .filter(({ drug, date }) => drug === 'ivig' && date !== undefined && firstDay(date) <= upTo)
    .sort((a, b) => comparePartialDates(a.date!, b.date!))
  const dates = infusions.map((infusion) => infusion.date!)
  const first = dates[0]
  const last = dates.at(-1)
  if (first === undefined || last === undefined) return undefined
  return {
    count: infusions.length,
    first,
    last,
    medianIntervalDays: medianOf(intervalsBetween(dates)),
    recordIds: infusions.map((infusion) => infusion.id),
  }
}

function oxygenFact({ records }: CaseRecord, upTo: DayNumber): OxygenFact | undefined {
  const visit = records.visit
    .filter(
      ({ date, oxygen_rest, oxygen_exertion }) => date !== undefined && (oxygen_rest ?? oxygen_exertion) !== undefined,
    )
    .filter(({ date }) => firstDay(date!) <= upTo)
    .sort((a, b) => comparePartialDates(b.date!, a.date!))[0]
  if (visit?.date === undefined) return undefined
  const { oxygen_rest: rest, oxygen_exertion: exertion } = visit
  const flow = (liters: number | undefined, when: string) =>
    liters === undefined ? undefined : liters === 0 ? `room air ${when}` : `${formatNumber(liters, 1)} L/min ${when}`
  const onAir = (rest ?? 0) === 0 && (exertion ?? 0) === 0 && rest !== undefined
  return {
    restLitersPerMinute: rest,
    exertionLitersPerMinute: exertion,
    text: onAir
      ? 'room air'
      : [flow(rest, 'at rest'), flow(exertion, 'on exertion')].filter((words) => words !== undefined).join(', '),
    date: visit.date,
    recordId: visit.id,
  }
}

/** `illustrative` when any record is, else `synthetic` when any is. */
export function sourceOf(record: CaseRecord): CaseFacts['source'] {
  const sources = new Set([
    record.case.source,
    ...Object.values(record.records)
      .flat()
      .map(({ source }) => source),
  ])
  return sources.has('illustrative') ? 'illustrative' : sources.has('synthetic') ? 'synthetic' : undefined
}

/** The facts of a case on a day; those of a case that was closed hold for the end of its follow-up. */
export function caseFactsOf(record: CaseRecord, today: IsoDay, settings: ClinicalSettings): CaseFacts {
  const { case: frame } = record
  const asOf = asOfDay(record, today)
  const now = dayNumber(asOf)
  return {
    caseId: frame.id,
    code: frame.code ?? '',
    asOf: isoOfDay(now),
    status: frame.status && {
      code: frame.status,
      label: labelOf('case', 'status', frame.status),
      since: frame.status_on,
    },
    age: ageFact(record, asOf),
    sex: frame.sex && { code: frame.sex, label: labelOf('case', 'sex', frame.sex) },
    antibodies: antibodyFacts(record),
    pattern: patternFact(record, now),
    disease: diseaseFact(record, now),
    fvc: trendOf(record, 'fvc', now, settings),
    dlco: trendOf(record, 'dlco', now, settings),
    ck: ckFact(record, now),
    prednisone: steroidNow(record, asOf),
    drugs: otherDrugsNow(record, asOf),
    ivig: ivigFact(record, now),
    oxygen: oxygenFact(record, now),
    lastSeen: lastSeenOn(record, today),
    source: sourceOf(record),
  }
}
