/** What two dates side by side show. */
import type { GrayWindow } from '#shared/domain/imaging/gray-window.ts'
import type { Link } from '#shared/domain/imaging/linked-position.ts'
import type { AcrossShift } from '#shared/domain/imaging/pair-alignment.ts'
import type { CropRectangle, PlaneView } from '#shared/domain/imaging/plane-view.ts'
import type { Side } from './pair-levels.ts'

export type Both<T> = Readonly<Record<Side, T>>
export const sides: readonly Side[] = ['left', 'right']

/** What one side shows. */
export interface ShownSide {
  readonly seriesId: string
  /** The image, by its number in the series. */
  readonly index: number
  readonly levelMm: number | undefined
}

/** What both show: enough to make the figure of it. */
export interface PairState {
  readonly left: ShownSide
  readonly right: ShownSide
  readonly link: Link
  /** How the patient lies on the right against the left, within an image. */
  readonly shift: AcrossShift
  readonly window: GrayWindow | undefined
  /** Of the left. Missing: all of both. */
  readonly view: PlaneView | undefined
  /** On the left; on the right it lies farther by the shift. */
  readonly crop: CropRectangle | undefined
}

/** What is shown first. */
export type FirstState = Partial<Pick<PairState, 'window' | 'view' | 'crop' | 'shift'>> & {
  readonly leftIndex?: number
}
