/** Ticks of a time axis on calendar borders: years, and quarters, months or weeks when there is room for their names. */
import { daysPerMonth } from '#shared/domain/drug-start.ts'
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

const monthSteps = [1, 2, 3, 6, 12, 24, 60, 120]
/** px that a number of months needs, with air around it. */
const numberRoom = 36
const leastTickGap = 9

/**
 * Ticks of an axis that counts months from a day on: numbered where there is room, finer ones without a number between.
 * @param from days from the start, negative before it
 * @param to days from the start
 */
export function monthTicks(from: number, to: number, width: number): readonly TimeTick[] {
  const pxPerMonth = (width / Math.max(1, to - from)) * daysPerMonth
  const every = monthSteps.find((step) => step * pxPerMonth >= numberRoom) ?? 240
  const fine = monthSteps.find((step) => step * pxPerMonth >= leastTickGap && every % step === 0) ?? every
  const first = Math.ceil(from / daysPerMonth / fine)
  const last = Math.floor(to / daysPerMonth / fine)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const months = (first + index) * fine
    return { day: months * daysPerMonth, text: months % every === 0 ? String(months).replace('-', '−') : '' }
  })
}

/** The day a number of months before another, for windows of one, two or five years. */
export function daysOfYears(years: number): number {
  return Math.round(years * 365.25)
}
