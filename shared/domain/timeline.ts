/** The one chart of a case as data: lanes over one time axis. The shapes are told in `timeline-model.ts`. */
import type { CaseRecord } from './case-record.ts'
import type { ClinicalSettings } from './clinical-settings.ts'
import { doseLabel } from './dose.ts'
import { drugLanes, drugName, infusionLabel } from './drug-lanes.ts'
import { eventMarks, happeningsOf } from './event-marks.ts'
import { startsWithTreatment } from './exposure.ts'
import { asOfDay, lastEntryDay } from './follow-up.ts'
import { dayNumber, formatPartialDate, isoOfDay, type DayNumber, type IsoDay } from './partial-date.ts'
import { progressionMarks } from './progression/progression-marks.ts'
import { ckInUnitsPerLiter, laboratoryLabel, seriesLanes } from './series-lanes.ts'
import { chartedValues, siteItemsOfChart } from './site-item-values.ts'
import { steroidExposures, steroidSteps } from './steroid-exposure.ts'
import type { DrugLane, EventMark, SeriesLane, SteroidLane, Timeline } from './timeline-model.ts'

/** A case that was not seen for longer than this is drawn to shortly after its last entry, not to today. */
const longUnseenDays = 365
const afterLastEntryDays = 30

function steroidLane(record: CaseRecord, today: IsoDay): SteroidLane | undefined {
  const steps = steroidSteps(steroidExposures(record, today))
  if (steps.length === 0) return undefined
  return { kind: 'steroid', id: 'prednisone-equivalent', label: 'Prednisone-equivalent', unit: 'mg/d', steps }
}

/** What can't be drawn for want of a date (or of a unit), in words. */
function undrawn({ case: frame, records }: CaseRecord): readonly string[] {
  const treatmentOf = (id: string | undefined) => records.treatment.find((treatment) => treatment.id === id)
  const nameOfTreatment = (id: string | undefined) => {
    const drug = treatmentOf(id)?.drug
    return drug === undefined ? 'Drug not recorded' : drugName(drug)
  }
  const treatments = records.treatment
    .filter(
      (treatment) =>
        treatment.started === undefined &&
        !records.dose_step.some((step) => step.treatment === treatment.id) &&
        !records.infusion.some((infusion) => infusion.treatment === treatment.id && infusion.date !== undefined),
    )
    .map((treatment) => {
      const until = treatment.ended === undefined ? '' : `, until ${formatPartialDate(treatment.ended)}`
      return `${nameOfTreatment(treatment.id)}: start not recorded${until}`
    })
  const steps = records.dose_step
    .filter((step) => step.started === undefined && !startsWithTreatment(step, treatmentOf(step.treatment)))
    .map((step) => `${nameOfTreatment(step.treatment)}: ${doseLabel(step)}`)
  const infusions = records.infusion
    .filter((infusion) => infusion.date === undefined)
    .map(
      (infusion) => `${infusion.drug === undefined ? 'Infusion' : drugName(infusion.drug)}: ${infusionLabel(infusion)}`,
    )
  const happenings = happeningsOf({ case: frame, records })
    .filter((happening) => happening.date === undefined)
    .map((happening) => happening.label)
  const ck = records.laboratory
    .filter((result) => result.test === 'ck' && result.value !== undefined)
    .filter((result) => result.date === undefined || ckInUnitsPerLiter(result.value, result.unit) === undefined)
    .map((result) => {
      const date = result.date === undefined ? '' : `, ${formatPartialDate(result.date)}`
      return `CK: ${laboratoryLabel(result)}${date}`
    })
  const ofTheSite = siteItemsOfChart().flatMap((site) =>
    chartedValues({ case: frame, records }, site)
      .filter(({ point }) => point === undefined)
      .map(({ label, date }) => `${site.definition.label}: ${label}${date ? `, ${formatPartialDate(date)}` : ''}`),
  )
  return [...happenings, ...treatments, ...steps, ...infusions, ...ck, ...ofTheSite]
}

interface Drawn {
  readonly drugs: readonly DrugLane[]
  readonly events: readonly EventMark[]
  readonly series: readonly SeriesLane[]
}

function firstDrawnDay({ drugs, events, series }: Drawn): DayNumber | undefined {
  const days = [
    ...drugs.flatMap((lane) => [...lane.segments.map(({ from }) => from), ...lane.infusions.map(({ first }) => first)]),
    ...events.map(({ first }) => first),
    ...series.flatMap((lane) => lane.points.map(({ first }) => first)),
  ]
  return days.length ? Math.min(...days) : undefined
}

/** The last day that something drawn lies on or can mean; ends that lie ahead (planned) included, open ones not. */
function lastDrawnDay({ drugs, events, series }: Drawn): DayNumber | undefined {
  const days = [
    ...drugs.flatMap((lane) => [
      ...lane.segments.map(({ from, to, ongoing }) => (ongoing ? from : to)),
      ...lane.infusions.map(({ last, until }) => until?.last ?? last),
    ]),
    ...events.map(({ last, until }) => until?.last ?? last),
    ...series.flatMap((lane) => lane.points.map(({ last }) => last)),
  ]
  return days.length ? Math.max(...days) : undefined
}

/** The day to which what goes on is drawn: "now", or soon after the last entry of a case that was long unseen. */
export function horizonOf(record: CaseRecord, today: IsoDay): DayNumber {
  const now = dayNumber(asOfDay(record, today))
  const last = lastEntryDay(record, today)
  return last !== undefined && now - last > longUnseenDays ? last + afterLastEntryDays : now
}

/** The axis: everything drawn, to the day that "now" means for the case unless it was last seen long before. */
function axisOf(record: CaseRecord, drawn: Drawn, today: IsoDay): { readonly from: DayNumber; readonly to: DayNumber } {
  const now = horizonOf(record, today)
  const first = firstDrawnDay(drawn)
  if (first === undefined) return { from: now - 365, to: now }
  const begin = Math.min(first, now)
  const end = Math.max(lastDrawnDay(drawn) ?? now, now)
  const padding = Math.min(45, Math.max(7, Math.round((end - begin) * 0.02)))
  return { from: begin - padding, to: end + padding }
}

function sourcesIn(record: CaseRecord, { drugs, events, series }: Drawn): Timeline['sources'] {
  const all = [
    record.case.source,
    ...drugs.flatMap((lane) => [...lane.segments, ...lane.infusions].map(({ source }) => source)),
    ...events.map(({ source }) => source),
    ...series.flatMap((lane) => lane.points.map(({ source }) => source)),
  ]
  return [...new Set(all)].filter((source) => source !== 'recorded')
}

/**
 * The lanes of a case over one time axis.
 * @param today what goes on is drawn to here, or to the end of the case's follow-up if that came before
 */
export function timelineOf(record: CaseRecord, today: IsoDay, settings: ClinicalSettings): Timeline {
  const horizon = isoOfDay(horizonOf(record, today))
  const drawn = {
    drugs: drugLanes(record, horizon),
    events: eventMarks(record),
    series: seriesLanes(record, settings),
  }
  return {
    ...axisOf(record, drawn, today),
    today: dayNumber(today),
    steroid: steroidLane(record, horizon),
    ...drawn,
    marks: progressionMarks(record, today, settings),
    undated: undrawn(record),
    sources: sourcesIn(record, drawn),
  }
}
