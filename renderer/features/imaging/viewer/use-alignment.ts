import { useState } from 'react'
import type { Link } from '#shared/domain/imaging/linked-position.ts'
import { noShift, planeShift, shiftedCrop, shiftedView } from '#shared/domain/imaging/pair-alignment.ts'
import type { AcrossShift, Alignment, PlaneShift } from '#shared/domain/imaging/pair-alignment.ts'
import { fittingView } from '#shared/domain/imaging/plane-view.ts'
import type { CropRectangle, PlaneView } from '#shared/domain/imaging/plane-view.ts'
import { along } from '#shared/domain/imaging/series-geometry.ts'
import type { PlaneGeometry, SeriesGeometry } from '#shared/domain/imaging/series-geometry.ts'
import type { Side } from './pair-levels.ts'
import type { Both, FirstState } from './pair-state.ts'
import type { StackName } from './stack.ts'

interface AlignmentWish {
  readonly first: FirstState | undefined
  readonly name: StackName
  /** What both sides show; missing for pictures that are not here yet. */
  readonly planes: Both<PlaneGeometry | undefined>
  /** Of the left. */
  readonly geometry: SeriesGeometry | undefined
  readonly link: Link
  /** Rows and columns run alike on both sides. */
  readonly areAlike: boolean
}

/** How the right side lies against the left; the part that both show, and the crop, each on either side. */
export function useAlignment({ first, name, planes, geometry, link, areAlike }: AlignmentWish) {
  const [shift, setShift] = useState<AcrossShift>((areAlike && first?.shift) || noShift)
  const [crop, setCrop] = useState<CropRectangle | undefined>(areAlike ? first?.crop : undefined)
  const [views, setViews] = useState<Partial<Record<StackName, PlaneView>>>(
    first?.view && areAlike ? { images: first.view } : {},
  )
  const [ownViews, setOwnViews] = useState<Partial<Both<PlaneView>>>({})
  // Cuts are turned the same way, whatever way the images were.
  const isShared = areAlike || name !== 'images'
  const alignment: Alignment = { link, shift }
  const { left, right } = planes
  const none: PlaneShift = { throughMm: link.offsetMm, acrossMm: 0, downMm: 0 }
  const across = left && geometry && isShared ? planeShift(name, left, geometry, alignment) : none
  const common = left && right && isShared ? fittingView([left, shiftedPlane(right, across)]) : undefined

  return {
    alignment,
    across,
    isShared,
    crop,
    sharedView: views.images,
    setCrop,
    setShift,
    viewOn(side: Side): PlaneView | undefined {
      if (!isShared) return ownViews[side]
      const view = views[name] ?? common
      return view && side === 'right' ? shiftedView(view, across, 1) : view
    },
    cropOn: (side: Side): CropRectangle | undefined =>
      name !== 'images' ? undefined : crop && side === 'right' ? shiftedCrop(crop, shift, 1) : crop,
    setView(side: Side, view: PlaneView | undefined): void {
      if (isShared) {
        const ofLeft = view && side === 'right' ? shiftedView(view, across, -1) : view
        setViews(({ [name]: _, ...rest }) => (ofLeft ? { ...rest, [name]: ofLeft } : rest))
      } else setOwnViews(({ [side]: _, ...rest }) => (view ? { ...rest, [side]: view } : rest))
    },
    resetViews(): void {
      setViews({})
      setOwnViews({})
    },
    /** The crop drawn on a side: the other one gets the same, as far away as the patient lies. */
    drawCrop: (side: Side, drawn: CropRectangle): void =>
      setCrop(side === 'right' ? shiftedCrop(drawn, shift, -1) : drawn),
    /** Moves the crop on one side alone, the picture under it the other way: the two lie otherwise from then on. */
    slide(side: Side, acrossMm: number, downMm: number): AcrossShift {
      const moved = { leftMm: acrossMm, backMm: downMm }
      const way = side === 'right' ? 1 : -1
      const next = { leftMm: shift.leftMm + way * acrossMm, backMm: shift.backMm + way * downMm }
      setShift(next)
      if (side === 'left') {
        setCrop(crop && shiftedCrop(crop, moved, 1))
        const view = views.images ?? common
        if (view) setViews({ ...views, images: shiftedView(view, { throughMm: 0, acrossMm, downMm }, 1) })
      }
      return next
    },
  }
}

/** Where the right plane would lie if the patient lay as on the left. */
function shiftedPlane(plane: PlaneGeometry, { acrossMm, downMm }: PlaneShift): PlaneGeometry {
  const { origin, rowDirection, columnDirection } = plane
  return { ...plane, origin: along(along(origin, rowDirection, -acrossMm), columnDirection, -downMm) }
}
