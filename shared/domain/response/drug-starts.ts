/** When drugs were started, and which others were started near. */
import { drugOf } from '#shared/dictionary/lists/drugs.ts'
import type { CaseRecord } from '../case-record.ts'
import {
  daysAMonth,
  comparePartialDates,
  lastDay,
  precisionOf,
  type DayNumber,
  type IsoDay,
  type PartialDate,
} from '../partial-date.ts'
import type { UsedInput } from '../rules/rule-finding.ts'
import { coursesInOrder, firstDatedDose, fullDrugName, indicationText, stopReasonText } from '../treatment-summary.ts'
import { drugInSentence, usedDoses } from './used-doses.ts'
import { startOn, type Start } from './windows.ts'

/** Starts at most so many days apart are named beside each other. */
const nearDays = 180

export interface DrugStart {
  /** Of the treatment; of infusions that belong to none, of the first of them. */
  readonly recordId: string
  readonly drug: string
  readonly label: string
  /** The first dose in words. */
  readonly dose?: string
  readonly indication?: string
  readonly start: Start
  /** Missing while it goes on, and where the end isn't known. */
  readonly ended?: PartialDate
  readonly stopReason?: string
  readonly input: UsedInput
}

/** A course of which the start isn't known: it has no before and after. */
interface UnknownStart {
  readonly drug: string
  /** The last day that it can have begun on: that of its first dated dose or infusion. */
  readonly by?: DayNumber
  readonly input: UsedInput
}

export interface DrugStarts {
  /** In order of time. */
  readonly starts: readonly DrugStart[]
  readonly unknown: readonly UnknownStart[]
}

const isPrevention = (drug: string) => drugOf(drug)?.drugClass === 'prophylaxis'

/** Every course of treatment with its start; prevention of infections is left out. */
export function drugStarts(record: CaseRecord, asOf: IsoDay): DrugStarts {
  const starts: DrugStart[] = []
  const unknown: UnknownStart[] = []
  const dated = (from: PartialDate | undefined): from is PartialDate => from !== undefined && from <= asOf
  for (const { treatment, from } of coursesInOrder(record)) {
    const { id: recordId, drug = '', ended } = treatment
    if (drug === '' || isPrevention(drug)) continue
    const input = usedDoses(record, [recordId])[0]!
    if (from === undefined) unknown.push({ drug, ...startedBy(record, recordId), input })
    if (!dated(from)) continue
    const dose = firstDatedDose(record, treatment, asOf)
    const indication = indicationText(treatment)
    const stopReason = stopReasonText(treatment)
    starts.push({
      recordId,
      drug,
      label: fullDrugName(drug),
      ...(dose === undefined ? {} : { dose }),
      ...(indication === undefined ? {} : { indication }),
      start: startOn(from),
      ...(ended === undefined ? {} : { ended }),
      ...(stopReason === undefined ? {} : { stopReason }),
      input,
    })
  }
  return { starts: [...starts, ...loose(record, asOf)].sort((a, b) => a.start.day - b.start.day), unknown }
}

function startedBy({ records }: CaseRecord, treatment: string): Pick<UnknownStart, 'by'> {
  const dates = [
    ...records.dose_step.flatMap((step) => (step.treatment === treatment ? (step.started ?? []) : [])),
    ...records.infusion.flatMap((infusion) => (infusion.treatment === treatment ? (infusion.date ?? []) : [])),
  ]
  return dates.length === 0 ? {} : { by: Math.min(...dates.map(lastDay)) }
}

/** Drugs that only infusions without a treatment tell: they start with the first of them. */
function loose({ case: frame, records }: CaseRecord, asOf: IsoDay): readonly DrugStart[] {
  const treated = new Set(records.treatment.map(({ drug }) => drug))
  const firsts = new Map<string, DrugStart>()
  const inOrder = records.infusion
    .filter((infusion): infusion is typeof infusion & { date: string } => infusion.date !== undefined)
    .sort((a, b) => comparePartialDates(a.date, b.date))
  for (const { id, drug, date } of inOrder) {
    if (drug === undefined || treated.has(drug) || firsts.has(drug) || isPrevention(drug) || date > asOf) continue
    const input = usedDoses({ case: frame, records }, [id])[0]!
    firsts.set(drug, { recordId: id, drug, label: fullDrugName(drug), start: startOn(date), input })
  }
  return [...firsts.values()]
}

/** `2 months`, `10 days`, `5 weeks`. */
export function spanInWords(days: number): string {
  const [count, unit] =
    days < 14 ? [days, 'day'] : days < 60 ? [Math.round(days / 7), 'week'] : [Math.round(days / daysAMonth), 'month']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

export interface NearStart {
  /** `mycophenolate started 2 months before`. */
  readonly text: string
  readonly input: UsedInput
}

function apart(a: Start, b: Start): string {
  const exact = precisionOf(a.date) === 'day' && precisionOf(b.date) === 'day'
  const days = b.day - a.day
  if (exact && days === 0) return 'the same day'
  if (!exact && a.first <= b.last && b.first <= a.last) return 'at about the same time'
  return `${exact ? '' : 'about '}${spanInWords(Math.abs(days))} ${days < 0 ? 'before' : 'after'}`
}

/** Other courses that began within 180 days of a start, and those of unknown start that may have. */
export function startedNear(one: DrugStart, { starts, unknown }: DrugStarts): readonly NearStart[] {
  const near = starts
    .filter((other) => other.recordId !== one.recordId && Math.abs(other.start.day - one.start.day) <= nearDays)
    .map(({ drug, start, input }) => ({ text: `${drugInSentence(drug)} started ${apart(one.start, start)}`, input }))
  const perhaps = unknown
    .filter(({ by }) => by === undefined || by >= one.start.first - nearDays)
    .map(({ drug, input }) => ({ text: `start of ${drugInSentence(drug)} not known`, input }))
  return [...near, ...perhaps]
}
