/** Damage is looked for after an unclean end and once a week; where it is found, nothing more is written. */
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { checkFully } from '#main/backend/checks/weekly-check.ts'
import { createSession } from '#main/backend/session.ts'
import { openReader, openWriter } from '#main/database/connection.ts'
import { checkEverything } from '#main/database/checks/full-check.ts'
import { checkPages } from '#main/database/checks/page-check.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { openRegistry } from '#main/database/registry.ts'
import { failureOf, newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

/** As a killed program leaves it: with its log, and the name of who held it. */
async function crashed() {
  const { client, folder } = await newRegistry()
  await client.call('cases.create', { values: { code: 'AS-0001' } })
  const { keyHex } = await client.call('registry.recoverySheet', {})
  const copy = path.join(temporaryFolder(), 'crashed.asild')
  fs.cpSync(folder, copy, { recursive: true })
  return { folder: copy, files: registryFiles(copy), dataKey: Buffer.from(keyHex, 'hex') }
}

async function closed() {
  const made = await crashed()
  const { client } = testBackend()
  await client.call('registry.open', { folder: made.folder, passphrase })
  await client.call('registry.close', {})
  return made
}

const partOf = async (client: ReturnType<typeof testBackend>['client'], id: string) =>
  (await client.call('health.report', {})).parts.find((part) => part.id === id)

test('After an unclean end what was saved is there, the file was checked, and both can be read', async () => {
  const { folder, files, dataKey } = await crashed()
  const { client } = testBackend()
  expect(await client.call('registry.open', { folder, passphrase })).toMatchObject({ state: 'open', readOnly: false })
  expect((await client.call('cases.find', { offset: 0, limit: 9 })).total).toBe(1)
  const part = await partOf(client, 'integrity')
  expect(part?.light).toBe('good')
  expect(part?.sentences.join(' ')).toMatch(/was not closed last time: the program that opened it on this computer/)
  await client.call('registry.close', {})
  const db = openReader(files.database, dataKey)
  expect(db.prepare(`SELECT count(*) AS n FROM audit WHERE kind = 'unclean-end'`).get()).toEqual({ n: 1 })
  db.close()
  const again = testBackend().client
  await again.call('registry.open', { folder, passphrase })
  expect((await partOf(again, 'integrity'))?.sentences.join(' ')).not.toContain('not closed')
})

test('After an unclean end a file that is not whole is read and not written', async () => {
  const { folder, files, dataKey } = await crashed()
  const db = openWriter(files.database, dataKey)
  db.exec(
    `DROP TRIGGER audit_keeps_update; UPDATE audit SET actor = 'Somebody else' WHERE seq = (SELECT max(seq) FROM audit)`,
  )
  db.close()
  const before = fs.readFileSync(files.database)
  const { client } = testBackend()
  const status = await client.call('registry.open', { folder, passphrase })
  expect(status).toMatchObject({ state: 'open', damage: expect.stringContaining('audit chain was changed') })
  expect((await client.call('cases.find', { offset: 0, limit: 9 })).total).toBe(1)
  const refused = [
    client.call('cases.create', { values: { code: 'AS-0002' } }),
    client.call('drafts.keep', { place: 'x', title: 't', content: '{}' }),
    client.call('registry.saveSettings', { reasonForChange: 'edits' }),
  ]
  for (const call of refused) expect(await failureOf(call)).toMatchObject({ kind: 'corrupt', message: status.damage })
  expect(fs.readFileSync(files.database).equals(before)).toBe(true)
})

/** A session as the backend has one, whose check a test can start. */
async function openSession(folder: string, now = '2026-11-23T09:00:00.000Z') {
  const session = createSession({ now: () => now, today: () => now.slice(0, 10) })
  onTestFinished(() => session.close())
  session.replace(await openRegistry({ folder, passphrase, appVersion: '0', at: now }))
  return session
}

test('The weekly check is recorded in the chain, and health says when it was', async () => {
  const { folder } = await closed()
  const session = await openSession(folder)
  expect(await checkFully(session)).toBeUndefined()
  session.close()
  const { client } = testBackend()
  await client.call('registry.open', { folder, passphrase })
  const sentences = (await partOf(client, 'integrity'))?.sentences
  expect(sentences).toContain('Everything in it was last checked on 23 Nov 2026: nothing was wrong.')
})

test('Closing while the check reads ends the check, and the file is closed as ever', async () => {
  const { folder, files } = await closed()
  const session = await openSession(folder)
  const checking = checkFully(session)
  await new Promise((resolve) => setImmediate(resolve))
  session.close()
  expect(await checking).toBeUndefined()
  expect(fs.existsSync(`${files.database}-wal`)).toBe(false)
})

test('Work goes on while the check reads, and what is saved meanwhile is no fault', async () => {
  const { folder, files, dataKey } = await closed()
  const { client } = testBackend()
  await client.call('registry.open', { folder, passphrase })
  const check = checkEverything(files.database, dataKey)
  for (let step = check.next(), count = 0; ; step = check.next()) {
    if (step.done) {
      expect(step.value).toBeUndefined()
      break
    }
    if (++count % 10 === 0 && count < 100)
      await client.call('cases.create', { values: { code: `AS-1${String(count).padStart(3, '0')}` } })
  }
})

test('A file is looked through in slices of half a megabyte, so that a save waits for a moment only', async () => {
  const { files, dataKey } = await closed()
  const slicePages = (512 * 1024) / 4096
  const told = [...checkPages(files.database, dataKey)]
  expect(told.length).toBeGreaterThan(1)
  told.forEach(({ done }, index) => expect(done - (told[index - 1]?.done ?? 0)).toBeLessThanOrEqual(slicePages))
  expect(told.at(-1)?.done).toBe(told[0]!.total)
})

/** Runs the check to its end. */
function found(file: string, dataKey: Buffer): string | undefined {
  const check = checkEverything(file, dataKey)
  for (;;) {
    const step = check.next()
    if (step.done) return step.value
  }
}

/** What a mixed copy of a synchronizing program does: every page is sealed, and they don't belong together. */
function spoil(file: string, dataKey: Buffer, sql: string): void {
  const db = openWriter(file, dataKey)
  for (const name of ['audit_at', 'audit_actor', 'audit_operation', 'audit_operation_id', 'audit_mac', 'audit_reason'])
    db.function(name, { varargs: true }, () => 'x')
  db.pragma('foreign_keys = OFF')
  db.exec(sql)
  db.pragma('journal_mode = DELETE')
  db.close()
}

test.each([
  ['a reference that leads nowhere', `UPDATE identity SET case_id = 'nobody'`, 'a reference in identity leads nowhere'],
  [
    'an entry of the chain that was changed',
    `INSERT INTO audit SELECT max(seq) + 1, 'x', 'x', 'x', 'x', NULL, 'x', NULL, NULL, NULL, NULL, NULL, 'x' FROM audit`,
    'of the audit chain was changed',
  ],
  ['a trigger that is gone', 'DROP TRIGGER audit_cases_update', 'audit_cases_update'],
])('The check finds %s', async (_name, sql, words) => {
  const { client, folder } = await newRegistry()
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  await client.call('records.add', { form: 'identity', caseId, values: { family_name: 'X' } })
  const { keyHex } = await client.call('registry.recoverySheet', {})
  await client.call('registry.close', {})
  const dataKey = Buffer.from(keyHex, 'hex')
  const { database } = registryFiles(folder)
  expect(found(database, dataKey)).toBeUndefined()
  spoil(database, dataKey, sql)
  expect(found(database, dataKey)).toContain(words)
})

test('The check finds an index that does not know what its table holds', async () => {
  const { client, folder } = await newRegistry()
  for (const code of ['AS-0001', 'AS-0002']) await client.call('cases.create', { values: { code } })
  const { keyHex } = await client.call('registry.recoverySheet', {})
  await client.call('registry.close', {})
  const dataKey = Buffer.from(keyHex, 'hex')
  const { database } = registryFiles(folder)
  // The index of an older state of the file: its page is taken from before a case was added.
  const db = openReader(database, dataKey)
  const { rootpage } = db
    .prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_cases_2'`)
    .get() as {
    rootpage: number
  }
  db.close()
  const page = fs.readFileSync(database).subarray((rootpage - 1) * 4096, rootpage * 4096)
  const old = Buffer.from(page)
  const again = testBackend().client
  await again.call('registry.open', { folder, passphrase })
  await again.call('cases.create', { values: { code: 'AS-0003' } })
  await again.call('registry.close', {})
  const handle = fs.openSync(database, 'r+')
  fs.writeSync(handle, old, 0, old.length, (rootpage - 1) * 4096)
  fs.closeSync(handle)
  expect(found(database, dataKey)).toBe('the table cases and its index sqlite_autoindex_cases_2 do not agree')
})

test('Somebody who reads an older state makes no sound file look damaged', async () => {
  const { client, folder } = await newRegistry()
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  const { keyHex } = await client.call('registry.recoverySheet', {})
  const reader = openReader(registryFiles(folder).database, Buffer.from(keyHex, 'hex'))
  onTestFinished(() => void reader.close())
  const note = (count: number) =>
    client.call('records.add', { form: 'note', caseId, values: { title: `Note ${count}`, text: 'x'.repeat(3000) } })
  for (let count = 0; count < 30; count += 1) await note(count)
  const base64 = Buffer.from('text '.repeat(100_000)).toString('base64')
  await client.call('attachments.store', { caseId, values: { title: 'Long' }, fileName: 'long.txt', base64 })
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM cases').get()
  // Pages that are new since the last time that the log was taken in are written once more: those stay in the log.
  for (let count = 0; count < 5; count += 1) await note(count)
  const verifying = client.call('registry.verify', {})
  await wait(400)
  reader.exec('ROLLBACK')
  const { ok, checks } = await verifying
  expect(checks.filter((check) => !check.ok)).toEqual([])
  expect(ok).toBe(true)
})
