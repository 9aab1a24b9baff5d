/** What is measured again and again of a patient, as a cohort follows it: in one unit, day by day. */
import { itemOf, type FormId } from '../../dictionary/forms.ts'
import { doesMeasureLeave } from '../deidentify/leaving-record.ts'
import { summaryOf } from '../imaging/five-levels.ts'
import { levelsOf } from '../imaging/reading-levels.ts'
import { percentSeries } from '../lung-function/percent-series.ts'
import { withoutRepeatsAfterBronchodilator } from '../lung-function/pulmonary-test.ts'
import { mcids, type McidMeasure } from '../mcid.ts'
import { measures, type Measure, type MeasuredForm } from '../measures.ts'
import { dayNumber, type DayNumber, type PartialDate } from '../partial-date.ts'
import { convert, unitLabel } from '../units.ts'
import { knownForms } from './known-forms.ts'
import { placedDay } from './placed-day.ts'
import { steroidDoseOf } from './steroid-dose.ts'
import type { CohortCase } from './variable-model.ts'

export interface OutcomePoint {
  readonly day: DayNumber
  readonly value: number
}

/** How much of a change patients notice, in the outcome’s unit, by direction. */
interface OutcomeMcid {
  readonly better?: number
  readonly worse?: number
  readonly population: string
  readonly source: string
}

export interface Outcome {
  /** `fvc-percent`, or the key of a measure: `laboratory.crp`. */
  readonly id: string
  readonly label: string
  readonly unit?: string
  readonly decimals: number
  /** Which way is good for the patient, where that is plain. */
  readonly better?: 'higher' | 'lower'
  readonly mcid?: OutcomeMcid
  /** One sentence: where its values come from. */
  readonly about: string
  readonly reads: readonly FormId[]
  /** In order of time, nothing after today; dates known in part stand on the day that the cohort chooses. */
  readonly series: (one: CohortCase) => readonly OutcomePoint[]
}

function inOrder(
  { dates, today }: CohortCase,
  values: readonly { readonly date: PartialDate | undefined; readonly value: number | undefined }[],
): readonly OutcomePoint[] {
  const now = dayNumber(today)
  return values
    .flatMap(({ date, value }) =>
      date === undefined || value === undefined ? [] : [{ day: placedDay(date, dates), value }],
    )
    .filter(({ day }) => day <= now)
    .sort((a, b) => a.day - b.day)
}

const kafaja = {
  better: 3,
  worse: 3,
  population: 'systemic sclerosis ILD, the least of the published ranges (+3.0 to +5.3, −3.0 to −3.3 points)',
  source: 'Kafaja 2018 Am J Respir Crit Care Med 197:644. doi 10.1164/rccm.201709-1845OC',
} as const

const percentOutcome = (index: 'fvc' | 'dlco'): Outcome => ({
  id: `${index}-percent`,
  label: `${index.toUpperCase()} % predicted`,
  unit: '%',
  decimals: 1,
  better: 'higher',
  ...(index === 'fvc' ? { mcid: kafaja } : {}),
  about:
    'Computed by the reference equations that the registry chooses, or as reported where most tests allow no other; one basis within a case.',
  reads: ['case', 'pft'],
  series: (one) => inOrder(one, percentSeries(one.record, index, one.settings).points),
})

const ckTimesUln: Outcome = {
  id: 'ck-times-uln',
  label: 'CK × ULN',
  unit: '× ULN',
  decimals: 2,
  better: 'lower',
  about: 'CK over the upper limit of normal that came with the result; results without a limit do not count.',
  reads: ['laboratory'],
  series: (one) =>
    inOrder(
      one,
      one.record.records.laboratory
        .filter(({ test, ref_high }) => test === 'ck' && ref_high !== undefined && ref_high > 0)
        .map(({ date, value, ref_high }) => ({ date, value: value === undefined ? undefined : value / ref_high! })),
    ),
}

