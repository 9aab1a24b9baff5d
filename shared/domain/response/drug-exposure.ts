/**
 * How long and how much of every drug, up to the last day that anything is known of the case. Dose intensity: of drugs
 * that are taken daily, the mean daily dose over the days on it, in percent of the first known dose (no target dose is
 * recorded, so none is assumed); of infusions, what was given in percent of what the dose steps order.
 */
import { medianOf } from '#shared/statistics/median.ts'
import { drugOf } from '#shared/dictionary/lists/drugs.ts'
import type { CaseRecord } from '../case-record.ts'
import { intervalsBetween } from '../case-facts.ts'
import { currentTreatments } from '../current-treatment.ts'
import { drugLanes } from '../drug-lanes.ts'
import { asOfDay } from '../follow-up.ts'
import type { DayNumber, IsoDay, PartialDate } from '../partial-date.ts'
import type { UsedInput } from '../rules/rule-finding.ts'
import { cumulativeDose } from '../steroid-exposure.ts'
import type { DrugLane } from '../timeline-model.ts'
import { fullDrugName } from '../treatment-summary.ts'
import { dayRuns, daysOf } from './day-runs.ts'
import { orderedAndGiven, shareGiven, type OrderedAndGiven } from './ordered-infusions.ts'
import { knownUntil } from './steroid-course.ts'
import { usedDoses } from './used-doses.ts'

export interface Amount {
  readonly value: number
  readonly unit: 'mg' | 'g'
  /** Days, or infusions, of which the amount isn't known: with any, the value is a lower bound. */
  readonly unknown: number
}

export interface DrugExposure {
  readonly id: string
  readonly drug: string
  readonly label: string
  /** How many courses are recorded; 0 for infusions that belong to none. */
  readonly courses: number
  readonly first: PartialDate
  /** Days on it by its dose steps; of a drug that only infusions tell, missing. */
  readonly daysOn?: number
  readonly infusions: number
  /** Median days from one first day to the next, of infusions known to the day. */
  readonly intervalDays?: number
  /** Missing where nothing of it is known. */
  readonly total?: Amount
  /** Over the days on it of which the dose is known. */
  readonly meanPerDay?: number
  /** Percent; see above of what. */
  readonly intensity?: { readonly percent: number; readonly of: 'first-dose' | 'ordered' }
  /** The dose in force, in words; missing where the drug isn't in force. */
  readonly current?: string
  readonly inputs: readonly UsedInput[]
}

type DailyPart = Pick<DrugExposure, 'daysOn' | 'total' | 'meanPerDay' | 'intensity'>

function daily({ segments }: DrugLane, until: DayNumber): DailyPart {
  const from = segments[0]?.from
  if (from === undefined) return {}
  const runs = dayRuns(segments, from, until)
  const daysOn = daysOf(runs, (perDay) => perDay !== 0)
  const known = daysOf(runs, (perDay) => perDay !== undefined && perDay > 0)
  if (known === 0) return { daysOn }
  const { mg, unknownDays } = cumulativeDose(segments, from, until)
  const first = segments.find(({ perDay }) => perDay !== undefined && perDay > 0)!.perDay!
  const meanPerDay = mg / known
  return {
    daysOn,
    total: { value: mg, unit: 'mg', unknown: unknownDays },
    meanPerDay,
    intensity: { percent: (100 * meanPerDay) / first, of: 'first-dose' },
  }
}

const daysOnOnly = ({ daysOn }: DailyPart): DailyPart => (daysOn === undefined ? {} : { daysOn })

/**
 * What infusions add up to. Of drugs that are taken daily as well, those within days of a known dose are left out: a pulse
 * that is written down both ways counts once.
 */
function infused(
  lane: DrugLane,
  { total: byDays }: DailyPart,
  ordered: readonly OrderedAndGiven[],
): Pick<DrugExposure, 'total' | 'intensity' | 'intervalDays'> {
  const intervalDays = medianOf(intervalsBetween(lane.infusions.map(({ date }) => date)))
  const percent = shareGiven(ordered, new Set(lane.infusions.map(({ recordId }) => recordId)))
  const counted = lane.infusions.filter(
    ({ first, last }) =>
      !byDays || !lane.segments.some(({ from, to, perDay }) => perDay !== undefined && from <= last && first <= to),
  )
  const known = counted.flatMap(({ amount }) => amount ?? [])
  const unit = lane.infusions[0]!.unit!
  const daysIn = (byDays?.value ?? 0) / (unit === 'g' ? 1000 : 1)
  const value = known.reduce((sum, amount) => sum + amount, daysIn)
  const unknown = counted.length - known.length + (byDays?.unknown ?? 0)
  return {
    ...(intervalDays === undefined ? {} : { intervalDays }),
    ...(known.length === 0 && !byDays ? {} : { total: { value, unit, unknown } }),
    ...(percent === undefined ? {} : { intensity: { percent, of: 'ordered' } as const }),
  }
}

/** Every drug with anything dated, glucocorticoids first, then in order of first use. */
export function drugExposures(record: CaseRecord, today: IsoDay): readonly DrugExposure[] {
  const { records } = record
  const asOf = asOfDay(record, today)
  const until = knownUntil(record, today)
  const running = currentTreatments(record, asOf)
  const ordered = orderedAndGiven(record, asOf)
  return drugLanes(record, asOf).flatMap((all): readonly DrugExposure[] => {
    const lane = {
      ...all,
      segments: all.segments.filter(({ from }) => from <= until),
      infusions: all.infusions.filter(({ first }) => first <= until),
    }
    const begun = [
      ...lane.segments.map(({ from, starts }) => ({ day: from, date: starts })),
      ...lane.infusions.map(({ first, date }) => ({ day: first, date })),
    ]
      .sort((a, b) => a.day - b.day)
      .find(({ date }) => date !== undefined)
    if (begun?.date === undefined) return []
    const ids = [...lane.segments, ...lane.infusions].map(({ recordId }) => recordId)
    const ofLane = (treatment: { readonly id: string; readonly drug?: string }) =>
      treatment.drug === lane.drug && (lane.drug !== 'other' || lane.id.endsWith(`:${treatment.id}`))
    const byDays = daily(lane, until)
    // The steps of a drug that comes as infusions are orders: how long, not how much.
    const told = drugOf(lane.drug)?.infused && lane.infusions.length > 0 ? daysOnOnly(byDays) : byDays
    const now = running.filter(({ treatment }) => ofLane(treatment))
    return [
      {
        id: lane.id,
        drug: lane.drug,
        label: fullDrugName(lane.drug),
        courses: records.treatment.filter(ofLane).length,
        first: begun.date,
        infusions: lane.infusions.length,
        ...told,
        ...(lane.infusions.length > 0 ? infused(lane, told, ordered) : {}),
        ...(now.length === 0
          ? {}
          : { current: now.map(({ segment }) => segment?.label ?? 'dose not dated').join(', ') }),
        inputs: usedDoses(record, [...new Set(ids)]),
      },
    ]
  })
}
