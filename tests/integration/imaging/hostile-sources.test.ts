import fs from 'node:fs'
import path from 'node:path'
import { encode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { deidentifier } from '#main/imaging/deidentify/deidentify.ts'
import { DicomRefusal } from '#main/imaging/dicom/dicom-refusal.ts'
import { numberElement } from '#main/imaging/dicom/element-to-write.ts'
import { scanImages } from '#main/imaging/scan/scan-images.ts'
import { ScanRefusal } from '#main/imaging/scan/scan-refusal.ts'
import { openSources } from '#main/imaging/scan/source-reader.ts'
import { dicomDirectory } from '#tests/support/dicom-directory.ts'
import { dicomSeries } from '#tests/support/dicom-series.ts'
import { makeZip, type ZipEntry } from '#tests/support/make-zip.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const inputs = 500
const [image] = dicomSeries({
  images: [Int16Array.from({ length: 100 }, (_, at) => at)],
  rows: 10,
  columns: 10,
  spacingMm: 1,
  thicknessMm: 1,
  firstZMm: 0,
}) as readonly [Uint8Array]
/** What lies among them and is to be found all the same. */
const [good] = dicomSeries({
  images: [Int16Array.from({ length: 100 }, (_, at) => -at)],
  rows: 10,
  columns: 10,
  spacingMm: 1,
  thicknessMm: 1,
  firstZMm: 0,
  series: 'good',
}) as readonly [Uint8Array]
const picture = encode({ width: 4, height: 4, data: new Uint8Array(16), channels: 1 })

/** Numbers that are the same at every run (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) % below
  }
}

type Random = (below: number) => number
const one = <T>(random: Random, of: readonly T[]): T => of[random(of.length)]!

const badNames = [
  '../x',
  '..\\..\\x',
  '/etc/x',
  'C:/x',
  'a/../../x',
  './../x',
  '\0',
  '..',
  'a//../..//x',
  'x'.repeat(300),
]

function damagedBytes(random: Random, bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes)
  for (let change = 0; change <= random(12); change++) copy[random(copy.length)] = random(256)
  return random(3) === 0 ? copy.subarray(0, random(copy.length)) : copy
}

function hostileImage(random: Random): Uint8Array {
  const size = one(random, [0, 30_000, 30_001, 65_535])
  const wide = [numberElement(0x00280010, 'US', size), numberElement(0x00280011, 'US', 30_000 + random(3))]
  return dicomSeries({
    images: [new Int16Array(4)],
    rows: 2,
    columns: 2,
    spacingMm: 1,
    thicknessMm: 1,
    firstZMm: 0,
    with: wide,
  })[0]!
}

function hostileZip(random: Random): Uint8Array {
  const entries = Array.from({ length: 1 + random(5) }, (_, index): ZipEntry => {
    const name = random(2) === 0 ? one(random, badNames) : `i${index}`
    const content = one(random, [image, picture, new Uint8Array(0), new Uint8Array(300_000), hostileImage(random)])
    return {
      name,
      content,
      isStored: random(3) === 0,
      isEncrypted: random(5) === 0,
      ...(random(4) === 0 && { statedBytes: one(random, [0, 1, 5000, 0x7fffffff, 0xfffffffe]) }),
      mode: one(random, [0o100644, 0o120777, 0o060666]),
      overlaps: index > 0 && random(4) === 0,
    }
  })
  const zip = makeZip(entries)
  return random(2) === 0 ? damagedBytes(random, zip) : zip
}

/** Makes one hostile thing in a folder. */
function plant(random: Random, folder: string): void {
  const at = (name: string): string => path.join(folder, name)
  const kinds: readonly (() => void)[] = [
    () => fs.writeFileSync(at('a.zip'), hostileZip(random)),
    () => fs.writeFileSync(at('a.dcm'), damagedBytes(random, image)),
    () => fs.writeFileSync(at('a.dcm'), hostileImage(random)),
    () => fs.writeFileSync(at('a.png'), damagedBytes(random, picture)),
    () =>
      fs.writeFileSync(
        at('a.jpg'),
        Buffer.from([0xff, 0xd8, 0xff, ...Array.from({ length: random(60) }, () => random(256))]),
      ),
    () => fs.writeFileSync(at('empty'), ''),
    () => fs.mkdirSync(at('folder.dcm')),
    () => fs.mkdirSync(at('DICOMDIR')),
    () => fs.symlinkSync(folder, at('circle')),
    () => fs.symlinkSync('missing', at('dangling.dcm')),
    () => fs.symlinkSync('/dev/zero', at('endless')),
    () => {
      const names = Array.from({ length: 1 + random(4) }, () =>
        one(random, [...badNames, 'CIRCLE\\A', 'A.DCM', '\\', '..\\..\\..']),
      )
      const directory = dicomDirectory(names.map((name) => name.slice(0, 60)))
      fs.writeFileSync(at('DICOMDIR'), random(2) === 0 ? directory : damagedBytes(random, directory))
    },
  ]
  try {
    one(random, kinds)()
  } catch (error) {
    // Two things of one name.
    if (!['EEXIST', 'EISDIR', 'ELOOP', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

function listing(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted()
}

describe(`${inputs} hostile sources`, () => {
  it('are taken or refused in words, and leave nothing anywhere', async () => {
    const outer = temporaryFolder()
    const before = process.cwd()
    let refused = 0
    const deidentify = deidentifier(Buffer.alloc(32, 1))
    for (let seed = 0; seed < inputs; seed++) {
      const random = seeded(seed)
      const folder = path.join(outer, `outer-${seed}`, 'chosen')
      fs.mkdirSync(folder, { recursive: true })
      fs.writeFileSync(path.join(folder, 'good.dcm'), good)
      for (let thing = 0; thing < 1 + random(4); thing++) plant(random, folder)
      const there = listing(path.dirname(folder))
      const chosen = [
        folder,
        ...['DICOMDIR', 'a.zip'].map((name) => path.join(folder, name)).filter((file) => fs.existsSync(file)),
      ]
      const scan = await scanImages(chosen)
      const sources = openSources()
      let images = 0
      for (const { source } of scan.studies.flatMap(({ series }) => series).flatMap(({ images }) => images))
        try {
          deidentify(await sources.read(source))
          images += 1
        } catch (error) {
          if (!(error instanceof DicomRefusal) && !(error instanceof ScanRefusal)) throw error
          refused += 1
        }
      await sources.close()
      expect(images).toBeGreaterThan(0)
      for (const { because, count } of scan.refused) {
        expect(because).toMatch(/^[a-z].*\.$/)
        refused += count
      }
      expect(listing(path.dirname(folder))).toEqual(there)
      fs.rmSync(path.dirname(folder), { recursive: true })
    }
    expect(fs.readdirSync(outer)).toEqual([])
    expect(process.cwd()).toBe(before)
    expect(refused).toBeGreaterThan(inputs)
  }, 300_000)
})
