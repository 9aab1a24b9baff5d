/** What is asked for, as far as the record holds it. What it doesn't hold is left to be filled in by hand. */
import { medianOf } from '#shared/statistics/median.ts'
import { drugOf } from '#shared/dictionary/lists/drugs.ts'
import type { RecordSource } from '#shared/dictionary/record.ts'
import { intervalsBetween } from '../case-facts.ts'
import type { CaseRecord } from '../case-record.ts'
import { currentTreatments } from '../current-treatment.ts'
import { weightKnownOn } from '../dosing-weight.ts'
import { infusionLabel } from '../drug-lanes.ts'
import { formatNumber } from '../format-number.ts'
import { infusionPlanOf, type InfusionOrder } from '../infusion-plan.ts'
import { labelOf, midSentence } from '../label-of.ts'
import { dayNumber, firstDay, formatPartialDate, type IsoDay, type PartialDate } from '../partial-date.ts'
import { infusionsOf, type Infusion } from '../steroid-exposure.ts'
import { fullDrugName } from '../treatment-summary.ts'

export interface RequestRow {
  readonly label: string
  /** Missing where the record doesn't say: a line to write on. */
  readonly text?: string
  readonly source?: RecordSource
}

type Treatment = CaseRecord['records']['treatment'][number]
type DatedInfusion = Infusion & { readonly date: PartialDate }

/** The course in force, else the last one that was begun. */
function courseOf(record: CaseRecord, drug: string, asOf: IsoDay): Treatment | undefined {
  const running = currentTreatments(record, asOf).find((current) => current.drug === drug)
  return running?.treatment ?? record.records.treatment.findLast((treatment) => treatment.drug === drug)
}

function given(
  record: CaseRecord,
  drug: string,
  course: Treatment | undefined,
  asOf: IsoDay,
): readonly DatedInfusion[] {
  const all = course
    ? infusionsOf(course, record.records.infusion)
    : record.records.infusion.filter((infusion) => infusion.drug === drug)
  return all
    .filter((infusion): infusion is DatedInfusion => infusion.date !== undefined)
    .filter(({ date }) => firstDay(date) <= dayNumber(asOf))
    .sort((a, b) => firstDay(a.date) - firstDay(b.date))
}

/** With a text, or as a line to write on. */
const row = (label: string, text: string | undefined, source: RecordSource | undefined): RequestRow =>
  text === undefined ? { label } : { label, text, ...(source && { source }) }

function doseRow(record: CaseRecord, drug: string, order: InfusionOrder | undefined, asOf: IsoDay): RequestRow {
  const step = record.records.dose_step.find(({ id }) => id === order?.stepId)
  if (order) {
    const since = step?.started === undefined ? '' : `, ordered since ${formatPartialDate(step.started)}`
    return row('Dose', `${order.label}${since}`, step?.source)
  }
  const segment = currentTreatments(record, asOf).find((current) => current.drug === drug)?.segment
  const from = segment?.starts === undefined ? '' : `, since ${formatPartialDate(segment.starts)}`
  return row('Dose', segment && `${segment.label}${from}`, segment?.source)
}

function weightRow(record: CaseRecord, last: DatedInfusion | undefined, asOf: IsoDay): RequestRow {
  const known = weightKnownOn(record, dayNumber(asOf))
  if (!known) return { label: 'Body weight' }
  const { visit, infusion } = record.records
  const ofKnown = (known.from === 'visit' ? visit : infusion).find(({ date }) => date === known.date)
  const basis =
    last?.weight_basis === undefined
      ? ''
      : `; dosed by ${midSentence(labelOf('infusion', 'weight_basis', last.weight_basis))} body weight`
  return row(
    'Body weight',
    `${formatNumber(known.kg, 1)} kg, ${formatPartialDate(known.date)}${basis}`,
    ofKnown?.source,
  )
}

function intervalRow(infusions: readonly DatedInfusion[], order: InfusionOrder | undefined): RequestRow {
  if (order?.intervalDays !== undefined)
    return row('Interval', `every ${order.intervalDays} days, as ordered`, undefined)
  const between = intervalsBetween(infusions.map(({ date }) => date))
  const median = medianOf(between)
  const source = infusions.find((infusion) => infusion.source !== 'recorded')?.source
  const words =
    median === undefined
      ? undefined
      : `every ${formatNumber(median, 1)} days so far (median of ${between.length} ${between.length === 1 ? 'interval' : 'intervals'})`
  return row('Interval', words, source)
}

function gramsRow(record: CaseRecord, order: InfusionOrder | undefined, last: DatedInfusion | undefined, asOf: IsoDay) {
  const label = 'Amount of one cycle'
  const known = weightKnownOn(record, dayNumber(asOf))
  if (order?.grams !== undefined) return row(label, `${formatNumber(order.grams)} g, as ordered`, undefined)
  if (order?.gramsPerKg !== undefined && known) {
    const grams = formatNumber(order.gramsPerKg * known.kg, 1)
    const how = `computed: ${formatNumber(order.gramsPerKg)} g/kg × ${formatNumber(known.kg, 1)} kg`
    return row(label, `${grams} g (${how})`, undefined)
  }
  const amount = last && `${infusionLabel(last)}, given ${formatPartialDate(last.date)}`
  return row(label, amount, last?.source)
}

/** The rows of the request, in the order in which an insurer asks. */
export function requestOf(record: CaseRecord, drug: string, asOf: IsoDay): readonly RequestRow[] {
  const course = courseOf(record, drug, asOf)
  const infusions = given(record, drug, course, asOf)
  const isInfused = drugOf(drug)?.infused === true || infusions.length > 0
  const last = infusions.at(-1)
  const order = course && isInfused ? infusionPlanOf(record, course, asOf).order : undefined
  const purpose = course?.indication && midSentence(labelOf('treatment', 'indication', course.indication))
  return [
    { label: 'Drug', text: fullDrugName(drug) },
    row('Purpose', purpose, course?.source),
    doseRow(record, drug, order, asOf),
    ...(isInfused
      ? [weightRow(record, last, asOf), intervalRow(infusions, order), gramsRow(record, order, last, asOf)]
      : []),
  ]
}
