import type { ComponentType } from 'react'
import { LungFunctionView } from './lung-function/lung-function-view.tsx'
import { ProgressionView } from './progression/progression-view.tsx'
import type { ViewProps } from './view-props.ts'

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
