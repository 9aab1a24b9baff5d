import { openReader } from '#main/database/connection.ts'
import { watchedCases } from '#main/database/repositories/monitoring.ts'
import { systemClock } from '#main/backend/session.ts'
import { dueItems } from '#shared/domain/monitoring/due.ts'
import { standardSchedules } from '#shared/domain/monitoring/schedules.ts'
import type { ListedDue } from '#shared/ipc/areas/due.ts'
import { ask } from '../app-steps.ts'
import { caseCount, passphrase } from '../bench-registry.ts'
import type { BenchRegistry } from '../bench-registry.ts'
import { withBothPrograms } from '../both-programs.ts'
import { interleaved, median, medianMs } from '../row.ts'
import type { BenchRow } from '../row.ts'

const warmUps = 5
const times = 20
/** As many as the page fetches at once (renderer/tables/use-window-rows.ts). */
const pageRows = 200
const sql = `SELECT case_id, code, row ->> '$.source' AS source, row ->> '$.monitoring' AS facts FROM case_row`

export const dueList: BenchRow = {
  id: 'due-list',
  what: 'The first page of what is due in 10,000 cases, asked by the page, against a SELECT of what it is told from in an Electron utility process',
  goal: 4,
  unit: 'ms',
  async measure(bench) {
    const registry = await bench.registry()
    return withBothPrograms(
      bench,
      { folder: registry.folder, passphrase, beside: { type: 'open', file: registry.copy, keyHex: registry.keyHex } },
      async (app, empty) => {
        const wish = { states: ['overdue', 'soon', 'undated'], offset: 0, limit: pageRows }
        const list = async () => {
          const { ms, value } = await ask<{ total: number; rows: ListedDue[] }>(app.page, 'due.list', wish)
          if (value.rows.length !== pageRows)
            throw new Error(`the list gave ${value.rows.length} of ${value.total} lines`)
          return ms
        }
        const rows = async () => {
          const { ms, count } = await empty.ask<{ ms: number; count: number }>({
            type: 'all',
            queries: [{ sql, values: [] }],
          })
          if (count !== caseCount) throw new Error(`the raw query gave ${count} rows`)
          return ms
        }
        await interleaved(warmUps, list, rows)
        const { values, floors } = await interleaved(times, list, rows)
        const value = median(values)
        const parts = partsOf(registry)
        return {
          value,
          floor: median(floors),
          parts: [
            ...parts,
            ['sorting, words of one page, two process borders', value - parts.reduce((all, [, ms]) => all + ms, 0)],
          ],
        }
      },
    )
  },
}

/** What the backend does, measured here in Node. */
function partsOf({ copy, keyHex }: BenchRegistry): [string, number][] {
  const db = openReader(copy, Buffer.from(keyHex, 'hex'))
  const today = systemClock.today()
  const timed = (work: () => unknown) => medianMs(times, work)
  try {
    const cases = watchedCases(db, today)
    return [
      ['reading the facts of all cases', timed(() => watchedCases(db, today))],
      ['what is due for each', timed(() => cases.map(({ facts }) => dueItems(facts, standardSchedules, today)))],
    ]
  } finally {
    db.close()
  }
}
