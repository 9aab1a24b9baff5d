import { useState } from 'react'
import type { AxisWindow } from './chart.tsx'
import { holding, isWhole, lastYears, moved, zoomed } from './time-window.ts'

export interface TimeWindow {
  readonly shown: AxisWindow
  /** Everything is in view. */
  readonly whole: boolean
  readonly showAll: () => void
  readonly showLastYears: (years: number) => void
  /** Shows more (factor above 1) or fewer days around one of them. */
  readonly zoomAt: (factor: number, day: number) => void
  /** Moves by a number of days, positive to later ones. */
  readonly moveBy: (days: number) => void
  readonly bringIntoView: (day: number) => void
}

/**
 * The part of the time axis in view. It is kept while the case is edited, as far as the axis still holds it.
 * @param axis what the axis counts from: a window of another one is forgotten
 */
export function useTimeWindow(domain: AxisWindow, axis = 'calendar'): TimeWindow {
  const [kept, keep] = useState<{ readonly axis: string; readonly window: AxisWindow }>()
  const chosen = kept?.axis === axis ? kept.window : undefined
  const setChosen = (window: AxisWindow | undefined) => keep(window && { axis, window })
  const shown = chosen === undefined ? domain : moved(chosen, 0, domain)
  const change = (next: AxisWindow) => setChosen(isWhole(next, domain) ? undefined : next)
  return {
    shown,
    whole: isWhole(shown, domain),
    showAll: () => setChosen(undefined),
    showLastYears: (years) => change(lastYears(years, domain)),
    zoomAt: (factor, day) => change(zoomed(shown, factor, day, domain)),
    moveBy: (days) => change(moved(shown, days, domain)),
    bringIntoView: (day) => change(holding(shown, day, domain)),
  }
}
