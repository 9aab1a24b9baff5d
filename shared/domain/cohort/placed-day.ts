/** The one day that stands for a date of which only the month or the year is known, as the cohort chooses it. */
import { firstDay, lastDay, middleDay, type DayNumber, type PartialDate } from '../partial-date.ts'
import type { DateBound } from './cohort-spec.ts'

const placed = { first: firstDay, middle: middleDay, last: lastDay } as const

export const placedDay = (date: PartialDate, bound: DateBound): DayNumber => placed[bound](date)
