/** Images in a registry: imported, looked at, undone, erased; and what a crash leaves of an import. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createSeriesPacks } from '#main/backend/images/series-packs.ts'
import { storeSeries } from '#main/backend/images/store-series.ts'
import { uuidV7 } from '#main/database/uuid-v7.ts'
import { importImages, importInto, inSession } from '#tests/support/import-images.ts'
import { newPackOf } from '#tests/support/image-pack.ts'
import { failureOf, newRegistry, passphrase } from '#tests/support/test-backend.ts'

async function registryWithImages({ series = 1 } = {}) {
  const made = await newRegistry()
  const { client, folder } = made
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  await client.call('registry.close', {})
  const imported = await importImages(folder, passphrase, { caseId, series })
  const [seriesId] = imported.seriesIds as [string]
  return { ...made, ...imported, caseId, seriesId, open: () => client.call('registry.open', { folder, passphrase }) }
}

const lightOfImages = async ({ client }: Awaited<ReturnType<typeof newRegistry>>) =>
  (await client.call('health.report', {})).parts.find(({ id }) => id === 'images')

describe('Images in a registry', () => {
  test('are records of their case, with the study that they belong to', async () => {
    const { client, caseId, seriesId, imagingId, images, open } = await registryWithImages()
    expect(fs.readdirSync(images)).toEqual([`${seriesId}.images`])
    await open()
    const { records } = await client.call('cases.get', { caseId })
    expect(records.image_series).toMatchObject([
      { id: seriesId, imaging: imagingId, modality: 'CT', images: 8, kernel: 'B70f', label: 'Series 1' },
    ])
    expect(records.imaging).toMatchObject([{ id: imagingId, date: '2026-01-15' }])
    expect((await client.call('registry.verify', {})).checks.filter(({ ok }) => !ok)).toEqual([])
    expect(await client.call('images.geometry', { seriesId })).toMatchObject({
      images: 8,
      modality: 'CT',
      geometry: { rowSpacingMm: 0.7 },
      windows: [],
    })
  })

  test('are read one by one while the registry is open, and not afterwards', async () => {
    const { folder, seriesId, bytes } = await registryWithImages()
    let packs: ReturnType<typeof createSeriesPacks> | undefined
    await inSession(folder, passphrase, async (session) => {
      packs = createSeriesPacks(session)
      expect((await packs.imageBytes(seriesId, 4)).equals(bytes[0]![4]!)).toBe(true)
      await expect(packs.imageBytes('no-such-series', 0)).rejects.toMatchObject({ kind: 'not-found' })
      await expect(packs.imageBytes(seriesId, 8)).rejects.toMatchObject({ kind: 'not-found' })
    })
    await expect(packs!.imageBytes(seriesId, 4)).rejects.toMatchObject({ kind: 'locked' })
  })

  test('are looked at with a note in the audit, once an hour', async () => {
    const { client, seriesId, open } = await registryWithImages()
    await open()
    const entries = async () => (await client.call('registry.info', {})).auditEntries
    const before = await entries()
    await client.call('images.geometry', { seriesId })
    await client.call('images.geometry', { seriesId })
    expect(await entries()).toBe(before + 1)
  })

  test('are taken back with their import, and come back: the file stays', async () => {
    const { client, caseId, changeId, images, open } = await registryWithImages()
    await open()
    await client.call('changes.revert', { changeId, reason: 'Of another patient' })
    expect((await client.call('cases.get', { caseId })).records.image_series).toEqual([])
    expect(fs.readdirSync(images)).toHaveLength(1)
    await client.call('changes.undo', {})
    expect((await client.call('cases.get', { caseId })).records.image_series).toHaveLength(1)
    expect((await client.call('registry.verify', {})).ok).toBe(true)
  })

  test('are erased for good only when their series is void, with a reason, and no undo brings them back', async () => {
    const { client, caseId, seriesId, images, open } = await registryWithImages()
    await open()
    const erase = (version: number) =>
      client.call('images.erase', { id: seriesId, version, reason: 'Consent withdrawn' })
    expect(await failureOf(erase(1))).toMatchObject({ kind: 'conflict', message: expect.stringContaining('Void it') })
    await client.call('records.void', { form: 'image_series', id: seriesId, version: 1, reason: 'Consent withdrawn' })
    expect(await failureOf(erase(1))).toMatchObject({ kind: 'conflict' })
    expect((await erase(2)).words).toContain('Backups')
    expect(fs.readdirSync(images)).toEqual([])
    expect(await failureOf(client.call('images.geometry', { seriesId }))).toMatchObject({
      kind: 'not-found',
      message: expect.stringContaining('erased'),
    })
    expect(await failureOf(erase(3))).toMatchObject({ kind: 'conflict' })
    const { sets } = await client.call('changes.ofCase', { caseId, limit: 10 })
    const erasure = sets.find(({ operation }) => operation === 'images.erase')!
    expect(erasure.canRevert).toBe(false)
    const back = client.call('changes.revert', { changeId: erasure.changeId, reason: 'r' })
    expect((await failureOf(back)).kind).toBe('not-found')
    expect((await client.call('registry.verify', {})).ok).toBe(true)
    expect((await lightOfImages({ client } as never))?.light).toBe('good')
  })
})

describe('What the health page says of images', () => {
  test('is how many there are and what they take', async () => {
    const made = await registryWithImages({ series: 2 })
    await made.open()
    const part = await lightOfImages(made)
    expect(part).toMatchObject({ light: 'good' })
    expect(part?.sentences[0]).toMatch(/^2 series with 16 images are kept; they take [\d.]+ kB\.$/)
  })

  test('is a red light for a file that is missing or cut', async () => {
    const made = await registryWithImages({ series: 2 })
    const [first, second] = fs.readdirSync(made.images).map((name) => path.join(made.images, name)) as [string, string]
    fs.rmSync(first)
    fs.truncateSync(second, 100)
    await made.open()
    const part = await lightOfImages(made)
    expect(part?.light).toBe('bad')
    expect(part?.sentences.join(' ')).toMatch(/“Series 1, 2026-01-15” of AS-0001: its file is missing.*changed or cut/)
  })

  test('is a red light once a check has found a changed byte, and work goes on', async () => {
    const made = await registryWithImages()
    const file = path.join(made.images, fs.readdirSync(made.images)[0]!)
    const bytes = fs.readFileSync(file)
    bytes[200]! ^= 1
    fs.writeFileSync(file, bytes)
    await made.open()
    expect(await lightOfImages(made)).toMatchObject({ light: 'good' })
    const { ok, checks } = await made.client.call('registry.verify', {})
    expect(ok).toBe(false)
    expect(checks.filter((check) => !check.ok)).toEqual([
      {
        name: 'Images',
        ok: false,
        detail: expect.stringContaining('“Series 1, 2026-01-15” of AS-0001: Image 1 of the 8'),
      },
    ])
    expect(await lightOfImages(made)).toMatchObject({ light: 'bad' })
    await made.client.call('cases.create', { values: { code: 'AS-0002' } })
  })

  test('tells of files that no record knows, and leaves them', async () => {
    const made = await registryWithImages()
    fs.copyFileSync(path.join(made.images, `${made.seriesId}.images`), path.join(made.images, `${uuidV7()}.images`))
    await made.open()
    expect(await lightOfImages(made)).toMatchObject({ light: 'attention' })
    expect(fs.readdirSync(made.images)).toHaveLength(2)
  })
})

describe('An import that did not come to its end', () => {
  test('leaves nothing of what was being written, or was whole without a record', async () => {
    const { folder, seriesId, images, open } = await registryWithImages()
    await inSession(folder, passphrase, async (session) => {
      const { dataKey } = session.registry()
      await newPackOf({ registry: folder, dataKey, seriesId: uuidV7() })
      fs.writeFileSync(path.join(images, `${uuidV7()}.images.part`), 'half')
    })
    expect(fs.readdirSync(images)).toHaveLength(3)
    await open()
    expect(fs.readdirSync(images)).toEqual([`${seriesId}.images`])
  })

  test('is whole where its record was saved, though its file had not got its name', async () => {
    const { client, seriesId, images, open } = await registryWithImages()
    const file = path.join(images, `${seriesId}.images`)
    fs.renameSync(file, `${file}.new`)
    await open()
    expect(fs.readdirSync(images)).toEqual([`${seriesId}.images`])
    expect((await client.call('registry.verify', {})).ok).toBe(true)
  })

  test('whose record is refused leaves no file', async () => {
    const { folder, images, seriesId } = await registryWithImages()
    await inSession(folder, passphrase, async (session) => {
      await expect(importInto(session, { caseId: 'no-such-case', series: 2, images: 3 })).rejects.toMatchObject({
        kind: 'not-found',
      })
      expect(fs.readdirSync(images)).toEqual([`${seriesId}.images`])
      expect(() => storeSeries(session, { caseId: 'x', series: [] }, { changed() {} })).toThrow('No images')
    })
  })

  test('because the registry got another key meanwhile is told so', async () => {
    const { folder, caseId, images, seriesId } = await registryWithImages()
    await inSession(folder, passphrase, async (session) => {
      const pack = await newPackOf({ registry: folder, dataKey: session.registry().dataKey, seriesId: uuidV7() })
      const elsewhere = path.join(path.dirname(images), '00000000')
      fs.mkdirSync(elsewhere)
      fs.renameSync(
        path.join(images, `${pack.seriesId}.images.new`),
        path.join(elsewhere, `${pack.seriesId}.images.new`),
      )
      const late = { pack: { ...pack, keyId: '00000000' }, values: {}, facts: {} }
      expect(() => storeSeries(session, { caseId, series: [late] }, { changed() {} })).toThrow('another key')
      expect(fs.readdirSync(elsewhere)).toEqual([])
      expect(fs.readdirSync(images)).toEqual([`${seriesId}.images`])
    })
  })
})
