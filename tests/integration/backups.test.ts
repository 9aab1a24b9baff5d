/** Backups of a real registry: made, found again, thinned out, damaged, and restored. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseManifest, sealedManifest } from '#main/database/backup/backup-manifest.ts'
import type { Client } from '#shared/ipc/client.ts'
import { failureOf, newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

/** A registry with one case and a folder for its backups. */
async function registryWithFolder() {
  const into = temporaryFolder()
  const made = await newRegistry()
  await made.client.call('cases.create', { values: { code: 'AS-0001' } })
  await made.client.call('backups.saveSettings', { folders: [into] })
  return { ...made, into }
}

const backUp = async (client: Client) => (await client.call('backups.make', {})).made[0]!
const listed = async (client: Client) =>
  (await client.call('backups.list', {})).folders.flatMap(({ backups }) => backups)

describe('A backup', () => {
  test('is a folder with database, keys, words for finders and a sealed manifest, and nothing half-made beside it', async () => {
    const { client, into } = await registryWithFolder()
    const backup = await backUp(client)
    expect(fs.readdirSync(into)).toEqual([path.basename(backup)])
    expect(path.basename(backup)).toMatch(/^Test registry \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.asild-backup$/)
    expect(fs.readdirSync(backup).toSorted()).toEqual(['README.txt', 'keys.json', 'manifest.json', 'registry.db'])
    expect(await listed(client)).toMatchObject([{ state: 'verified', cases: 1, words: 'Nothing was changed since.' }])
    expect(await client.call('backups.verify', { backup })).toMatchObject({ ok: true })
    expect((await client.call('registry.info', {})).lastBackup).toBe((await listed(client))[0]!.madeAt)
    await client.call('cases.create', { values: { code: 'AS-0002' } })
    expect((await listed(client))[0]?.words).toBe('1 change since.')
  })

  test('takes away what was cut short before it said whose it is, and leaves what another registry is making', async () => {
    const { client, into } = await registryWithFolder()
    const named = (name: string) => path.join(into, name)
    for (const name of ['1.asild-backup.part', '2.asild-backup.part', '3.asild-backup.leaving', '4.asild-backup.part'])
      fs.mkdirSync(named(name))
    fs.writeFileSync(path.join(named('2.asild-backup.part'), 'being-made.json'), '')
    fs.writeFileSync(path.join(named('4.asild-backup.part'), 'being-made.json'), '{"registryId":"another"}')
    fs.writeFileSync(named('5.asild-backup.part'), '')
    const backup = await backUp(client)
    const left = ['4.asild-backup.part', '5.asild-backup.part', path.basename(backup)]
    expect(fs.readdirSync(into).toSorted()).toEqual(left)
  })

  test('holds one moment of the registry, though records are saved while it is made', async () => {
    const { client } = await registryWithFolder()
    const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0002' } })
    const making = client.call('backups.make', {})
    let saved = 0
    for (let isDone = false; !isDone; saved++) {
      await client.call('records.add', { form: 'note', caseId, values: { title: 'Seen', text: 'x'.repeat(3000) } })
      isDone = await Promise.race([making.then(() => true), new Promise<false>((r) => setTimeout(() => r(false), 1))])
    }
    const backup = (await making).made[0]!
    expect(await client.call('backups.verify', { backup })).toMatchObject({ ok: true })
    expect(await client.call('registry.verify', {})).toMatchObject({ ok: true })
    expect((await listed(client))[0]!.changesSince).toBeLessThanOrEqual(saved)
  })

  test('with any byte of any of its files changed is found damaged', async () => {
    const { client } = await registryWithFolder()
    const backup = await backUp(client)
    for (const name of fs.readdirSync(backup)) {
      const file = path.join(backup, name)
      const whole = fs.readFileSync(file)
      for (const part of [0, 0.2, 0.5, 0.8, 1]) {
        const changed = Buffer.from(whole)
        changed[Math.min(whole.length - 1, Math.floor(part * whole.length))]! ^= 1
        fs.writeFileSync(file, changed)
        const found = await client.call('backups.verify', { backup }).catch(() => ({ ok: false }))
        expect([name, part, found.ok]).toEqual([name, part, false])
      }
      fs.writeFileSync(file, whole)
    }
    expect(await client.call('backups.verify', { backup })).toMatchObject({ ok: true })
  })

  test('that lost its end, its manifest or its seal does not count', async () => {
    const { client } = await registryWithFolder()
    const backup = await backUp(client)
    const database = path.join(backup, 'registry.db')
    const manifest = path.join(backup, 'manifest.json')
    const text = fs.readFileSync(manifest, 'utf8')
    const stateAfter = async (change: () => void) => {
      change()
      const { state } = (await listed(client))[0]!
      const { light } = (await client.call('health.report', {})).parts.find(({ id }) => id === 'backups')!
      return [state, light]
    }
    expect(await stateAfter(() => fs.writeFileSync(manifest, text.replace('"cases": 1', '"cases": 9')))).toEqual([
      'damaged',
      'bad',
    ])
    expect(await stateAfter(() => fs.rmSync(manifest))).toEqual(['unfinished', 'bad'])
    fs.writeFileSync(manifest, text)
    expect(await stateAfter(() => fs.truncateSync(database, 4096))).toEqual(['damaged', 'bad'])
  })

  test('is made when the registry is closed, if something changed since the last', async () => {
    const { client, into, folder } = await registryWithFolder()
    const closeAndCount = async () => {
      await client.call('registry.close', { backup: true })
      await client.call('registry.open', { folder, passphrase })
      return fs.readdirSync(into).length
    }
    expect(await closeAndCount()).toBe(1)
    expect(await closeAndCount()).toBe(1)
    await client.call('cases.create', { values: { code: 'AS-0002' } })
    expect(await closeAndCount()).toBe(2)
  })

  test('is made when the program ends, which says so first; and can be skipped', async () => {
    const { backend, into } = await registryWithFolder()
    let said = 0
    await backend.close({ signal: new AbortController().signal, started: () => void (said += 1) })
    expect([fs.readdirSync(into).length, said > 0]).toEqual([1, true])

    const other = await registryWithFolder()
    const skip = new AbortController()
    await other.backend.close({ signal: skip.signal, started: () => skip.abort() })
    expect(fs.readdirSync(other.into)).toEqual([])
  })

  test('leaves no more than the rule says, and never what is not this registry’s own and whole', async () => {
    const { client, into } = await registryWithFolder()
    const other = await registryWithFolder()
    const backup = await backUp(client)
    const { keyHex } = await client.call('registry.recoverySheet', {})
    const { seal: _, ...content } = parseManifest(fs.readFileSync(path.join(backup, 'manifest.json'), 'utf8'))!
    const copyOf = (days: number) => {
      const copy = path.join(into, `old ${days}.asild-backup`)
      fs.cpSync(backup, copy, { recursive: true })
      const madeAt = new Date(Date.parse(content.madeAt) - days * 86_400_000).toISOString()
      fs.writeFileSync(
        path.join(copy, 'manifest.json'),
        sealedManifest({ ...content, madeAt }, Buffer.from(keyHex, 'hex')),
      )
      return copy
    }
    for (let days = 1; days <= 20; days++) copyOf(days)
    fs.truncateSync(path.join(copyOf(400), 'registry.db'), 4096)
    fs.rmSync(path.join(copyOf(401), 'manifest.json'))
    fs.cpSync(await backUp(other.client), path.join(into, 'foreign.asild-backup'), { recursive: true })
    fs.mkdirSync(path.join(into, 'photos'))
    await client.call('backups.saveSettings', { keepDaily: 3, keepWeekly: 0, keepMonthly: 0 })
    await backUp(client)
    expect(
      fs
        .readdirSync(into)
        .filter((name) => !name.startsWith('Test registry'))
        .toSorted(),
    ).toEqual([
      'foreign.asild-backup',
      'old 1.asild-backup',
      'old 2.asild-backup',
      'old 400.asild-backup',
      'old 401.asild-backup',
      'photos',
    ])
    expect((await listed(client)).find(({ path: one }) => one.endsWith('foreign.asild-backup'))?.state).toBe(
      'other-registry',
    )
  })

  test('is set up on record, and other settings leave what is set as it is', async () => {
    const { client, into } = await registryWithFolder()
    const before = (await client.call('registry.info', {})).auditEntries
    await client.call('backups.saveSettings', { keepDaily: 14 })
    expect((await client.call('registry.info', {})).auditEntries).toBe(before + 1)
    await client.call('registry.saveSettings', { reasonForChange: 'edits' })
    expect(await client.call('backups.settings', {})).toMatchObject({ keepDaily: 14, folders: [{ path: into }] })
  })
})

