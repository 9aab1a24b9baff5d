/** When something happened to a case for the first time, for analyses of the time to it. */
import type { FormId } from '../../../dictionary/forms.ts'
import { deathDate, hasDied, lastSeenOn } from '../../follow-up.ts'
import { dayNumber, firstDay, lastDay, type DayNumber, type PartialDate } from '../../partial-date.ts'
import { caseEvidence } from '../../progression/case-evidence.ts'
import { firstDayMet } from '../../progression/progression-marks.ts'
import { ppf } from '../../progression/ppf.ts'
import type { Dropped } from '../analysis.ts'
import type { endpoints } from '../analysis-request.ts'
import { placedDay } from '../placed-day.ts'
import type { CohortCase } from '../variable-model.ts'

export type Endpoint = (typeof endpoints)[number]

interface EndpointWords {
  /** `death`, `first infection`. */
  readonly label: string
  /** What is left of those without it: `Survival`. */
  readonly free: string
  /** Of a methods section. */
  readonly about: string
  /** May come again, so that what lay before the index does not count. */
  readonly recurs: boolean
}

export const endpointWords: Readonly<Record<Endpoint, EndpointWords>> = {
  death: { label: 'death', free: 'Survival', about: 'death of any cause', recurs: false },
  transplant: { label: 'lung transplant', free: 'Free of transplant', about: 'lung transplantation', recurs: false },
  'death-or-transplant': {
    label: 'death or transplant',
    free: 'Transplant-free survival',
    about: 'death of any cause or lung transplantation, whichever came first',
    recurs: false,
  },
  progression: {
    label: 'progression',
    free: 'Free of progression',
    about:
      'progression, on the first day on which the criteria of progressive pulmonary fibrosis of the 2022 ATS/ERS/JRS/ALAT guideline were met',
    recurs: false,
  },
  infection: {
    label: 'first infection',
    free: 'Free of infection',
    about: 'the first infection after the index date',
    recurs: true,
  },
  admission: {
    label: 'first admission',
    free: 'Free of admission',
    about: 'the first hospital admission after the index date',
    recurs: true,
  },
  exacerbation: {
    label: 'first acute exacerbation',
    free: 'Free of acute exacerbation',
    about: 'the first acute exacerbation after the index date',
    recurs: true,
  },
}

/** Forms that tell when a case was seen, and when something happened to it. */
const contactForms: readonly FormId[] = [
  'visit',
  'laboratory',
  'pft',
  'walk_test',
  'imaging',
  'infusion',
  'procedure',
  'event',
]

export const formsOfEndpoint = (endpoint: Endpoint): readonly FormId[] =>
  endpoint === 'progression' ? [...contactForms, 'diagnosis'] : contactForms

/** The last day on which the patient is known to have been alive. */
export function lastNews({ record, today, dates }: CohortCase): DayNumber | undefined {
  const { status, status_on } = record.case
  const news = [lastSeenOn(record, today), status === 'died' ? undefined : status_on]
  const days = news.flatMap((date) => (date === undefined ? [] : [Math.min(placedDay(date, dates), dayNumber(today))]))
  return days.length > 0 ? Math.max(...days) : undefined
}

/**
 * The first day of an endpoint, or undefined where it did not happen. Of what may come again, the first after the index.
 * A date that is known in part is the cohort’s bound of it; of progression, the day on which the rule surely was met.
 */
export function endpointDay(endpoint: Endpoint, one: CohortCase): DayNumber | Dropped | undefined {
  const { record, today, settings, index = -Infinity } = one
  switch (endpoint) {
    case 'death':
      return deathDay(one)
    case 'transplant':
      return transplantDay(one)
    case 'death-or-transplant': {
      const days = [deathDay(one), transplantDay(one)]
      const dropped = days.find((day) => typeof day === 'object')
      if (dropped) return dropped
      const known = days.filter((day) => typeof day === 'number')
      return known.length > 0 ? Math.min(...known) : undefined
    }
    case 'progression':
      return firstDayMet(caseEvidence(record, settings, today), ppf)
    case 'infection':
    case 'admission':
      return firstOf(one, endpoint, index)
    case 'exacerbation':
      return firstOf(one, 'acute-exacerbation', index)
  }
}

/** Never before the patient was last seen, where the date leaves that open. */
function deathDay({ record, today, dates }: CohortCase): DayNumber | Dropped | undefined {
  if (!hasDied(record)) return undefined
  const date = deathDate(record)
  if (date === undefined) return { dropped: 'died, date not known' }
  const seen = lastSeenOn(record, today)
  const day = Math.max(placedDay(date, dates), seen === undefined ? -Infinity : firstDay(seen))
  return Math.min(day, lastDay(date), dayNumber(today))
}

function transplantDay({ record, dates }: CohortCase): DayNumber | Dropped | undefined {
  const { status, status_on } = record.case
  const told: readonly (PartialDate | undefined)[] = [
    ...record.records.event.filter(({ kind }) => kind === 'transplant').map(({ onset }) => onset),
    ...(status === 'transplanted' ? [status_on] : []),
  ]
  if (told.length === 0) return undefined
  const dated = told.filter((date) => date !== undefined).map((date) => placedDay(date, dates))
  return dated.length > 0 ? Math.min(...dated) : { dropped: 'transplanted, date not known' }
}

function firstOf(
  { record, dates }: CohortCase,
  kind: 'infection' | 'admission' | 'acute-exacerbation',
  index: DayNumber,
): DayNumber | Dropped | undefined {
  const events = record.records.event.filter((event) => event.kind === kind)
  if (events.some(({ onset }) => onset === undefined))
    return { dropped: `${kind.replace('-', ' ')} without a date, which may have been the first` }
  const days = events.map(({ onset }) => placedDay(onset!, dates)).filter((day) => day > index)
  return days.length > 0 ? Math.min(...days) : undefined
}
