/** The case table after every way of writing, on the real backend: rows are renewed after the answer, not within it. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openReader } from '#main/database/connection.ts'
import type { Reader } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { outdatedRows } from '#main/database/repositories/cases.ts'
import { caseRowOf } from '#shared/domain/case-row.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { InputOf } from '#shared/ipc/contract.ts'
import { newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const today = '2026-11-23'
const status = ['active', 'lost', 'died', 'voided', 'unknown']

async function registryWithCase() {
  const { client, folder } = await newRegistry()
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001', status: 'active' } })
  const add = (form: string, values: InputOf<'records.add'>['values']) =>
    client.call('records.add', { form, caseId, values })
  return { client, folder, caseId, add }
}

const foundBy = async (client: Client, search: string) =>
  (await client.call('cases.find', { search, offset: 0, limit: 10 })).rows.map(({ code }) => code)

/** Each row of the table is what its records say. */
async function expectTableRight(client: Client, after: string): Promise<void> {
  const { rows } = await client.call('cases.find', { filters: { status }, offset: 0, limit: 10 })
  const wanted = await Promise.all(
    rows.map(async ({ id }) => {
      const record = await client.call('cases.get', { caseId: id })
      // What is due, and FVC by other equations, are told when they are asked for; they have tests of their own.
      const { monitoring: _, fvcBy2012: __, ...row } = caseRowOf(record, today).row
      return record.case.voided_at === undefined ? row : { ...row, status: 'voided' }
    }),
  )
  const found = rows.map(({ due: _, ...row }) => row)
  expect({ after, rows: found }).toEqual({ after, rows: JSON.parse(JSON.stringify(wanted)) })
}

/** Asks the file itself, past the backend that has it open. */
async function inFile<T>(client: Client, folder: string, ask: (db: Reader) => T): Promise<T> {
  const { keyHex } = await client.call('registry.recoverySheet', {})
  const db = openReader(registryFiles(folder).database, Buffer.from(keyHex, 'hex'))
  try {
    return ask(db)
  } finally {
    db.close()
  }
}

test('Whatever writes records leaves the table right, and words find what is there now', async () => {
  const { client, caseId, add } = await registryWithCase()
  const right = (after: string) => expectTableRight(client, after)
  await right('creating')
  const visit = await add('visit', { date: '2026-01-05', kind: 'follow-up', assessment: 'Stabil' })
  await right('adding')
  const values = { date: '2026-02-05', kind: 'follow-up', assessment: 'Schlechter' }
  await client.call('records.edit', { form: 'visit', ...visit, values })
  await right('editing')
  expect([await foundBy(client, 'stabil'), await foundBy(client, 'schlechter')]).toEqual([[], ['AS-0001']])
  await client.call('changes.undo', {})
  await right('undoing')
  expect([await foundBy(client, 'stabil'), await foundBy(client, 'schlechter')]).toEqual([['AS-0001'], []])
  await client.call('changes.redo', {})
  await right('redoing')
  const { sets } = await client.call('changes.ofCase', { caseId, limit: 1 })
  await client.call('changes.revert', { changeId: sets[0]!.changeId, reason: 'typed for another patient' })
  await right('reverting')
  const pft = await add('pft', { date: '2026-03-05', fvc_pct: 61 })
  await client.call('records.void', { form: 'pft', ...pft, reason: 'another patient' })
  await right('voiding')
  await client.call('records.restore', { form: 'pft', id: pft.id, version: pft.version + 1 })
  await right('restoring')
  const changes: InputOf<'records.change'>['changes'] = [
    { do: 'add', form: 'pft', values: { date: '2026-06-05', fvc_pct: 66 } },
    { do: 'add', form: 'antibody', values: { specificity: 'jo-1', result: 'positive' } },
  ]
  await client.call('records.change', { caseId, label: 'Visit', changes })
  await right('several changes at once')
  const file = { caseId, values: { title: 'Arztbrief' }, fileName: 'letter.txt', base64: btoa('Not yet.\n') }
  await client.call('attachments.store', file)
  expect(await foundBy(client, 'arztbrief')).toEqual(['AS-0001'])
  const { case: baseline } = await client.call('cases.get', { caseId })
  const which = { form: 'case', id: caseId, version: baseline.version }
  await client.call('records.void', { ...which, reason: 'entered twice' })
  await right('voiding the case')
  await client.call('changes.undo', {})
  await right('undoing that')
})

