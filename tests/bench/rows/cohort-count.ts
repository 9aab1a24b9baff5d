import { openReader } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import type { CohortSpecInput } from '#shared/domain/cohort/cohort-spec.ts'
import { withBackend } from '../asked-backend.ts'
import { interleaved, median } from '../row.ts'
import type { BenchRow } from '../row.ts'

export const countedCohort: CohortSpecInput = {
  name: 'Bench',
  index: { event: 'diagnosis' },
  steps: [
    { condition: { record: 'case', where: [{ item: 'sex', op: 'is', value: 'female' }] } },
    {
      condition: {
        record: 'laboratory',
        where: [
          { item: 'test', op: 'is', value: 'ck' },
          { item: 'value', op: 'at-least', value: 500 },
        ],
      },
    },
    { condition: { record: 'pft', where: [{ item: 'fvc_pct', op: 'at-most', value: 80 }] } },
  ],
}

/** As somebody would write it by hand. */
const byHand = `SELECT count(*) AS n FROM cases c WHERE voided_at IS NULL
  AND EXISTS (SELECT 1 FROM diagnosis WHERE case_id = c.id AND voided_at IS NULL AND date IS NOT NULL)
  AND sex = 'female'
  AND EXISTS (SELECT 1 FROM laboratory WHERE case_id = c.id AND voided_at IS NULL AND test = 'ck'
    AND CASE unit WHEN 'U/L' THEN value WHEN 'ukat/L' THEN value * 60 END >= 500)
  AND EXISTS (SELECT 1 FROM pft WHERE case_id = c.id AND voided_at IS NULL AND fvc_pct <= 80)`

const times = 5

export const cohortCount: BenchRow = {
  id: 'cohort-count',
  what: 'A cohort of three conditions counted over 100,000 cases with some 10 million values, by the backend and its thread, against the same question as one SELECT written by hand',
  goal: 2,
  unit: 'ms',
  async measure({ cohort }) {
    const { folder, keyHex } = await cohort(100_000)
    return withBackend(folder, async (ask) => {
      const db = openReader(registryFiles(folder).database, Buffer.from(keyHex, 'hex'))
      try {
        const select = db.prepare(byHand)
        const count = async () => {
          const start = performance.now()
          const { flow } = await ask('cohorts.count', { spec: countedCohort })
          return { ms: performance.now() - start, n: flow.cases }
        }
        const raw = async () => {
          const start = performance.now()
          const { n } = select.get() as { n: number }
          return { ms: performance.now() - start, n }
        }
        const first = [await count(), await raw()] as const
        if (first[0].n !== first[1].n) throw new Error(`the cohort has ${first[0].n} cases, by hand ${first[1].n}`)
        const { values, floors } = await interleaved(times, count, raw)
        return {
          value: median(values.map(({ ms }) => ms)),
          floor: median(floors.map(({ ms }) => ms)),
          parts: [['the first time, with the thread started and no page read yet', first[0].ms]],
        }
      } finally {
        db.close()
      }
    })
  },
}
