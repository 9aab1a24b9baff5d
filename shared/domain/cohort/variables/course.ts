import type { CaseRecord } from '../../case-record.ts'
import { hasDied } from '../../follow-up.ts'
import { dayNumber, daysAYear, isoOfDay, type DayNumber } from '../../partial-date.ts'
import { caseEvidence } from '../../progression/case-evidence.ts'
import { progressionRules } from '../../progression/progression-rules.ts'
import { fvcTrajectory } from '../../progression/trajectory.ts'
import { completenessCounter } from '../../quality/completeness.ts'
import { isCounted } from '../../quality/expected-items.ts'
import { forms } from '../../../dictionary/forms.ts'
import { ildGapFinding } from '../../scores/ild-gap-finding.ts'
import { knownTimeOf } from '../known-time.ts'
import { oncePerCase } from '../once-per-case.ts'
import { placedDay } from '../placed-day.ts'
import type { CohortCase, Variable } from '../variable-model.ts'
import { knownForms } from '../known-forms.ts'
import { choicesOf, withIndex } from './pick.ts'

const progression = 'Progression'
const events = 'Events'
const followUp = 'Follow-up'
const scores = 'Scores'

const verdicts = [
  { code: 'met', label: 'Met' },
  { code: 'not-met', label: 'Not met' },
  { code: 'open', label: 'Not assessable' },
] as const

const evidenceOf = oncePerCase(({ record, settings, today }) => caseEvidence(record, settings, today))

const ruleNames = { 'ppf-2022': 'PPF 2022', inbuild: 'INBUILD', omeract: 'OMERACT CTD-ILD' } as const

function verdictPair({ id, evaluate }: (typeof progressionRules)[number]): readonly Variable[] {
  const verdict = (one: CohortCase, day: DayNumber) => {
    const { met } = evaluate(evidenceOf(one), isoOfDay(day))
    return met === undefined ? 'open' : met ? 'met' : 'not-met'
  }
  const shape = { group: progression, type: 'choice', choices: verdicts, reads: knownForms } as const
  const name = ruleNames[id]
  return [
    {
      ...shape,
      id,
      label: `${name}, last`,
      about: `Verdict of ${name}, looking back from the last day that anything is known of the case.`,
      of: (one) => verdict(one, knownTimeOf(one).to),
    },
    {
      ...shape,
      id: `${id}-at-index`,
      label: `${name} at index`,
      about: `Verdict of ${name}, looking back from the index date.`,
      atIndex: true,
      of: withIndex(verdict),
    },
  ]
}

type EventKind = NonNullable<CaseRecord['records']['event'][number]['kind']>

/** Dated events from the index date on. */
const eventsAfter = (id: string, label: string, kind: EventKind): Variable => ({
  id,
  label,
  group: events,
  type: 'number',
  decimals: 0,
  skewed: true,
  about: `${label}: how many are dated on the index date or later; those without a date do not count.`,
  atIndex: true,
  reads: knownForms,
  of: withIndex((one, index) => {
    const { to } = knownTimeOf(one)
    if (to < index) return undefined
    return one.record.records.event.filter((event) => {
      if (event.kind !== kind || event.onset === undefined) return false
      const day = placedDay(event.onset, one.dates)
      return day >= index && day <= dayNumber(one.today)
    }).length
  }),
})

function completeness(record: CaseRecord): number | undefined {
  const counter = completenessCounter()
  counter.add(record)
  const items = counter.counts().flatMap((form) => form.items)
  const expected = items.reduce((sum, item) => sum + item.expected, 0)
  const answered = items.reduce((sum, item) => sum + item.answered + item.reasoned, 0)
  return expected === 0 ? undefined : (100 * answered) / expected
}

const years = { group: followUp, type: 'number', unit: 'years', decimals: 1, reads: knownForms } as const
const ildGap = { group: scores, type: 'number', decimals: 0, reads: knownForms } as const
const gapAbout = 'ILD-GAP index (Ryerson 2014) from the newest FVC and DLCO'

