/** Moments as this workstation's clock and calendar show them. */
import { formatPartialDate } from '#shared/domain/partial-date.ts'

const isoDay = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' })
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' })
const clockWithSeconds = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' })

/** Local ISO day of a UTC time. */
export const dayOf = (at: string): string => isoDay.format(new Date(at))
/** `14:03` */
export const timeOf = (at: string): string => clock.format(new Date(at))
/** `14:03:22` */
export const clockOf = (at: string): string => clockWithSeconds.format(new Date(at))
/** `12 Apr 2026, 14:03:22` */
export const momentOf = (at: string): string => moment.format(new Date(at))

/** `Today, Friday 20 Nov 2026` */
export function dayWords(day: string, today: string): string {
  const words = `${weekday.format(new Date(`${day}T12:00`))} ${formatPartialDate(day)}`
  return day === today ? `Today, ${words}` : words
}
