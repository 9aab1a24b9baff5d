/** Dates of demo records. Many cases share their days, so each is worked out once. */
import { dayNumber, isoOfDay } from '#shared/domain/partial-date.ts'
import type { DayNumber, PartialDate } from '#shared/domain/partial-date.ts'

/** The demo's last day: a constant, so that the demo is the same whenever it is made. */
export const demoToday = '2026-11-01'
export const demoTodayNumber: DayNumber = dayNumber(demoToday)

export const daysPerYear = 365.25

const known = new Map<DayNumber, PartialDate>()

/** The full date of a day. */
export function onDay(day: DayNumber): PartialDate {
  const whole = Math.round(day)
  let date = known.get(whole)
  if (date === undefined) {
    date = isoOfDay(whole)
    known.set(whole, date)
  }
  return date
}

/** The month of a day. */
export function inMonth(day: DayNumber): PartialDate {
  return onDay(day).slice(0, 7)
}

/** The year of a day. */
export function inYear(day: DayNumber): PartialDate {
  return onDay(day).slice(0, 4)
}

/** Demo days are written as they would be remembered: the longer ago, the vaguer. */
export function asRemembered(day: DayNumber, asked: DayNumber): PartialDate {
  const years = (asked - day) / daysPerYear
  return years > 4 ? inYear(day) : years > 0.1 ? inMonth(day) : onDay(day)
}

/** True when two days fall in one month. */
export function sameMonth(a: DayNumber, b: DayNumber): boolean {
  return inMonth(a) === inMonth(b)
}
