/** Images on their way into a case and out again: what comes in, what never does, and what a break leaves. */
import fs from 'node:fs'
import path from 'node:path'
import { encode } from 'fast-png'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openReader } from '#main/database/connection.ts'
import { imagesFolder } from '#main/imaging/store/image-files.ts'
import { openPack } from '#main/imaging/store/open-pack.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import type { SeriesToTake } from '#shared/ipc/areas/image-imports.ts'
import type { Client } from '#shared/ipc/client.ts'
import { largestSide } from '#main/imaging/intake/gray-preview.ts'
import { writeDicomSeries, type SeriesToWrite } from '#tests/support/dicom-series.ts'
import { errorKinds, hasDicom3tools } from '#tests/support/dicom-tools.ts'
import { dicomDirectory } from '#tests/support/dicom-directory.ts'
import { makeZip } from '#tests/support/make-zip.ts'
import { plantedIdentity, plantedTexts } from '#tests/support/planted-identity.ts'
import { hasPydicom, pixelsByPydicom } from '#tests/support/pydicom.ts'
import { canMount, smallDisk } from '#tests/support/small-disk.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { failureOf, newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'

const rows = 48
const columns = 40

const slices = (count: number, more: Partial<SeriesToWrite> = {}): SeriesToWrite => ({
  images: Array.from({ length: count }, (_, slice) =>
    Int16Array.from({ length: rows * columns }, (_, at) => ((at * 7 + slice * 13) % 1500) - 1000),
  ),
  rows,
  columns,
  spacingMm: [0.7, 0.8],
  thicknessMm: 1,
  firstZMm: -250,
  kernel: 'B70f',
  ...more,
})

async function registryWithCase() {
  const made = await newRegistry()
  const { id: caseId } = await made.client.call('cases.create', { values: { code: 'AS-0001' } })
  return { ...made, caseId }
}

const scan = (client: Client, caseId: string, ...sources: readonly string[]) =>
  client.call('images.scan', { caseId, sources: [...sources] })

const whole = (key: string, more: Partial<SeriesToTake> = {}): SeriesToTake => ({
  key,
  which: 'all',
  imaging: { add: { date: '2024-01-15', modality: 'hrct' } },
  ...more,
})

const imagesOf = async (client: Client, caseId: string) =>
  (await client.call('cases.get', { caseId })).records.image_series

