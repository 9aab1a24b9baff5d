import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { AnalysisRequestInput } from '#shared/domain/cohort/analysis-request.ts'
import { withBackend } from '../asked-backend.ts'
import type { Ask } from '../asked-backend.ts'
import { median } from '../row.ts'
import type { BenchRow } from '../row.ts'

const cases = 10_000
const resolutionMs = 5

/** Random slopes want more tests a case than these have. */
const heaviest: AnalysisRequestInput = {
  analysis: 'lmm',
  outcome: 'fvc-percent',
  shape: 'linear',
  random: 'intercept',
  sensitivity: true,
}
const spec = { name: 'Bench', index: { event: 'diagnosis' as const }, steps: [] }

export const mainBlock: BenchRow = {
  id: 'main-block',
  what: 'The longest time that the backend’s own thread does not answer while a mixed model is fitted over 10,000 cases and records are saved, in milliseconds',
  goal: 50,
  unit: 'ms',
  async measure({ cohort }) {
    const { folder } = await cohort(cases)
    return withBackend(folder, async (ask) => {
      await ask('cohorts.count', { spec })
      const { code } = await ask('cases.nextCode', {})
      const { id: caseId } = await ask('cases.create', { values: { code } })
      const alone = await savingWhile(ask, caseId, new Promise((resolve) => setTimeout(resolve, 3_000)))
      const beside = await savingWhile(ask, caseId, ask('cohorts.analyze', { of: { spec }, request: heaviest }))
      return {
        value: beside.longestBlock,
        floor: 1,
        parts: [
          ['the same without an analysis', alone.longestBlock],
          ['the longest save during the analysis', Math.max(...beside.saves)],
          ['the median save during the analysis', median(beside.saves)],
          ['the median save without one', median(alone.saves)],
        ],
      }
    })
  },
}

/** Saves a result now and then until something is done. */
async function savingWhile(ask: Ask, caseId: string, work: Promise<unknown>) {
  let isDone = false
  const done = work.finally(() => (isDone = true))
  const delay = monitorEventLoopDelay({ resolution: resolutionMs })
  const saves: number[] = []
  delay.enable()
  while (!isDone) {
    const start = performance.now()
    const values = { test: 'ck', date: '2020-01-01', value: 300, unit: 'U/L' }
    await ask('records.add', { form: 'laboratory', caseId, values })
    saves.push(performance.now() - start)
    await Promise.race([done.catch(() => {}), new Promise((resolve) => setTimeout(resolve, 50))])
  }
  delay.disable()
  await done
  return { longestBlock: delay.max / 1e6 - resolutionMs, saves }
}
