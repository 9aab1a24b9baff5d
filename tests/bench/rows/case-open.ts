import { openReader } from '#main/database/connection.ts'
import { caseRecord } from '#main/database/repositories/cases.ts'
import { ask } from '../app-steps.ts'
import { largeCaseRecords, passphrase } from '../bench-registry.ts'
import type { BenchRegistry } from '../bench-registry.ts'
import { queriesFor } from '../case-queries.ts'
import { withBothPrograms } from '../both-programs.ts'
import { interleaved, median, medianMs } from '../row.ts'
import type { BenchRow } from '../row.ts'

const warmUps = 10
const times = 40

export const caseOpen: BenchRow = {
  id: 'case-open',
  what: 'The record of a case with 2,000 entries, asked by the page, against SELECT * of the same rows in an Electron utility process',
  goal: 3,
  unit: 'ms',
  async measure(bench) {
    const registry = await bench.registry()
    return withBothPrograms(
      bench,
      { folder: registry.folder, passphrase, beside: { type: 'open', file: registry.copy, keyHex: registry.keyHex } },
      async (app, empty) => {
        const queries = queriesFor(registry.largeCaseId)
        const whole = async () => (await ask<unknown>(app.page, 'cases.get', { caseId: registry.largeCaseId })).ms
        const rows = async () => {
          const { ms, count } = await empty.ask<{ ms: number; count: number }>({ type: 'all', queries })
          if (count !== largeCaseRecords + 1) throw new Error(`the raw queries gave ${count} rows`)
          return ms
        }
        await interleaved(warmUps, whole, rows)
        const { values, floors } = await interleaved(times, whole, rows)
        const value = median(values)
        const parts = partsOf(registry)
        return {
          value,
          floor: median(floors),
          parts: [...parts, ['two process borders, and JSON read by the page', value - sum(parts)]],
        }
      },
    )
  },
}

/** What the backend does, measured here in Node. */
function partsOf({ copy, keyHex, largeCaseId }: BenchRegistry): [string, number][] {
  const db = openReader(copy, Buffer.from(keyHex, 'hex'))
  try {
    const timed = (work: () => unknown) => medianMs(times, work)
    const record = caseRecord(db, largeCaseId)
    return [
      ['reading the records', timed(() => caseRecord(db, largeCaseId))],
      [
        `writing them as JSON (${Math.round(JSON.stringify(record).length / 1000)} KB)`,
        timed(() => JSON.stringify(record)),
      ],
    ]
  } finally {
    db.close()
  }
}

const sum = (parts: readonly (readonly [string, number])[]) => parts.reduce((all, [, ms]) => all + ms, 0)
