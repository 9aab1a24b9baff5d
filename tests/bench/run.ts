/**
 * How the app compares with the least that could do the same, measured in the same run on the same machine.
 * npm run bench [-- --only id,id] [--json FILE]
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createDemoRegistry } from '#main/backend/demo-registry.ts'
import { systemClock } from '#main/backend/session.ts'
import { asCommand } from '#main/tooling/as-command.ts'
import { runToEnd } from '#main/tooling/command.ts'
import { electronCommand } from '#main/tooling/electron-command.ts'
import { tell } from '#main/tooling/project.ts'
import { setUp } from '#main/tooling/set-up.ts'
import { hasDisplay } from '#main/tooling/system-packages.ts'
import { underVirtualDisplay } from '#main/tooling/virtual-display.ts'
import { appVersion } from '#main/version.ts'
import { makeBenchRegistry } from './bench-registry.ts'
import { makeCohortRegistry } from './cohort-registry.ts'
import type { CohortRegistry } from './cohort-registry.ts'
import { jsonOf, tableOf } from './report.ts'
import type { Result } from './report.ts'
import type { Bench, BenchRow } from './row.ts'
import { caseOpen } from './rows/case-open.ts'
import { cohortCount } from './rows/cohort-count.ts'
import { coldStart } from './rows/cold-start.ts'
import { cox } from './rows/cox.ts'
import { ctDensity } from './rows/ct-density.ts'
import { ctImport } from './rows/ct-import.ts'
import { dueList } from './rows/due-list.ts'
import { flowSheetScroll } from './rows/flow-sheet-scroll.ts'
import { gli } from './rows/gli.ts'
import { growth } from './rows/growth.ts'
import { keystroke } from './rows/keystroke.ts'
import { lmm } from './rows/lmm.ts'
import { km } from './rows/km.ts'
import { mainBlock } from './rows/main-block.ts'
import { memory } from './rows/memory.ts'
import { pdf } from './rows/pdf.ts'
import { rulesCase } from './rows/rules-case.ts'
import { search } from './rows/search.ts'
import { unlockRow } from './rows/unlock.ts'
import { visitSave } from './rows/visit-save.ts'
import { endAllPrograms } from './started-program.ts'

const rows: readonly BenchRow[] = [
  coldStart,
  unlockRow,
  memory,
  caseOpen,
  search,
  dueList,
  rulesCase,
  pdf,
  flowSheetScroll,
  visitSave,
  keystroke,
  gli,
  lmm,
  km,
  cox,
  cohortCount,
  growth,
  mainBlock,
  ctDensity,
  ctImport,
]
const limitMs = 25 * 60_000

await asCommand(async () => {
  const { values: options } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } })
  const wanted = chosenRows(options.only)
  await setUp('run')
  if (!hasDisplay()) return againUnderDisplay()

  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-bench-'))
  const clear = () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  const stop = () => void endAllPrograms().finally(() => (clear(), process.exit(130)))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    const bench = await benchIn(folder)
    const results: Result[] = []
    const problems: string[] = []
    for (const row of wanted) {
      const reason = row.cannot?.()
      tell(reason === undefined ? `${row.id} …` : `${row.id} is left out: ${reason}`)
      if (reason !== undefined) continue
      try {
        const measured = await row.measure(bench)
        results.push({ ...measured, row, ratio: measured.value / measured.floor })
      } catch (error) {
        problems.push(`${row.id} could not be measured: ${error instanceof Error ? error.message : String(error)}`)
      } finally {
        await endAllPrograms()
      }
    }
    console.log(tableOf(results))
    problems.forEach((problem) => console.error(problem))
    if (options.json) fs.writeFileSync(options.json, jsonOf(results))
    return problems.length > 0 ? 1 : 0
  } finally {
    clear()
  }
})

function chosenRows(only: string | undefined): readonly BenchRow[] {
  const ids = only?.split(',').map((id) => id.trim())
  const unknown = ids?.filter((id) => !rows.some((row) => row.id === id)) ?? []
  if (unknown.length > 0)
    throw new Error(`There is no row ${unknown.join(', ')}; there are ${rows.map(({ id }) => id).join(', ')}.`)
  return rows.filter(({ id }) => !ids || ids.includes(id))
}

function againUnderDisplay(): Promise<number> {
  const args = [import.meta.filename, ...process.argv.slice(2)]
  return runToEnd(underVirtualDisplay({ command: process.execPath, args, env: process.env }), { timeoutMs: limitMs })
}

/** Registries are made when the first row wants them, and kept for the others. */
async function benchIn(folder: string): Promise<Bench> {
  const place = (name: string) => path.join(folder, name)
  const once = <T>(make: () => Promise<T>) => {
    let made: Promise<T> | undefined
    return () => (made ??= make())
  }
  const cohorts = new Map<number, Promise<CohortRegistry>>()
  return {
    electron: await electronCommand([]),
    place,
    registry: once(() => {
      tell('making a registry of 10,000 cases …')
      return makeBenchRegistry(place('bench.asild'), place('copy.db'))
    }),
    cohort(cases) {
      let made = cohorts.get(cases)
      if (!made) {
        tell(`making a registry of ${cases} small cases …`)
        cohorts.set(cases, (made = makeCohortRegistry(place(`cohort-${cases}.asild`), cases)))
      }
      return made
    },
    demo: once(async () => {
      const context = { progress: () => {}, signal: new AbortController().signal }
      const demo = place('demo.asild')
      await createDemoRegistry({ folder: demo, kdf: undefined, appVersion, today: systemClock.today(), context })
      return demo
    }),
  }
}
