/** Ticks of a time axis on calendar borders: years, and quarters, months or weeks when there is room for their names. */
import { firstDay, isoOfDay, type DayNumber } from '#shared/domain/partial-date.ts'

export interface TimeTick {
  readonly day: DayNumber
  /** Empty where there is no room for a name. */
  readonly text: string
}

export interface TimeTicks {
  /** Borders of years. */
  readonly years: readonly TimeTick[]
  /** Borders of quarters, months or weeks, none where the years stand too close. */
  readonly parts: readonly TimeTick[]
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** px that a name needs with air around it. */
const yearRoom = 38
const monthRoom = 32
const dayRoom = 26

/**
 * @param from first day shown, may lie between two days
 * @param to last day shown
 * @param width px between them
 */
export function timeTicks(from: DayNumber, to: DayNumber, width: number): TimeTicks {
  const pxPerDay = width / Math.max(1, to - from)
  const firstYear = Number(isoOfDay(Math.floor(from)).slice(0, 4))
  const lastYear = Number(isoOfDay(Math.floor(to)).slice(0, 4))
  const every = [1, 2, 5, 10, 20, 50].find((step) => step * 365.25 * pxPerDay >= yearRoom) ?? 100
  const years: TimeTick[] = []
  for (let year = firstYear; year <= lastYear; year += 1) {
    years.push({ day: firstDay(String(year)), text: year % every === 0 ? String(year) : '' })
  }
  const inside = ({ day }: TimeTick) => day >= from && day <= to
  // The year in which the view begins keeps its name, at the left edge, where the next name leaves room for it.
  const begun = years.find(({ day }) => day < from)
  const next = years.find(({ day }) => day >= from)
  const pinned =
    begun && (!next || (next.day - from) * pxPerDay >= yearRoom) ? [{ day: from, text: String(firstYear) }] : []
  return { years: [...pinned, ...years.filter(inside)], parts: parts(firstYear, lastYear, pxPerDay).filter(inside) }

  function parts(first: number, last: number, scale: number): TimeTick[] {
    const monthStep = 30.4 * scale >= monthRoom ? 1 : 91.3 * scale >= monthRoom ? 3 : undefined
    const named = monthStep !== undefined
    const step = monthStep ?? (91.3 * scale >= 9 ? 3 : undefined)
    if (step === undefined) return []
    const ticks: TimeTick[] = []
    for (let year = first; year <= last; year += 1) {
      for (let month = 0; month < 12; month += step) {
        const day = firstDay(`${year}-${String(month + 1).padStart(2, '0')}`)
        ticks.push({ day, text: named ? (monthNames[month] ?? '') : '' })
      }
    }
    return 7 * scale >= dayRoom ? [...ticks, ...weeks(scale)].sort((a, b) => a.day - b.day) : ticks
  }

  function weeks(scale: number): TimeTick[] {
    const step = scale >= dayRoom ? 1 : 7
    const ticks: TimeTick[] = []
    for (let day = Math.ceil(from); day <= to; day += 1) {
      const inMonth = Number(isoOfDay(day).slice(8))
      if (inMonth !== 1 && (inMonth - 1) % step === 0 && inMonth < 29) ticks.push({ day, text: String(inMonth) })
    }
    return ticks
  }
}

/** The day a number of months before another, for windows of one, two or five years. */
export function daysOfYears(years: number): number {
  return Math.round(years * 365.25)
}