/** Files of images that lie in a registry. */
const filesIn = (folder: string): readonly string[] =>
  fs.existsSync(imagesFolder(folder))
    ? fs
        .readdirSync(imagesFolder(folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.includes('.images'))
    : []

describe('Images that are imported', () => {
  test('are shown before they are taken, and become a series of a study of their day', async () => {
    const { client, caseId } = await registryWithCase()
    const source = temporaryFolder()
    await writeDicomSeries(path.join(source, 'thin'), slices(12))
    await writeDicomSeries(path.join(source, 'thick'), slices(4, { series: 'thick', thicknessMm: 5, kernel: 'B30f' }))
    const found = await scan(client, caseId, source)
    expect(found).toMatchObject({
      patients: 1,
      refused: [],
      studies: [
        {
          date: '2024-01-15',
          series: [
            {
              modality: 'CT',
              orientation: 'axial',
              thicknessMm: 1,
              kernel: 'B70f',
              images: 12,
              here: 'no',
              elsewhere: [],
            },
            { thicknessMm: 5, images: 4 },
          ],
        },
      ],
    })
    expect(JSON.stringify(found)).not.toContain(source)
    const [thin, thick] = found.studies[0]!.series.map(({ key }) => key) as [string, string]
    const preview = await client.call('images.preview', { scanId: found.scanId, key: thin })
    expect(preview).toMatchObject({ rows, columns })
    expect(Buffer.from(preview.base64, 'base64')).toHaveLength(rows * columns)
    expect(Math.max(rows, columns)).toBeLessThanOrEqual(largestSide)

    const result = await client.call('images.import', {
      scanId: found.scanId,
      caseId,
      series: [whole(thin, { label: 'Lung' }), whole(thick)],
    })
    expect(result.series).toMatchObject([
      { outcome: 'taken', images: 12 },
      { outcome: 'taken', images: 4 },
    ])
    expect(result.removed.images).toBe(16)
    expect(result.removed.removed.map(({ name }) => name)).toContain('Series Description')
    const { records } = await client.call('cases.get', { caseId })
    expect(records.imaging).toMatchObject([{ date: '2024-01-15', modality: 'hrct', slice_thickness: 1 }])
    expect(records.image_series).toMatchObject([
      {
        imaging: records.imaging[0]!.id,
        date: '2024-01-15',
        label: 'Lung',
        images: 12,
        kernel: 'B70f',
        orientation: 'axial',
        slice_thickness: 1,
        slice_spacing: 1,
        pixel_spacing: 0.7,
      },
      { imaging: records.imaging[0]!.id, images: 4, slice_thickness: 5 },
    ])
    expect(JSON.parse(records.image_series[0]!.removed!)).toMatchObject({
      images: 12,
      removed: { 'Series Description': 12 },
    })
    expect(await client.call('images.geometry', { seriesId: records.image_series[0]!.id })).toMatchObject({
      images: 12,
      geometry: { rowSpacingMm: 0.7, columnSpacingMm: 0.8 },
    })
    expect((await client.call('registry.verify', {})).checks.filter(({ ok }) => !ok)).toEqual([])
  })

  test('bring nothing along of who the patient is', async () => {
    const { client, backend, folder, caseId } = await registryWithCase()
    const source = temporaryFolder()
    await writeDicomSeries(source, slices(3, { identity: plantedIdentity }))
    const { dataKey } = await keyOf(client)
    const found = await scan(client, caseId, source)
    const [key] = found.studies.flatMap(({ series }) => series.map((each) => each.key)) as [string]
    const result = await client.call('images.import', { scanId: found.scanId, caseId, series: [whole(key)] })
    expect(result.series).toMatchObject([{ outcome: 'taken', images: 3 }])
    expect(result.removed.removed.length).toBeGreaterThan(50)
    await backend.close()

    const texts = plantedTexts(plantedIdentity)
    expect(texts.length).toBeGreaterThan(4)
    const planted = (bytes: Buffer): readonly string[] =>
      texts.filter((text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')))
    const tells: string[] = []
    for (const file of filesIn(folder)) {
      const seriesId = path.basename(file, '.images')
      const pack = openPack({ registry: folder, dataKey, seriesId })
      tells.push(...planted(pack.contentsText))
      for (let image = 0; image < pack.contents.images.length; image += 1) tells.push(...planted(pack.readSync(image)))
      expect(pack.contents.images).toHaveLength(3)
      pack.close()
    }
    const db = openReader(registryFiles(folder).database, dataKey)
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[]
    let cells = 0
    for (const { name } of tables)
      for (const row of db.prepare(`SELECT * FROM "${name}"`).all() as object[])
        for (const value of Object.values(row)) {
          cells += 1
          tells.push(...planted(Buffer.isBuffer(value) ? value : Buffer.from(String(value))))
        }
    db.close()
    expect(cells).toBeGreaterThan(100)
    for (const file of fs.readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true }))
      // What is encrypted can hold four bytes by chance.
      if (file.isFile())
        tells.push(
          ...planted(fs.readFileSync(path.join(file.parentPath, file.name))).filter((text) => text.length >= 8),
        )
    expect(tells).toEqual([])
  })

  test('are not taken twice: what is there is told and left, what is missing is taken', async () => {
    const { client, caseId } = await registryWithCase()
    const source = temporaryFolder()
    await writeDicomSeries(path.join(source, 'one'), slices(5))
    await writeDicomSeries(path.join(source, 'two'), slices(4, { series: 'two' }))
    const take = async (only?: number) => {
      const found = await scan(client, caseId, source)
      const series = found.studies.flatMap((study) => study.series)
      const wanted = series.slice(0, only).map(({ key }) => whole(key))
      const { series: results } = await client.call('images.import', { scanId: found.scanId, caseId, series: wanted })
      return { here: series.map(({ here }) => here), outcomes: results.map(({ outcome }) => outcome) }
    }
    expect(await take(1)).toEqual({ here: ['no', 'no'], outcomes: ['taken'] })
    expect(await take()).toEqual({ here: ['all', 'no'], outcomes: ['here', 'taken'] })
    expect(await take()).toEqual({ here: ['all', 'all'], outcomes: ['here', 'here'] })
    expect(await imagesOf(client, caseId)).toHaveLength(2)
  })

  test('can be some of a series: other cuts of the same are a series of their own', async () => {
    const { client, caseId } = await registryWithCase()
    const source = temporaryFolder()
    await writeDicomSeries(source, slices(10))
    const take = async (which: SeriesToTake['which']) => {
      const found = await scan(client, caseId, source)
      const { key, here } = found.studies[0]!.series[0]!
      const result = await client.call('images.import', {
        scanId: found.scanId,
        caseId,
        series: [whole(key, { which })],
      })
      return [here, result.series[0]!.outcome, result.series[0]!.images]
    }
    expect(await take({ from: 2, to: 9, every: 3 })).toEqual(['no', 'taken', 3])
    expect(await take({ from: 2, to: 9, every: 3 })).toEqual(['some', 'here', 3])
    expect(await take({ numbers: [1, 10] })).toEqual(['some', 'taken', 2])
    await expect(take({ from: 1, to: 11, every: 1 })).rejects.toMatchObject({ kind: 'invalid-input' })
    const [, last] = await imagesOf(client, caseId)
    expect(last).toMatchObject({ images: 2, slice_spacing: 9 })
  })

  test('are recognized in another case, and as of several patients', async () => {
    const { client, caseId } = await registryWithCase()
    const source = temporaryFolder()
    await writeDicomSeries(source, slices(3))
    const first = await scan(client, caseId, source)
    await client.call('images.import', {
      scanId: first.scanId,
      caseId,
      series: [whole(first.studies[0]!.series[0]!.key)],
    })
    const { id: other } = await client.call('cases.create', { values: { code: 'AS-0002' } })
    await writeDicomSeries(path.join(source, 'b'), slices(2, { study: 'b', identity: plantedIdentity }))
    const found = await scan(client, other, source)
    expect(found.patients).toBe(2)
    expect(found.studies.flatMap(({ series }) => series.map(({ elsewhere }) => elsewhere.join())).toSorted()).toEqual([
      '',
      'AS-0001',
    ])
  })

  test('come from a zip file and from a disc with a DICOMDIR', async () => {
    const { client, caseId } = await registryWithCase()
    const source = temporaryFolder()
    const files = await writeDicomSeries(path.join(source, 'IMAGES'), slices(3))
    const zip = path.join(source, 'images.zip')
    fs.writeFileSync(
      zip,
      makeZip(files.map((file, number) => ({ name: `a/${number}`, content: fs.readFileSync(file) }))),
    )
    fs.writeFileSync(
      path.join(source, 'DICOMDIR'),
      dicomDirectory(files.map((file) => `IMAGES\\${path.basename(file)}`)),
    )
    const outcomes = []
    for (const from of [zip, path.join(source, 'DICOMDIR')]) {
      const found = await scan(client, caseId, from)
      const { key, images } = found.studies[0]!.series[0]!
      const result = await client.call('images.import', { scanId: found.scanId, caseId, series: [whole(key)] })
      outcomes.push([images, result.series[0]!.outcome])
    }
    expect(outcomes).toEqual([
      [3, 'taken'],
      [3, 'here'],
    ])
  })

  test('can be pictures without DICOM, which are warned of and known again as well', async () => {
    const { client, caseId } = await registryWithCase()
    const source = temporaryFolder()
    for (const shade of [10, 200])
      fs.writeFileSync(
        path.join(source, `${shade}.png`),
        encode({ width: 20, height: 10, channels: 1, data: new Uint8Array(200).fill(shade) }),
      )
    const outcomes = []
    for (let time = 0; time < 2; time += 1) {
      const found = await scan(client, caseId, source)
      const [series] = found.studies[0]!.series
      expect(series).toMatchObject({
        modality: 'OT',
        images: 2,
        burnedInRisk: expect.stringContaining('may show a name'),
      })
      const preview = await client.call('images.preview', { scanId: found.scanId, key: series!.key })
      expect(preview).toMatchObject({ rows: 10, columns: 20 })
      const result = await client.call('images.import', {
        scanId: found.scanId,
        caseId,
        series: [whole(series!.key, { imaging: null })],
      })
      outcomes.push(result.series[0]!.outcome)
    }
    expect(outcomes).toEqual(['taken', 'here'])
    expect(await imagesOf(client, caseId)).toMatchObject([{ images: 2, modality: 'OT' }])
  })

  test('are left out where they are damaged, and the rest is taken and says so', async () => {
    const { client, caseId } = await registryWithCase()
    const source = temporaryFolder()
    const files = await writeDicomSeries(source, slices(4))
    fs.truncateSync(files[2]!, fs.statSync(files[2]!).size - 100)
    const found = await scan(client, caseId, source)
    const keys = found.studies.flatMap(({ series }) => series.map(({ key }) => key))
    const result = await client.call('images.import', {
      scanId: found.scanId,
      caseId,
      series: keys.map((key) => whole(key)),
    })
    const left = [...found.refused, ...result.series.flatMap(({ refused }) => refused)]
    expect(left).toMatchObject([{ reason: 'truncated', count: 1, examples: ['0003.dcm'] }])
    expect(await imagesOf(client, caseId)).toMatchObject([{ images: 3 }])
  })

  test('are refused as a series where their files are gone or others by now', async () => {
    const { client, folder, caseId } = await registryWithCase()
    const source = temporaryFolder()
    const files = await writeDicomSeries(source, slices(4))
    const found = await scan(client, caseId, source)
    const take = () =>
      client.call('images.import', { scanId: found.scanId, caseId, series: [whole(found.studies[0]!.series[0]!.key)] })
    const [other] = await writeDicomSeries(temporaryFolder(), slices(1, { study: 'other' }))
    fs.copyFileSync(other!, files[3]!)
    expect(await take()).toMatchObject({
      series: [{ outcome: 'refused', words: expect.stringContaining('changed since') }],
    })
    fs.rmSync(files[2]!)
    expect(await take()).toMatchObject({ series: [{ outcome: 'refused', refused: [{ reason: 'missing-file' }] }] })
    expect(filesIn(folder)).toEqual([])
    expect(await imagesOf(client, caseId)).toEqual([])
  })
})

/** Of the open registry. */
async function keyOf(client: Client): Promise<{ readonly dataKey: Buffer }> {
  const { keyHex } = await client.call('registry.recoverySheet', {})
  return { dataKey: Buffer.from(keyHex.replace(/\s/g, ''), 'hex') }
}

describe('What breaks off an import', () => {
  test('by cancelling leaves the series that were whole, and nothing of the one that was not', async () => {
    const { backend, client, folder, caseId } = await registryWithCase()
    const source = temporaryFolder()
    await writeDicomSeries(path.join(source, 'one'), slices(30))
    await writeDicomSeries(path.join(source, 'two'), slices(20, { series: 'two' }))
    const found = await scan(client, caseId, source)
    const series = found.studies[0]!.series.map(({ key }) => whole(key))
    const stop = new AbortController()
    const reply = await backend.call('images.import', JSON.stringify({ scanId: found.scanId, caseId, series }), {
      signal: stop.signal,
      progress: ({ what }) => void (what.startsWith('Series 2') && stop.abort()),
    })
    expect(reply.ok && JSON.parse(reply.value)).toMatchObject({
      series: [{ outcome: 'taken', images: 30 }],
      stopped: { kind: 'cancelled', message: expect.stringContaining('importing again takes the rest') },
    })
    expect(filesIn(folder)).toHaveLength(1)
    const again = await scan(client, caseId, source)
    expect(again.studies[0]!.series.map(({ here }) => here)).toEqual(['all', 'no'])
  })

  test('by closing the registry leaves nothing of it', async () => {
    const { backend, client, folder, caseId } = await registryWithCase()
    const source = temporaryFolder()
    await writeDicomSeries(source, slices(400))
    const found = await scan(client, caseId, source)
    let told = 0
    let closing: Promise<unknown> | undefined
    const reply = await backend.call(
      'images.import',
      JSON.stringify({ scanId: found.scanId, caseId, series: [whole(found.studies[0]!.series[0]!.key)] }),
      {
        // The second word comes from the thread, which is at work then.
        progress() {
          told += 1
          if (told === 2) closing = client.call('registry.close', {})
        },
      },
    )
    await closing
    expect(reply).toMatchObject({ ok: false, error: { kind: 'cancelled' } })
    expect(filesIn(folder)).toEqual([])
    await client.call('registry.open', { folder, passphrase })
    expect(await imagesOf(client, caseId)).toEqual([])
    expect(await failureOf(client.call('images.preview', { scanId: found.scanId, key: 'series-1' }))).toMatchObject({
      kind: 'not-found',
    })
  })

  test.skipIf(!canMount)('by a full disk leaves nothing of it, and says so', async () => {
    const disk = smallDisk(path.join(temporaryFolder(), 'disk'))
    onTestFinished(() => disk.unmount())
    const { client } = testBackend()
    const folder = path.join(disk.folder, 'full.asild')
    await client.call('registry.create', { folder, name: 'Full', user: 'Dr. Test', passphrase })
    const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
    const source = temporaryFolder()
    await writeDicomSeries(source, slices(200))
    const found = await scan(client, caseId, source)
    const take = () =>
      client.call('images.import', { scanId: found.scanId, caseId, series: [whole(found.studies[0]!.series[0]!.key)] })
    disk.leave(64 * 1024)
    expect(await failureOf(take())).toMatchObject({ kind: 'full-disk' })
    expect(filesIn(folder)).toEqual([])
    disk.free()
    expect(await take()).toMatchObject({ series: [{ outcome: 'taken', images: 200 }] })
    await client.call('registry.close', {})
  })
})

describe('Images that are exported', () => {
  async function exported({ withCaseCode = false } = {}) {
    const made = await registryWithCase()
    const { client, caseId } = made
    const source = temporaryFolder()
    const files = await writeDicomSeries(source, slices(3))
    const found = await scan(client, caseId, source)
    await client.call('images.import', {
      scanId: found.scanId,
      caseId,
      series: [whole(found.studies[0]!.series[0]!.key)],
    })
    const [series] = await imagesOf(client, caseId)
    const folder = path.join(temporaryFolder(), 'out')
    const written = await client.call('images.writeDicom', { seriesIds: [series!.id], folder, withCaseCode })
    const out = written.series.flatMap(({ folder: name, files: count }) =>
      Array.from({ length: count }, (_, index) =>
        path.join(folder, name, `IM${String(index + 1).padStart(5, '0')}.dcm`),
      ),
    )
    return { ...made, files, folder, written, out }
  }

  test('lie under a code of the export, or that of the case, with a note in the audit', async () => {
    const own = await exported()
    expect(own.written.code).toMatch(/^P[0-9A-Z]{11}$/)
    expect(fs.readFileSync(own.out[0]!).includes(own.written.code)).toBe(true)
    expect(fs.readFileSync(own.out[0]!).includes('AS-0001')).toBe(false)
    expect(fs.readdirSync(path.dirname(own.folder))).toEqual(['out'])
    const { entries } = await own.client.call('audit.find', { filter: { kind: 'exports' }, limit: 5 })
    expect(JSON.stringify(entries)).toContain(own.written.code)
    const ofCase = await exported({ withCaseCode: true })
    expect(ofCase.written.code).toBe('AS-0001')
    expect(fs.readFileSync(ofCase.out[2]!).includes('AS-0001')).toBe(true)
  })

  test.skipIf(!hasPydicom)('hold the pixels of their source, as pydicom reads them', async () => {
    const { files, out } = await exported()
    const [before, after] = [pixelsByPydicom(files), pixelsByPydicom(out)]
    expect(before).toHaveLength(3)
    for (const [index, reference] of before.entries())
      expect('bytes' in reference && reference.bytes.equals((after[index] as { bytes: Buffer }).bytes)).toBe(true)
  })

  test.skipIf(!hasDicom3tools)('have no fault that dciodvfy did not find in their source', async () => {
    const { files, out } = await exported()
    const before = errorKinds(files[0]!)
    expect([...errorKinds(out[0]!)].filter((kind) => !before.has(kind))).toEqual([])
  })
})
