/** The courses of patients with the mean that was fitted to them. */
import type { Gathered } from '../analysis.ts'
import type { ResultFigure } from '../analysis-result.ts'
import type { CaseCourse, CourseModel } from './course-data.ts'
import { fittedMeans, type CourseFit } from './course-effects.ts'
import { everybody } from '../survival/survival-figure.ts'

const mostDrawn = 120

/** Patients as many as can be told apart, evenly from all of them, and the mean of each group. */
export function courseFigure(
  model: CourseModel,
  fit: CourseFit,
  gathered: readonly Gathered<CaseCourse>[],
  index: string,
): ResultFigure {
  const step = Math.max(1, Math.ceil(gathered.length / mostDrawn))
  const drawn = gathered.filter((_, at) => at % step === 0)
  const place = model.group && model.covariates.indexOf(model.group)
  const { label, unit } = model.outcome
  const fitted = fittedMeans(model, fit)
  return {
    kind: 'trajectories',
    id: 'trajectories',
    title: label,
    xLabel: `Years from the ${index}`,
    yLabel: unit === undefined || label.includes(unit) ? label : `${label}, ${unit}`,
    caption: `Thin lines: patients. Thick line: fitted mean with its 95 % confidence band${
      model.covariates.length > (model.group ? 1 : 0)
        ? ', at the mean of the numbers and the reference of the choices adjusted for'
        : ''
    }.${fitted.some(({ points }) => points.length === 0) ? ' Groups without one have too few values for it.' : ''}`,
    patients: drawn.map(({ caseId, value }) => ({
      caseId,
      group: place === undefined ? everybody : String(value.values[place]!),
      points: value.points.chosen.map(({ years, value: y }): [number, number] => [years, y]),
    })),
    shown: drawn.length,
    of: gathered.length,
    fitted: fitted.map(({ group, points }) => ({ group, points: points.map(([...point]) => point) })),
  }
}
