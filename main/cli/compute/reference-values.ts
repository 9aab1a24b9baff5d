/** Predicted lung function and the correction of the transfer factor, as formulas of the command line. */
import { z } from 'zod'
import type { Equation } from '#shared/domain/reference-values/equation.ts'
import { hemoglobinFactor, hemoglobinUnits } from '#shared/domain/reference-values/hemoglobin-correction.ts'
import {
  referenceValue,
  type ReferenceValue,
  type Unavailable,
} from '#shared/domain/reference-values/reference-value.ts'
import {
  gli2012Equation,
  gli2022Equation,
  referenceGroups,
  spirometryIndices,
} from '#shared/domain/reference-values/spirometry.ts'
import { gli2021Equation, volumeIndices } from '#shared/domain/reference-values/static-volumes.ts'
import { gli2017Equation, transferIndices, transferUnits } from '#shared/domain/reference-values/transfer-factor.ts'

/** One of a list; letters of either case, and what stands between them, don't matter: FEV1/FVC is FEV1FVC. */
function word<const T extends string>(name: string, words: readonly T[], aliases: Readonly<Record<string, T>> = {}) {
  const bare = (text: string) => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  const meant = new Map<string, T>([
    ...Object.entries(aliases).map(([alias, of]) => [bare(alias), of] as const),
    ...words.map((each) => [bare(each), each] as const),
  ])
  const wants = `${name} must be ${words.join(', ')}`
  return z.string(wants).transform((text, context) => {
    const found = meant.get(bare(text))
    if (found === undefined) context.addIssue(`${wants}, not “${text}”`)
    return found ?? z.NEVER
  })
}

const number = (name: string) => z.number(`${name} must be a number`)
const sex = word('sex', ['M', 'F'], { male: 'M', female: 'F' })
const subject = {
  sex,
  age: number('age (years)'),
  height_cm: number('height_cm'),
  measured: number('measured').optional(),
}
type Subject = z.output<z.ZodObject<typeof subject>>

const gli2012Input = z.object({
  ...subject,
  index: word('index', spirometryIndices),
  group: word('group', referenceGroups),
})
const gli2022Input = z.object({ ...subject, index: word('index', spirometryIndices) })
const tlco2017Input = z.object({
  ...subject,
  index: word('index', transferIndices, { DLCO: 'TLCO', 'DLCO/VA': 'KCO', 'TLCO/VA': 'KCO' }),
  units: word('units', transferUnits, { trad: 'traditional' }),
})
const volumes2021Input = z.object({ ...subject, index: word('index', volumeIndices) })
const hemoglobinInput = z
  .object({
    sex,
    age: number('age (years)').optional(),
    measured: number('measured').positive('measured must be above 0'),
    hb_g_dl: number('hb_g_dl').optional(),
    hb: number('hb').optional(),
    hb_unit: word('hb_unit', hemoglobinUnits).optional(),
  })
  .refine(
    ({ hb_g_dl, hb, hb_unit }) => (hb_g_dl === undefined) !== (hb === undefined || hb_unit === undefined),
    'hemoglobin is needed: hb_g_dl, or hb with hb_unit',
  )

/** What a schema makes of an input, or everything that is wrong with it. */
function read<T>(schema: z.ZodType<T>, input: unknown): T | Unavailable {
  const { data, error } = schema.safeParse(input)
  return error ? { unavailable: error.issues.map(({ message }) => message).join('; ') } : data
}

const isUnavailable = (answer: object): answer is Unavailable => 'unavailable' in answer

/** A formula that looks up an equation for the input and holds the person against it. */
function predicting<T extends Subject>(schema: z.ZodType<T>, equationOf: (input: T) => Equation) {
  return (input: unknown): ReferenceValue | Unavailable => {
    const asked = read(schema, input)
    if (isUnavailable(asked)) return asked
    const { age, height_cm: height, measured } = asked
    return referenceValue(equationOf(asked), { age, height, measured })
  }
}

function correct(input: unknown): { readonly factor: number; readonly corrected: number } | Unavailable {
  const asked = read(hemoglobinInput, input)
  if (isUnavailable(asked)) return asked
  const { hb_g_dl, hb, hb_unit, measured, ...person } = asked
  const answer = hemoglobinFactor(
    hb_g_dl === undefined
      ? { ...person, hemoglobin: hb!, unit: hb_unit! }
      : { ...person, hemoglobin: hb_g_dl, unit: 'g/dL' },
  )
  return isUnavailable(answer) ? answer : { factor: answer.factor, corrected: measured * answer.factor }
}

const man = { sex: 'M', age: 67.25, height_cm: 178 } as const

export const referenceFormulas = [
  {
    name: 'gli2012',
    about: `GLI-2012 spirometry: index ${spirometryIndices.join(', ')} (liters; FEV1FVC as a ratio), group ${referenceGroups.join(', ')}`,
    example: { index: 'FVC', ...man, group: 'Caucasian', measured: 4.35 },
    run: predicting(gli2012Input, ({ index, sex, group }) => gli2012Equation(index, sex, group)),
  },
  {
    name: 'gli2022',
    about: `GLI Global 2022 spirometry: index ${spirometryIndices.join(', ')} (liters; FEV1FVC as a ratio)`,
    example: { index: 'FVC', ...man, measured: 4.35 },
    run: predicting(gli2022Input, ({ index, sex }) => gli2022Equation(index, sex)),
  },
  {
    name: 'tlco2017',
    about: 'GLI-2017 transfer factor: index TLCO, KCO, VA, units SI (mmol/min/kPa) or traditional (mL/min/mmHg)',
    example: { index: 'TLCO', ...man, units: 'traditional', measured: 15.5 },
    run: predicting(tlco2017Input, ({ index, sex, units }) => gli2017Equation(index, sex, units)),
  },
  {
    name: 'volumes2021',
    about: `GLI-2021 lung volumes: index ${volumeIndices.join(', ')} (liters; RV_TLC in percent)`,
    example: { index: 'TLC', ...man, measured: 4.9 },
    run: predicting(volumes2021Input, ({ index, sex }) => gli2021Equation(index, sex)),
  },
  {
    name: 'hb-correction',
    about:
      'Measured DLCO or KCO corrected to a standard hemoglobin (Cotes): hb_g_dl, or hb with hb_unit g/dL, g/L, mmol/L',
    example: { sex: 'M', measured: 15.5, hb_g_dl: 11 },
    run: correct,
  },
] as const
