/** What a pane leafs through: the images of a series, or cuts through all of them. */
import { emptyValue } from '#shared/domain/imaging/reslice.ts'
import { cutPlan, whyNoCuts } from '#shared/domain/imaging/reslice.ts'
import type { CutName } from '#shared/domain/imaging/reslice.ts'
import { planeOfPicture } from '#shared/domain/imaging/plane-view.ts'
import { mainAxis, normalOf, planeOf, positionsMm } from '#shared/domain/imaging/series-geometry.ts'
import type { PlaneGeometry, SeriesGeometry } from '#shared/domain/imaging/series-geometry.ts'
import type { SeriesImage } from '#shared/domain/imaging/series-image.ts'
import type { LoadedSeries } from './loaded-series.ts'
import { orderOf } from './series-in-memory.ts'
import type { ViewedSeries } from './viewed-series.ts'

/** `images`: the series itself, whatever way it was cut. */
export type StackName = 'images' | CutName

export interface Stack {
  readonly id: string
  readonly name: StackName
  readonly count: number
  /** Where one of them lies; nothing of a picture before it is here. */
  plane(at: number): PlaneGeometry | undefined
  /** Whether lengths on it are millimeters. */
  readonly isMm: boolean
  readonly isCt: boolean
  /** Where it lies along the body. */
  positionMm(at: number): number | undefined
  /** What is here of it now. */
  image(at: number): SeriesImage | undefined
  /** @throws AppError where it can't be read */
  ready(at: number): Promise<SeriesImage>
  /** The number of an image of the series, for `images`. */
  indexOf(at: number): number | undefined
}

let lastId = 0

/** @throws where a cut is asked of a series that allows none: see `whyNoCuts` */
export function stackOf(series: ViewedSeries, loaded: LoadedSeries, name: StackName): Stack {
  lastId += 1
  const id = `stack${lastId}`
  return name === 'images' ? imagesOf(id, series, loaded) : cutsOf(id, series, series.geometry!, loaded, name)
}

function imagesOf(id: string, series: ViewedSeries, loaded: LoadedSeries): Stack {
  const { geometry, isCt } = series
  const order = orderOf(series)
  const positions = geometry && positionsMm(geometry)
  const image = (at: number): SeriesImage | undefined => loaded.image(order[at]!)
  return {
    id,
    name: 'images',
    count: order.length,
    isMm: geometry !== undefined,
    isCt,
    plane(at) {
      if (geometry) return planeOf(geometry, order[at]!)
      const picture = image(at)
      return picture && planeOfPicture(picture)
    },
    positionMm: (at) => positions?.[order[at]!],
    image,
    ready: (at) => loaded.ready(order[at]!),
    indexOf: (at) => order[at],
  }
}

function cutsOf(
  id: string,
  series: ViewedSeries,
  geometry: SeriesGeometry,
  loaded: LoadedSeries,
  name: CutName,
): Stack {
  const plan = cutPlan(geometry, name)
  let last: { readonly at: number; readonly version: number; readonly image: SeriesImage } | undefined
  const image = (at: number): SeriesImage | undefined => {
    // Made only when everything is here that will be: half a body is not shown as if it were one.
    if (loaded.settled() < loaded.count) return undefined
    const version = loaded.version()
    if (last?.at !== at || last.version !== version)
      last = { at, version, image: plan.image(at, (index) => loaded.image(index)) }
    return last.image
  }
  return {
    id,
    name,
    count: plan.count,
    isMm: true,
    isCt: series.isCt,
    plane: (at) => plan.plane(at),
    positionMm(at) {
      const plane = plan.plane(at)
      const axis = mainAxis(normalOf(plane))
      return plane.origin[axis]
    },
    image,
    ready: (at) =>
      new Promise((resolve) => {
        const look = (): void => {
          const made = image(at)
          if (!made) return
          stop()
          resolve(made)
        }
        const stop = loaded.onChange(look)
        look()
      }),
    indexOf: () => undefined,
  }
}

/** Whether a value of a cut stands for nothing. */
export const isEmptyValue = (value: number): boolean => value === emptyValue

/** Why coronal and sagittal cuts are not offered, in words. */
export function whyNoCutsOf({ geometry, isCt }: ViewedSeries, loaded?: LoadedSeries): string | undefined {
  if (!isCt) return 'Cuts are made of CT series alone.'
  if (loaded && !loaded.fits()) return 'This series is too large to be held at once, so it can’t be cut otherwise.'
  return whyNoCuts(geometry)
}

/** What the series' own images are called. */
export function nameOfImages({ geometry }: ViewedSeries): string {
  if (!geometry) return 'Images'
  return (['Sagittal', 'Coronal', 'Axial'] as const)[mainAxis(normalOf(geometry))]
}
