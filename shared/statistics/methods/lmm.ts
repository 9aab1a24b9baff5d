import { z } from 'zod'
import { defineMethod } from '../method.ts'
import { fixedEffect } from '../mixed/fixed-effect.ts'
import { fitMixedModel, type MixedFit } from '../mixed/mixed-fit.ts'
import { columns, levels } from '../tidy/columns.ts'

const input = z.object({
  data: columns,
  outcome: z.string(),
  fixed: z.array(z.string()).default([]),
  group: z.string(),
  random: z.array(z.string()).default(['1']),
  randomCorrelated: z.boolean().optional(),
  method: z.enum(['REML', 'ML']).default('REML'),
  levels: levels.optional(),
  df: z.enum(['satterthwaite', 'residual']).default('satterthwaite'),
})

export const lmm = defineMethod({
  name: 'lmm',
  about:
    'linear mixed model by REML or ML, degrees of freedom by Satterthwaite: Bates et al., J Stat Softw 2015;67(1); Kuznetsova et al., J Stat Softw 2017;82(13)',
  example: {
    data: {
      patient: ['A', 'A', 'A', 'B', 'B', 'B', 'C', 'C', 'C', 'D', 'D', 'D'],
      years: [0, 0.5, 1.1, 0, 0.6, 1, 0, 0.4, 1.2, 0, 0.5, 0.9],
      fvc: [71, 70, 66, 88, 85, 86, 62, 63, 57, 79, 75, 76],
    },
    outcome: 'fvc',
    fixed: ['years'],
    group: 'patient',
    random: ['1'],
    method: 'REML',
  },
  input,
  run: ({ df, ...model }) => {
    const fit = fitMixedModel(model)
    const { data, logLik, parameters } = fit
    const { rows: n, p, groups } = data.sums
    return {
      fixed: data.fixedNames.map((term, at) => ({ term, ...fixedEffect(fit, unitVector(p, at), df) })),
      random: randomOf(fit),
      residualSd: Math.sqrt(fit.residualVariance),
      logLik,
      aic: 2 * parameters - 2 * logLik,
      bic: parameters * Math.log(n) - 2 * logLik,
      n,
      groups,
      dropped: data.dropped,
      aliased: data.aliased,
      converged: fit.converged,
      singular: fit.singular,
      method: model.method,
      dfMethod: df,
    }
  },
})

/** Standard deviations by name, and the correlations below the diagonal, column by column. */
function randomOf({ data, randomCovariance, model }: MixedFit) {
  const { randomNames: names } = data
  const q = names.length
  const sds = names.map((_, at) => Math.sqrt(randomCovariance[at * q + at]!))
  const corr: (number | null)[] = []
  if (model.randomCorrelated !== false)
    for (let j = 0; j < q; j += 1)
      for (let i = j + 1; i < q; i += 1) {
        const both = sds[i]! * sds[j]!
        corr.push(both > 0 ? randomCovariance[i * q + j]! / both : null)
      }
  return { sd: Object.fromEntries(names.map((name, at) => [name, sds[at]!])), corr }
}

const unitVector = (length: number, at: number) => Float64Array.from({ length }, (_, index) => (index === at ? 1 : 0))
