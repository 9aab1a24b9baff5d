import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import type { IsoDay } from '#shared/domain/partial-date.ts'

/** What each view of the assessment is given. */
export interface ViewProps {
  readonly record: CaseRecord
  readonly today: IsoDay
  readonly settings: ClinicalSettings
}
