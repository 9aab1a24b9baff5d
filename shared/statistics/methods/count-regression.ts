import { z } from 'zod'
import { countDispersion } from '../counts/count-dispersion.ts'
import { countRegression as poissonRegression, robustCovariance, type CountData } from '../counts/count-regression.ts'
import { negativeBinomialRegression } from '../counts/negative-binomial.ts'
import { personTimeRows } from '../counts/person-time-rows.ts'
import { countModels } from '../counts/rate-model.ts'
import { thetaStated } from '../counts/theta-stated.ts'
import { normalQuantile, normalTwoSided } from '../distributions.ts'
import { defineMethod } from '../method.ts'
import { columns, factorOf, levels } from '../tidy/columns.ts'
import { columnsInTerms, designMatrix } from '../tidy/design-matrix.ts'

export const countRegression = defineMethod({
  name: 'count-regression',
  about:
    'Regression of counts on terms, log link, offset of log person-time: Poisson (glm of R) or negative binomial (MASS glm.nb), robust by cluster',
  example: {
    data: {
      infections: [3, 1, 0, 1, 5, 2, 2, 0],
      years: [1.5, 2, 1, 1, 2.5, 2, 1, 0.8],
      prednisone: [30, 5, 5, 10, 40, 7.5, 20, 5],
      sex: ['f', 'm', 'f', 'm', 'm', 'f', 'f', 'm'],
    },
    events: 'infections',
    terms: ['prednisone', 'sex'],
    time: 'years',
  },
  input: z.object({
    data: columns,
    events: z.string(),
    terms: z.array(z.string()),
    time: z.string().optional(),
    cluster: z.string().optional(),
    model: z.enum(countModels).default('poisson'),
    levels: levels.optional(),
    confidence: z.number().gt(0).lt(1).default(0.95),
  }),
  run({ data, events, terms, time, cluster, model, levels: order, confidence }) {
    const others = [...columnsInTerms(terms), ...(cluster === undefined ? [] : [cluster])]
    const { rows, dropped, counts, times } = personTimeRows(data, { events, time, others })
    const design = designMatrix(data, terms, rows, { levels: order })
    const counted: CountData = { counts, columns: design.columns, offset: times.map(Math.log) }
    const negativeBinomial = model === 'negative-binomial' ? negativeBinomialRegression(counted) : undefined
    const fit = negativeBinomial ?? poissonRegression(counted)
    const covariance =
      cluster === undefined ? fit.covariance : robustCovariance(counted, fit, factorOf(data, cluster, rows).codes)
    const quantile = normalQuantile((1 + confidence) / 2)
    const df = rows.length - design.names.length
    return {
      model,
      rows: rows.length,
      dropped,
      confidence,
      coefficients: design.names.map((name, at) => {
        const estimate = fit.coefficients[at]!
        const error = Math.sqrt(covariance[at]![at]!)
        return {
          name,
          estimate,
          error,
          z: estimate / error,
          p: normalTwoSided(estimate / error),
          ratio: Math.exp(estimate),
          low: Math.exp(estimate - quantile * error),
          high: Math.exp(estimate + quantile * error),
        }
      }),
      logLikelihood: fit.logLikelihood,
      ...(negativeBinomial
        ? { theta: thetaStated(negativeBinomial) }
        : {
            dispersion: countDispersion(counts, fit.means, df) ?? {
              unavailable: 'There are as many coefficients as rows.',
            },
          }),
    }
  },
})
