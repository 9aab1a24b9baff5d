import { expect, test } from 'vitest'
import { seededRandom } from '#main/demo/random.ts'
import { normalQuantile } from '#shared/statistics/distributions.ts'
import { fixedEffect } from '#shared/statistics/mixed/fixed-effect.ts'
import { fitMixedModel } from '#shared/statistics/mixed/mixed-fit.ts'

const replicates = 1_000
const patients = 40
/** A thousand fits take seconds of a processor that other tests may want too. */
const patienceMs = 300_000
/** FVC in percent of predicted: a loss of 6 a year until IVIg, which slows it by 4; it differs between patients. */
const truth = { start: 74, loss: -6, change: 4 }
const sds = { start: 12, loss: 2.5, visit: 3 }

/** One invented cohort: visits every quarter or so over three years, IVIg at another time for each, some lost to follow-up. */
function cohort(seed: number) {
  const random = seededRandom(seed)
  const normal = (sd: number) => sd * normalQuantile(random.between(1e-12, 1))
  const data = {
    patient: [] as string[],
    sex: [] as string[],
    years: [] as number[],
    onIvig: [] as number[],
    fvc: [] as number[],
  }
  for (let patient = 0; patient < patients; patient += 1) {
    const own = { start: truth.start + normal(sds.start), loss: truth.loss + normal(sds.loss) }
    const ivigFrom = random.between(0.5, 1.75)
    const sex = patient % 2 ? 'm' : 'f'
    for (let visit = 0; visit < 9 && (visit < 2 || !random.chance(0.06)); visit += 1) {
      const years = visit === 0 ? 0 : visit * 0.35 + random.between(-0.12, 0.12)
      const onIvig = Math.max(0, years - ivigFrom)
      data.patient.push(`P${patient}`)
      data.sex.push(sex)
      data.years.push(years)
      data.onIvig.push(onIvig)
      data.fvc.push(own.start + own.loss * years + truth.change * onIvig + normal(sds.visit))
    }
  }
  return data
}

const within = (share: number, low: number, high: number, what: string) => {
  expect(share, what).toBeGreaterThanOrEqual(low)
  expect(share, what).toBeLessThanOrEqual(high)
}

test(
  '95 % intervals hold the truth, and a difference that is not there is found, as often as they should',
  () => {
    const terms = [
      { term: '(Intercept)', value: truth.start },
      { term: 'years', value: truth.loss },
      { term: 'onIvig', value: truth.change },
      { term: 'sexm', value: 0 },
      { term: 'years:sexm', value: 0 },
    ]
    const held = terms.map(() => 0)
    const found = terms.map(() => 0)
    for (let seed = 1; seed <= replicates; seed += 1) {
      const fit = fitMixedModel({
        data: cohort(seed),
        outcome: 'fvc',
        fixed: ['years', 'onIvig', 'sex', 'years:sex'],
        group: 'patient',
        random: ['1', 'years'],
        method: 'REML',
      })
      expect(fit.converged).toBe(true)
      for (const [at, { term, value }] of terms.entries()) {
        const { lower, upper, p } = fixedEffect(
          fit,
          Float64Array.from(fit.data.fixedNames, (name) => Number(name === term)),
        )
        if (lower <= value && value <= upper) held[at] = held[at]! + 1
        if (p < 0.05) found[at] = found[at]! + 1
      }
    }
    for (const [at, { term, value }] of terms.entries()) {
      within(held[at]! / replicates, 0.93, 0.97, `${term} held`)
      if (value === 0) within(found[at]! / replicates, 0.04, 0.06, `${term} found`)
    }
  },
  patienceMs,
)
