/** Predicted lung function and the correction of the transfer factor, as formulas of the command line. */
import { z } from 'zod'
import type { Equation } from '#shared/domain/reference-values/equation.ts'
import { hemoglobinFactor, hemoglobinUnits } from '#shared/domain/reference-values/hemoglobin-correction.ts'
import { referenceValue } from '#shared/domain/reference-values/reference-value.ts'
import {
  gli2012Equation,
  gli2022Equation,
  referenceGroups,
  spirometryIndices,
} from '#shared/domain/reference-values/spirometry.ts'
import { gli2021Equation, volumeIndices } from '#shared/domain/reference-values/static-volumes.ts'
import { gli2017Equation, transferIndices, transferUnits } from '#shared/domain/reference-values/transfer-factor.ts'
import { formula, type Formula } from './formula.ts'

/** One of a list; letters of either case, and what stands between them, don't matter: FEV1/FVC is FEV1FVC. */
function word<const T extends string>(words: readonly T[], aliases: Readonly<Record<string, T>> = {}) {
  const bare = (text: string) => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  const meant = new Map<string, T>([
    ...Object.entries(aliases).map(([alias, of]) => [bare(alias), of] as const),
    ...words.map((each) => [bare(each), each] as const),
  ])
  const wants = `must be one of ${words.join(', ')}`
  return z.string(wants).transform((text, context) => {
    const found = meant.get(bare(text))
    if (found === undefined) context.addIssue(`${wants}, not “${text}”`)
    return found ?? z.NEVER
  })
}

const number = z.number('must be a number')
const sex = word(['M', 'F'], { male: 'M', female: 'F' })
const subject = {
  sex,
  age: number,
  height_cm: number,
  measured: number.optional(),
}
type Subject = z.output<z.ZodObject<typeof subject>>

const gli2012Input = z.object({
  ...subject,
  index: word(spirometryIndices),
  group: word(referenceGroups),
})
const gli2022Input = z.object({ ...subject, index: word(spirometryIndices) })
const tlco2017Input = z.object({
  ...subject,
  index: word(transferIndices, { DLCO: 'TLCO', 'DLCO/VA': 'KCO', 'TLCO/VA': 'KCO' }),
  units: word(transferUnits, { trad: 'traditional' }),
})
const volumes2021Input = z.object({ ...subject, index: word(volumeIndices) })
const hemoglobinInput = z
  .object({
    sex,
    age: number.optional(),
    measured: number.positive('must be above 0'),
    hb_g_dl: number.optional(),
    hb: number.optional(),
    hb_unit: word(hemoglobinUnits).optional(),
  })
  .refine(
    ({ hb_g_dl, hb, hb_unit }) => (hb_g_dl === undefined) !== (hb === undefined || hb_unit === undefined),
    'hemoglobin is needed: hb_g_dl, or hb with hb_unit',
  )

/** Holds the person of an input against the equation that it names. */
function held(equation: Equation, { age, height_cm: height, measured }: Subject) {
  return referenceValue(equation, { age, height, measured })
}

const man = { sex: 'M', age: 67.25, height_cm: 178 } as const

export const referenceFormulas: readonly Formula[] = [
  formula({
    name: 'gli2012',
    about:
      'GLI-2012 spirometry (Quanjer 2012): FVC, FEV1 in L, FEV1FVC as a ratio; group of ancestry needed; ages 3 to 95',
    example: { index: 'FVC', ...man, group: 'Caucasian', measured: 4.35 },
    input: gli2012Input,
    run: (input) => held(gli2012Equation(input.index, input.sex, input.group), input),
  }),
  formula({
    name: 'gli2022',
    about: 'GLI Global 2022 spirometry (Bowerman 2023): FVC, FEV1 in L, FEV1FVC as a ratio; ages 3 to 95',
    example: { index: 'FVC', ...man, measured: 4.35 },
    input: gli2022Input,
    run: (input) => held(gli2022Equation(input.index, input.sex), input),
  }),
  formula({
    name: 'tlco2017',
    about:
      'GLI-2017 transfer factor as corrected in 2020 (Stanojevic 2017): TLCO, KCO, VA; units SI (mmol/min/kPa) or traditional (mL/min/mmHg); ages 5 to 85',
    example: { index: 'TLCO', ...man, units: 'traditional', measured: 15.5 },
    input: tlco2017Input,
    run: (input) => held(gli2017Equation(input.index, input.sex, input.units), input),
  }),
  formula({
    name: 'volumes2021',
    about: 'GLI-2021 lung volumes (Hall 2021): FRC, TLC, RV, ERV, IC, VC in L, RV_TLC in percent; ages 5 to 80',
    example: { index: 'TLC', ...man, measured: 4.9 },
    input: volumes2021Input,
    run: (input) => held(gli2021Equation(input.index, input.sex), input),
  }),
  formula({
    name: 'hb-correction',
    about:
      'Measured DLCO or KCO corrected to a standard hemoglobin (Cotes 1972, ERS/ATS 2017): hb_g_dl, or hb with hb_unit g/dL, g/L, mmol/L; not for VA, nor for a value that is corrected already',
    example: { sex: 'M', measured: 15.5, hb_g_dl: 11 },
    input: hemoglobinInput,
    run({ hb_g_dl, hb, hb_unit, measured, ...person }) {
      const hemoglobin =
        hb_g_dl === undefined ? { hemoglobin: hb!, unit: hb_unit! } : { hemoglobin: hb_g_dl, unit: 'g/dL' as const }
      const answer = hemoglobinFactor({ ...person, ...hemoglobin })
      return 'unavailable' in answer ? answer : { ...answer, corrected: measured * answer.factor }
    },
  }),
]
