import type { AnalysisRequestInput } from '#shared/domain/cohort/analysis-request.ts'
import { withBackend } from '../asked-backend.ts'
import type { BenchRow } from '../row.ts'
import { countedCohort } from './cohort-count.ts'

const sizes = [1_000, 10_000, 100_000]

const table1: AnalysisRequestInput = {
  analysis: 'table1',
  groupBy: 'sex',
  variables: ['age-at-index', 'smoking', 'antibody', 'ct-pattern', 'fvc-percent-at-index', 'drugs-ever'].map((id) => ({
    id,
  })),
}

export const growth: BenchRow = {
  id: 'growth',
  what: 'The power of the number of cases that a count with Table 1 grows with, from 1,000 to 100,000 cases: 1 is in proportion',
  goal: 1.1,
  unit: '',
  async measure({ cohort }) {
    const measured: { readonly cases: number; readonly ms: number }[] = []
    for (const cases of sizes) {
      const { folder } = await cohort(cases)
      const ms = await withBackend(folder, async (ask) => {
        // Starts the thread.
        await ask('cohorts.count', { spec: { ...countedCohort, steps: [] } })
        const start = performance.now()
        await ask('cohorts.count', { spec: countedCohort })
        await ask('cohorts.analyze', { of: { spec: countedCohort }, request: table1 })
        return performance.now() - start
      })
      measured.push({ cases, ms })
    }
    return {
      value: powerOf(measured),
      floor: 1,
      parts: measured.map(({ cases, ms }) => [`milliseconds for ${cases} cases`, ms]),
    }
  },
}

/** Slope of a line through the logarithms. */
function powerOf(measured: readonly { readonly cases: number; readonly ms: number }[]): number {
  const points = measured.map(({ cases, ms }) => [Math.log(cases), Math.log(ms)] as const)
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const covariance = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  return covariance / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
}
