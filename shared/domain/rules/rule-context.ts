/** What a rule is asked, besides the record. */
import type { ClinicalSettings } from '../clinical-settings.ts'
import type { IsoDay } from '../partial-date.ts'

export interface RuleContext {
  /** The day that is looked back from: what is dated later does not count. */
  readonly asOf: IsoDay
  /** Everything in the record was known by this day. */
  readonly today: IsoDay
  readonly settings: ClinicalSettings
}
