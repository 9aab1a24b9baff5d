/**
 * Takes series of a scan into a case, one after the other: a thread reads, de-identifies and packs, then the record is written. Each
 * is whole in the registry, or not there; whatever ends the import, those before stay and importing again takes the rest.
 */
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { findRecord } from '#main/database/repositories/records.ts'
import { imageSecretOf } from '#main/database/repositories/secrets.ts'
import { translateStorageError } from '#main/database/storage-error.ts'
import { uuidV7 } from '#main/database/uuid-v7.ts'
import type { PackedSeries } from '#main/imaging/intake/pack-series.ts'
import { packFiles } from '#main/imaging/store/image-files.ts'
import { keptReport } from '#shared/domain/imaging/kept-report.ts'
import { emptyReport, mergeReports, type RemovalReport } from '#shared/domain/imaging/removal-report.ts'
import type { RefusedFiles, ScannedSeries } from '#shared/domain/imaging/scan.ts'
import { placesOf } from '#shared/domain/imaging/which-images.ts'
import type { RecordSource } from '#shared/dictionary/record.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { OutputOf, ParsedInputOf } from '#shared/ipc/contract.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import type { Session } from '../session.ts'
import { mapperOf, storedImages, type FoundScans } from './found-images.ts'
import type { Intake } from './intake.ts'
import type { SeriesPacks } from './series-packs.ts'
import { storeSeries, type StoreWish } from './store-series.ts'

type Wish = ParsedInputOf<'images.import'>
type SeriesResult = OutputOf<'images.import'>['series'][number]
type SeriesWish = Wish['series'][number]

interface Needs {
  readonly session: Session
  readonly packs: SeriesPacks
  readonly scans: FoundScans
  readonly intake: Intake
}

/** A series of the wish with the images that are wanted of it. */
interface Chosen {
  readonly wish: SeriesWish
  readonly found: ScannedSeries
  readonly date: string | undefined
  readonly images: ScannedSeries['images']
  readonly bytes: number
}

export async function importSeries(needs: Needs, wish: Wish, context: CallContext): Promise<OutputOf<'images.import'>> {
  const { session } = needs
  session.writer()
  const chosen = chosenOf(needs, wish)
  const total = chosen.reduce((sum, { bytes }) => sum + bytes, 0)
  const results: SeriesResult[] = []
  const removed: RemovalReport[] = []
  /** Studies that were added, by what they were made of. */
  const added = new Map<string, string>()
  let done = 0
  const taking = new SeriesImport(needs, { caseId: wish.caseId, chosen, added }, context)
  try {
    for (const [index, one] of chosen.entries()) {
      const before = done
      const progress = ([images, bytes]: readonly [number, number]): void =>
        context.progress({
          done: Math.min(before + bytes, total),
          total,
          what: `Series ${index + 1} of ${chosen.length}: image ${Math.min(images + 1, one.images.length)} of ${one.images.length}`,
        })
      progress([0, 0])
      const result = await taking.take(one, progress)
      results.push(result.told)
      if (result.removed) removed.push(result.removed)
      done += one.bytes
    }
  } catch (thrown) {
    const error = translateStorageError(thrown)
    const taken = results.filter(({ outcome }) => outcome === 'taken').length
    if (taken === 0 || !(error instanceof AppError)) throw thrown
    const stay =
      taken === 1 ? 'The series that was taken before stays' : `The ${taken} series that were taken before stay`
    return {
      series: results,
      removed: merged(removed),
      stopped: { kind: error.kind, message: `${error.message} ${stay}; importing again takes the rest.` },
    }
  }
  return { series: results, removed: merged(removed) }
}

/** As an answer: lists that may be changed. */
function merged(reports: readonly RemovalReport[]): OutputOf<'images.import'>['removed'] {
  return reports.length === 0 ? emptyReport : mergeReports(reports)
}

