import fs from 'node:fs/promises'
import path from 'node:path'
import type { ImageFacts } from '#main/imaging/dicom/image-facts.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { ImageSource, Scan } from '#shared/domain/imaging/scan.ts'
import { referencedFiles, resolveReferenced } from './dicom-directory.ts'
import { examineImage, type Beginning, type Examined } from './examine-image.ts'
import { filesBelow, mostFiles } from './files-below.ts'
import { groupSeries, type FoundImage } from './group-series.ts'
import { openZip } from './open-zip.ts'
import type { PictureHeader } from './picture-header.ts'
import { Refusals, ScanRefusal, unreadable } from './scan-refusal.ts'

export interface ScanOptions {
  readonly signal?: { readonly aborted: boolean }
  /** Told at most ten times a second, and at the end. */
  readonly progress?: (so: { readonly files: number; readonly images: number }) => void
}

const progressEveryMs = 100

/**
 * Looks what images are in files, folders, discs (a DICOMDIR) and zip files: DICOM of any name, PNG and JPEG. Reads no more than headers and
 * writes nothing anywhere.
 * @returns studies and series, and what was refused, by reason
 * @throws AppError `cancelled`
 */
export async function scanImages(paths: readonly string[], options: ScanOptions = {}): Promise<Scan> {
  const scanner = new Scanner(options)
  for (const each of paths) await scanner.chosen(each)
  return scanner.result()
}

class Scanner {
  private readonly found: FoundImage[] = []
  private readonly refusals = new Refusals()
  private readonly seen = new Set<string>()
  private readonly listings = new Map<string, readonly string[]>()
  private readonly picturesIn = new Map<string, number>()
  private readonly options: ScanOptions
  private files = 0
  private toldAt = 0

  constructor(options: ScanOptions) {
    this.options = options
  }

  result(): Scan {
    this.options.progress?.({ files: this.files, images: this.found.length })
    return { studies: groupSeries(this.found), refused: this.refusals.toList() }
  }

  /** What a user chose: a link is followed only here. */
  async chosen(chosen: string): Promise<void> {
    const refuse = (file: string, error: unknown): void => this.refusals.add(path.basename(file), error)
    let isFolder: boolean
    try {
      isFolder = (await fs.stat(chosen)).isDirectory()
    } catch (error) {
      refuse(chosen, unreadable(error))
      return
    }
    if (!isFolder) await this.file(chosen, true)
    else for await (const file of filesBelow(chosen, refuse)) await this.file(file, false)
  }

  /** @param isAlone whether it was chosen itself: then the index of a disc stands for the files that it names */
  private async file(file: string, isAlone: boolean): Promise<void> {
    await this.attempt(path.basename(file), async () => {
      const real = await fs.realpath(file)
      if (this.seen.has(real)) return
      this.seen.add(real)
      const examined = await examineFile(file)
      if (examined.kind === 'zip') await this.zip(file)
      else if (examined.kind === 'directory') await this.disc(file, examined, isAlone)
      else this.take({ path: file }, (await fs.stat(file)).size, examined, path.dirname(file))
    })
  }

  /** Files that an index names are found with their folder anyway; what it names and isn't there is told. */
  private async disc(file: string, { directory }: Examined & { kind: 'directory' }, isAlone: boolean): Promise<void> {
    const folder = path.dirname(file)
    for (const parts of referencedFiles(directory))
      await this.attempt(path.basename(file), async () => {
        const referenced = await resolveReferenced(folder, parts, (each) => this.listing(each))
        if (isAlone) await this.file(referenced, false)
      })
  }

  private async listing(folder: string): Promise<readonly string[]> {
    const known = this.listings.get(folder)
    if (known) return known
    const names = await fs.readdir(folder).catch(() => [])
    this.listings.set(folder, names)
    return names
  }

  private async zip(file: string): Promise<void> {
    const zip = await openZip(file)
    try {
      for (const { name, refusal } of zip.refused) this.refusals.add(name, refusal)
      for (const { name, offset, bytes } of zip.entries)
        await this.attempt(path.posix.basename(name), async () => {
          const examined = await examineImage({ bytes, read: (most) => zip.read(offset, most) })
          if (examined.kind === 'zip')
            throw new ScanRefusal(
              'zip-nested',
              'is a zip file in a zip file. Unpack the outer one, then choose the folder.',
            )
          if (examined.kind === 'directory') return
          this.take({ path: file, zipOffset: offset }, bytes, examined, `${file}/${path.posix.dirname(name)}`)
        })
    } finally {
      zip.close()
    }
  }

  private take(
    source: ImageSource,
    bytes: number,
    examined: Examined & { kind: 'image' | 'picture' },
    folder: string,
  ): void {
    if (examined.kind === 'image') this.found.push({ source, bytes, facts: examined.facts, about: examined.about })
    else {
      const number = (this.picturesIn.get(folder) ?? 0) + 1
      this.picturesIn.set(folder, number)
      this.found.push(pictureFound({ ...source, picture: { folder, number } }, bytes, examined.header))
    }
  }

  private async attempt(name: string, work: () => Promise<void>): Promise<void> {
    const { signal, progress } = this.options
    if (signal?.aborted) throw new AppError('cancelled', 'Looking for images was cancelled; nothing was taken.')
    this.files += 1
    if (this.files > mostFiles)
      throw new AppError(
        'invalid-input',
        `There are more than ${mostFiles} files in what was chosen. Choose the folder of one patient’s images.`,
      )
    try {
      await work()
    } catch (error) {
      this.refusals.add(name, unreadable(error))
    }
    if (Date.now() - this.toldAt < progressEveryMs) return
    this.toldAt = Date.now()
    progress?.({ files: this.files, images: this.found.length })
  }
}

async function examineFile(file: string): Promise<Examined> {
  const stat = await fs.stat(file)
  if (!stat.isFile()) throw new ScanRefusal('special-file', 'is no plain file.')
  const handle = await fs.open(file)
  try {
    return await examineImage(beginningOf(handle, stat.size))
  } finally {
    await handle.close()
  }
}

function beginningOf(handle: fs.FileHandle, bytes: number): Beginning {
  return {
    bytes,
    read: async (most) => {
      const buffer = new Uint8Array(most)
      const { bytesRead } = await handle.read(buffer, 0, most, 0)
      return buffer.subarray(0, bytesRead)
    },
  }
}

/** Pictures say nothing about themselves that is believed; those of one folder are shown as one series. */
function pictureFound(source: ImageSource, bytes: number, header: PictureHeader): FoundImage {
  const folder = source.picture?.folder ?? ''
  const facts: FoundImage['facts'] & Partial<ImageFacts> = {
    study: `pictures of ${folder}`,
    series: `pictures of ${folder}`,
    sopInstance: undefined,
    modality: 'OT',
    imageType: ['DERIVED', 'SECONDARY'],
    date: undefined,
    seriesNumber: 1,
    instanceNumber: source.picture?.number,
    rows: header.rows,
    columns: header.columns,
    frames: 1,
    position: undefined,
    orientation: undefined,
    pixelSpacing: undefined,
    sliceThickness: undefined,
    kernel: [],
  }
  return {
    source,
    bytes,
    facts,
    about: {
      description: `${header.format} picture`,
      transferSyntax: header.format,
      patient: '',
      burnedInRisk:
        'It is a picture without DICOM: a photograph of a screen, a film or a paper may show a name. Place, time and camera that the file holds are not taken.',
    },
  }
}
