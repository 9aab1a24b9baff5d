import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import type { IsoDay } from '#shared/domain/partial-date.ts'
import type { Paper } from '#shared/ipc/document-request.ts'

/** What each document of a case is laid out from. */
export interface SheetProps {
  readonly record: CaseRecord
  /** Name of the registry. */
  readonly registry: string
  readonly isDemo: boolean
  readonly settings: ClinicalSettings
  readonly today: IsoDay
  readonly paper: Paper
  /** What else the request says, by its name there. */
  readonly options: Readonly<Record<string, unknown>>
  /** To be called once everything is drawn. */
  readonly onDrawn: () => void
}
