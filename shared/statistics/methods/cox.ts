import { z } from 'zod'
import { chiSquaredUpper, normalQuantile, normalTwoSided } from '../distributions.ts'
import { defineMethod } from '../method.ts'
import { coxRegression, type ChiSquared } from '../survival/cox/cox-regression.ts'
import { followUpIn } from '../survival/follow-up.ts'
import { groupsIn } from '../survival/groups.ts'
import { columnsInTerms, designMatrix } from '../tidy/design-matrix.ts'
import { columnName, rowsWith, timeToEvent } from './time-to-event-input.ts'

export const cox = defineMethod({
  name: 'cox',
  about:
    'Cox’s proportional hazards regression with strata, delayed entry, robust standard errors (Lin–Wei) and the score test of proportional hazards, as R’s coxph and cox.zph',
  example: {
    data: {
      months: [3, 8, 14, 20, 27, 31, 5, 6, 11, 16, 19, 24],
      died: [1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 1],
      arm: ['a', 'a', 'a', 'a', 'a', 'a', 'b', 'b', 'b', 'b', 'b', 'b'],
      age: [61, 48, 70, 55, 66, 59, 73, 64, 52, 58, 49, 67],
    },
    time: 'months',
    event: 'died',
    terms: ['arm', 'age'],
  },
  input: z.strictObject({
    ...timeToEvent,
    terms: z.array(z.string().min(1)).min(1),
    ties: z.enum(['efron', 'breslow']).default('efron'),
    /** Rows that may depend on each other: standard errors then allow for that. */
    cluster: columnName.nullish(),
    /** Without `cluster`, each row is one. */
    robust: z.boolean().default(false),
  }),
  run: ({ data, time, event, entry, strata, levels, level, terms, ties, cluster, robust }) => {
    const { rows, dropped } = rowsWith(data, [time, event, entry, strata, cluster, ...columnsInTerms(terms)])
    // The baseline hazard stands in for the intercept: factors are coded as if there were one, whatever is asked.
    const coded = terms.filter((term) => term !== '0')
    const design = designMatrix(data, coded, rows, { levels })
    const covariates = design.columns.flatMap((values, at) =>
      design.terms[at] === '1' ? [] : [{ name: design.names[at]!, term: design.terms[at]!, values }],
    )
    const clusters = cluster
      ? groupsIn(data, cluster, rows)
      : robust
        ? { codes: rows.map((_, at) => at), count: rows.length }
        : undefined
    const fit = coxRegression(followUpIn(data, { time, event, entry }, rows), covariates, {
      ties,
      strata: groupsIn(data, strata, rows),
      clusters,
    })
    const z = normalQuantile((1 + level) / 2)
    return {
      terms: fit.coefficients.map(({ name, coef, se }) => estimate(name, coef, se, z)),
      logLik: fit.logLik,
      tests: {
        likelihoodRatio: tested(fit.likelihoodRatio),
        wald: tested(fit.wald),
        score: tested(fit.score),
        ...(fit.robustScore && { robustScore: tested(fit.robustScore) }),
      },
      phTest: fit.proportionalHazards.map(({ term, chisq, df }) => ({
        term,
        chisq,
        df,
        p: chisq === null ? null : chiSquaredUpper(chisq, df),
      })),
      concordance: fit.concordance,
      n: fit.n,
      events: fit.events,
      dropped,
      iterations: fit.iterations,
      converged: fit.converged,
      ...(fit.warnings.length > 0 && { warning: fit.warnings.join(' ') }),
    }
  },
})

/** Null where there is no coefficient, or where a limit is beyond all numbers. */
function estimate(term: string, coef: number | null, se: number | null, z: number) {
  if (coef === null || se === null) return { term, coef, se, hr: null, lower: null, upper: null, z: null, p: null }
  const finite = (value: number) => (Number.isFinite(value) ? value : null)
  return {
    term,
    coef,
    se,
    hr: finite(Math.exp(coef)),
    lower: finite(Math.exp(coef - z * se)),
    upper: finite(Math.exp(coef + z * se)),
    z: coef / se,
    p: normalTwoSided(coef / se),
  }
}

const tested = ({ chisq, df }: ChiSquared) => ({ chisq, df, p: chiSquaredUpper(chisq, df) })
