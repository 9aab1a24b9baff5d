import { z } from 'zod'
import { normalQuantile, normalTwoSided } from '../distributions.ts'
import { familyNames } from '../gee/families.ts'
import { fitGee } from '../gee/gee-fit.ts'
import { correlationNames } from '../gee/working-correlation.ts'
import { defineMethod } from '../method.ts'
import { columns, levels } from '../tidy/columns.ts'

const input = z.object({
  data: columns,
  outcome: z.string(),
  fixed: z.array(z.string()).default([]),
  group: z.string(),
  family: z.enum(familyNames).default('gaussian'),
  corstr: z.enum(correlationNames).default('exchangeable'),
  time: z.string().optional(),
  levels: levels.optional(),
})

export const gee = defineMethod({
  name: 'gee',
  about:
    'generalized estimating equations with robust standard errors, as geepack: Liang and Zeger, Biometrika 1986;73:13; “ar1” takes rows in their order, or that of the column “time”',
  example: {
    data: {
      patient: ['A', 'A', 'A', 'B', 'B', 'B', 'C', 'C', 'C', 'D', 'D', 'D'],
      years: [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2],
      flare: [1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0],
    },
    outcome: 'flare',
    fixed: ['years'],
    group: 'patient',
    family: 'binomial',
    corstr: 'exchangeable',
  },
  input,
  run: (model) => {
    const { names, estimates, covariance, rows, ...rest } = fitGee(model)
    const fixed = names.map((term, at) => {
      const estimate = estimates[at]!
      const robustSe = Math.sqrt(covariance[at * names.length + at]!)
      const z = estimate / robustSe
      const margin = normalQuantile(0.975) * robustSe
      return { term, estimate, robustSe, z, p: normalTwoSided(z), lower: estimate - margin, upper: estimate + margin }
    })
    return { fixed, n: rows, ...rest, family: model.family, corstr: model.corstr }
  },
})
