/**
 * The figure of a marked pair: which image of either series, which part of it, seen through which window. From the record of
 * the pair and where the images lie; the pictures themselves are cut by `cropped-picture.ts`.
 */
import type { RecordSource } from '../../dictionary/record.ts'
import type { CaseRecord } from '../case-record.ts'
import { formatPartialDate } from '../partial-date.ts'
import type { PartialDate } from '../partial-date.ts'
import type { GrayWindow } from './gray-window.ts'
import { lieAlike, linkedLevelMm, nearestTo, whyNotLinked } from './linked-position.ts'
import { orientationLetters, opposite } from './orientation-letters.ts'
import { mmOfPixel } from './plane-view.ts'
import type { CropRectangle } from './plane-view.ts'
import { planeOf, positionsMm } from './series-geometry.ts'
import type { PlaneGeometry, SeriesGeometry } from './series-geometry.ts'

export type PairRecord = CaseRecord['records']['ct_pair'][number]
type SeriesRecord = CaseRecord['records']['image_series'][number]

/** What the record says of one side: enough for label and caption. */
export interface PairSideFacts {
  readonly seriesId: string
  /** Of the study; missing where it is not recorded. */
  readonly date?: PartialDate | undefined
  readonly modality?: string | undefined
  /** Millimeters. */
  readonly thicknessMm?: number | undefined
  readonly kernel?: string | undefined
  /** Level that was marked, in millimeters along the body, in the coordinates of this series. */
  readonly levelMm: number
}

export interface PairFacts {
  readonly pairId: string
  readonly title?: string | undefined
  readonly earlier: PairSideFacts
  readonly later: PairSideFacts
  /** As it was marked; missing: all values from black to white. */
  readonly window?: GrayWindow | undefined
  /** A part of the body, not all of both images. */
  readonly isCropped: boolean
  /** The least real of what the figure rests on. */
  readonly source: RecordSource
}

/** One picture of the figure. */
export interface PairSidePlan {
  readonly seriesId: string
  /** The image, by its number in the series. */
  readonly index: number
  readonly plane: PlaneGeometry
  /** Along rows and down columns of `plane`, in millimeters; as large on both sides. It may reach beyond the image. */
  readonly crop: CropRectangle
  /** Where the image lies, and how far that is from the level that was marked. */
  readonly levelMm: number
  readonly awayMm: number
  /** Sides of the picture in the patient: `R`, `L`. */
  readonly leftLetter: string
  readonly rightLetter: string
}

export interface PairPlan {
  readonly earlier: PairSidePlan
  readonly later: PairSidePlan
  readonly window: GrayWindow | undefined
}

/** Why there is no figure: a sentence for people. */
export interface NoFigure {
  readonly why: string
}

const leastReal = (sources: readonly RecordSource[]): RecordSource =>
  sources.find((source) => source === 'illustrative') ?? sources.find((source) => source === 'synthetic') ?? 'recorded'

/** What the record says of a pair, or why it is not enough for a figure. */
export function pairFactsOf(record: CaseRecord, pair: PairRecord): PairFacts | NoFigure {
  const { image_series: all, imaging } = record.records
  const [earlier, later] = [pair.earlier, pair.later].map((id) => all.find((series) => series.id === id))
  if (!earlier || !later) return { why: 'One of the two series of this pair was voided, so there is no figure of it.' }
  const erased = [earlier, later].find(({ erased_on }) => erased_on !== undefined)
  if (erased) return { why: `The images of ${nameOf(erased)} were erased, so there is no figure of this pair.` }
  if (pair.earlier_at_mm === undefined || pair.offset_mm === undefined)
    return { why: 'The level of this pair is not recorded, so there is no figure of it. Mark it again.' }
  const dateOf = ({ date, imaging: study }: SeriesRecord) => date ?? imaging.find(({ id }) => id === study)?.date
  const sideOf = (series: SeriesRecord, levelMm: number): PairSideFacts => ({
    seriesId: series.id,
    date: dateOf(series),
    modality: series.modality,
    thicknessMm: series.slice_thickness,
    kernel: series.kernel,
    levelMm,
  })
  const { window_center_hu: center, window_width_hu: width } = pair
  return {
    pairId: pair.id,
    title: pair.title,
    earlier: sideOf(earlier, pair.earlier_at_mm),
    later: sideOf(later, linkedLevelMm(pair.earlier_at_mm, 'left', { isLinked: true, offsetMm: pair.offset_mm })),
    window: center === undefined || width === undefined ? undefined : { center, width },
    isCropped: cropOfPair(pair) !== undefined,
    source: leastReal([pair.source, earlier.source, later.source]),
  }
}

const nameOf = ({ label, date }: SeriesRecord): string =>
  label ? `“${label}”` : date ? `the study of ${formatPartialDate(date)}` : 'one of the two series'

/** @param geometry of the earlier and the later series; null where their images don't say where they lie */
export function pairPlanOf(
  pair: PairRecord,
  { earlier, later, window }: PairFacts,
  geometry: { readonly earlier: SeriesGeometry | null; readonly later: SeriesGeometry | null },
): PairPlan | NoFigure {
  const unlinked = whyNotLinked(geometry.earlier ?? undefined, geometry.later ?? undefined)
  if (unlinked !== undefined || !geometry.earlier || !geometry.later)
    return { why: `${unlinked ?? ''} There is no figure of this pair.`.trim() }
  const first = placed(geometry.earlier, earlier, 'earlier')
  const second = placed(geometry.later, later, 'later')
  if ('why' in first) return first
  if ('why' in second) return second
  const crops = cropsOf(pair, [geometry.earlier, geometry.later], [first.plane, second.plane])
  if ('why' in crops) return crops
  return { earlier: { ...first, crop: crops.earlier }, later: { ...second, crop: crops.later }, window }
}

