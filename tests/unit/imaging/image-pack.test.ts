/** The file of a series: what goes in comes out, and nothing else ever does. */
import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '#main/demo/random.ts'
import { keyIdOf } from '#main/database/keys/key-envelope.ts'
import { checkPack } from '#main/imaging/store/check-packs.ts'
import { compressImage, expandImage, expandImageSync, fromPlanes, toPlanes } from '#main/imaging/store/image-bytes.ts'
import { findPack, packFiles } from '#main/imaging/store/image-files.ts'
import { beginPack } from '#main/imaging/store/image-pack.ts'
import { openPack, openPackFile } from '#main/imaging/store/open-pack.ts'
import { riceCoded, riceDecoded } from '#main/imaging/store/rice-code.ts'
import { adoptPack } from '#main/imaging/store/settle-packs.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { axialGeometry, explicitLittleEndian, newPackOf, packOf, someImages } from '#tests/support/image-pack.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

/** Of `wandering(70, 30, 5)`. */
const fitsCode =
  'faf5580934e952a286ac7841536e9453020d32333494154cb9915504aea345e7e775bf88893091722795576a091f1331d16d11837bf49bf55828ddd8'

const aPlace = (seriesId = 'series-1') => ({ registry: temporaryFolder(), dataKey: randomBytes(32), seriesId })

