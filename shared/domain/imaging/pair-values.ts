/** From two series side by side to the record of a marked pair, and back. */
import type { RecordValues } from '../../dictionary/record.ts'
import type { CaseRecord } from '../case-record.ts'
import { comparePartialDates } from '../partial-date.ts'
import type { GrayWindow } from './gray-window.ts'
import { matchedHere, nearestTo } from './linked-position.ts'
import type { Link } from './linked-position.ts'
import { isMoved, noShift, shiftedCrop, viewOfCrop } from './pair-alignment.ts'
import type { AcrossShift } from './pair-alignment.ts'
import { cropOfPair } from './pair-figure.ts'
import type { PairRecord } from './pair-figure.ts'
import type { CropRectangle, PlaneView } from './plane-view.ts'
import { positionsMm } from './series-geometry.ts'
import type { SeriesGeometry } from './series-geometry.ts'

interface Side {
  readonly seriesId: string
  /** Missing where the images don't say where they lie. */
  readonly levelMm: number | undefined
}

/** What two panes show. */
export interface ShownPair {
  readonly left: Side
  readonly right: Side
  readonly link: Link
  readonly window: GrayWindow | undefined
  /** On the left. */
  readonly crop: CropRectangle | undefined
  /** How the patient lies on the right against the left. */
  readonly shift: AcrossShift
}

const rounded = (mm: number): number => Math.round(mm * 10) / 10 + 0

/** Whether the series on the right is the earlier one. */
function isTurned({ records }: CaseRecord, { left, right }: ShownPair): boolean {
  const dateOf = ({ seriesId }: Side) => {
    const series = records.image_series.find(({ id }) => id === seriesId)
    return series?.date ?? records.imaging.find(({ id }) => id === series?.imaging)?.date
  }
  const [a, b] = [dateOf(left), dateOf(right)]
  return a !== undefined && b !== undefined && comparePartialDates(a, b) > 0
}

/** What is recorded of a pair as it is shown; a sentence where that can't be. */
export function pairValuesOf(record: CaseRecord, shown: ShownPair): RecordValues | { readonly why: string } {
  const isRightEarlier = isTurned(record, shown)
  const [earlier, later] = isRightEarlier ? [shown.right, shown.left] : [shown.left, shown.right]
  if (shown.left.levelMm === undefined || shown.right.levelMm === undefined || earlier.levelMm === undefined)
    return { why: 'One of the two does not say where its images lie in the body, so no level can be marked.' }
  // Each side where it stands: what is seen is what is marked.
  const link = shown.link.isLinked ? shown.link : matchedHere(shown.left.levelMm, shown.right.levelMm)
  const offsetMm = earlier === shown.left ? link.offsetMm : -link.offsetMm
  const { window, shift } = shown
  const crop = shown.crop && isRightEarlier ? shiftedCrop(shown.crop, shift, 1) : shown.crop
  const way = isRightEarlier ? -1 : 1
  return {
    earlier: earlier.seriesId,
    later: later.seriesId,
    offset_mm: rounded(offsetMm),
    earlier_at_mm: rounded(earlier.levelMm),
    crop_left_mm: crop ? rounded(crop.leftMm) : null,
    crop_top_mm: crop ? rounded(crop.topMm) : null,
    crop_width_mm: crop ? rounded(crop.widthMm) : null,
    crop_height_mm: crop ? rounded(crop.heightMm) : null,
    shift_left_mm: isMoved(shift) ? rounded(way * shift.leftMm) : null,
    shift_back_mm: isMoved(shift) ? rounded(way * shift.backMm) : null,
    window_center_hu: window ? Math.round(window.center) : null,
    window_width_hu: window ? Math.max(1, Math.round(window.width)) : null,
  }
}

const columns = [
  'title',
  'earlier',
  'later',
  'offset_mm',
  'earlier_at_mm',
  'crop_left_mm',
  'crop_top_mm',
  'crop_width_mm',
  'crop_height_mm',
  'shift_left_mm',
  'shift_back_mm',
  'window_center_hu',
  'window_width_hu',
  'in_documents',
] as const satisfies readonly (keyof PairRecord)[]

/** All values of a pair with some of them changed: an edit replaces the record. */
export const editedPair = (pair: PairRecord, changes: RecordValues): RecordValues => ({
  ...Object.fromEntries(columns.map((name) => [name, pair[name] ?? null])),
  ...changes,
})

/** The pairs of two series, whichever of them stands on the left, the newest first. */
export const pairsOf = ({ records }: CaseRecord, a: string, b: string): readonly PairRecord[] =>
  records.ct_pair
    .filter(({ earlier, later }) => (earlier === a && later === b) || (earlier === b && later === a))
    .toSorted((x, y) => y.created_at.localeCompare(x.created_at) || y.id.localeCompare(x.id))

/** How a pair links the series on the left with the one on the right. */
const linkOfPair = ({ earlier, offset_mm = 0 }: PairRecord, left: string): Link => ({
  isLinked: true,
  offsetMm: earlier === left ? offset_mm : -offset_mm + 0,
})

/** The link of two series as it was last marked or remembered; nothing where it never was. */
export function rememberedLink(record: CaseRecord, left: string, right: string): Link | undefined {
  const latest = latestOf(record, left, right)
  return latest && linkOfPair(latest, left)
}

/** How the patient lay on the right against the left when the two were last marked. */
export function rememberedShift(record: CaseRecord, left: string, right: string): AcrossShift {
  const latest = latestOf(record, left, right)
  return latest ? shiftOfPair(latest, left) : noShift
}

const latestOf = (record: CaseRecord, left: string, right: string): PairRecord | undefined =>
  pairsOf(record, left, right).toSorted((x, y) => y.updated_at.localeCompare(x.updated_at))[0]

function shiftOfPair(
  { earlier, shift_left_mm: leftMm = 0, shift_back_mm: backMm = 0 }: PairRecord,
  left: string,
): AcrossShift {
  return earlier === left ? { leftMm, backMm } : { leftMm: 0 - leftMm, backMm: 0 - backMm }
}

/** What two panes are to show of a pair. */
export interface OpenedPair {
  readonly link: Link
  readonly first: {
    readonly leftIndex?: number
    readonly window?: GrayWindow
    readonly crop?: CropRectangle
    readonly shift?: AcrossShift
    readonly view?: PlaneView
  }
}

/** @param geometry of the series on the left; without it the pair opens where the series begins */
export function openedPair(
  pair: PairRecord,
  left: { readonly seriesId: string; readonly geometry?: SeriesGeometry | null | undefined },
): OpenedPair {
  const { earlier_at_mm: at = 0, offset_mm = 0, window_center_hu: center, window_width_hu: width } = pair
  const level = pair.earlier === left.seriesId ? at : at + offset_mm
  const nearest = left.geometry && nearestTo(positionsMm(left.geometry), level)
  const shift = shiftOfPair(pair, left.seriesId)
  const ofEarlier = cropOfPair(pair)
  const crop = ofEarlier && pair.earlier !== left.seriesId ? shiftedCrop(ofEarlier, shift, -1) : ofEarlier
  return {
    link: linkOfPair(pair, left.seriesId),
    first: {
      ...(nearest && { leftIndex: nearest.index }),
      ...(center !== undefined && width !== undefined && { window: { center, width } }),
      ...(crop && { crop, view: viewOfCrop(crop) }),
      ...(isMoved(shift) && { shift }),
    },
  }
}
