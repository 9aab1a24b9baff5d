import type { CaseRecord } from '../case-record.ts'
import { formatNumber } from '../format-number.ts'
import { labelOf } from '../label-of.ts'
import { middleDay, formatPartialDate } from '../partial-date.ts'
import type { Criterion, Rule, RuleFinding, UsedInput } from '../rules/rule-finding.ts'
import { dated, usedInput } from '../rules/used-input.ts'
import { laboratoryLabel } from '../series-lanes.ts'
import { convert } from '../units.ts'
import { mmtMaximum } from './mmt-course.ts'
import {
  muscleEnzymes,
  tisMeasures,
  tisNote,
  totalImprovementScore,
  type MuscleEnzyme,
  type TisMeasure,
} from './total-improvement-score.ts'

export const tisRule: Rule = {
  id: 'tis-2016',
  name: 'Total Improvement Score',
  version: '1',
  citation: 'Aggarwal R et al. Ann Rheum Dis 2017;76:792–801. doi 10.1136/annrheumdis-2017-211400',
  caveat: `The ${tisNote}: points of the bands and multiples of the enzymes are from recall. Enzymes count from 30 days around the visit; that limit is this program’s.`,
}

type Visit = CaseRecord['records']['visit'][number]
type Result = CaseRecord['records']['laboratory'][number]

const names: Readonly<Record<TisMeasure, string>> = {
  mdga: 'Physician global activity',
  ptga: 'Patient global activity',
  mmt: 'Manual muscle testing',
  haq: 'HAQ-DI',
  enzyme: 'Muscle enzyme',
  extramuscular: 'Extramuscular activity',
}

const itemOfMeasure = {
  mdga: 'physician_global',
  ptga: 'patient_global',
  mmt: 'mmt8',
  haq: 'haq_di',
  extramuscular: 'extramuscular_vas',
} as const
type VisitMeasure = keyof typeof itemOfMeasure

/** Visits between which the score can be asked for: dated, with at least one of the measures. In order of time. */
export function visitsWithCoreSet({ records }: CaseRecord): readonly (Visit & { readonly date: string })[] {
  return records.visit.filter(
    (visit): visit is Visit & { readonly date: string } =>
      visit.date !== undefined && Object.values(itemOfMeasure).some((item) => visit[item] !== undefined),
  )
}

const daysAround = 30
const unitsPerLiter = (value: number | undefined, unit: string | undefined, test: string) =>
  value === undefined || unit === undefined ? undefined : convert(value, unit, 'U/L', test)

interface Enzyme {
  readonly name: MuscleEnzyme
  readonly result: Result
  /** U/L; a result that is only a limit counts as that limit. */
  readonly value: number
  readonly limit?: number
}

/** The result of an enzyme that is nearest to a visit. */
function enzymeAt({ records }: CaseRecord, name: MuscleEnzyme, visit: Visit): Enzyme | undefined {
  const distance = ({ date }: Result) => Math.abs(middleDay(date!) - middleDay(visit.date!))
  return records.laboratory
    .filter(({ test, date }) => test === name && date !== undefined)
    .flatMap((result) => {
      const value = unitsPerLiter(result.value, result.unit, name)
      const limit = unitsPerLiter(result.ref_high, result.unit, name)
      return value === undefined ? [] : [{ name, result, value, ...(limit !== undefined && limit > 0 && { limit }) }]
    })
    .filter(({ result }) => distance(result) <= daysAround)
    .sort((a, b) => distance(a.result) - distance(b.result))[0]
}

/** The most abnormal enzyme at baseline, by multiples of its upper limit, and the same one later. */
function enzymePair(record: CaseRecord, from: Visit, to: Visit): readonly [Enzyme | undefined, Enzyme | undefined] {
  const before = muscleEnzymes
    .flatMap((name) => enzymeAt(record, name, from) ?? [])
    .filter(({ limit }) => limit !== undefined)
    .sort((a, b) => b.value / b.limit! - a.value / a.limit!)[0]
  return [before, before && enzymeAt(record, before.name, to)]
}

