import type { CaseRow } from '#shared/ipc/areas/cases.ts'
import { ask } from '../app-steps.ts'
import { passphrase } from '../bench-registry.ts'
import type { BenchPage } from '../dev-tools.ts'
import { afterPaint, until } from '../in-page.ts'
import { withBothPrograms } from '../both-programs.ts'
import { median } from '../row.ts'
import type { BenchRow } from '../row.ts'
import type { StartedProgram } from '../started-program.ts'

/** Typed letter by letter; every letter is measured. A drug that many have, a diagnosis, and one case. */
const words = ['tacrolimus', 'nsip', 'AS-0420'] as const
const times = 5
/** As many as the page fetches at once (renderer/tables/use-window-rows.ts). */
const pageRows = 200

export const search: BenchRow = {
  id: 'search',
  what: 'A letter typed into the search of 10,000 cases to its rows drawn, against the raw FTS query in an Electron utility process; mean over the letters of three words',
  goal: 3,
  unit: 'ms',
  async measure(bench) {
    const registry = await bench.registry()
    return withBothPrograms(
      bench,
      { folder: registry.folder, passphrase, beside: { type: 'open', file: registry.copy, keyHex: registry.keyHex } },
      async (app, empty) => {
        const letters = words.flatMap((word) =>
          Array.from({ length: word.length }, (_, index) => word.slice(0, index + 1)),
        )
        const runs = new Map(
          letters.map((typed) => [
            typed,
            { inTable: [] as number[], drawn: [] as number[], asked: [] as number[], raw: [] as number[] },
          ]),
        )
        for (let time = 0; time <= times; time++) {
          for (const word of words) {
            await clearSearch(app.page)
            for (let length = 1; length <= word.length; length++) {
              const typed = word.slice(0, length)
              const drawn = await typeLetter(app.page, typed)
              const raw = await rawQuery(empty, typed)
              const asked = await askFor(app.page, typed, drawn.total)
              if (time === 0) continue // Everything warm first.
              const run = runs.get(typed)!
              run.inTable.push(drawn.inTableMs)
              run.drawn.push(drawn.ms)
              run.raw.push(raw)
              run.asked.push(asked)
            }
          }
        }
        const mean = (of: 'inTable' | 'drawn' | 'asked' | 'raw') =>
          [...runs.values()].reduce((sum, run) => sum + median(run[of]), 0) / runs.size
        return {
          value: mean('drawn'),
          floor: mean('raw'),
          parts: [
            ['cases.find for one page of rows, over the bridge', mean('asked')],
            ['the key, React, the rows in the table', mean('inTable') - mean('asked')],
            ['the next frame, with style, layout and paint', mean('drawn') - mean('inTable')],
          ],
        }
      },
    )
  },
}

/** Loads the page anew, so that no answer is remembered, and puts the cursor into the empty search. */
async function clearSearch(page: BenchPage): Promise<void> {
  await page.run(async () => {
    location.hash = '/cases'
    await until(() => document.querySelector<HTMLInputElement>('input[type=search]')?.value === '')
  }, undefined)
  await page.reload()
  await page.run(async () => {
    const field = await until(() => document.querySelector<HTMLInputElement>('input[type=search]'))
    // The table takes the keyboard when its rows come.
    await until(() => document.activeElement?.matches('[role=grid]'))
    field.focus()
    if (field.value !== '') throw new Error('the search is not empty')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }, undefined)
}

interface Drawn {
  /** From the key to the rows being in the table. */
  readonly inTableMs: number
  /** From the key to their being on the screen. */
  readonly ms: number
  /** How many cases the page says were found. */
  readonly total: number
}

/** Presses the last letter of `typed`; the letters before it stand in the field already. */
async function typeLetter(page: BenchPage, typed: string): Promise<Drawn> {
  const drawn = page.run(async (expected) => {
    const field = await until(() => document.querySelector<HTMLInputElement>('input[type=search]'))
    const happens = (type: string) =>
      new Promise<number>((resolve) =>
        field.addEventListener(type, ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true }),
      )
    const keydown = happens('keydown')
    const input = happens('input')
    document.documentElement.dataset['benchListens'] = expected
    const start = await keydown
    await input
    // The page hears of the letter only after us: let it, then wait as long as it says that it is looking.
    await new Promise((resolve) => setTimeout(resolve))
    if (field.value !== expected) throw new Error(`the field holds “${field.value}” and not “${expected}”`)
    await until(() => !document.querySelector('.cases [role=progressbar]'))
    const inTableMs = performance.now() - start
    const ms = (await afterPaint()) - start
    return {
      inTableMs,
      ms,
      total: Number((document.querySelector('.cases-count')?.textContent ?? '').split(' ')[0]!.replaceAll(',', '')),
    }
  }, typed)
  drawn.catch(() => {}) // It is waited for below, after the key.
  await page.run(
    async (expected) => void (await until(() => document.documentElement.dataset['benchListens'] === expected)),
    typed,
  )
  await page.press(typed.at(-1)!)
  return drawn
}

async function askFor(page: BenchPage, typed: string, total: number): Promise<number> {
  const { ms, value } = await ask<{ total: number; rows: CaseRow[] }>(page, 'cases.find', {
    search: typed,
    offset: 0,
    limit: pageRows,
  })
  if (value.total === 0) throw new Error(`“${typed}” finds nothing`)
  if (value.total !== total) throw new Error(`“${typed}”: the table says ${total} cases, the registry ${value.total}`)
  return ms
}

/** The same question in SQL (main/database/repositories/cases.ts), and its rows fetched. */
async function rawQuery(empty: StartedProgram, typed: string): Promise<number> {
  const sql = `SELECT row FROM case_row WHERE rowid IN (SELECT rowid FROM case_search WHERE case_search MATCH ?) AND status <> 'voided'
    ORDER BY length(code), code LIMIT ${pageRows}`
  return (await empty.ask<{ ms: number }>({ type: 'all', queries: [{ sql, values: [`"${typed}" *`] }] })).ms
}
