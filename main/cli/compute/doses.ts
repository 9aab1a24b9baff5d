/** Doses as formulas of the command line: prednisone-equivalent, grams of immune globulin, cumulative glucocorticoids. */
import { z } from 'zod'
import { isGlucocorticoid, prednisoneEquivalent } from '#shared/domain/dose.ts'
import { gramsOf, weightsFrom } from '#shared/domain/dosing-weight.ts'
import { dayNumber, isPartialDate, precisionOf } from '#shared/domain/partial-date.ts'
import { cumulativeDose } from '#shared/domain/steroid-exposure.ts'
import { convert } from '#shared/domain/units.ts'
import { formula, type Formula } from './formula.ts'

const number = z.number('must be a number')
const positive = number.positive('must be above 0')
const milligrams = number.min(0, 'must not be below 0')
const drug = z.string('must be the name of a glucocorticoid').transform((name) => name.trim().toLowerCase())

const tidied = (value: number) => Number(value.toPrecision(12))
const noEquivalent = (name: string) => ({
  unavailable: isGlucocorticoid(name)
    ? `no verified equivalent of ${name}: sources differ`
    : `${name} is not a glucocorticoid with a known equivalent`,
})

const prednisone = formula({
  name: 'prednisone-equivalent',
  about: 'mg of prednisone that a dose of another glucocorticoid equals; usual label equivalents, betamethasone as 0.6',
  example: { drug: 'methylprednisolone', dose_mg: 16 },
  input: z.object({ drug, dose_mg: milligrams }),
  run({ drug: name, dose_mg }) {
    const mg = prednisoneEquivalent(name, dose_mg)
    return mg === undefined ? noEquivalent(name) : { prednisone_mg: tidied(mg) }
  },
})

const sexes: Readonly<Record<string, 'male' | 'female'>> = { M: 'male', MALE: 'male', F: 'female', FEMALE: 'female' }

const immuneGlobulin = formula({
  name: 'ivig-dose',
  about: 'grams by actual and by dosing weight (ideal by Devine + 0.4 × the rest), BMI, surface by Mosteller',
  example: { sex: 'M', height_cm: 178, weight_kg: 82, g_per_kg: 2 },
  input: z.object({
    sex: z.string('must be M or F').transform((word, context) => {
      const sex = sexes[word.trim().toUpperCase()]
      if (!sex) context.addIssue(`must be M or F, not “${word}”`)
      return sex ?? z.NEVER
    }),
    height_cm: positive,
    weight_kg: positive,
    g_per_kg: positive.default(2),
  }),
  run({ sex, height_cm, weight_kg, g_per_kg }) {
    const { ideal, adjusted, without } = weightsFrom(sex, convert(height_cm, 'cm', '[in_i]'), weight_kg)
    const grams = (kg: number) => gramsOf(g_per_kg, kg, 0).grams
    const actual = grams(weight_kg)
    return {
      bmi: tidied(weight_kg / (height_cm / 100) ** 2),
      ibw_kg: ideal ?? null,
      dosing_weight_kg: adjusted ?? null,
      bsa_m2: tidied(Math.sqrt((height_cm * weight_kg) / 3600)),
      grams_actual: actual,
      grams_dosing_weight: adjusted === undefined ? null : grams(adjusted),
      ml_10_percent: tidied(actual * 10),
      ...(without === undefined ? {} : { dosing_weight_unavailable: without }),
    }
  },
})

const day = z
  .string('must be a day, YYYY-MM-DD')
  .refine((text) => isPartialDate(text) && precisionOf(text) === 'day', 'must be a day, YYYY-MM-DD')
const days = number.int('must be whole days').positive('must be above 0')
const perDay = milligrams.nullable()
const lasting = z.union([
  z.tuple([perDay, days]).transform(([mg, count]) => ({ mg, days: count })),
  z.object({ mg: perDay, days, drug: drug.optional() }),
])
const dated = z.object({ from: day, to: day, mg: perDay, drug: drug.optional() })
const segments = z.union([z.array(dated).min(1), z.array(lasting).min(1)], {
  error:
    'must be a list of {"mg", "days"}, [mg, days] or {"from", "to", "mg"}, all of one kind; mg is null where not known',
})

interface Step {
  readonly from: number
  readonly to: number
  readonly mg: number | null
  readonly drug?: string | undefined
}

/** Steps that give days instead of dates follow one another. */
function placed(given: z.output<typeof segments>): readonly Step[] {
  let next = 0
  return given.map((segment) => {
    if ('from' in segment) return { ...segment, from: dayNumber(segment.from), to: dayNumber(segment.to) }
    next += segment.days
    return { ...segment, from: next - segment.days, to: next - 1 }
  })
}

/** What is wrong with steps, in words. */
function misplaced(steps: readonly Step[]): string | undefined {
  if (steps.some(({ from, to }) => to < from)) return 'a step ends before it begins'
  const overlap = steps.some((a, index) =>
    steps.slice(index + 1).some((b) => a.drug === b.drug && a.from <= b.to && b.from <= a.to),
  )
  return overlap ? 'steps of one drug overlap: both ends are days of the step' : undefined
}

const cumulative = formula({
  name: 'cumulative-steroid',
  about:
    'mg of prednisone over steps, and the time-weighted mean; days between dated steps are days off, unknown days no 0',
  example: {
    segments: [
      { mg: 60, days: 14 },
      { mg: 40, days: 14 },
    ],
  },
  input: z
    .object({ segments: segments.optional(), segments_mg_days: segments.optional(), drug: drug.default('prednisone') })
    .transform(({ segments: named, segments_mg_days: pairs, drug: all }, context) => {
      const given = named ?? pairs
      if (!given) context.addIssue('segments is missing')
      return given ? { steps: placed(given).map((step) => ({ ...step, drug: step.drug ?? all })) } : z.NEVER
    }),
  run({ steps }) {
    const why = misplaced(steps)
    if (why) return { unavailable: why }
    const without = steps.find((step) => prednisoneEquivalent(step.drug, 1) === undefined)
    if (without) return noEquivalent(without.drug)
    const cuts = [...new Set(steps.flatMap(({ from, to }) => [from, to + 1]))].sort((a, b) => a - b)
    const together = cuts.slice(0, -1).map((from, index) => {
      const running = steps.filter((step) => step.from <= from && from <= step.to)
      const amounts = running.map(({ drug: name, mg }) => (mg === null ? Number.NaN : prednisoneEquivalent(name, mg)!))
      const sum = amounts.reduce((total, mg) => total + mg, 0)
      return { from, to: cuts[index + 1]! - 1, ...(Number.isNaN(sum) ? {} : { perDay: sum }) }
    })
    const { mg, days: all, unknownDays, meanPerDay } = cumulativeDose(together, cuts[0]!, cuts.at(-1)! - 1)
    return {
      cumulative_mg: unknownDays === all ? null : tidied(mg),
      days: all,
      time_weighted_mean_mg_d: meanPerDay === undefined ? null : tidied(meanPerDay),
      unknown_days: unknownDays,
    }
  },
})

export const doseFormulas: readonly Formula[] = [prednisone, immuneGlobulin, cumulative]
