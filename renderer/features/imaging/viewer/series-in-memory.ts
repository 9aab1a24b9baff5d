/** At most two series stay in memory, however many are looked at one after the other. */
import { readingOrder } from '#shared/domain/imaging/series-geometry.ts'
import type { ImageSource } from '#shared/domain/imaging/series-image.ts'
import { loadSeries } from './loaded-series.ts'
import type { LoadedSeries } from './loaded-series.ts'
import type { ViewedSeries } from './viewed-series.ts'

/** Two, since two dates are compared. */
const mostSeries = 2

interface Kept {
  readonly source: ImageSource
  readonly seriesId: string
  readonly loaded: LoadedSeries
  users: number
  /** What it was read from is closed: it goes with the last one who looks at it. */
  isStale: boolean
}

/** The most recently used last. */
let kept: Kept[] = []
const watched = new WeakSet<ImageSource>()

/** The order in which a series is looked through. */
export function orderOf({ geometry, imageCount }: ViewedSeries): readonly number[] {
  return geometry ? readingOrder(geometry) : Array.from({ length: imageCount }, (_, index) => index)
}

/** The images of a series, for as long as the one who asked does not let go. */
export function holdSeries(
  source: ImageSource,
  series: ViewedSeries,
): { readonly loaded: LoadedSeries; letGo(): void } {
  watch(source)
  const before = kept.find((one) => one.source === source && one.seriesId === series.seriesId)
  const { seriesId } = series
  const one = before ?? {
    source,
    seriesId,
    loaded: loadSeries({ source, seriesId, order: orderOf(series) }),
    users: 0,
    isStale: false,
  }
  one.users += 1
  kept = [...kept.filter((other) => other !== one), one]
  dropOldest()
  let isHeld = true
  return {
    loaded: one.loaded,
    letGo() {
      if (!isHeld) return
      isHeld = false
      one.users -= 1
      if (one.isStale && one.users === 0) one.loaded.drop()
      dropOldest()
    },
  }
}

/** Nothing of a registry stays in the page once it is closed. */
function watch(source: ImageSource): void {
  if (watched.has(source)) return
  watched.add(source)
  source.onClose?.(() => {
    const stale = kept.filter((one) => one.source === source)
    kept = kept.filter((one) => one.source !== source)
    for (const one of stale) {
      one.isStale = true
      if (one.users === 0) one.loaded.drop()
    }
  })
}

function dropOldest(): void {
  for (const one of kept) {
    if (kept.length <= mostSeries) return
    if (one.users > 0) continue
    one.loaded.drop()
    kept = kept.filter((other) => other !== one)
  }
}
