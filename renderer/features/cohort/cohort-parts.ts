/** The parts of the cohort screen, in the order of their keys. */
import type { AnalysisKind } from '#shared/domain/cohort/analysis-request.ts'
import type { ShortcutId } from '#renderer/app/shortcut-table.ts'

interface Part {
  readonly id: string
  readonly label: string
  readonly shortcut: ShortcutId
  /** The analyses that it runs, the first one by itself. */
  readonly kinds: readonly AnalysisKind[]
  /** What it answers, before it ran. */
  readonly about: string
}

export const cohortParts = [
  { id: 'definition', label: 'Who is in it', shortcut: 'cohort-definition', kinds: [], about: '' },
  {
    id: 'table1',
    label: 'Table 1',
    shortcut: 'cohort-table1',
    kinds: ['table1'],
    about: 'Describes the cohort, and its groups beside each other.',
  },
  {
    id: 'trajectories',
    label: 'Trajectories',
    shortcut: 'cohort-trajectories',
    kinds: ['lmm', 'gee'],
    about: 'How a measurement goes on over the years around day 0, and whether its slope changes there.',
  },
  {
    id: 'time-to-event',
    label: 'Time to event',
    shortcut: 'cohort-time-to-event',
    kinds: ['km', 'cox', 'cuminc'],
    about: 'How long until something happens, counted from day 0; who is still followed is censored.',
  },
  {
    id: 'rates',
    label: 'Rates',
    shortcut: 'cohort-rates',
    kinds: ['rates'],
    about: 'How often infections, admissions and exacerbations come, a patient-year before and after day 0.',
  },
  {
    id: 'paired',
    label: 'Paired changes',
    shortcut: 'cohort-paired',
    kinds: ['paired'],
    about: 'Each patient against their own value at day 0, after so many months.',
  },
  {
    id: 'exposure',
    label: 'Exposure',
    shortcut: 'cohort-exposure',
    kinds: ['exposure'],
    about: 'Steroid doses and courses of treatment in the months around day 0.',
  },
] as const satisfies readonly Part[]

export type CohortPart = (typeof cohortParts)[number]['id']
export type AnalysisPart = Exclude<CohortPart, 'definition'>

export const partOf = (id: string | undefined): CohortPart =>
  cohortParts.find((part) => part.id === id)?.id ?? 'definition'
