/** What a fitted course says: slopes before and after the index, their change, and the mean at any time. */
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { isEstimable, type OrthonormalColumns } from '#shared/statistics/linear/orthonormal-columns.ts'
import { designMatrix } from '#shared/statistics/tidy/design-matrix.ts'
import type { Cell } from '#shared/statistics/tidy/columns.ts'
import type { CourseModel } from './course-data.ts'
import { everybody } from '../survival/survival-figure.ts'

export interface Effect {
  readonly estimate: number
  readonly se: number
  /** Of Student’s t distribution; missing where the normal one is used. */
  readonly df?: number
  readonly p: number
  readonly lower: number
  readonly upper: number
}

export interface CourseFit {
  /** Columns of the design that have a coefficient. */
  readonly names: readonly string[]
  /** Columns that say nothing beside those before them, and have none. */
  readonly aliased: readonly string[]
  /** Both kinds of columns. */
  readonly design: OrthonormalColumns
  /** Of a combination of the coefficients; nothing where the values don’t tell how sure it is. */
  readonly effect: (combination: Float64Array) => Effect | undefined
}

export type SlopeKind = 'before' | 'after' | 'change' | 'slope'

export interface Slope {
  readonly group: string
  readonly kind: SlopeKind
  /** Of the coefficients, and what it comes to; nothing where the values don’t tell this slope. */
  readonly told: { readonly combination: Float64Array; readonly effect: Effect } | undefined
}

/**
 * In each group the slope before and after the index and their change; of one line its slope.
 * @throws StatisticsProblem where the values tell none of them
 */
export function slopesOf(model: CourseModel, fit: CourseFit): readonly Slope[] {
  const slopes = groupsOf(model).flatMap((group) => {
    const [earlier, now, later] = rowsAt(model, group, [-1, 0, 1]) as [Float64Array, Float64Array, Float64Array]
    const [before, after] = [minus(now, earlier), minus(later, now)]
    const kinds: readonly (readonly [SlopeKind, Float64Array])[] = model.piecewise
      ? [
          ['before', before],
          ['after', after],
          ['change', minus(after, before)],
        ]
      : [['slope', after]]
    return kinds.map(([kind, difference]) => ({ group, kind, told: toldOf(fit, difference) }))
  })
  if (!slopes.some(({ told }) => told))
    throw new StatisticsProblem(
      `The values of ${model.outcome.label} stand at too few different times to tell a slope.`,
    )
  return slopes
}

/** @param row of the whole design, or a difference of two */
function toldOf({ design, effect }: CourseFit, row: Float64Array): Slope['told'] {
  if (!isEstimable(design, row)) return undefined
  const combination = Float64Array.from(design.kept, (index) => row[index]!)
  const told = effect(combination)
  return told && { combination, effect: told }
}

interface FittedMean {
  readonly group: string
  /** Among the group’s values, where they tell it. */
  readonly points: readonly (readonly [years: number, mean: number, lower: number, upper: number])[]
}

/** At the mean of the numbers that were adjusted for, and the reference of the choices. */
export function fittedMeans(model: CourseModel, fit: CourseFit): readonly FittedMean[] {
  return groupsOf(model).map((group) => {
    const times = drawnTimes(model, group)
    return {
      group,
      points: rowsAt(model, group, times).flatMap((row, at) => {
        const told = toldOf(fit, row)
        return told ? [[times[at]!, told.effect.estimate, told.effect.lower, told.effect.upper] as const] : []
      }),
    }
  })
}

const steps = 40

/** From the first to the last value of a group, evenly, with the index where that lies between. */
function drawnTimes(model: CourseModel, own: string): readonly number[] {
  const years = yearsOfGroup(model, own)
  const [from, to] = [years.reduce((a, b) => Math.min(a, b)), years.reduce((a, b) => Math.max(a, b))]
  if (from === to) return [from]
  const grid = Array.from({ length: steps + 1 }, (_, at) => from + ((to - from) * at) / steps)
  return (from < 0 && to > 0 ? [...grid, 0] : grid).toSorted((a, b) => a - b)
}

/** When the values of a group are of. */
export const yearsOfGroup = ({ data, group }: CourseModel, own: string): readonly number[] =>
  data['years']!.map(Number).filter((_, row) => !group || String(data[group.column]![row]) === own)

const groupsOf = ({ group, levels }: CourseModel): readonly string[] => (group ? levels[group.column]! : [everybody])

const minus = (a: Float64Array, b: Float64Array) => a.map((value, at) => value - b[at]!)

/** Rows of the whole design for a patient of a group at some times. */
function rowsAt(model: CourseModel, group: string, times: readonly number[]): Float64Array[] {
  const { data, levels, terms, covariates } = model
  const usual = (column: string): Cell => {
    if (column === model.group?.column) return group
    if (levels[column]) return levels[column][0]!
    const values = data[column]!.map(Number)
    return values.reduce((sum, value) => sum + value, 0) / values.length
  }
  const made = {
    years: times,
    years_after: times.map((years) => Math.max(0, years)),
    ...Object.fromEntries(
      covariates.map(({ column }) => {
        const value = usual(column)
        return [column, times.map(() => value)]
      }),
    ),
  }
  const { columns } = designMatrix(made, terms, [...times.keys()], { levels })
  return times.map((_, row) => Float64Array.from(columns, (column) => column[row]!))
}
