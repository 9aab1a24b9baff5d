import type { EChartsOption } from 'echarts'
import type { ResultFigure } from '#shared/domain/cohort/analysis-result.ts'
import type { ChartTheme } from '../drug-colors.ts'

export type FigureOf<K extends ResultFigure['kind']> = Extract<ResultFigure, { kind: K }>

export interface FigureFrame {
  /** px */
  readonly width: number
  readonly theme: ChartTheme
}

/** A figure ready to be drawn, as high as what it holds needs. */
export interface DrawnFigure {
  readonly option: EChartsOption
  /** px */
  readonly height: number
  /** Number of marks, which decides how it is drawn. */
  readonly points: number
}
