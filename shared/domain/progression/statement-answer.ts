/** Whether something was stated within a window: worse symptoms, progression on imaging. */
import { dayNumber, precisionOf, type IsoDay } from '../partial-date.ts'
import type { Answer } from './answer.ts'
import type { Evidence, Statement } from './evidence.ts'
import type { FallWindow } from './falls.ts'
import { daysOf, isNotAfter, isWithin, together, type Days, type Sureness } from './window.ts'

interface StatementWords {
  /** Said where nothing was stated. */
  readonly none: string
  readonly missing: string
  /** Missing where something was said that does not decide it. */
  readonly undecided: string
}

const words: Readonly<Record<'symptoms' | 'imaging', StatementWords>> = {
  symptoms: {
    none: 'whether respiratory symptoms are worse is not recorded',
    missing: 'whether respiratory symptoms are worse',
    undecided: 'whether respiratory symptoms are worse',
  },
  imaging: {
    none: 'no imaging compared with an earlier study is recorded',
    missing: 'imaging compared with an earlier study',
    undecided: 'which sign of progression the imaging shows',
  },
}

/**
 * Stated within the window that ends on the day looked back from. Nothing stated is not the same as not so: then it can’t
 * be told.
 */
export function askStatements(
  evidence: Evidence,
  kind: 'symptoms' | 'imaging',
  asOf: IsoDay,
  window: FallWindow,
): Answer {
  const limit = evidence.knownBy === undefined ? undefined : dayNumber(evidence.knownBy)
  const now: Days = { first: dayNumber(asOf), last: dayNumber(asOf) }
  const surenessOf = ({ date, since }: Statement): Sureness => {
    const days = daysOf(date, limit)
    const compared = since === undefined ? undefined : daysOf(since, limit)
    return together(
      isNotAfter(days, now),
      isWithin(days, now, window.months),
      compared ? isWithin(compared, window.holds === 'pair' ? days : now, window.months) : 'sure',
    )
  }
  const stated = evidence[kind]
    .map((statement) => ({ statement, sureness: surenessOf(statement) }))
    .filter(({ sureness }) => sureness !== 'no')
    .toSorted((a, b) => daysOf(b.statement.date).first - daysOf(a.statement.date).first)
  const sure = (holds: boolean) => stated.find((one) => one.sureness === 'sure' && one.statement.holds === holds)
  const yes = sure(true)
  if (yes) return told(true, yes.statement)
  const dateOpen = stated.find(({ statement, sureness }) => sureness === 'possible' && statement.holds !== false)
  const undecided = stated.find(({ statement }) => statement.holds === undefined)
  const { none, missing, undecided: what } = words[kind]
  if (undecided) return { ...told(undefined, undecided.statement), missing: [what] }
  if (dateOpen) return dateNotKnown(dateOpen.statement, window)
  const no = sure(false)
  if (no) return told(false, no.statement)
  return { met: undefined, because: `${none} within ${window.months} months`, inputs: [], missing: [missing] }
}

const told = (met: boolean | undefined, { text, from = [] }: Statement): Answer => ({
  met,
  because: text,
  inputs: from,
  missing: [],
})

function dateNotKnown({ text, date, since, from = [] }: Statement, { months }: FallWindow): Answer {
  const partial = [date, since].filter((one) => one !== undefined && precisionOf(one) !== 'day')
  return {
    met: undefined,
    because: `${text}: because the date${partial.length > 1 ? 's are' : ' is'} not known to the day, it is open whether that is within ${months} months`,
    inputs: from,
    missing: [`the day of “${text}”`],
  }
}
