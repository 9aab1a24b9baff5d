import { monthsBetween } from '#shared/domain/drug-start.ts'
import { formatPartialDate, isoOfDay, type DayNumber } from '#shared/domain/partial-date.ts'
import type { AxisZero } from '../../charts/options/time-frame.ts'

/** A day in words; on an axis that counts from a start with the months from there: `4 Mar 2021, month 11.0`. */
export function dateWords(day: DayNumber, zero?: AxisZero): string {
  const date = formatPartialDate(isoOfDay(day))
  if (zero === undefined) return date
  const months = Math.round(monthsBetween(zero.day, day) * 10) / 10
  return `${date}, month ${months.toFixed(1).replace('-', '−')}`
}
