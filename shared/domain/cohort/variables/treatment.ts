import { medianOf } from '#shared/statistics/median.ts'
import { drugOf, drugs, type DrugClass } from '../../../dictionary/lists/drugs.ts'
import { intervalsBetween } from '../../case-facts.ts'
import type { CaseRecord } from '../../case-record.ts'
import { currentTreatments } from '../../current-treatment.ts'
import { anchorDate } from '../../deidentify/anchor.ts'
import { comparePartialDates, isoOfDay, type DayNumber, type PartialDate } from '../../partial-date.ts'
import { approvalLines } from '../../treatment-summary.ts'
import { knownTimeOf } from '../known-time.ts'
import { placedDay } from '../placed-day.ts'
import type { CohortCase, Variable } from '../variable-model.ts'
import { knownForms } from '../known-forms.ts'
import { withIndex } from './pick.ts'

const group = 'Treatment'
const immuneGlobulin = 'Immune globulin'
const courseForms = ['treatment', 'dose_step', 'infusion'] as const

const steroidSparing: ReadonlySet<DrugClass> = new Set<DrugClass>([
  'antimetabolite',
  'calcineurin-inhibitor',
  'alkylator',
  'b-cell-depletion',
  'jak-inhibitor',
  'other-biologic',
  'other-immunomodulator',
])

const choices = drugs.map(({ code, label }) => ({ code, label }))

/** Nothing about treatment is recorded at all, so that no “never” can be said. */
const isUntold = ({ records }: CaseRecord) => records.treatment.length === 0 && records.infusion.length === 0

/** Every drug that is recorded, each once. */
function recordedDrugs({ records }: CaseRecord): readonly string[] {
  return [...new Set([...records.treatment, ...records.infusion].flatMap(({ drug }) => drug ?? []))]
}

/** Drugs begun by a day; those of unknown start too. What lies ahead is only planned. */
function begunBy({ record, dates }: CohortCase, day: DayNumber): readonly string[] {
  return recordedDrugs(record).filter((drug) => {
    const start = anchorDate(record, `drug:${drug}`)
    return start === undefined || placedDay(start, dates) <= day
  })
}

function inForce({ record }: CohortCase, day: DayNumber): readonly string[] | undefined {
  if (isUntold(record)) return undefined
  return [...new Set(currentTreatments(record, isoOfDay(day)).map(({ drug }) => drug))]
}

/** Undefined where the start of one that would count is not known. */
function immunosuppressantsBefore({ record, dates }: CohortCase, index: DayNumber): number | undefined {
  if (isUntold(record)) return undefined
  const starts = recordedDrugs(record)
    .filter((drug) => steroidSparing.has(drugOf(drug)?.drugClass ?? 'other'))
    .map((drug) => anchorDate(record, `drug:${drug}`))
  if (starts.includes(undefined)) return undefined
  return starts.filter((date) => placedDay(date!, dates) < index).length
}

function ivigDates({ record, dates }: CohortCase, upTo: DayNumber): readonly PartialDate[] {
  return record.records.infusion
    .flatMap(({ drug, date }) => (drug === 'ivig' && date !== undefined ? [date] : []))
    .filter((date) => placedDay(date, dates) <= upTo)
    .toSorted(comparePartialDates)
}

const everOn = (one: CohortCase) => (isUntold(one.record) ? undefined : begunBy(one, knownTimeOf(one).to))

/** Days from asking to the first dose, else to the decision; the middle of what the dates allow. */
function approvalDelay(record: CaseRecord, drug: string): number | undefined {
  const approval = record.records.approval.filter((one) => one.drug === drug).map(({ id }) => id)
  const line = approvalLines(record).find(({ recordId, delayDays }) => approval.includes(recordId) && delayDays)
  return line?.delayDays && (line.delayDays.min + line.delayDays.max) / 2
}