function enzymeInput({ result }: Enzyme): UsedInput {
  const text = `${labelOf('laboratory', 'test', result.test ?? '')} ${laboratoryLabel(result)}${dated(result.date)}`
  return usedInput('laboratory', result, { item: 'value', date: result.date, text })
}

function visitInput(visit: Visit, measure: VisitMeasure): readonly UsedInput[] {
  const item = itemOfMeasure[measure]
  const value = visit[item]
  if (value === undefined) return []
  const range =
    measure === 'mmt' ? (visit.mmt8_range ? ` of ${mmtMaximum[visit.mmt8_range]}` : ', range not recorded') : ''
  const text = `${formatNumber(value, 3)}${range}${dated(visit.date)}`
  return [usedInput('visit', visit, { item, date: visit.date, text })]
}

/** Why a measure doesn’t score. */
function lack(measure: TisMeasure, from: Visit, to: Visit, before: Enzyme | undefined): string {
  if (measure === 'enzyme')
    return before
      ? `No ${labelOf('laboratory', 'test', before.name)} within 30 days of the second visit.`
      : 'No enzyme with its upper limit within 30 days of the first visit.'
  const item = itemOfMeasure[measure]
  if (measure === 'mmt' && from.mmt8 !== undefined && to.mmt8 !== undefined)
    return from.mmt8_range === undefined || to.mmt8_range === undefined
      ? 'The range of the sum is not recorded.'
      : 'The sums have different ranges.'
  const at = [from, to].filter((visit) => visit[item] === undefined)
  return `Not recorded ${at.length === 2 ? 'at either visit' : dated(at[0]?.date).trim()}.`
}

/** Improvement between two visits of a case; a measure that is missing at either leaves the score incomplete. */
export function tisBetweenVisits(record: CaseRecord, from: Visit, to: Visit): RuleFinding {
  const enzymes = enzymePair(record, from, to)
  const [before, after] = enzymes
  const valuesOf = (visit: Visit, enzyme: Enzyme | undefined) => ({
    mdga: visit.physician_global,
    ptga: visit.patient_global,
    mmt: visit.mmt8,
    haq: visit.haq_di,
    extramuscular: visit.extramuscular_vas,
    enzyme: enzyme?.value,
  })
  const range = from.mmt8_range === to.mmt8_range ? from.mmt8_range : undefined
  const score = totalImprovementScore({
    baseline: valuesOf(from, before),
    followUp: valuesOf(to, after),
    ...(range && { mmtMaximum: mmtMaximum[range] }),
    ...(before?.limit && { enzyme: { name: before.name, limit: before.limit } }),
  })
  const criteria = tisMeasures.map((measure): Criterion => {
    const inputs =
      measure === 'enzyme'
        ? enzymes.flatMap((each) => (each ? [enzymeInput(each)] : []))
        : [...visitInput(from, measure), ...visitInput(to, measure)]
    const [percent, points] = [score.percent[measure], score.points[measure]]
    const name = measure === 'enzyme' && before ? labelOf('laboratory', 'test', before.name) : names[measure]
    if (percent === undefined || points === undefined)
      return { id: measure, name, met: undefined, because: lack(measure, from, to, before), inputs }
    const change = `${percent < 0 ? 'Worse' : 'Better'} by ${formatNumber(Math.abs(percent), 1)} % of the range.`
    const limits = measure === 'enzyme' && after?.limit !== before?.limit ? ' The upper limit is not the same.' : ''
    const because = `${percent === 0 ? 'Unchanged.' : change}${limits}`
    return { id: measure, name, met: points > 0, because, inputs, points }
  })
  const missing = criteria.filter(({ met }) => met === undefined).map(({ name }) => name)
  const between = `${formatPartialDate(from.date!)} to ${formatPartialDate(to.date!)}`
  const sum = formatNumber(score.sum, 1)
  return {
    rule: tisRule,
    met: score.category && score.category !== 'none',
    because: score.category
      ? `${sum} of 100, ${score.category === 'none' ? 'no' : score.category} improvement, ${between}.`
      : `Not complete: ${sum} points from ${6 - missing.length} of 6 measures, ${between}.`,
    criteria,
    missing,
    ...(score.category && { score: { value: score.sum, text: score.category } }),
  }
}
