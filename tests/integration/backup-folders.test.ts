/** What can be the matter with a folder for backups, on real drives; the light and the words that it leads to. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { doTask } from '#main/backend/backups/worker-tasks.ts'
import { auditHead } from '#main/database/audit.ts'
import { openReader } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import type { Client } from '#shared/ipc/client.ts'
import { diskOfTest } from '#tests/support/disk-of-test.ts'
import { canMount } from '#tests/support/small-disk.ts'
import { failureOf, newRegistry } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const health = async (client: Client) =>
  (await client.call('health.report', {})).parts.find(({ id }) => id === 'backups')!
const stateOf = async (client: Client) => (await client.call('backups.list', {})).folders[0]?.state

test('Without a folder the light asks to be looked at; with one and no backup it asks to act', async () => {
  const { client } = await newRegistry()
  expect(await health(client)).toMatchObject({
    light: 'attention',
    sentences: [expect.stringMatching(/^No backup folder is set/)],
  })
  await client.call('backups.saveSettings', { folders: [temporaryFolder()] })
  expect(await health(client)).toMatchObject({ light: 'bad' })
})

test('A folder that was deleted is missing, and backing up says so', async () => {
  const { client } = await newRegistry()
  const into = path.join(temporaryFolder(), 'backups')
  fs.mkdirSync(into)
  await client.call('backups.saveSettings', { folders: [into] })
  await client.call('backups.make', {})
  fs.rmSync(into, { recursive: true })
  expect(await stateOf(client)).toBe('missing')
  const { light, sentences } = await health(client)
  expect([light, ...sentences]).toEqual([
    'attention',
    expect.stringMatching(/^No backup can be seen now\. The last was made on /),
    `The folder ${into} is missing: it was deleted, moved or renamed. Bring it back, or choose another.`,
  ])
  expect(await failureOf(client.call('backups.make', {}))).toMatchObject({ kind: 'not-found' })
  expect(fs.existsSync(into)).toBe(false)
})

test('Backups on the disk of the registry are said to fail with it', async () => {
  const { client } = await newRegistry()
  await client.call('backups.saveSettings', { folders: [temporaryFolder()] })
  await client.call('backups.make', {})
  const { light, sentences } = await health(client)
  expect([light, sentences.at(-1)]).toEqual(['attention', expect.stringContaining('on the same disk as the registry')])
})

describe.skipIf(!canMount)('On a drive of its own (needs root)', () => {
  async function registryOnDrive(kilobytes: number) {
    const disk = diskOfTest(kilobytes)
    const made = await newRegistry()
    const into = path.join(disk.folder, 'backups')
    fs.mkdirSync(into)
    await made.client.call('cases.create', { values: { code: 'AS-0001' } })
    await made.client.call('backups.saveSettings', { folders: [into] })
    return { ...made, disk, into }
  }

  test('the light is good once a backup lies there', async () => {
    const { client } = await registryOnDrive(20_000)
    await client.call('backups.make', {})
    expect(await health(client)).toEqual({
      id: 'backups',
      light: 'good',
      sentences: [expect.stringMatching(/^The newest verified backup is of .*\. Nothing was changed since\.$/)],
    })
  })

  test('a drive that was removed is told from a folder that is gone, and nothing is written where it was', async () => {
    const { client, disk } = await registryOnDrive(20_000)
    await client.call('backups.make', {})
    disk.unmount()
    expect(fs.readdirSync(disk.folder)).toEqual([])
    expect(await stateOf(client)).toBe('drive-removed')
    expect((await health(client)).sentences).toContainEqual(expect.stringContaining('is not attached'))
    expect(await failureOf(client.call('backups.make', {}))).toMatchObject({ kind: 'not-found' })
    expect(fs.readdirSync(disk.folder)).toEqual([])
  })

  test('a drive that can’t be written to is told, and its backups are still seen', async () => {
    const { client, disk } = await registryOnDrive(20_000)
    await client.call('backups.make', {})
    disk.makeReadOnly()
    expect(await stateOf(client)).toBe('read-only')
    const { light, sentences } = await health(client)
    expect([light, sentences[0]]).toEqual(['attention', expect.stringContaining('Nothing was changed since.')])
    expect(await failureOf(client.call('backups.make', {}))).toMatchObject({ kind: 'read-only' })
  })

  test('a full drive is told before anything is written', async () => {
    const { client, into } = await registryOnDrive(600)
    expect(await stateOf(client)).toBe('no-space')
    expect(await failureOf(client.call('backups.make', {}))).toMatchObject({ kind: 'full-disk' })
    expect(fs.readdirSync(into)).toEqual([])
  })

  test('a drive that becomes full while it is written leaves nothing behind, however far the copy came', async () => {
    const { client, folder } = await newRegistry()
    await client.call('cases.create', { values: { code: 'AS-0001' } })
    const { keyHex } = await client.call('registry.recoverySheet', {})
    await client.call('registry.close', {})
    const dataKey = Buffer.from(keyHex, 'hex')
    const source = registryFiles(folder).database
    const reader = openReader(source, dataKey)
    const { entries, head } = auditHead(reader)
    reader.close()
    const disk = diskOfTest(64)
    const kilobytes = Math.ceil(fs.statSync(source).size / 1024)
    const ends = new Set<string>()
    for (let size = 64; size < kilobytes + 256; size += Math.max(16, Math.floor(kilobytes / 9))) {
      disk.resize(size)
      const about = {
        registryId: 'r',
        name: 'R',
        madeAt: new Date(0).toISOString(),
        appVersion: '0',
        auditEntries: entries,
        auditHead: head,
      }
      const target = path.join(disk.folder, 'R.asild-backup')
      const telling = { progress() {}, isCancelled: () => false, copied() {} }
      const end = await doTask({ kind: 'back-up', dataKey, registry: folder, target, about }, telling).then(
        () => 'whole',
        (error: NodeJS.ErrnoException) => error.code ?? error.message,
      )
      ends.add(end)
      expect(fs.readdirSync(disk.folder)).toEqual(end === 'whole' ? ['R.asild-backup'] : [])
      fs.rmSync(target, { recursive: true, force: true })
    }
    expect([...ends].filter((end) => !['whole', 'ENOSPC', 'SQLITE_FULL'].includes(end))).toEqual([])
    expect(ends.has('whole') && ends.has('ENOSPC')).toBe(true)
  })
})