/** @throws AppError `not-found`, `invalid-input` before anything is read */
function chosenOf({ session, scans }: Needs, { scanId, caseId, series }: Wish): readonly Chosen[] {
  if (!findRecord(session.reader(), 'case', caseId))
    throw new AppError('not-found', 'This case is not in the registry any more.')
  if (new Set(series.map(({ key }) => key)).size < series.length)
    throw new AppError('invalid-input', 'A series was named twice. Name each once.')
  return series.map((wish) => {
    const found = scans.series(scanId, wish.key)
    const places = placesOf(wish.which, found.images.length)
    if (!places)
      throw new AppError(
        'invalid-input',
        `A series has ${found.images.length} images: choose a first and a last one among them.`,
      )
    if (wish.imaging && 'id' in wish.imaging) demandStudy(session, caseId, wish.imaging.id)
    const images = places.map((place) => found.images[place]!)
    return {
      wish,
      found,
      date: scans.dateOf(scanId, wish.key),
      images,
      bytes: images.reduce((sum, { bytes }) => sum + bytes, 0),
    }
  })
}

function demandStudy(session: Session, caseId: string, id: string): void {
  const study = findRecord(session.reader(), 'imaging', id)
  if (study?.caseId !== caseId || study.record.voided_at !== undefined)
    throw new AppError(
      'invalid-input',
      'The imaging study that was chosen is not one of this case. Choose another one.',
    )
}

interface OfImport {
  readonly caseId: string
  readonly chosen: readonly Chosen[]
  readonly added: Map<string, string>
}

/** How long a backup may hold the registry still before the import gives up. */
const longestHoldMs = 120_000
const holdStepMs = 100

class SeriesImport {
  private readonly needs: Needs
  private readonly of: OfImport
  private readonly context: CallContext

  constructor(needs: Needs, of: OfImport, context: CallContext) {
    this.needs = needs
    this.of = of
    this.context = context
  }

  async take(
    one: Chosen,
    progress: (done: readonly [number, number]) => void,
  ): Promise<{ readonly told: SeriesResult; readonly removed?: RemovalReport }> {
    const { session, intake } = this.needs
    const { key } = one.wish
    const here = this.knownAlready(one)
    if (here !== undefined)
      return { told: this.told(one, { outcome: 'here', seriesId: here, images: one.images.length, refused: [] }) }
    const { folder: registry, dataKey } = session.registry()
    const seriesId = uuidV7()
    // Named before the registry can be closed: then its key is gone.
    const files = packFiles({ registry, dataKey, seriesId })
    try {
      const packed = await intake.ask(
        {
          kind: 'pack',
          registry,
          seriesId,
          secret: imageSecretOf(session.reader()),
          images: one.images.map(({ source, bytes }) => ({ source, bytes, name: path.basename(source.path) })),
          stored: this.stored(one),
        },
        { signal: this.context.signal, progress },
      )
      if (packed.outcome !== 'packed') return { told: this.told(one, packed) }
      await this.untilWritable()
      const stored = storeSeries(session, this.storeWish(one, packed), this.context)
      if (stored.imagingId !== undefined && one.wish.imaging && 'add' in one.wish.imaging)
        this.of.added.set(studyKey(one.wish.imaging.add), stored.imagingId)
      return {
        removed: packed.removed,
        told: {
          key,
          outcome: 'taken',
          seriesId,
          ...(stored.imagingId !== undefined && { imagingId: stored.imagingId }),
          images: packed.pack.contents.images.length,
          words: wordsOfTaken(packed.pack.contents.images.length, packed.refused),
          refused: told(packed.refused),
        },
      }
    } catch (error) {
      for (const file of [files.part, files.fresh]) removeQuietly(file)
      throw error
    }
  }

  /** The series that holds exactly these images, told from what the scan read. */
  private knownAlready(one: Chosen): string | undefined {
    const mapUid = mapperOf(this.needs.session)
    const own = new Set(
      one.images.flatMap(({ sopInstance }) => (sopInstance === undefined ? [] : [mapUid(sopInstance)])),
    )
    if (own.size < one.images.length) return undefined
    return this.stored(one).find(
      ({ sopInstances }) => sopInstances.length === own.size && sopInstances.every((uid) => own.has(uid)),
    )?.seriesId
  }