test('Backups are not put into the folder of the registry, with which they would go', async () => {
  const { client, folder } = await newRegistry()
  for (const inside of [folder, path.join(folder, 'backups'), 'backups'])
    expect(await failureOf(client.call('backups.saveSettings', { folders: [inside] }))).toMatchObject({
      kind: 'invalid-input',
    })
  const link = path.join(temporaryFolder(), 'drive')
  fs.symlinkSync(folder, link)
  for (const inside of [folder, link]) {
    expect(await failureOf(client.call('backups.saveSettings', { folders: [inside] }))).toMatchObject({
      kind: 'invalid-input',
    })
    expect(await failureOf(client.call('backups.make', { folder: inside }))).toMatchObject({ kind: 'invalid-input' })
  }
  expect(fs.readdirSync(folder).filter((name) => name.includes('backup'))).toEqual([])
  expect(await client.call('backups.settings', {})).toMatchObject({ folders: [] })
})

describe('A restore', () => {
  test('says first what would be lost, keeps what was there, and stands in the chain', async () => {
    const { client, folder } = await registryWithFolder()
    const backup = await backUp(client)
    await client.call('cases.create', { values: { code: 'AS-0002' } })
    expect(await client.call('backups.preview', { backup, target: folder })).toMatchObject({
      relation: 'earlier',
      lost: { changes: 1, cases: [{ code: 'AS-0002', changes: 1 }], moreCases: 0 },
      backup: { cases: 1, name: 'Test registry' },
    })
    const { keptAs } = await client.call('backups.restore', { backup, target: folder, replace: true })
    expect(path.basename(keptAs!)).toMatch(/^test before restore .*\.asild$/)
    expect(await client.call('registry.status', {})).toEqual({ state: 'closed' })
    await client.call('registry.open', { folder, passphrase })
    expect(await client.call('registry.info', {})).toMatchObject({ cases: 1 })
    expect(await client.call('registry.verify', {})).toMatchObject({ ok: true })
    expect(await listed(client)).toMatchObject([{ state: 'verified', words: 'Nothing was changed since.' }])
    const { client: kept } = testBackend()
    await kept.call('registry.open', { folder: keptAs!, passphrase })
    expect(await kept.call('registry.info', {})).toMatchObject({ cases: 2 })
  })

  test('leaves later backups as another history, which is not taken for a backup of now', async () => {
    const { client, folder } = await registryWithFolder()
    const first = await backUp(client)
    await client.call('cases.create', { values: { code: 'AS-0002' } })
    await backUp(client)
    await client.call('backups.restore', { backup: first, target: folder, replace: true })
    await client.call('registry.open', { folder, passphrase })
    await client.call('cases.create', { values: { code: 'AS-0003' } })
    const words = (await listed(client)).map((backup) => backup.words)
    expect(words).toEqual([expect.stringContaining('another history'), '1 change since.'])
    expect((await client.call('health.report', {})).parts.find(({ id }) => id === 'backups')?.sentences[0]).toContain(
      '1 change since',
    )
  })

  test('of a damaged backup is refused, and the registry stays open as it was', async () => {
    const { client, folder, into } = await registryWithFolder()
    const backup = await backUp(client)
    const database = path.join(backup, 'registry.db')
    const bytes = fs.readFileSync(database)
    bytes[Math.floor(bytes.length / 2)]! ^= 1
    fs.writeFileSync(database, bytes)
    const failure = await failureOf(client.call('backups.restore', { backup, target: folder, replace: true }))
    expect(failure).toMatchObject({ kind: 'corrupt', message: expect.stringContaining('Nothing was changed') })
    expect(await client.call('registry.status', {})).toMatchObject({ state: 'open' })
    expect(fs.readdirSync(path.dirname(folder))).toEqual(['test.asild'])
    expect(fs.readdirSync(into)).toHaveLength(1)
  })

  test('over another registry, over what is none, or unasked is refused', async () => {
    const { client, folder } = await registryWithFolder()
    const other = await newRegistry()
    const backup = await backUp(client)
    const plain = path.join(temporaryFolder(), 'letters.asild')
    fs.mkdirSync(plain)
    const refused = async (target: string, replace = true) =>
      (await failureOf(client.call('backups.restore', { backup, target, replace, passphrase }))).message
    expect(await refused(other.folder)).toContain('another registry')
    expect(await refused(plain)).toContain('is no registry')
    expect(await refused(path.dirname(plain))).toContain('.asild')
    expect(await refused(folder, false)).toContain('already')
    expect(fs.readdirSync(plain)).toEqual([])
  })

  test('works from a damaged registry that no longer opens, whose backups are found beside it', async () => {
    const { client, folder } = await registryWithFolder()
    const backup = await backUp(client)
    await client.call('registry.close', {})
    fs.writeFileSync(path.join(folder, 'registry.db'), Buffer.alloc(8192, 7))
    const clean = testBackend().client
    const { backups } = await clean.call('backups.known', { registry: folder })
    expect(backups.map((one) => one.path)).toEqual([backup])
    expect(await clean.call('backups.preview', { backup, target: folder, passphrase })).toMatchObject({
      relation: 'unreadable',
    })
    expect(
      await failureOf(clean.call('backups.restore', { backup, target: folder, replace: true, passphrase: 'wrong' })),
    ).toMatchObject({ kind: 'wrong-key' })
    await clean.call('backups.restore', { backup, target: folder, replace: true, passphrase })
    expect(await clean.call('registry.open', { folder, passphrase })).toMatchObject({ state: 'open' })
  })
})
