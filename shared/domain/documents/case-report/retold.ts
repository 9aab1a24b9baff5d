import { isPartialDate, type PartialDate } from '../../partial-date.ts'
import type { ToldDates } from './told-dates.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const before = '(?:\\b(on|in|about) )?'
/** As `formatPartialDate` writes it. */
const toTheMonth = new RegExp(`${before}\\b(?:(\\d{1,2}) )?(${months.join('|')}) (\\d{4})\\b`, 'g')
/** Not a year that belongs to a name (`PPF 2022`), not a number with a unit. */
const yearAlone = new RegExp(
  `${before}(?<![A-Z][A-Za-z/]*[ -])\\b((?:19|20)\\d{2})\\b(?! (?:%|m|ft|m?L|m?g|U/L)\\b)`,
  'g',
)

const two = (number: number) => String(number).padStart(2, '0')

/** A sentence of another part of the program, with its dates told as the report tells time. */
export function retold(text: string, tell: ToldDates): string {
  const told = (found: string, word: string | undefined, date: PartialDate) =>
    !isPartialDate(date) ? found : word === undefined ? tell.when(date) : tell.at(date)
  const words = text.replace(toTheMonth, (found: string, word?: string, day?: string, month = '', year = '') => {
    const days = day === undefined ? '' : `-${two(Number(day))}`
    return told(found, word, `${year}-${two(months.indexOf(month) + 1)}${days}`)
  })
  // By the calendar a year stands as it is.
  return tell.counts === 'calendar'
    ? words
    : words.replace(yearAlone, (found: string, word: string | undefined, year: string) => told(found, word, year))
}