export const courseVariables: readonly Variable[] = [
  ...progressionRules.flatMap(verdictPair),
  {
    id: 'trajectory',
    label: 'Trajectory of FVC',
    group: progression,
    type: 'choice',
    choices: [
      { code: 'significant-progression', label: 'Significant progression' },
      { code: 'moderate-progression', label: 'Moderate progression' },
      { code: 'stable', label: 'Stable' },
      { code: 'improvement', label: 'Improvement' },
    ],
    about: 'Last FVC % predicted against the first, in the classes of Buschulte 2024.',
    reads: knownForms,
    of: (one) => fvcTrajectory(evidenceOf(one).measurements)?.trajectory,
  },
  {
    ...ildGap,
    id: 'ild-gap-at-index',
    label: 'ILD-GAP at index',
    about: `${gapAbout} up to the index date.`,
    atIndex: true,
    of: withIndex(({ record, settings }, index) => ildGapFinding(record, settings, isoOfDay(index)).score?.value),
  },
  {
    ...ildGap,
    id: 'ild-gap-last',
    label: 'ILD-GAP, last',
    about: `${gapAbout} on record.`,
    of: (one) => ildGapFinding(one.record, one.settings, knownTimeOf(one).asOf).score?.value,
  },
  eventsAfter('infections-after-index', 'Infections after index', 'infection'),
  eventsAfter('admissions-after-index', 'Admissions after index', 'admission'),
  eventsAfter('exacerbations-after-index', 'Acute exacerbations after index', 'acute-exacerbation'),
  {
    id: 'died',
    label: 'Died',
    group: events,
    type: 'yes-no',
    about: 'The status or an event says so.',
    reads: ['case', 'event'],
    of: ({ record }) => hasDied(record),
  },
  {
    id: 'transplanted',
    label: 'Transplanted',
    group: events,
    type: 'yes-no',
    about: 'The status or an event says so.',
    reads: ['case', 'event'],
    of: ({ record }) =>
      record.case.status === 'transplanted' || record.records.event.some(({ kind }) => kind === 'transplant'),
  },
  {
    id: 'cause-of-death',
    label: 'Cause of death',
    group: events,
    type: 'choice',
    choices: choicesOf('event', 'cause_of_death'),
    about: 'Of the event of death, as recorded.',
    reads: ['event'],
    of: ({ record }) => record.records.event.find(({ kind }) => kind === 'death')?.cause_of_death,
  },
  {
    ...years,
    id: 'follow-up-after-index',
    skewed: true,
    label: 'Follow-up after index',
    about:
      'Years from the index date to the last day that the record says something about; not known where that is before the index.',
    atIndex: true,
    of: withIndex((one, index) => {
      const { to } = knownTimeOf(one)
      return to < index ? undefined : (to - index) / daysAYear
    }),
  },
  {
    ...years,
    id: 'follow-up',
    skewed: true,
    label: 'Follow-up',
    about: 'Years from the first examination on record to the last day that the record says something about.',
    of: (one) => {
      const { from, to } = knownTimeOf(one)
      return from === undefined ? undefined : Math.max(0, to - from) / daysAYear
    },
  },
  {
    id: 'visits',
    skewed: true,
    label: 'Visits',
    group: followUp,
    type: 'number',
    decimals: 0,
    about: 'How many visits are recorded up to today.',
    reads: ['visit'],
    of: ({ record, dates, today }) =>
      record.records.visit.filter(({ date }) => date !== undefined && placedDay(date, dates) <= dayNumber(today))
        .length,
  },
  {
    id: 'completeness',
    label: 'Completeness',
    group: followUp,
    type: 'number',
    unit: '%',
    decimals: 0,
    about: 'Share of the expected items of all records that are answered, or empty for a recorded reason.',
    reads: forms.map(({ id }) => id).filter(isCounted),
    of: ({ record }) => completeness(record),
  },
]