const prednisone: Outcome = {
  id: 'prednisone',
  label: 'Prednisone-equivalent',
  unit: 'mg/d',
  decimals: 1,
  better: 'lower',
  about:
    'Dose of all systemic glucocorticoids in force on the days of visits, laboratory and lung function; days of unknown dose do not count.',
  reads: knownForms,
  series: (one) => {
    const { visit, laboratory, pft } = one.record.records
    const doseOn = steroidDoseOf(one)
    const days = inOrder(
      one,
      [...visit, ...laboratory, ...pft].map(({ date }) => ({ date, value: 0 })),
    )
    return [...new Set(days.map(({ day }) => day))].flatMap((day) => {
      const value = doseOn(day)
      return value === undefined ? [] : [{ day, value }]
    })
  },
}

/** One value a study: of several series, the one that was measured first. */
const highAttenuation: Outcome = {
  id: 'haa-percent',
  label: 'High-attenuation area of the lungs',
  unit: '%',
  decimals: 1,
  about:
    'A research measure: share of the lungs between −600 and −250 HU, one series of each CT; kernels and slice thickness may differ.',
  reads: ['ct_density'],
  series: (one) => {
    const { ct_density: all } = one.record.records
    const firsts = all.filter(
      ({ imaging }, at) => imaging === undefined || all.findIndex((other) => other.imaging === imaging) === at,
    )
    return inOrder(
      one,
      firsts.map(({ date, haa_pct }) => ({ date, value: haa_pct })),
    )
  },
}

/** One value a study: the mean of all who read its five levels. */
const ctExtent: Outcome = {
  id: 'ct-extent',
  label: 'Extent on CT, five levels',
  unit: '%',
  decimals: 1,
  better: 'lower',
  about: 'Mean extent of the five levels of a CT as read; of several readings of one CT their mean.',
  reads: ['imaging', 'ct_reading'],
  series: (one) => {
    const { imaging, ct_reading: readings } = one.record.records
    return inOrder(
      one,
      imaging.map(({ id, date }) => {
        const extents = readings
          .filter((reading) => reading.imaging === id)
          .flatMap((reading) => summaryOf(levelsOf(reading)).extentPercent ?? [])
        const value = extents.reduce((sum, extent) => sum + extent, 0) / extents.length
        return { date, value: extents.length === 0 ? undefined : value }
      }),
    )
  },
}

const named: readonly Outcome[] = [
  percentOutcome('fvc'),
  percentOutcome('dlco'),
  ckTimesUln,
  prednisone,
  highAttenuation,
  ctExtent,
]

const higherIsBetter = new Set([
  'pft.fvc',
  'pft.fvc_pct',
  'pft.fev1',
  'pft.dlco',
  'pft.dlco_pct',
  'pft.tlc',
  'pft.tlc_pct',
  'pft.va',
  'visit.spo2_rest',
  'visit.spo2_exertion',
  'visit.mmt8',
  'visit.kbild_total',
  'walk_test.distance',
  'walk_test.spo2_nadir',
  'walk_test.spo2_end',
])
const lowerIsBetter = new Set([
  'laboratory.ck',
  'laboratory.aldolase',
  'laboratory.crp',
  'laboratory.esr',
  'laboratory.ferritin',
  'laboratory.ldh',
  'visit.mmrc',
  'visit.oxygen_rest',
  'visit.oxygen_exertion',
  'visit.physician_global',
  'visit.patient_global',
  'visit.haq_di',
  'visit.extramuscular_vas',
  'visit.sgrq_total',
  'walk_test.oxygen',
  'walk_test.borg_end',
])

const mcidMeasures: Readonly<Record<string, McidMeasure>> = {
  'walk_test.distance': 'walk-distance',
  'visit.kbild_total': 'kbild',
  'visit.sgrq_total': 'sgrq',
}

