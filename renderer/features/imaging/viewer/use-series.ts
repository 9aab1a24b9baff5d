import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { ImageSource } from '#shared/domain/imaging/series-image.ts'
import type { LoadedSeries } from './loaded-series.ts'
import { holdSeries } from './series-in-memory.ts'
import { stackOf } from './stack.ts'
import type { Stack, StackName } from './stack.ts'
import type { ViewedSeries } from './viewed-series.ts'

export interface HeldSeries {
  readonly series: ViewedSeries
  readonly loaded: LoadedSeries
  /** Each is made once, so that lengths stay on it. */
  stack(name: StackName): Stack
}

/**
 * The images of a series while it is on the screen. Missing for the first moment.
 * @param source the same one as long as the registry is
 */
export function useSeries(source: ImageSource, series: ViewedSeries): HeldSeries | undefined {
  const [held, setHeld] = useState<HeldSeries>()
  const { seriesId } = series
  const latest = useRef(series)
  useLayoutEffect(() => {
    latest.current = series
  })
  useEffect(() => {
    const series = latest.current
    const hold = holdSeries(source, series)
    const { loaded } = hold
    const stacks = new Map<StackName, Stack>()
    setHeld({
      series,
      loaded,
      stack(name) {
        const stack = stacks.get(name) ?? stackOf(series, loaded, name)
        stacks.set(name, stack)
        return stack
      },
    })
    return () => {
      hold.letGo()
      setHeld(undefined)
    }
  }, [source, seriesId])
  return held?.series.seriesId === seriesId ? held : undefined
}

/** The screen does not follow every image that arrives. */
const tellEveryMs = 120

/** Draws again when images have arrived: its version. */
export function useArrivals(loaded: LoadedSeries | undefined): number {
  const subscribe = useMemo(
    () => (listener: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const stop = loaded?.onChange(() => {
        timer ??= setTimeout(() => {
          timer = undefined
          listener()
        }, tellEveryMs)
      })
      return () => {
        clearTimeout(timer)
        stop?.()
      }
    },
    [loaded],
  )
  return useSyncExternalStore(subscribe, () => loaded?.version() ?? 0)
}
