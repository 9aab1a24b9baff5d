/** What is computed of a case for a cohort: to choose by, to group by, to stand in Table 1, to adjust for. */
import type { FormId } from '../../dictionary/forms.ts'
import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import type { DayNumber, IsoDay, PartialDate } from '../partial-date.ts'
import type { DateBound } from './cohort-spec.ts'

/** A case as a cohort sees it. */
export interface CohortCase {
  readonly record: CaseRecord
  /** Missing where the case has no index date. */
  readonly index?: DayNumber
  /** The same as known, for what asks how much hangs on the day that was taken for it. */
  readonly indexDate?: PartialDate
  readonly dates: DateBound
  /** Nothing after it is known. */
  readonly today: IsoDay
  readonly settings: ClinicalSettings
}

export type VariableValue = number | string | boolean | readonly string[]

export interface Variable {
  /** `fvc-percent-at-index`. */
  readonly id: string
  readonly label: string
  /** Heading in lists: `Lung function`. */
  readonly group: string
  readonly type: 'number' | 'choice' | 'choices' | 'yes-no' | 'date'
  readonly unit?: string
  readonly decimals?: number
  /** Told as median and quartiles unless asked otherwise: its values are skewed. */
  readonly skewed?: boolean
  /** An age in years: analyses count those over 89 as one, see `analyzedValue`. */
  readonly isAge?: boolean
  /** The codes of `choice` and `choices` with their labels. */
  readonly choices?: readonly { readonly code: string; readonly label: string }[]
  /** One sentence: from what, with which window. */
  readonly about: string
  /** Means anything only with an index date. */
  readonly atIndex?: boolean
  /** Forms that it reads; of others a record may be left empty. */
  readonly reads: readonly FormId[]
  /** Undefined where it is not known. A date is a partial date. */
  readonly of: (one: CohortCase) => VariableValue | undefined
}