  private stored({ found }: Chosen) {
    const { session, packs } = this.needs
    return found.uid === undefined ? [] : storedImages(session, packs, this.of.caseId, mapperOf(session)(found.uid))
  }

  /** While a backup copies the registry nothing is written; what was read and packed is worth the wait. */
  private async untilWritable(): Promise<void> {
    const { session } = this.needs
    const start = performance.now()
    for (;;) {
      try {
        session.writer()
        return
      } catch (error) {
        const isHeld = error instanceof AppError && error.kind === 'in-use'
        if (!isHeld || this.context.signal.aborted || performance.now() - start > longestHoldMs) throw error
        await wait(holdStepMs)
      }
    }
  }

  private storeWish(one: Chosen, { pack, facts, removed }: PackedSeries & { readonly outcome: 'packed' }): StoreWish {
    const { label, imaging } = one.wish
    const date = one.date ?? this.dateOfStudy(imaging)
    return {
      caseId: this.of.caseId,
      ...(imaging && { imaging: this.studyOf(imaging) }),
      source: this.sourceOfCase(),
      series: [
        {
          pack,
          values: { ...(date !== undefined && { date }), ...(label && { label }) },
          facts: { ...facts, removed: keptReport(removed) },
        },
      ],
    }
  }

  /** Images of a made-up case are as made up as the rest of it. */
  private sourceOfCase(): RecordSource {
    return (findRecord(this.needs.session.reader(), 'case', this.of.caseId)?.record.source ??
      'recorded') as RecordSource
  }

  private studyOf(imaging: NonNullable<SeriesWish['imaging']>): NonNullable<StoreWish['imaging']> {
    if ('id' in imaging) return { id: imaging.id }
    const id = this.of.added.get(studyKey(imaging.add))
    if (id !== undefined) return { id }
    const thicknesses = this.of.chosen.flatMap(({ wish, found }) =>
      wish.imaging &&
      'add' in wish.imaging &&
      studyKey(wish.imaging.add) === studyKey(imaging.add) &&
      found.thicknessMm !== undefined
        ? [found.thicknessMm]
        : [],
    )
    const thinnest = Math.min(...thicknesses)
    const { date, modality } = imaging.add
    return {
      add: {
        values: {
          date,
          modality,
          ...(thinnest >= 0.1 && thinnest <= 20 && { slice_thickness: Number(thinnest.toFixed(3)) }),
        },
      },
    }
  }

  private dateOfStudy(imaging: SeriesWish['imaging']): string | undefined {
    if (!imaging) return undefined
    if ('add' in imaging) return imaging.add.date
    const date = findRecord(this.needs.session.reader(), 'imaging', imaging.id)?.record['date']
    return typeof date === 'string' ? date : undefined
  }

  private told({ wish: { key } }: Chosen, packed: Exclude<PackedSeries, { outcome: 'packed' }>): SeriesResult {
    const refused = told(packed.refused)
    return packed.outcome === 'here'
      ? {
          key,
          outcome: 'here',
          seriesId: packed.seriesId,
          images: packed.images,
          words: 'The case has these images already: they were not taken again.',
          refused,
        }
      : { key, outcome: 'refused', images: 0, words: `This series ${packed.because} Nothing of it was taken.`, refused }
  }
}

const studyKey = ({ date, modality }: { readonly date: string; readonly modality: string }): string =>
  `${date} ${modality}`

function wordsOfTaken(images: number, refused: readonly RefusedFiles[]): string {
  const left = refused.reduce((sum, { count }) => sum + count, 0)
  const taken = images === 1 ? '1 image was taken.' : `${images} images were taken.`
  if (left === 0) return taken
  return `${taken} ${left === 1 ? '1 image was' : `${left} images were`} left out: slices may be missing.`
}

const told = (refused: readonly RefusedFiles[]): SeriesResult['refused'] =>
  refused.map(({ examples, ...each }) => ({ ...each, examples: [...examples] }))

function removeQuietly(file: string): void {
  try {
    fs.rmSync(file, { force: true })
  } catch {
    // The next opening takes it away.
  }
}