export const treatmentVariables: readonly Variable[] = [
  {
    id: 'drugs-ever',
    label: 'Drugs ever',
    group,
    type: 'choices',
    choices,
    about: 'All drugs with a recorded treatment or infusion; not known where no treatment at all is recorded.',
    reads: knownForms,
    of: everOn,
  },
  {
    id: 'drugs-before-index',
    label: 'Drugs before index',
    group,
    type: 'choices',
    choices,
    about: 'Drugs of which the first dose is dated before the index date; those without any date do not count.',
    atIndex: true,
    reads: courseForms,
    of: withIndex(({ record, dates }, index) =>
      isUntold(record)
        ? undefined
        : recordedDrugs(record).filter((drug) => {
            const start = anchorDate(record, `drug:${drug}`)
            return start !== undefined && placedDay(start, dates) < index
          }),
    ),
  },
  {
    id: 'drugs-at-index',
    label: 'Drugs at index',
    group,
    type: 'choices',
    choices,
    about: 'Drugs in force on the index date, those begun on it included; infusions count while their treatment runs.',
    atIndex: true,
    reads: courseForms,
    of: withIndex(inForce),
  },
  {
    id: 'drugs-now',
    label: 'Drugs at last follow-up',
    group,
    type: 'choices',
    choices,
    about: 'Drugs in force on the last day that anything is known of the case.',
    reads: knownForms,
    of: (one) => inForce(one, knownTimeOf(one).to),
  },
  {
    id: 'lines-before-index',
    skewed: true,
    label: 'Immunosuppressants before index',
    group,
    type: 'number',
    decimals: 0,
    about:
      'How many different steroid-sparing immunosuppressants were begun before the index date; glucocorticoids, immune globulin, antifibrotics and prophylaxis do not count. Not known where the start of one is not.',
    atIndex: true,
    reads: courseForms,
    of: withIndex(immunosuppressantsBefore),
  },
  {
    id: 'ivig-ever',
    label: 'IVIg ever',
    group: immuneGlobulin,
    type: 'yes-no',
    about:
      'A treatment with or an infusion of intravenous immune globulin is recorded; not known where no treatment at all is.',
    reads: knownForms,
    of: (one) => everOn(one)?.includes('ivig'),
  },
  {
    id: 'ivig-before-index',
    label: 'IVIg before index',
    group: immuneGlobulin,
    type: 'yes-no',
    about:
      'The first dose of intravenous immune globulin is dated before the index date; not known where it has no date.',
    atIndex: true,
    reads: courseForms,
    of: withIndex(({ record, dates }, index) => {
      if (isUntold(record)) return undefined
      if (!recordedDrugs(record).includes('ivig')) return false
      const start = anchorDate(record, 'drug:ivig')
      return start === undefined ? undefined : placedDay(start, dates) < index
    }),
  },
  {
    id: 'ivig-cycles',
    skewed: true,
    label: 'IVIg cycles',
    group: immuneGlobulin,
    type: 'number',
    decimals: 0,
    about: 'Dated infusions of intravenous immune globulin, one a cycle whatever days it took; missing without any.',
    reads: knownForms,
    of: (one) => ivigDates(one, knownTimeOf(one).to).length || undefined,
  },
  {
    id: 'ivig-cycles-after-index',
    skewed: true,
    label: 'IVIg cycles from index on',
    group: immuneGlobulin,
    type: 'number',
    decimals: 0,
    about: 'Infusions of intravenous immune globulin on the index date and after it.',
    atIndex: true,
    reads: knownForms,
    of: withIndex((one, index) => {
      if (isUntold(one.record)) return undefined
      return ivigDates(one, knownTimeOf(one).to).filter((date) => placedDay(date, one.dates) >= index).length
    }),
  },
  {
    id: 'ivig-interval',
    skewed: true,
    label: 'Interval of IVIg',
    group: immuneGlobulin,
    type: 'number',
    unit: 'd',
    decimals: 0,
    about: 'Median days from the first day of a cycle to that of the next, of those known to the day.',
    reads: knownForms,
    of: (one) => medianOf(intervalsBetween(ivigDates(one, knownTimeOf(one).to))),
  },
  {
    id: 'ivig-approval-delay',
    skewed: true,
    label: 'Days to approval of IVIg',
    group: immuneGlobulin,
    type: 'number',
    unit: 'd',
    decimals: 0,
    about:
      'Days from the first request to a payer to the first dose, else to the decision; the middle of what the dates allow.',
    reads: ['approval'],
    of: ({ record }) => approvalDelay(record, 'ivig'),
  },
]
