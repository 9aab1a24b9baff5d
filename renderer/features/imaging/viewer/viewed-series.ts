import type { SeriesGeometry } from '#shared/domain/imaging/series-geometry.ts'

/** A series as the viewer shows it. */
export interface ViewedSeries {
  readonly seriesId: string
  /** What stands over the pane: the study's date in words. */
  readonly label: string
  /** Kernel, phase, whatever tells this series from others of the study. */
  readonly description?: string
  readonly imageCount: number
  readonly thicknessMm?: number
  /** Missing where the images don't say where they lie: no lengths, levels or cuts then. */
  readonly geometry?: SeriesGeometry
  /** Its values are Hounsfield units. */
  readonly isCt: boolean
}
