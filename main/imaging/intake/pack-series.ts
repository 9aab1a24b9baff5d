/**
 * Reads the chosen images of one series from their sources, de-identifies them and packs them into the encrypted file of the series.
 * For a worker thread: it knows no database. Nothing but what de-identification lets through is ever written.
 */
import { deidentifier, type DeidentifiedImage } from '#main/imaging/deidentify/deidentify.ts'
import { imageFacts, type ImageFacts } from '#main/imaging/dicom/image-facts.ts'
import { readDicomHeader } from '#main/imaging/dicom/read-dicom.ts'
import { Refusals, ScanRefusal } from '#main/imaging/scan/scan-refusal.ts'
import { orientationWord } from '#main/imaging/scan/slice-geometry.ts'
import type { SourceReader } from '#main/imaging/scan/source-reader.ts'
import type { Compress } from '#main/imaging/store/compress-here.ts'
import type { PackPlace } from '#main/imaging/store/image-files.ts'
import { beginPack, type FinishedPack, type PackWriter } from '#main/imaging/store/image-pack.ts'
import { mergeReports, type RemovalReport } from '#shared/domain/imaging/removal-report.ts'
import { positionsMm, sliceSpacingMm } from '#shared/domain/imaging/series-geometry.ts'
import type { ImageSource, RefusedFiles } from '#shared/domain/imaging/scan.ts'
import { seriesGeometryOf } from './series-geometry-of.ts'

/** Images that are stored already, by which a series is known again. */
export interface StoredImages {
  readonly seriesId: string
  /** UIDs of its images as they are stored. */
  readonly sopInstances: readonly string[]
}

export interface PackWish {
  readonly place: PackPlace
  /** Of the registry, for new identifiers. */
  readonly secret: Uint8Array
  /** In the order in which they are kept. */
  readonly images: readonly { readonly source: ImageSource; readonly bytes: number; readonly name: string }[]
  readonly stored: readonly StoredImages[]
}

interface PackedFacts {
  readonly series_uid: string
  readonly study_uid: string
  readonly image_rows?: number | undefined
  readonly image_columns?: number | undefined
  readonly orientation?: string | undefined
  readonly kernel?: string | undefined
  readonly slice_thickness?: number | undefined
  readonly slice_spacing?: number | undefined
  readonly pixel_spacing?: number | undefined
}

export type PackedSeries =
  | {
      readonly outcome: 'packed'
      readonly pack: FinishedPack
      readonly facts: PackedFacts
      readonly removed: RemovalReport
      readonly refused: readonly RefusedFiles[]
    }
  | {
      readonly outcome: 'here'
      readonly seriesId: string
      readonly images: number
      readonly refused: readonly RefusedFiles[]
    }
  /** The rest of a sentence after "This series ". */
  | { readonly outcome: 'refused'; readonly because: string; readonly refused: readonly RefusedFiles[] }

/** Called before each image. @throws to end the work; then nothing of it stays */
type PackStep = (done: { readonly images: number; readonly bytes: number }) => void

/** @throws AppError `full-disk`, `read-only`, whatever `step` throws; then nothing is left */
export async function packSeries(
  wish: PackWish,
  { sources, compress }: { readonly sources: SourceReader; readonly compress: Compress },
  step: PackStep,
): Promise<PackedSeries> {
  const taking = new Taking(wish, compress)
  try {
    let bytes = 0
    const rooms = roomsFor(wish.images)
    // The next image is on its way while this one is worked on.
    let next = readAhead(sources, wish.images[0], rooms[0])
    for (const [index, { bytes: size, name }] of wish.images.entries()) {
      step({ images: index, bytes })
      const read = await next
      next = readAhead(sources, wish.images[index + 1], rooms[(index + 1) % rooms.length])
      await taking.image(read, name)
      bytes += size
    }
    step({ images: wish.images.length, bytes })
    return await taking.finish()
  } catch (error) {
    taking.abandon()
    if (error instanceof SeriesRefusal) return { outcome: 'refused', because: error.because, refused: error.refused }
    throw error
  }
}

type Read = { readonly bytes: Uint8Array } | { readonly error: unknown }

/** Larger images are read into memory of their own. */
const mostRoomBytes = 8 * 1024 * 1024

/** Used in turns: new memory for each image would have to be cleared away again. */
function roomsFor(images: PackWish['images']): readonly Uint8Array[] {
  const largest = images.reduce((most, { bytes }) => Math.max(most, bytes), 0)
  return [0, 1].map(() => new Uint8Array(Math.min(largest, mostRoomBytes)))
}

async function readAhead(
  sources: SourceReader,
  image: PackWish['images'][number] | undefined,
  room: Uint8Array | undefined,
): Promise<Read> {
  if (!image) return { error: undefined }
  try {
    return { bytes: await sources.read(image.source, room) }
  } catch (error) {
    return { error }
  }
}

