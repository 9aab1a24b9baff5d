/** `compute ppf`, `inbuild` and `omeract`: the rules of progression on dated values. */
import { z } from 'zod'
import {
  comparePartialDates,
  formatPartialDate,
  isoOfDay,
  isPartialDate,
  lastDay,
} from '#shared/domain/partial-date.ts'
import type { Evidence } from '#shared/domain/progression/evidence.ts'
import { progressionRules, type ProgressionRuleId } from '#shared/domain/progression/progression-rules.ts'
import type { RuleFinding } from '#shared/domain/rules/rule-finding.ts'
import { formula, type Formula } from './formula.ts'

const date = z.string().refine(isPartialDate, 'is no date such as 2024-03-12, 2024-03 or 2024')
const answer = z.boolean().nullish()

/** Nothing told is an empty list. */
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((list) => list ?? [])

const input = z.object({
  measurements: listOf(
    z.object({
      date,
      index: z.enum(['FVC', 'DLCO']),
      percent: z.number().positive(),
      hb: z.enum(['corrected', 'uncorrected', 'unknown']).default('corrected'),
    }),
  ),
  symptoms: listOf(z.object({ date, worse: answer })),
  imaging: listOf(z.object({ date, progressed: answer })),
  asOf: date.nullish(),
})
type Input = z.output<typeof input>

function evidenceOf({ measurements, symptoms, imaging }: Input): Evidence {
  return {
    measurements: measurements.map(({ hb, ...test }) => ({ ...test, hemoglobin: hb })),
    symptoms: symptoms.map(({ date: on, worse }) => ({
      date: on,
      holds: worse ?? undefined,
      text: `respiratory symptoms ${said(worse, 'worse', 'not worse')} on ${formatPartialDate(on)}`,
    })),
    imaging: imaging.map(({ date: on, progressed }) => ({
      date: on,
      holds: progressed ?? undefined,
      text: `imaging of ${formatPartialDate(on)}: ${said(progressed, 'progression', 'no progression')}`,
    })),
  }
}

const said = (answered: boolean | null | undefined, yes: string, no: string) =>
  answered == null ? 'not told' : answered ? yes : no

/** The day looked back from: the one given, else the last that is given at all. */
function asOfOf({ asOf, measurements, symptoms, imaging }: Input): string | undefined {
  const dates = [...measurements, ...symptoms, ...imaging].map((dated) => dated.date)
  const day = asOf ?? dates.toSorted((a, b) => lastDay(a) - lastDay(b) || comparePartialDates(a, b)).at(-1)
  return day === undefined ? undefined : isoOfDay(lastDay(day))
}

const answered = ({ met, criteria, missing }: Pick<RuleFinding, 'met' | 'criteria' | 'missing'>) => ({
  met: met ?? null,
  criteria: criteria.map(({ name, met: each, because }) => ({ name, met: each ?? null, because })),
  missing,
})

const abouts: Readonly<Record<ProgressionRuleId, { readonly name: string; readonly about: string }>> = {
  'ppf-2022': { name: 'ppf', about: 'progressive pulmonary fibrosis, ATS/ERS/JRS/ALAT 2022 (Raghu 2022)' },
  inbuild: { name: 'inbuild', about: 'progression as the INBUILD trial took patients in (Flaherty 2019)' },
  omeract: { name: 'omeract', about: 'progression of ILD in connective tissue disease, OMERACT (Khanna 2015)' },
}

export const progressionFormulas: readonly Formula[] = progressionRules.map(({ id, evaluate }) =>
  formula({
    ...abouts[id],
    example: {
      measurements: [
        { date: '2023-01-10', index: 'FVC', percent: 61 },
        { date: '2023-10-12', index: 'FVC', percent: 55 },
      ],
      symptoms: [{ date: '2023-10-12', worse: true }],
      imaging: [],
    },
    input,
    run(given) {
      const asOf = asOfOf(given)
      return asOf === undefined
        ? answered({ met: undefined, criteria: [], missing: ['dated values'] })
        : answered(evaluate(evidenceOf(given), asOf))
    },
    onMisfit: (why) => answered({ met: undefined, criteria: [], missing: [why] }),
  }),
)
