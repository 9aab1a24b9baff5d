import fs from 'node:fs'
import { systemClock } from '#main/backend/session.ts'
import { openRegistry } from '#main/database/registry.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { uuidV7 } from '#main/database/uuid-v7.ts'
import { appVersion } from '#main/version.ts'
import { laboratoryTests } from '#shared/dictionary/lists/laboratory-tests.ts'
import { isoOfDay } from '#shared/domain/partial-date.ts'
import type { RecordChange } from '#shared/ipc/areas/changes.ts'
import { ask } from '../app-steps.ts'
import { withBothPrograms } from '../both-programs.ts'
import { interleaved, median } from '../row.ts'
import type { Bench, BenchRow } from '../row.ts'

const code = 'AS-0022'
const passphrase = 'demo'
/** A visit and 39 results. */
const itemCount = 40
const warmUps = 5
const times = 30
/** Far from the days on which the case has entries. */
const firstDay = 11_000

export const visitSave: BenchRow = {
  id: 'visit-save',
  what: 'A visit of 40 records saved by the page as one audited change, against 40 raw inserts of results into a copy of the same file in one transaction, unwatched and unchecked, in an Electron utility process',
  goal: 6,
  unit: 'ms',
  async measure(bench) {
    const { folder, copy, caseId, keyHex } = await copies(bench)
    return withBothPrograms(
      bench,
      { folder, passphrase, beside: { type: 'openToWrite', file: registryFiles(copy).database, keyHex } },
      async (app, empty) => {
        let day = firstDay
        const save = async () => (await ask(app.page, 'records.change', visitOn(caseId, isoOfDay(day++)))).ms
        const insert = async () => (await empty.ask<{ ms: number }>({ type: 'insert', rows: rowsOn(caseId, day) })).ms
        // The same way with the same visit, to something that takes none of it.
        const cross = async () => (await ask(app.page, 'registry.status', visitOn(caseId, isoOfDay(day++)))).ms
        await interleaved(warmUps, save, insert)
        const { values, floors } = await interleaved(times, save, insert)
        const value = median(values)
        const crossing = median((await interleaved(times, cross, insert)).values)
        return {
          value,
          floor: median(floors),
          parts: [
            [
              'the change itself: 40 records read, checked, written and audited, the row of the case marked as outdated',
              value - crossing,
            ],
            ['two process borders, there and back', crossing],
          ],
        }
      },
    )
  },
}

const resultsOn = (date: string) =>
  laboratoryTests.slice(0, itemCount - 1).map(({ code: test, soft, units }) => {
    // A value that nobody would ask about.
    return { test, date, value: soft.min + (soft.max - soft.min) / 10, unit: units[0] }
  })

function visitOn(caseId: string, date: string) {
  const visit = { date, kind: 'follow-up', mmrc: 2, weight: 72, weight_unit: 'kg', assessment: 'Stable.' }
  const changes: readonly RecordChange[] = [
    { do: 'add', form: 'visit', values: visit },
    ...resultsOn(date).map((values): RecordChange => ({ do: 'add', form: 'laboratory', values })),
  ]
  return { caseId, label: `Visit ${date}`, changes }
}

/** Results as the app writes them. */
function rowsOn(caseId: string, day: number) {
  const at = systemClock.now()
  const frame = { case_id: caseId, version: 1, created_at: at, updated_at: at, source: 'recorded' }
  const empty = { missing: '{}', confirmed: '{}', site_values: '{}' }
  const results = resultsOn(isoOfDay(day))
  return [...results, results[0]!].map((result) => ({ id: uuidV7(), ...frame, ...empty, ...result }))
}

/** Copies of the demo registry: one for the app to write into, one for the raw inserts, with the key of both. */
async function copies({ demo, place }: Bench) {
  const [folder, copy] = [place('visit-save.asild'), place('visit-save-raw.asild')]
  const source = await demo()
  for (const target of [folder, copy]) fs.cpSync(source, target, { recursive: true })
  const at = systemClock.now()
  const opened = await openRegistry({ folder: copy, passphrase, appVersion, at, readOnly: true })
  try {
    const row = opened.reader.prepare('SELECT id FROM cases WHERE code = ?').get(code) as { readonly id: string }
    return { folder, copy, caseId: row.id, keyHex: opened.dataKey.toString('hex') }
  } finally {
    opened.close()
  }
}