class SeriesRefusal extends Error {
  readonly because: string
  readonly refused: readonly RefusedFiles[]

  constructor(because: string, refused: readonly RefusedFiles[]) {
    super(because)
    this.because = because
    this.refused = refused
  }
}

/** Reports are put together after so many, so that those of a long series take no room. */
const reportsAtOnce = 64

/** One series on its way in. */
class Taking {
  private readonly wish: PackWish
  private readonly compress: Compress
  private readonly deidentify: (bytes: Uint8Array) => DeidentifiedImage
  private readonly refusals = new Refusals()
  private readonly facts: ImageFacts[] = []
  private readonly sopInstances = new Set<string>()
  private reports: RemovalReport[] = []
  private writer: PackWriter | undefined
  private identity: Pick<DeidentifiedImage, 'study' | 'series'> | undefined

  constructor(wish: PackWish, compress: Compress) {
    this.wish = wish
    this.compress = compress
    this.deidentify = deidentifier(wish.secret)
  }

  abandon(): void {
    this.writer?.abandon()
  }

  /** An image that is no sound one is left out and told; a source that can't be read any more ends the series. */
  async image(read: Read, name: string): Promise<void> {
    let taken: DeidentifiedImage
    try {
      if ('error' in read) throw read.error
      taken = this.deidentify(read.bytes)
    } catch (error) {
      this.refusals.add(name, error)
      if (error instanceof ScanRefusal && error.reason !== 'picture')
        throw new SeriesRefusal(
          'could not be read to its end. Look whether the disc or drive is still there, then import it again.',
          this.refusals.toList(),
        )
      return
    }
    const { study, series, sopInstance, bytes, report } = taken
    this.identity ??= { study, series }
    if (this.identity.series !== series)
      throw new SeriesRefusal(
        'is not what it was when it was looked at: its files were changed since. Look for images once more.',
        this.refusals.toList(),
      )
    if (this.sopInstances.has(sopInstance)) return
    this.sopInstances.add(sopInstance)
    this.addReport(report)
    const header = readDicomHeader(bytes)
    const facts = imageFacts(header)
    this.facts.push(facts)
    const { frames = 1, rows, columns, slope, intercept, windows, instanceNumber } = facts
    const [window] = windows
    this.writer ??= beginPack(this.wish.place, this.compress)
    await this.writer.add(bytes, {
      sopInstanceUid: sopInstance,
      transferSyntax: header.transferSyntax,
      frames,
      slope,
      intercept,
      rows,
      columns,
      instanceNumber,
      windowCenter: window?.center,
      windowWidth: window?.width,
    })
  }

  async finish(): Promise<PackedSeries> {
    const refused = this.refusals.toList()
    if (!this.writer || !this.identity) throw new SeriesRefusal('has no image that can be taken.', refused)
    const same = this.wish.stored.find(({ sopInstances }) => this.hasExactly(sopInstances))
    if (same) {
      this.writer.abandon()
      return { outcome: 'here', seriesId: same.seriesId, images: this.sopInstances.size, refused }
    }
    const geometry = seriesGeometryOf(this.facts)
    const [first] = this.facts
    const pack = await this.writer.finish({ modality: first?.modality ?? 'OT', geometry })
    const thicknesses = new Set(this.facts.map(({ sliceThickness }) => sliceThickness))
    return {
      outcome: 'packed',
      pack,
      facts: {
        series_uid: this.identity.series,
        study_uid: this.identity.study,
        image_rows: first?.rows,
        image_columns: first?.columns,
        orientation: geometry
          ? orientationWord({ row: geometry.rowDirection, column: geometry.columnDirection })
          : undefined,
        kernel: first?.kernel.join(' ') || undefined,
        slice_thickness: thicknesses.size === 1 ? rounded(first?.sliceThickness, 3) : undefined,
        slice_spacing: geometry ? rounded(sliceSpacingMm(positionsMm(geometry)), 3) : undefined,
        pixel_spacing: rounded(first?.pixelSpacing?.[0], 4),
      },
      removed: mergeReports(this.reports),
      refused,
    }
  }

  private hasExactly(sopInstances: readonly string[]): boolean {
    return sopInstances.length === this.sopInstances.size && sopInstances.every((uid) => this.sopInstances.has(uid))
  }

  private addReport(report: RemovalReport): void {
    this.reports.push(report)
    if (this.reports.length >= reportsAtOnce) this.reports = [mergeReports(this.reports)]
  }
}

function rounded(value: number | undefined, digits: number): number | undefined {
  return value === undefined ? undefined : Number(value.toFixed(digits))
}
