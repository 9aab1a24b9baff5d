/** What is settled over the whole block: the order of day and month, and the sign of decimals. */
import { formatPartialDate } from '../partial-date.ts'
import type { DateOrder } from '../parse-clinical-date.ts'
import type { DecimalSign, Decision, Delimiter } from './proposal.ts'
import type { DateReading } from './read-date.ts'
import { speaksFor } from './read-value.ts'

interface WrittenDate {
  readonly text: string
  readonly reading: DateReading
}

/**
 * Whether the day or the month comes first in `04/12/2021`. One date that can only be read one way settles all; a date
 * that would lie in the future does so too, since results don't. Otherwise it must be asked.
 */
export function settleDateOrder(
  dates: readonly WrittenDate[],
  today: string,
  chosen: DateOrder | undefined,
): Decision<DateOrder> {
  const open = dates.flatMap(({ text, reading }) => (reading.kind === 'numbers' ? [{ text, ...reading }] : []))
  if (open.length === 0) return { value: undefined, by: 'not needed' }
  if (chosen) return { value: chosen, by: 'chosen' }
  const dayFirst = open.find(({ monthFirst }) => monthFirst === undefined)
  const monthFirst = open.find((date) => date.dayFirst === undefined)
  if (dayFirst && monthFirst)
    return {
      value: undefined,
      by: 'undecided',
      because: `${dayFirst.text} has the day first, ${monthFirst.text} the month.`,
    }
  if (dayFirst)
    return { value: 'day-first', by: 'evidence', because: `${dayFirst.text} can only be read with the day first.` }
  if (monthFirst)
    return {
      value: 'month-first',
      by: 'evidence',
      because: `${monthFirst.text} can only be read with the month first.`,
    }
  const future = (date: string | undefined) => date !== undefined && date > today
  const lateMonth = open.find((date) => future(date.monthFirst) && !future(date.dayFirst))
  const lateDay = open.find((date) => future(date.dayFirst) && !future(date.monthFirst))
  if (lateMonth && !lateDay)
    return { value: 'day-first', by: 'evidence', because: wouldBeLate(lateMonth.text, lateMonth.monthFirst) }
  if (lateDay && !lateMonth)
    return { value: 'month-first', by: 'evidence', because: wouldBeLate(lateDay.text, lateDay.dayFirst) }
  return { value: undefined, by: 'undecided', because: `${open[0]!.text} can be read in two ways.` }
}

const wouldBeLate = (text: string, date: string | undefined) =>
  `${text} read the other way would be ${formatPartialDate(date ?? '')}, in the future.`

/**
 * Whether decimals stand behind a comma or a point. `12,5` settles it for all, `1,234` doesn't: it could be read in two
 * ways, and stays open when nothing else in the block settles it.
 */
export function settleDecimal(
  numbers: readonly string[],
  delimiter: Delimiter | undefined,
  chosen: DecimalSign | undefined,
): Decision<DecimalSign> {
  const spoken = numbers.map((digits) => ({ digits, speaks: speaksFor(digits) }))
  const comma = spoken.find(({ speaks }) => speaks === ',')
  const point = spoken.find(({ speaks }) => speaks === '.')
  const either = spoken.find(({ speaks }) => speaks === 'either')
  if (!comma && !point && !either) return { value: undefined, by: 'not needed' }
  if (chosen) return { value: chosen, by: 'chosen' }
  if (comma && point)
    return {
      value: undefined,
      by: 'undecided',
      because: `${comma.digits} has a decimal comma, ${point.digits} a point.`,
    }
  if (comma) return { value: ',', by: 'evidence', because: `${comma.digits} has a decimal comma.` }
  if (point) return { value: '.', by: 'evidence', because: `${point.digits} has a decimal point.` }
  // Where commas part the cells, they don't part decimals.
  if (delimiter === 'comma') return { value: '.', by: 'evidence', because: 'Commas part the cells.' }
  return { value: undefined, by: 'undecided', because: `${either!.digits} can be read in two ways.` }
}