function placed(
  geometry: SeriesGeometry,
  { seriesId, levelMm }: PairSideFacts,
  which: 'earlier' | 'later',
): Omit<PairSidePlan, 'crop'> | NoFigure {
  const nearest = nearestTo(positionsMm(geometry), levelMm)
  if (!nearest) return { why: `The ${which} series has no images, so there is no figure of this pair.` }
  const { index, awayMm, found } = nearest
  const away = `${Math.abs(awayMm).toFixed(1)} mm`
  if (found === 'beyond')
    return {
      why: `The ${which} series ends ${away} before the level that was marked, so there is no figure of this pair.`,
    }
  if (found === 'gap')
    return {
      why: `Images of the ${which} series are missing at the level that was marked: the nearest lies ${away} away, so there is no figure of this pair.`,
    }
  const plane = planeOf(geometry, index)
  return {
    seriesId,
    index,
    plane,
    levelMm: levelMm + awayMm,
    awayMm,
    leftLetter: orientationLetters(opposite(plane.rowDirection)).slice(0, 1),
    rightLetter: orientationLetters(plane.rowDirection).slice(0, 1),
  }
}

interface Crops {
  readonly earlier: CropRectangle
  readonly later: CropRectangle
}

/** The rectangle that was drawn, or all of both images: as many millimeters on either side. */
function cropsOf(
  pair: PairRecord,
  [a, b]: readonly [SeriesGeometry, SeriesGeometry],
  planes: readonly [PlaneGeometry, PlaneGeometry],
): Crops | NoFigure {
  const isAlike = lieAlike(a, b)
  const crop = cropOfPair(pair)
  if (crop && !isAlike)
    return {
      why: 'The two lie differently in the scanner, so one crop does not hold for both and there is no figure. Remove the crop from the pair.',
    }
  const [wholeA, wholeB] = [wholeOf(planes[0]), wholeOf(planes[1])]
  if (!isAlike) {
    const widthMm = Math.max(wholeA.widthMm, wholeB.widthMm)
    const heightMm = Math.max(wholeA.heightMm, wholeB.heightMm)
    return { earlier: centered(wholeA, widthMm, heightMm), later: centered(wholeB, widthMm, heightMm) }
  }
  const shift = { left: pair.shift_left_mm ?? 0, back: pair.shift_back_mm ?? 0 }
  const moved = (from: CropRectangle, sign: 1 | -1): CropRectangle => ({
    ...from,
    leftMm: from.leftMm + sign * shift.left,
    topMm: from.topMm + sign * shift.back,
  })
  const earlier = crop ?? around(wholeA, moved(wholeB, -1))
  const later = moved(earlier, 1)
  const empty = misses(earlier, wholeA) ? 'earlier' : misses(later, wholeB) ? 'later' : undefined
  if (empty)
    return { why: `The crop lies beside the images of the ${empty} series, so there is no figure of this pair.` }
  return { earlier, later }
}

/** The rectangle of a pair; nothing where none was drawn. */
export function cropOfPair(pair: Partial<PairRecord>): CropRectangle | undefined {
  const { crop_left_mm: leftMm, crop_top_mm: topMm, crop_width_mm: widthMm, crop_height_mm: heightMm } = pair
  if (leftMm === undefined || topMm === undefined || widthMm === undefined || heightMm === undefined) return undefined
  return { leftMm, topMm, widthMm, heightMm }
}

/** Pixels reach half their size beyond their centers. */
function wholeOf(plane: PlaneGeometry): CropRectangle {
  const [leftMm, topMm] = mmOfPixel(plane, -0.5, -0.5)
  return { leftMm, topMm, widthMm: plane.columns * plane.columnSpacingMm, heightMm: plane.rows * plane.rowSpacingMm }
}

const centered = (whole: CropRectangle, widthMm: number, heightMm: number): CropRectangle => ({
  leftMm: whole.leftMm + (whole.widthMm - widthMm) / 2,
  topMm: whole.topMm + (whole.heightMm - heightMm) / 2,
  widthMm,
  heightMm,
})

function around(a: CropRectangle, b: CropRectangle): CropRectangle {
  const leftMm = Math.min(a.leftMm, b.leftMm)
  const topMm = Math.min(a.topMm, b.topMm)
  return {
    leftMm,
    topMm,
    widthMm: Math.max(a.leftMm + a.widthMm, b.leftMm + b.widthMm) - leftMm,
    heightMm: Math.max(a.topMm + a.heightMm, b.topMm + b.heightMm) - topMm,
  }
}

const misses = (crop: CropRectangle, whole: CropRectangle): boolean =>
  crop.leftMm >= whole.leftMm + whole.widthMm ||
  crop.topMm >= whole.topMm + whole.heightMm ||
  crop.leftMm + crop.widthMm <= whole.leftMm ||
  crop.topMm + crop.heightMm <= whole.topMm

/** A pair that stands in a document: what is told of it, or why it has no pictures. */
export interface ToldPair {
  readonly pairId: string
  readonly facts?: PairFacts | undefined
  readonly why?: string | undefined
}

/** The most that one document holds. */
const mostPairsInDocument = 2

/** The pairs that stand in documents: the one with the newest later study first, of equal ones the one marked last. */
export function pairsInDocuments(record: CaseRecord, most: number = mostPairsInDocument): readonly PairRecord[] {
  const { ct_pair: pairs, image_series: series } = record.records
  const dateOf = ({ later }: PairRecord) => series.find(({ id }) => id === later)?.date ?? ''
  return pairs
    .filter(({ in_documents }) => in_documents === 'yes')
    .toSorted((a, b) => dateOf(b).localeCompare(dateOf(a)) || b.created_at.localeCompare(a.created_at))
    .slice(0, most)
}
