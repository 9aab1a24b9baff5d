import { daysAYear } from '../partial-date.ts'

/** Years of a number of days, to four digits: readable in a table, and a day is never lost in them. */
export const yearsOfDays = (days: number): number => Math.round((days / daysAYear) * 1e4) / 1e4
