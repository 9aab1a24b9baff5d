import type { ComponentType } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import type { IsoDay } from '#shared/domain/partial-date.ts'
import { LungFunctionView } from './lung-function/lung-function-view.tsx'
import { ProgressionView } from './progression/progression-view.tsx'

/** What each view of the assessment is given. */
export interface ViewProps {
  readonly record: CaseRecord
  readonly today: IsoDay
  readonly settings: ClinicalSettings
}

export interface View {
  readonly id: string
  readonly label: string
  readonly View: ComponentType<ViewProps>
}

/** In the order in which one asks: what is measured, is it worse, what is it, what helped. */
export const views: readonly [View, ...View[]] = [
  { id: 'lung-function', label: 'Lung function', View: LungFunctionView },
  { id: 'progression', label: 'Progression', View: ProgressionView },
]