/** The smallest published difference of each direction. */
function mcidOf(key: string): OutcomeMcid | undefined {
  const own = mcids.filter(({ measure }) => measure === mcidMeasures[key])
  const least = (wanted: 'better' | 'worse') =>
    own
      .filter(({ direction }) => direction === wanted || direction === 'either')
      .toSorted((a, b) => a.amount - b.amount)[0]
  const [better, worse] = [least('better'), least('worse')]
  const sources = [...new Set([better, worse].flatMap((one) => one?.source ?? []))]
  if (sources.length === 0) return undefined
  return {
    ...(better ? { better: better.amount } : {}),
    ...(worse ? { worse: worse.amount } : {}),
    population: own[0]!.population,
    source: sources.join('; '),
  }
}

type MeasuredRecord = CohortCase['record']['records'][MeasuredForm][number]

/** The value of a record in the measure’s first unit; undefined where its own can’t be converted to it. */
function valueIn(record: MeasuredRecord, { form, name, units: [unit] }: Measure): number | undefined {
  const column = form === 'laboratory' ? 'value' : name
  const value: unknown = Reflect.get(record, column)
  if (typeof value !== 'number') return undefined
  const isPlain = form !== 'laboratory' && itemOf(form, name)?.type !== 'quantity'
  if (isPlain || unit === undefined) return value
  const given: unknown = Reflect.get(record, form === 'laboratory' ? 'unit' : `${name}_unit`)
  return typeof given === 'string' ? convert(value, given, unit, name) : undefined
}

function recordsWith({ records }: CohortCase['record'], { form, name }: Measure): readonly MeasuredRecord[] {
  switch (form) {
    case 'laboratory':
      return records.laboratory.filter(({ test }) => test === name)
    case 'pft':
      return withoutRepeatsAfterBronchodilator(records.pft)
    default:
      return records[form]
  }
}

function outcomeOfMeasure(measure: Measure): Outcome {
  const { key, form, name, label, short, units } = measure
  const [unit] = units
  const item = itemOf(form, name)
  const decimals = item && 'decimals' in item ? item.decimals : undefined
  const mcid = mcidOf(key)
  return {
    id: key,
    label: short ?? label,
    ...(unit === undefined ? {} : { unit: unitLabel(unit) }),
    decimals: decimals ?? (measure.whole ? 0 : 1),
    ...(higherIsBetter.has(key) ? { better: 'higher' } : lowerIsBetter.has(key) ? { better: 'lower' } : {}),
    ...(mcid ? { mcid } : {}),
    about: `${label} as recorded${unit === undefined ? '' : `, in ${unitLabel(unit)}`}; a value beyond a limit of its method counts as that limit.`,
    reads: [form],
    series: (one) =>
      inOrder(
        one,
        recordsWith(one.record, measure).map((record) => ({ date: record.date, value: valueIn(record, measure) })),
      ),
  }
}

/** Sums of muscle testing are of three ranges that no factor turns into one another: each is an outcome of its own. */
function muscleOutcomes(measure: Measure): readonly Outcome[] {
  const item = itemOf('visit', 'mmt8_range')
  const ranges = item?.type === 'choice' ? item.choices : []
  return ranges.map(({ code, label }) => ({
    ...outcomeOfMeasure(measure),
    id: `${measure.key}.${code}`,
    label: `Muscle testing ${label}`,
    about: 'Sums of manual muscle testing of this range alone; visits that do not say the range do not count.',
    series: (one) =>
      inOrder(
        one,
        one.record.records.visit
          .filter(({ mmt8_range }) => mmt8_range === code)
          .map(({ date, mmt8 }) => ({ date, value: mmt8 })),
      ),
  }))
}

/**
 * All outcomes, the named ones first. A site’s own measures are among them where they may leave: a result carries its data.
 */
export const outcomes = (): readonly Outcome[] => [
  ...named,
  ...measures()
    .filter(doesMeasureLeave)
    .flatMap((measure) => (measure.key === 'visit.mmt8' ? muscleOutcomes(measure) : [outcomeOfMeasure(measure)])),
]

/** The outcome of an id, or undefined where there is none. */
export const outcomeOf = (id: string): Outcome | undefined =>
  named.find((outcome) => outcome.id === id) ?? outcomes().find((outcome) => outcome.id === id)