test('Answers of a site’s own item are found by their new words, and after undoing by the old ones', async () => {
  const { client, add } = await registryWithCase()
  const asked = { kind: 'item', form: 'visit' } as const
  const definition = (label: string) => {
    const choices = [
      { code: 'hands', label },
      { code: 'feet', label: 'Feet' },
    ]
    return { label: 'Swelling', type: 'choice' as const, choices }
  }
  const { id, version } = await client.call('dictionary.saveSiteItem', { ...asked, definition: definition('Hands') })
  await add('visit', { date: '2026-01-05', kind: 'follow-up', x_swelling: 'hands' })
  const words = async () => [await foundBy(client, 'hands'), await foundBy(client, 'fingers')]
  expect(await words()).toEqual([['AS-0001'], []])
  const renamed = { ...asked, existing: { id, version }, definition: definition('Fingers') }
  await client.call('dictionary.saveSiteItem', renamed)
  expect(await words()).toEqual([[], ['AS-0001']])
  await client.call('changes.undo', {})
  expect(await words()).toEqual([['AS-0001'], []])
})

test('A registry whose program was killed between saving and renewing shows what was saved', async () => {
  const { client, folder, add } = await registryWithCase()
  await client.call('cases.facets', {})
  await add('pft', { date: '2026-03-05', fvc_pct: 61 })
  expect(await inFile(client, folder, (db) => outdatedRows(db, today).length)).toBe(1)
  // What a killed program leaves behind: the file and its log as they are at this moment.
  const left = path.join(temporaryFolder(), 'left.asild')
  fs.cpSync(folder, left, { recursive: true })

  const wish = { offset: 0, limit: 1 }
  const looking = testBackend({ readOnly: true }).client
  await looking.call('registry.open', { folder: left, passphrase })
  expect((await looking.call('cases.find', wish)).rows[0]?.fvc?.last).toBe(61)
  await looking.call('registry.close', {})

  const healed = testBackend().client
  await healed.call('registry.open', { folder: left, passphrase })
  expect((await healed.call('cases.find', wish)).rows[0]?.fvc?.last).toBe(61)
  expect(await inFile(healed, left, (db) => outdatedRows(db, today))).toEqual([])
})

test('Rows are renewed without being asked for: soon after the answer, and on closing', async () => {
  const { client, folder, add } = await registryWithCase()
  const outdated = () => inFile(client, folder, (db) => outdatedRows(db, today).length)
  await add('pft', { date: '2026-03-05', fvc_pct: 61 })
  await expect.poll(outdated, { timeout: 5_000 }).toBe(0)

  const { keyHex } = await client.call('registry.recoverySheet', {})
  await add('pft', { date: '2026-04-05', fvc_pct: 66 })
  await client.call('registry.close', {})
  const db = openReader(registryFiles(folder).database, Buffer.from(keyHex, 'hex'))
  expect([outdatedRows(db, today), db.prepare('SELECT fvc FROM case_row').all()]).toEqual([[], [{ fvc: 66 }]])
  db.close()
})

test('A registry that stays open past midnight says what runs on the new day', async () => {
  let day = today
  const { client, folder } = await newRegistry()
  await client.call('registry.close', {})
  const open = testBackend({ today: () => day }).client
  await open.call('registry.open', { folder, passphrase })
  const { id: caseId } = await open.call('cases.create', { values: { code: 'AS-0001' } })
  const course = { drug: 'azathioprine', started: '2026-01-01', ended: '2026-11-23' }
  await open.call('records.add', { form: 'treatment', caseId, values: course })
  const drugs = async () => (await open.call('cases.find', { offset: 0, limit: 1 })).rows[0]?.drugs
  expect(await drugs()).toEqual(['azathioprine'])
  day = '2026-11-24'
  expect(await drugs()).toEqual([])
})

test('Saving what no one searches for leaves the search index as it was', async () => {
  const { client, folder, add } = await registryWithCase()
  const index = async () => {
    await client.call('cases.facets', {})
    return inFile(client, folder, (db) => db.prepare('SELECT id, hex(block) AS block FROM case_search_data').all())
  }
  await add('note', { title: 'Waits for the insurer' })
  const before = await index()
  await add('pft', { date: '2026-03-05', fvc_pct: 61 })
  expect(await index()).toEqual(before)
  await add('note', { title: 'Approved' })
  expect(await index()).not.toEqual(before)
  expect(await foundBy(client, 'insurer approved')).toEqual(['AS-0001'])
  expect((await client.call('registry.verify', {})).ok).toBe(true)
})
