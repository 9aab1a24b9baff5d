/** What keeps a registry keeps its images: backups, restoring, verifying, a change of the key, salvage. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { keyIdOf } from '#main/database/keys/key-envelope.ts'
import { openPackFile } from '#main/imaging/store/open-pack.ts'
import type { Client } from '#shared/ipc/client.ts'
import { importImages, importInto, inSession } from '#tests/support/import-images.ts'
import { failureOf, newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

async function registryWithImages({ series = 2 } = {}) {
  const into = temporaryFolder()
  const made = await newRegistry()
  const { client, folder } = made
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  await client.call('backups.saveSettings', { folders: [into] })
  const { keyHex, words } = await client.call('registry.recoverySheet', {})
  await client.call('registry.close', {})
  const imported = await importImages(folder, passphrase, { caseId, series })
  await client.call('registry.open', { folder, passphrase })
  return { ...made, ...imported, into, caseId, dataKey: Buffer.from(keyHex, 'hex'), recoveryWords: words.join(' ') }
}

/** Backups are made by worker threads, which take seconds to start on a busy machine. */
const patience = 240_000

const backUp = async (client: Client) => (await client.call('backups.make', {})).made[0]!
const imagesIn = (backup: string): string[] =>
  fs
    .readdirSync(path.join(backup, 'images'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.images'))
    .map((name) => path.join(backup, 'images', name))
    .toSorted()
const wrongChecks = async (client: Client) => (await client.call('registry.verify', {})).checks.filter(({ ok }) => !ok)
const filesIn = (folder: string) =>
  Object.fromEntries(
    fs.readdirSync(folder).map((name) => [name, fs.readFileSync(path.join(folder, name)).toString('hex')]),
  )

function damage(file: string): void {
  const bytes = fs.readFileSync(file)
  bytes[Math.floor(bytes.length / 3)]! ^= 1
  fs.writeFileSync(file, bytes)
}

describe('A backup of a registry with images', () => {
  test('restored on another workstation holds every image, byte by byte', async () => {
    const { client, images, into, recoveryWords } = await registryWithImages()
    const backup = await backUp(client)
    expect(await client.call('backups.verify', { backup })).toMatchObject({ ok: true })
    const before = filesIn(images)
    await client.call('registry.close', {})
    const target = path.join(temporaryFolder(), 'again.asild')
    const { client: other } = testBackend()
    const preview = await other.call('backups.preview', { backup, target, recoveryWords })
    expect(preview.backup.bytes).toBeGreaterThan(
      imagesIn(backup).reduce((sum, file) => sum + fs.statSync(file).size, 0),
    )
    await other.call('backups.restore', { backup, target, replace: false, recoveryWords })
    expect(filesIn(path.join(target, 'images', path.basename(images)))).toEqual(before)
    await other.call('registry.open', { folder: target, passphrase })
    expect(await wrongChecks(other)).toEqual([])
    expect(fs.readdirSync(into)).toEqual([path.basename(backup)])
  })

  test(
    'shares the files of the one before, until one of them is damaged: then it takes it anew',
    async () => {
      const { client, images } = await registryWithImages()
      const first = await backUp(client)
      await client.call('cases.create', { values: { code: 'AS-0002' } })
      const second = await backUp(client)
      const inodes = (backup: string) => imagesIn(backup).map((file) => fs.statSync(file).ino)
      expect(inodes(second)).toEqual(inodes(first))
      expect(fs.statSync(imagesIn(second)[0]!).nlink).toBe(2)
      const damaged = imagesIn(second)[0]!
      damage(damaged)
      expect(await client.call('backups.verify', { backup: second })).toMatchObject({
        ok: false,
        words: expect.stringContaining(path.basename(damaged)),
      })
      await client.call('cases.create', { values: { code: 'AS-0003' } })
      const third = await backUp(client)
      expect(inodes(third)[0]).not.toBe(inodes(second)[0])
      expect(inodes(third)[1]).toBe(inodes(second)[1])
      expect(await client.call('backups.verify', { backup: third })).toMatchObject({ ok: true })
      expect(fs.statSync(path.join(images, path.basename(damaged))).nlink).toBe(1)
    },
    patience,
  )

  test('without an image that is missing in the registry is made all the same, and says so', async () => {
    const { client, images } = await registryWithImages()
    const [first] = fs.readdirSync(images) as [string]
    damage(path.join(images, first))
    const backup = await backUp(client)
    expect(imagesIn(backup).map((file) => path.basename(file))).not.toContain(first)
    const { folders } = await client.call('backups.list', {})
    expect(folders[0]?.backups[0]).toMatchObject({
      state: 'verified',
      words: expect.stringContaining('without the images of 1 series'),
    })
    expect(await client.call('backups.verify', { backup })).toMatchObject({ ok: true })
  })

  test('whose images were taken away or swapped is told to be damaged, and is not restored', async () => {
    const { client } = await registryWithImages()
    const backup = await backUp(client)
    const [one, other] = imagesIn(backup) as [string, string]
    const target = path.join(temporaryFolder(), 'again.asild')
    const restoring = () => client.call('backups.restore', { backup, target, replace: false })
    fs.renameSync(one, `${one}.away`)
    fs.copyFileSync(other, one)
    expect((await client.call('backups.verify', { backup })).ok).toBe(false)
    expect((await failureOf(restoring())).kind).toBe('corrupt')
    fs.rmSync(one)
    expect((await client.call('backups.list', {})).folders[0]?.backups[0]).toMatchObject({ state: 'damaged' })
    expect(fs.existsSync(target)).toBe(false)
    expect(fs.readdirSync(path.dirname(target))).toEqual([])
  })

  test('of before there were images is restored as before', async () => {
    const { client, folder, caseId } = await registryWithImages({ series: 1 })
    const series = (await client.call('cases.get', { caseId })).records.image_series[0]!
    await client.call('records.void', { form: 'image_series', id: series.id, version: 1, reason: 'Wrong patient' })
    await client.call('images.erase', { id: series.id, version: 2, reason: 'Wrong patient' })
    const backup = await backUp(client)
    expect(fs.existsSync(path.join(backup, 'images'))).toBe(false)
    await client.call('backups.restore', { backup, target: folder, replace: true })
    await client.call('registry.open', { folder, passphrase })
    expect(await wrongChecks(client)).toEqual([])
  })

  test('holds what was imported before its moment, though more is imported while it is made', async () => {
    const { client, folder, caseId, into } = await registryWithImages()
    await client.call('registry.close', {})
    await inSession(folder, passphrase, async (session) => {
      const { makeBackup } = await import('#main/backend/backups/make-backup.ts')
      const registry = session.registry()
      const signal = new AbortController().signal
      const making = makeBackup(
        { ...registry, writer: session.writer() },
        {
          into: { path: into },
          appVersion: '0',
          at: '2026-11-26T10:00:00.000Z',
          workerFile: undefined,
          signal,
          progress() {},
        },
      )
      await Promise.all([making, importInto(session, { caseId, series: 2, images: 4 })])
    })
    await client.call('registry.open', { folder, passphrase })
    const backup = path.join(into, fs.readdirSync(into)[0]!)
    expect(await client.call('backups.verify', { backup })).toMatchObject({ ok: true })
    expect(await wrongChecks(client)).toEqual([])
  })
})

describe('A change of the key', () => {
  test('takes the images along under the new key, and leaves the old ones with the old file', async () => {
    const { client, folder, images, dataKey, seriesIds, bytes, caseId } = await registryWithImages()
    const before = filesIn(images)
    const record = async () => (await client.call('cases.get', { caseId })).records.image_series
    const records = await record()
    const { kept, keyId } = await client.call('registry.rotateKey', { passphrase })
    expect(kept).toContain(`images/${keyIdOf(dataKey)}`)
    expect(filesIn(images)).toEqual(before)
    expect(await record()).toEqual(records)
    expect(await wrongChecks(client)).toEqual([])
    expect((await client.call('recovery.status', {})).kept).toContain(`images/${keyIdOf(dataKey)}`)
    const newKey = Buffer.from((await client.call('registry.recoverySheet', {})).keyHex, 'hex')
    expect(fs.readdirSync(path.join(folder, 'images')).toSorted()).toEqual([keyIdOf(dataKey), keyId].toSorted())
    for (const [at, seriesId] of seriesIds.entries()) {
      const pack = openPackFile(path.join(folder, 'images', keyId, `${seriesId}.images`), { dataKey: newKey, seriesId })
      bytes[at]!.forEach((image, index) => expect(pack.readSync(index).equals(image)).toBe(true))
      pack.close()
    }
    expect(await client.call('images.geometry', { seriesId: seriesIds[0]! })).toMatchObject({ images: 8 })
    const backup = await backUp(client)
    expect(imagesIn(backup)).toHaveLength(2)
    expect(await client.call('backups.verify', { backup })).toMatchObject({ ok: true })
  })

  test('is refused while an image is damaged, naming it, and leaves nothing', async () => {
    const { client, folder, images } = await registryWithImages()
    damage(path.join(images, fs.readdirSync(images)[0]!))
    const failure = await failureOf(client.call('registry.rotateKey', { passphrase }))
    expect(failure).toMatchObject({
      kind: 'corrupt',
      message: expect.stringMatching(/Series \d.*AS-0001.*not changed/),
    })
    expect(fs.readdirSync(path.join(folder, 'images'))).toEqual([path.basename(images)])
    await client.call('cases.create', { values: { code: 'AS-0002' } })
  })
})

test('Salvage takes the images along, and says which are damaged or lost', async () => {
  const { client, folder, images } = await registryWithImages({ series: 3 })
  await client.call('registry.close', {})
  const [first, second] = fs.readdirSync(images) as [string, string]
  damage(path.join(images, first))
  fs.rmSync(path.join(images, second))
  const into = path.join(temporaryFolder(), 'salvaged.asild')
  const report = await client.call('registry.salvage', { folder, into, passphrase })
  expect(report.images).toEqual({ whole: 1, damaged: 1, missing: 1, withoutRecord: 0 })
  await client.call('registry.open', { folder: into, passphrase })
  expect((await wrongChecks(client)).map(({ name }) => name)).toEqual(['Images'])
})