/** What reading everything fails with; undefined where nothing did. */
function failureIn(file: string, place: { dataKey: Buffer; seriesId: string }): AppError | undefined {
  try {
    const pack = openPackFile(file, place)
    try {
      pack.contents.images.forEach((_, index) => pack.readSync(index))
    } finally {
      pack.close()
    }
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

const problemOf = (check: Generator<number, string | undefined>): string | undefined => {
  for (;;) {
    const step = check.next()
    if (step.done) return step.value
  }
}

describe('A pack', () => {
  test('gives every image back as it was, each by itself, with what was said of it', async () => {
    const place = aPlace()
    const images = someImages()
    const { sha256, sizeBytes, keyId } = await packOf(place, images)
    const file = findPack(place)!
    expect(path.relative(place.registry, file)).toBe(path.join('images', keyIdOf(place.dataKey), 'series-1.images'))
    expect(keyId).toBe(keyIdOf(place.dataKey))
    const bytes = fs.readFileSync(file)
    expect(bytes).toHaveLength(sizeBytes)
    const pack = openPack(place)
    expect(createHash('sha256').update(pack.contentsText).digest('hex')).toBe(sha256)
    for (const index of [7, 0, 3, 5, 6, 1])
      expect((await pack.read(index)).equals(images[index]!.bytes), `image ${index}`).toBe(true)
    expect(pack.readSync(2).equals(images[2]!.bytes)).toBe(true)
    expect(pack.contents).toMatchObject({ modality: 'CT', geometry: { origins: { length: 8 } } })
    expect(pack.contents.images[4]).toMatchObject({ sopInstanceUid: '2.25.5', slope: 1, intercept: -1024 })
    await expect(pack.read(8)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(pack.read(-1)).rejects.toMatchObject({ kind: 'not-found' })
    pack.close()
    await expect(pack.read(0)).rejects.toMatchObject({ kind: 'locked' })
    const row = { id: 'series-1', sha256 }
    expect(problemOf(checkPack({ folder: place.registry, dataKey: place.dataKey }, row))).toBeUndefined()
  })

  test('takes less room than its images, and keeps what is compressed already as it is', async () => {
    const place = aPlace()
    const images = someImages(8, 128)
    const { sizeBytes, contents } = await packOf(place, images)
    const plain = images.reduce((sum, { bytes }) => sum + bytes.length, 0)
    expect(sizeBytes).toBeLessThan(plain * 0.7)
    const methods = contents.images.map(({ method }) => method)
    expect(methods[3], 'compressed already').toBe('none')
    expect(methods[6], 'empty').toBe('none')
    expect([0, 1, 2, 4, 7].map((index) => methods[index])).toEqual(['rice', 'rice', 'rice', 'rice', 'rice'])
  })

  test('holds nothing of an image in the clear', async () => {
    const place = aPlace()
    const marker = 'MARKER-OF-A-PATIENT'
    const bytes = Buffer.from(marker.repeat(500))
    await packOf(place, [
      { bytes, transferSyntax: explicitLittleEndian },
      { bytes, transferSyntax: 'any' },
    ])
    expect(fs.readFileSync(findPack(place)!).includes(marker)).toBe(false)
  })

  test('tells a single flipped bit, wherever it is', async () => {
    const place = aPlace()
    await packOf(place, someImages(6, 16))
    const file = findPack(place)!
    const sound = fs.readFileSync(file)
    const random = seededRandom(7)
    for (let time = 0; time < 300; time += 1) {
      const flipped = Buffer.from(sound)
      const at = random.whole(0, sound.length - 1)
      flipped[at]! ^= 1 << random.whole(0, 7)
      fs.writeFileSync(file, flipped)
      expect(failureIn(file, place), `byte ${at}`).toMatchObject({ kind: 'corrupt' })
    }
  })

  test('tells every truncation, and whatever is added', async () => {
    const place = aPlace()
    await packOf(place, someImages(3, 8))
    const file = findPack(place)!
    const sound = fs.readFileSync(file)
    for (let length = 0; length < sound.length; length += 17) {
      fs.writeFileSync(file, sound.subarray(0, length))
      expect(failureIn(file, place)).toMatchObject({ kind: 'corrupt' })
    }
    fs.writeFileSync(file, Buffer.concat([sound, Buffer.alloc(1)]))
    expect(failureIn(file, place)).toMatchObject({ kind: 'corrupt' })
  })

  test('names the image that is damaged, and still gives the others', async () => {
    const place = aPlace()
    const images = someImages()
    const { contents } = await packOf(place, images)
    const file = findPack(place)!
    const bytes = fs.readFileSync(file)
    bytes[contents.images[2]!.at + 20]! ^= 1
    fs.writeFileSync(file, bytes)
    const pack = openPack(place)
    await expect(pack.read(2)).rejects.toMatchObject({
      kind: 'corrupt',
      message: expect.stringContaining('Image 3 of the 8'),
    })
    expect((await pack.read(3)).equals(images[3]!.bytes)).toBe(true)
    pack.close()
  })

  test('tells images that changed their places, and parts of another file', async () => {
    const place = aPlace()
    const random = randomBytes(1000)
    const one = await packOf(
      place,
      Array.from({ length: 4 }, () => ({ bytes: random, transferSyntax: 'compressed' })),
    )
    const other = { ...place, seriesId: 'series-2' }
    await packOf(
      other,
      Array.from({ length: 4 }, () => ({ bytes: random, transferSyntax: 'compressed' })),
    )
    const [a, b] = [findPack(place)!, findPack(other)!]
    const [of, from] = [fs.readFileSync(a), fs.readFileSync(b)]
    const chunk = (bytes: Buffer, index: number) => {
      const { at, sealedBytes } = one.contents.images[index]!
      return bytes.subarray(at, at + sealedBytes)
    }
    const swapped = Buffer.from(of)
    chunk(of, 1).copy(swapped, one.contents.images[2]!.at)
    chunk(of, 2).copy(swapped, one.contents.images[1]!.at)
    fs.writeFileSync(a, swapped)
    expect(failureIn(a, place)?.message).toContain('Image 2 of the 4')
    const mixed = Buffer.from(of)
    chunk(from, 0).copy(mixed, one.contents.images[0]!.at)
    fs.writeFileSync(a, mixed)
    expect(failureIn(a, place)?.message).toContain('Image 1 of the 4')
    fs.writeFileSync(a, from)
    expect(failureIn(a, place)).toMatchObject({ kind: 'corrupt', message: expect.stringContaining('another series') })
  })

  test('does not open with another key, nor as another series', async () => {
    const place = aPlace()
    await packOf(place)
    const file = findPack(place)!
    expect(failureIn(file, { ...place, dataKey: randomBytes(32) })).toMatchObject({ kind: 'corrupt' })
    expect(failureIn(file, { ...place, seriesId: 'series-2' })).toMatchObject({ kind: 'corrupt' })
    expect(() => openPack({ ...place, seriesId: 'series-3' })).toThrow('are missing')
    expect(() => openPack({ ...place, seriesId: '../series-1' })).toThrow('no name of a file')
  })

  test('that is of another version of the same series is told by its record', async () => {
    const place = aPlace()
    const { sha256 } = await packOf(place)
    const again = { ...place, registry: temporaryFolder() }
    await packOf(again, someImages(7))
    expect(again.dataKey).toBe(place.dataKey)
    fs.copyFileSync(findPack(again)!, findPack(place)!)
    const row = { id: 'series-1', sha256 }
    expect(problemOf(checkPack({ folder: place.registry, dataKey: place.dataKey }, row))).toContain('not the one')
  })

  test('that is given up leaves nothing, and takes no more', async () => {
    const place = aPlace()
    const pack = beginPack(place)
    const facts = { sopInstanceUid: '2.25.1', transferSyntax: explicitLittleEndian, frames: 1 }
    await pack.add(someImages()[0]!.bytes, facts)
    pack.abandon()
    pack.abandon()
    await expect(pack.add(Buffer.alloc(10), facts)).rejects.toMatchObject({ kind: 'cancelled' })
    await expect(pack.finish({ modality: 'CT', geometry: null })).rejects.toMatchObject({ kind: 'cancelled' })
    expect(fs.readdirSync(path.dirname(packFiles(place).part))).toEqual([])
  })

  test('of a series that has one is refused', async () => {
    const place = aPlace()
    await newPackOf(place)
    expect(() => beginPack(place)).toThrow('written once')
    adoptPack(place)
    expect(() => beginPack(place)).toThrow('written once')
  })

  test('keeps the order of the calls, however fast each is compressed', async () => {
    const place = aPlace()
    const pack = beginPack(place)
    const images = [noisy(200), noisy(1), noisy(60), noisy(2), noisy(3), noisy(90)]
    await Promise.all(
      images.map((bytes, index) =>
        pack.add(bytes, { sopInstanceUid: `2.25.${index}`, transferSyntax: explicitLittleEndian, frames: 1 }),
      ),
    )
    await pack.finish({ modality: 'CT', geometry: null })
    const read = openPack(place)
    images.forEach((bytes, index) => expect(read.readSync(index).equals(bytes)).toBe(true))
    read.close()
  })
})

const noisy = (kilobytes: number): Buffer =>
  Buffer.concat(Array.from({ length: kilobytes }, (_, index) => Buffer.alloc(1024, index % 7)))

/** Numbers that step by less than so much. */
function wandering(count: number, mostStep: number, seed: number): Uint16Array {
  const random = seededRandom(seed)
  let at = random.whole(0, 65_535)
  return Uint16Array.from({ length: count }, () => (at += random.whole(-mostStep, mostStep)))
}

const bytesOf = ({ buffer }: Uint16Array): Buffer => Buffer.from(buffer)

describe('Compression of an image', () => {
  test('gives back any bytes, of any length, from anywhere in memory, whatever the method', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, shifted) => {
        const image = shifted ? new Uint8Array([0, ...bytes]).subarray(1) : bytes
        expect(Buffer.from(bytes).equals(fromPlanes(toPlanes(image)))).toBe(true)
        const { method, packed } = compressImage(image, explicitLittleEndian)
        expect(expandImageSync(Buffer.from(packed), method, bytes.length)?.equals(bytes)).toBe(true)
      }),
    ))

  test('gives back numbers whose steps are of any size, a run of none and the largest ones among them', () => {
    for (const count of [0, 1, 2, 31, 32, 33, 64, 1000])
      for (const mostStep of [0, 1, 3, 20, 300, 4000, 32_768]) {
        const numbers = wandering(count, mostStep, count + mostStep)
        numbers.set([0, 65_535, 0, 65_535].slice(0, count))
        numbers.fill(7, count >> 1, (3 * count) >> 2)
        const code = riceCoded(numbers)
        expect(riceDecoded(code, count), `${count} numbers, steps of ${mostStep}`).toEqual(numbers)
      }
  })

  test('writes Rice’s code as the FITS standard has it', () => {
    // From fits_rcomp_short of CFITSIO, blocks of 32.
    const numbers = wandering(70, 30, 5)
    expect(riceCoded(numbers).toString('hex')).toBe(fitsCode)
    expect(riceCoded(new Uint16Array(40).fill(258)).toString('hex')).toBe('010200')
  })

  test('says that a code which is cut, or made up, is none', () => {
    const numbers = wandering(500, 50, 3)
    const code = riceCoded(numbers)
    for (let length = 0; length < code.length; length += 1)
      expect(riceDecoded(code.subarray(0, length), numbers.length), `${length} bytes`).toBeUndefined()
    for (const filler of [0x00, 0x0f, 0x10, 0xff])
      for (const length of [1, 2, 3, 50])
        expect(riceDecoded(Buffer.alloc(length, filler), 100_000), `${length} of ${filler}`).toBeUndefined()
  })

  test('deflates what Rice’s code shrinks little', () => {
    const color = bytesOf(Uint16Array.from({ length: 30_000 }, (_, at) => [0x10ff, 0xff10, 0x4001][at % 3]!))
    const flat = compressImage(color, explicitLittleEndian)
    expect(flat.method).toBe('planes')
    expect(expandImageSync(Buffer.from(flat.packed), 'planes', color.length)?.equals(color)).toBe(true)
  })

  test('makes nothing larger than was said', () => {
    const bomb = deflateRawSync(Buffer.alloc(4_000_000))
    expect(bomb.length).toBeLessThan(10_000)
    expect(expandImageSync(bomb, 'planes', 1000)).toBeUndefined()
    expect(expandImageSync(bomb, 'planes', 5_000_000)).toBeUndefined()
    expect(expandImageSync(bomb, 'planes', 4_000_000)).toHaveLength(4_000_000)
  })
})

test('A pack that was written before still opens: its images are deflated', () => {
  const image = bytesOf(wandering(4000, 40, 9))
  const packed = deflateRawSync(toPlanes(image), { level: 1 })
  expect(expandImageSync(packed, 'planes', image.length)?.equals(image)).toBe(true)
  return expect(expandImage(packed, 'planes', image.length)).resolves.toEqual(image)
})

test('A pack is refused, and leaves nothing, where what is said of it could not be read again', async () => {
  for (const about of [
    { modality: 'a name longer than any modality', geometry: null },
    { modality: 'CT', geometry: axialGeometry(2) },
    { modality: 'CT', geometry: { ...axialGeometry(1), rowSpacingMm: Number.NaN } },
  ]) {
    const place = aPlace()
    const pack = beginPack(place)
    await pack.add(Buffer.alloc(100), { sopInstanceUid: '2.25.1', transferSyntax: explicitLittleEndian, frames: 1 })
    await expect(pack.finish(about)).rejects.toThrow()
    expect(fs.readdirSync(path.dirname(packFiles(place).part))).toEqual([])
  }
})
