import type { ResultFigure } from '#shared/domain/cohort/analysis-result.ts'
import { dosesFigure } from './doses.ts'
import type { DrawnFigure, FigureFrame } from './figure-model.ts'
import { forestFigure } from './forest.ts'
import { pointsFigure } from './points.ts'
import { survivalFigure } from './survival.ts'
import { swimmerFigure } from './swimmer.ts'
import { trajectoriesFigure } from './trajectories.ts'
import { waterfallFigure } from './waterfall.ts'

/** The figure of an analysis, ready to be drawn at a width. */
export function drawFigure(figure: ResultFigure, frame: FigureFrame): DrawnFigure {
  switch (figure.kind) {
    case 'trajectories':
      return trajectoriesFigure(figure, frame)
    case 'survival':
      return survivalFigure(figure, frame)
    case 'doses':
      return dosesFigure(figure, frame)
    case 'waterfall':
      return waterfallFigure(figure, frame)
    case 'swimmer':
      return swimmerFigure(figure, frame)
    case 'forest':
      return forestFigure(figure, frame)
    case 'points':
      return pointsFigure(figure, frame)
  }
}
