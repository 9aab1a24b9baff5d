/** What was found when images were looked for: kept while the registry is open, told to the page without the paths. */
import { imageSecretOf } from '#main/database/repositories/secrets.ts'
import { seriesOfUid } from '#main/database/repositories/series-by-uid.ts'
import { uuidV7 } from '#main/database/uuid-v7.ts'
import { uidMapper } from '#main/imaging/deidentify/map-uid.ts'
import type { StoredImages } from '#main/imaging/intake/pack-series.ts'
import type { Scan, ScannedSeries } from '#shared/domain/imaging/scan.ts'
import type { FoundImages, FoundSeries } from '#shared/ipc/areas/image-imports.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Session } from '../session.ts'
import type { SeriesPacks } from './series-packs.ts'

export interface FoundScans {
  /** Takes the place of what was found before. */
  keep(scan: Scan): string
  /** @throws AppError `not-found` where it was forgotten, or there is no such series in it */
  series(scanId: string, key: string): ScannedSeries
  /** Of which day the study of a series is, where its images say so. */
  dateOf(scanId: string, key: string): string | undefined
}

export function createFoundScans(session: Session): FoundScans {
  let kept: { readonly scanId: string; readonly scan: Scan } | undefined
  const forget = (): void => {
    kept = undefined
  }

  function study(scanId: string, key: string) {
    if (kept?.scanId !== scanId)
      throw new AppError('not-found', 'What was found is not known any more. Look for the images once more.')
    const study = kept.scan.studies.find(({ series }) => series.some((each) => each.key === key))
    if (!study) throw new AppError('not-found', 'There is no such series in what was found.')
    return study
  }

  return {
    keep(scan) {
      kept = { scanId: uuidV7(), scan }
      session.beforeClosing.add(forget)
      return kept.scanId
    },
    series: (scanId, key) => study(scanId, key).series.find((each) => each.key === key)!,
    dateOf: (scanId, key) => study(scanId, key).date,
  }
}

/** Images of series that the case holds and that were made of the same source. A file that can't be read is as none. */
export function storedImages(
  session: Session,
  packs: SeriesPacks,
  caseId: string,
  seriesUid: string,
): readonly StoredImages[] {
  return seriesOfUid(session.reader(), seriesUid)
    .filter((series) => series.caseId === caseId)
    .flatMap(({ id }) => {
      try {
        return [{ seriesId: id, sopInstances: packs.contentsOf(id).images.map(({ sopInstanceUid }) => sopInstanceUid) }]
      } catch {
        return []
      }
    })
}

/** New identifiers of this registry. */
export const mapperOf = (session: Session): ((original: string) => string) => uidMapper(imageSecretOf(session.reader()))

interface Known {
  readonly session: Session
  readonly packs: SeriesPacks
  readonly caseId: string
}

/** What the page is told of a scan. */
export function toldScan(scanId: string, scan: Scan, known: Known): FoundImages {
  const mapUid = mapperOf(known.session)
  return {
    scanId,
    patients: new Set(scan.studies.map(({ patient }) => patient)).size,
    studies: scan.studies.map(({ key, date, patient, series }) => ({
      key,
      ...(date !== undefined && { date }),
      patient,
      series: series.map((each) => toldSeries(each, mapUid, known)),
    })),
    refused: scan.refused.map(({ examples, ...refused }) => ({ ...refused, examples: [...examples] })),
  }
}

function toldSeries(
  series: ScannedSeries,
  mapUid: (original: string) => string,
  { session, packs, caseId }: Known,
): FoundSeries {
  const { uid, spacingMm: _, images, warnings, ...told } = series
  const seriesUid = uid === undefined ? undefined : mapUid(uid)
  const stored = seriesUid === undefined ? [] : storedImages(session, packs, caseId, seriesUid)
  const others =
    seriesUid === undefined ? [] : seriesOfUid(session.reader(), seriesUid).filter((each) => each.caseId !== caseId)
  const own = images.flatMap(({ sopInstance }) => (sopInstance === undefined ? [] : [mapUid(sopInstance)]))
  const isWhole = stored.some(({ sopInstances }) => {
    const there = new Set(sopInstances)
    return own.length === images.length && own.every((sop) => there.has(sop))
  })
  return {
    ...told,
    images: images.length,
    warnings: [...warnings],
    here: isWhole ? 'all' : stored.length > 0 ? 'some' : 'no',
    elsewhere: [...new Set(others.map(({ caseCode }) => caseCode))],
  }
}
