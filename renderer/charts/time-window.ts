/** The part of the time axis that is shown, and how it moves. Pure: each returns the next window, kept in bounds. */
import type { AxisWindow } from './chart.tsx'
import { daysOfYears } from './time-axis.ts'

/** Days below which there is nothing more to see. */
const leastDays = 21

function within(from: number, days: number, domain: AxisWindow): AxisWindow {
  const all = domain.to - domain.from
  const length = Math.min(all, Math.max(Math.min(leastDays, all), days))
  const start = Math.min(Math.max(from, domain.from), domain.to - length)
  return { from: start, to: start + length }
}

/** Zooms by a factor (0.5 shows half as many days), keeping one day where it is. */
export function zoomed({ from, to }: AxisWindow, factor: number, day: number, domain: AxisWindow): AxisWindow {
  const all = domain.to - domain.from
  const days = Math.min(all, Math.max(Math.min(leastDays, all), (to - from) * factor))
  const share = to === from ? 0.5 : (day - from) / (to - from)
  return within(day - share * days, days, domain)
}

export function moved({ from, to }: AxisWindow, days: number, domain: AxisWindow): AxisWindow {
  return within(from + days, to - from, domain)
}

/** Moves as little as needed to bring a day into view. */
export function holding(shown: AxisWindow, day: number, domain: AxisWindow): AxisWindow {
  const margin = (shown.to - shown.from) * 0.04
  if (day < shown.from + margin) return moved(shown, day - margin - shown.from, domain)
  if (day > shown.to - margin) return moved(shown, day + margin - shown.to, domain)
  return shown
}

/** The last years up to the end of the axis. */
export function lastYears(years: number, domain: AxisWindow): AxisWindow {
  const days = daysOfYears(years)
  return within(domain.to - days, days, domain)
}

/** True where the window is the whole axis, but for less than a day. */
export function isWhole(shown: AxisWindow, domain: AxisWindow): boolean {
  return domain.to - domain.from - (shown.to - shown.from) < 1
}
