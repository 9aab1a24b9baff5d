import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { encode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { deidentifier } from '#main/imaging/deidentify/deidentify.ts'
import { decodeFrame } from '#main/imaging/dicom/decode-frame.ts'
import { numberElement, textElement } from '#main/imaging/dicom/element-to-write.ts'
import { readDicom } from '#main/imaging/dicom/read-dicom.ts'
import { scanImages } from '#main/imaging/scan/scan-images.ts'
import { openSources } from '#main/imaging/scan/source-reader.ts'
import type { Scan, ScannedSeries } from '#shared/domain/imaging/scan.ts'
import { dicomDirectory } from '#tests/support/dicom-directory.ts'
import { dicomSeries, writeDicomSeries, type SeriesToWrite } from '#tests/support/dicom-series.ts'
import { makeZip } from '#tests/support/make-zip.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const images = [0, 1, 2, 3, 4].map((slice) => Int16Array.from({ length: 12 * 10 }, (_, at) => at * 10 - 1000 + slice))
const chest: SeriesToWrite = {
  images,
  rows: 12,
  columns: 10,
  spacingMm: 0.7,
  thicknessMm: 1.25,
  firstZMm: -120,
  kernel: 'B70f',
  description: 'Thorax Lunge',
}
const all = (scan: Scan): readonly ScannedSeries[] => scan.studies.flatMap(({ series }) => series)
const hasPillow = fs.existsSync('/usr/lib/python3/dist-packages/PIL')
const withoutPillow = hasPillow ? '' : ' (skipped: needs Debian’s python3-pil)'
const reasons = (scan: Scan): readonly string[] => scan.refused.map(({ reason }) => reason).toSorted()

describe('looking for images', () => {
  it('shows series with what they are recognized by', async () => {
    const folder = temporaryFolder()
    await writeDicomSeries(path.join(folder, 'one'), { ...chest, studyDate: '20230201', study: 'old' })
    await writeDicomSeries(path.join(folder, 'two'), {
      ...chest,
      kernel: 'B31f',
      series: 'soft',
      images: images.slice(2),
    })
    const { studies, refused } = await scanImages([folder])
    expect(refused).toEqual([])
    expect(studies.map(({ date, series }) => [date, series.length])).toEqual([
      ['2024-01-15', 1],
      ['2023-02-01', 1],
    ])
    expect(studies[1]!.series[0]).toMatchObject({
      modality: 'CT',
      description: 'Thorax Lunge',
      orientation: 'axial',
      isLocalizer: false,
      thicknessMm: 1.25,
      stepMm: 1.25,
      spacingMm: [0.7, 0.7],
      kernel: 'B70f',
      rows: 12,
      columns: 10,
      frames: 5,
      transferSyntax: 'Explicit VR Little Endian',
      burnedInRisk: undefined,
      warnings: [],
    })
    expect(studies[1]!.series[0]!.images.map(({ positionMm }) => positionMm)).toEqual([
      -120, -118.75, -117.5, -116.25, -115,
    ])
  })

  it('sets scouts apart from the series that they plan', async () => {
    const folder = temporaryFolder()
    await writeDicomSeries(path.join(folder, 'axial'), chest)
    const scout = [
      textElement(0x00080008, 'CS', 'ORIGINAL', 'PRIMARY', 'LOCALIZER'),
      textElement(0x00080018, 'UI', '1.2.3.99'),
      textElement(0x00200037, 'DS', '1', '0', '0', '0', '0', '-1'),
    ]
    await writeDicomSeries(path.join(folder, 'scout'), { ...chest, images: images.slice(0, 1), with: scout })
    const series = all(await scanImages([folder]))
    expect(
      series.map(({ isLocalizer, orientation, images: { length } }) => [isLocalizer, orientation, length]),
    ).toEqual([
      [false, 'axial', 5],
      [true, 'coronal', 1],
    ])
  })

  it('warns of missing slices, mixed thickness, and images that are there twice', async () => {
    const folder = temporaryFolder()
    const files = await writeDicomSeries(folder, chest)
    fs.copyFileSync(files[0]!, path.join(folder, 'again'))
    fs.rmSync(files[2]!)
    const thick = dicomSeries({ ...chest, with: [textElement(0x00180050, 'DS', '5')] })
    fs.writeFileSync(files[4]!, thick[4]!)
    expect(all(await scanImages([folder]))[0]!.warnings).toEqual([
      'One image is there twice; it is taken once.',
      'Slices are missing in one place.',
      'Slices of different thickness are mixed: 1.25, 5 mm.',
    ])
  })

  it('reads no more of a file than its header', async () => {
    const folder = temporaryFolder()
    const big = new Int16Array(512 * 512)
    const [file] = await writeDicomSeries(folder, { ...chest, images: [big], rows: 512, columns: 512 })
    // Only a header is left; that there are too few pixels is found when they are read.
    fs.truncateSync(file!, 100_000)
    const scan = await scanImages([folder])
    const source = all(scan)[0]!.images[0]!.source
    const bytes = await openSources().read(source)
    expect(() => deidentifier(Buffer.alloc(32, 1))(bytes)).toThrow('ends before it is complete')
  })

  it('can be cancelled between two files, and tells how far it is', async () => {
    const folder = temporaryFolder()
    await writeDicomSeries(folder, chest)
    const stop = new AbortController()
    const told: number[] = []
    const scan = scanImages([folder], {
      signal: stop.signal,
      progress: ({ files }) => {
        told.push(files)
        stop.abort()
      },
    })
    await expect(scan).rejects.toMatchObject({ kind: 'cancelled' })
    expect(told).toEqual([1])
  })
})

describe('a disc', () => {
  it('is read by its index, whatever the case of its names', async () => {
    const folder = temporaryFolder()
    const files = await writeDicomSeries(path.join(folder, 'images'), chest)
    fs.renameSync(files[0]!, path.join(folder, 'images', 'im0001'))
    fs.writeFileSync(path.join(folder, 'DICOMDIR'), dicomDirectory(['IMAGES\\IM0001']))
    const alone = await scanImages([path.join(folder, 'DICOMDIR')])
    expect(all(alone).map((series) => series.images.length)).toEqual([1])
    expect(all(await scanImages([folder])).map((series) => series.images.length)).toEqual([5])
  })

  it('is refused where its index names files outside of it, or files that are not there', async () => {
    const outer = temporaryFolder()
    await writeDicomSeries(path.join(outer, 'secret'), chest)
    const disc = path.join(outer, 'disc')
    fs.mkdirSync(disc)
    fs.symlinkSync(path.join(outer, 'secret'), path.join(disc, 'LINK'))
    const outside = ['..\\secret\\0001.dcm', '/etc/passwd', 'C:\\WINDOWS', 'SUB/../..\\X', 'LINK\\0001.dcm', '.\\X']
    fs.writeFileSync(path.join(disc, 'DICOMDIR'), dicomDirectory([...outside, 'MISSING\\IM1']))
    const scan = await scanImages([path.join(disc, 'DICOMDIR')])
    expect(scan.studies).toEqual([])
    const counts = Object.fromEntries(scan.refused.map(({ reason, count }) => [reason, count]))
    expect(counts).toEqual({ outside: outside.length, 'missing-file': 1 })
  })
})

describe('a folder', () => {
  it('is searched without following links, waiting on pipes, or minding what lies about', async () => {
    const outer = temporaryFolder()
    await writeDicomSeries(path.join(outer, 'elsewhere'), chest)
    const folder = path.join(outer, 'folder')
    fs.mkdirSync(path.join(folder, 'deep.dcm'), { recursive: true })
    fs.symlinkSync(folder, path.join(folder, 'circle'))
    fs.symlinkSync(path.join(outer, 'elsewhere'), path.join(folder, 'elsewhere'))
    fs.symlinkSync('/dev/zero', path.join(folder, 'zero.dcm'))
    spawnSync('mkfifo', [path.join(folder, 'pipe.dcm')])
    fs.writeFileSync(path.join(folder, 'empty.dcm'), '')
    fs.writeFileSync(path.join(folder, '.DS_Store'), 'x')
    fs.writeFileSync(path.join(folder, 'letter.txt'), 'Dear colleague, '.repeat(40))
    const scan = await scanImages([folder, path.join(outer, 'gone')])
    expect(scan.studies).toEqual([])
    expect(reasons(scan)).toEqual(['empty', 'link', 'missing-file', 'not-dicom', 'special-file'])
    expect(scan.refused.find(({ reason }) => reason === 'link')?.count).toBe(3)
  })
})

describe('a zip file', () => {
  const files = dicomSeries(chest)
  const zipped = (folder: string, entries: Parameters<typeof makeZip>[0]): string => {
    const file = path.join(folder, 'images.zip')
    fs.writeFileSync(file, makeZip(entries))
    return file
  }

  it('is read like a folder, and images are read from it later', async () => {
    const zip = zipped(
      temporaryFolder(),
      files.map((content, index) => ({ name: `a/${index}`, content })),
    )
    const scan = await scanImages([zip])
    const [series] = all(scan)
    expect(series!.images).toHaveLength(5)
    const sources = openSources()
    const read = await Promise.all(series!.images.map(({ source }) => sources.read(source)))
    await sources.close()
    expect(read.map((bytes) => Buffer.from(bytes).equals(Buffer.from(files[0]!)))).toContain(true)
  })

  it('loses the entries that are encrypted, lead out of it, are links or zip files, and keeps the others', async () => {
    const content = files[0]!
    const scan = await scanImages([
      zipped(temporaryFolder(), [
        { name: 'good', content },
        { name: '../../slip', content },
        { name: '/absolute', content },
        { name: 'C:\\drive', content },
        { name: 'locked', content, isEncrypted: true },
        { name: 'inner.zip', content: makeZip([{ name: 'x', content }]) },
        { name: 'inner', content: makeZip([{ name: 'x', content }]) },
        { name: 'link', content: Buffer.from('/etc/passwd'), mode: 0o120777 },
        { name: 'empty', content: Buffer.alloc(0) },
      ]),
    ])
    expect(all(scan).map((series) => series.images.length)).toEqual([1])
    const counts = Object.fromEntries(scan.refused.map(({ reason, count }) => [reason, count]))
    expect(counts).toEqual({ 'zip-name': 3, 'zip-encrypted': 1, 'zip-nested': 2, link: 1, empty: 1 })
  })

  it.each([
    ['of one entry of zeros', [{ name: 'bomb', content: Buffer.alloc(40 * 2 ** 20) }]],
    [
      'whose entries share their bytes',
      [0, 1, 2, 3].map((n) => ({ name: `${n}`, content: files[0]!, overlaps: n > 0 })),
    ],
    ['that states more than it holds', [{ name: 'bomb', content: files[0]!, statedBytes: 0xfffffff0 }]],
  ])('is refused as a bomb %s', async (_, entries) => {
    const scan = await scanImages([zipped(temporaryFolder(), entries)])
    expect(scan.studies).toEqual([])
    expect(reasons(scan)).toEqual(['zip-bomb'])
  })

  it('that lies about an entry’s length gives that entry as damaged', async () => {
    const scan = await scanImages([zipped(temporaryFolder(), [{ name: 'liar', content: files[0]!, statedBytes: 300 }])])
    expect(reasons(scan)).toEqual(['zip-damaged'])
  })
})

describe('pictures', () => {
  const deidentify = deidentifier(Buffer.alloc(32, 1))

  async function asImages(folder: string): Promise<readonly Uint8Array[]> {
    const [series] = all(await scanImages([folder]))
    const sources = openSources()
    return Promise.all(series!.images.map(async ({ source }) => deidentify(await sources.read(source)).bytes))
  }

  it('of PNG become images of gray and color, 16 bits included, without their texts', async () => {
    const folder = temporaryFolder()
    const gray = Uint16Array.from({ length: 6 }, (_, at) => at * 10_000)
    const png = { width: 3, height: 2, text: { Author: 'Planted Doe' } }
    fs.writeFileSync(path.join(folder, '1.png'), encode({ ...png, data: gray, depth: 16, channels: 1 }))
    const rgba = Uint8Array.from({ length: 24 }, (_, at) => (at % 4 === 3 ? 128 : at * 10))
    fs.writeFileSync(path.join(folder, '2.png'), encode({ ...png, data: rgba, depth: 8, channels: 4 }))
    expect(fs.readFileSync(path.join(folder, '1.png')).includes('Planted')).toBe(true)
    const [one, two] = await asImages(folder)
    for (const bytes of [one!, two!]) expect(Buffer.from(bytes).includes('Planted')).toBe(false)
    expect([...(await decodeFrame(readDicom(one!), 1)).pixels]).toEqual([...gray])
    const blended = rgba.filter((_, at) => at % 4 !== 3).map((value) => Math.round((value * 128) / 255))
    const color = await decodeFrame(readDicom(two!), 1)
    expect([color.photometric, ...color.pixels]).toEqual(['RGB', ...blended])
    expect(readDicom(one!).text(0x0020000e)).toBe(readDicom(two!).text(0x0020000e))
  })

  it.skipIf(!hasPillow)(`of JPEG stay compressed, and lose what cameras write${withoutPillow}`, async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'photo.jpg')
    writeJpeg(file, 'comment=b"Planted Doe", exif=exif')
    expect(fs.readFileSync(file).includes('Planted Doe')).toBe(true)
    expect(fs.readFileSync(file).includes('Planted Camera')).toBe(true)
    const [bytes] = await asImages(folder)
    expect(Buffer.from(bytes!).includes('Planted')).toBe(false)
    expect(await decodeFrame(readDicom(bytes!), 1)).toMatchObject({ rows: 24, columns: 32, photometric: 'RGB' })
  })

  it.skipIf(!hasPillow)(`of progressive JPEG are refused by name${withoutPillow}`, async () => {
    const folder = temporaryFolder()
    writeJpeg(path.join(folder, 'photo.jpg'), 'progressive=True')
    const { refused } = await scanImages([folder])
    expect(refused).toMatchObject([{ reason: 'picture', because: expect.stringContaining('a progressive JPEG') }])
  })

  it('are shown as what may hold a name', async () => {
    const folder = temporaryFolder()
    fs.writeFileSync(path.join(folder, '1.png'), encode({ width: 1, height: 1, data: new Uint8Array(1), channels: 1 }))
    expect(all(await scanImages([folder]))[0]!.burnedInRisk).toContain('may show a name')
  })

  it('of more pixels than are shown are refused, and so are images', async () => {
    const folder = temporaryFolder()
    const png = Buffer.from(encode({ width: 1, height: 1, data: new Uint8Array(1), channels: 1 }))
    png.writeUInt32BE(30_001, 16)
    fs.writeFileSync(path.join(folder, 'wide.png'), png)
    const wide = [numberElement(0x00280010, 'US', 30_001), numberElement(0x00280011, 'US', 30_001)]
    fs.writeFileSync(path.join(folder, 'wide.dcm'), dicomSeries({ ...chest, with: wide })[0]!)
    expect(reasons(await scanImages([folder]))).toEqual(['picture', 'too-large'])
  })
})

/** A gradient written by Pillow, which pydicom decodes with. */
function writeJpeg(file: string, options: string): void {
  const script = [
    'from PIL import Image',
    'exif = Image.Exif()',
    'exif[271] = "Planted Camera"',
    'image = Image.linear_gradient("L").resize((32, 24))',
    `Image.merge("RGB", [image, image.rotate(180), image]).save(${JSON.stringify(file)}, quality=90, ${options})`,
  ]
  const { status, stderr } = spawnSync('/usr/bin/python3', ['-c', script.join('\n')], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}
