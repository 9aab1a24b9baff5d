import { byGroup, type Coded, type FollowUp } from '../follow-up.ts'
import { sortOrder } from '../sort-order.ts'

export type Ties = 'efron' | 'breslow'

/** People who are compared with each other: they share a baseline hazard. Places go by the time, upward. */
export interface CoxStratum extends FollowUp {
  /** Covariates, one person after another, centered and scaled. */
  readonly x: Float64Array
  /** Places by the time of entry, upward. */
  readonly byEntry: Uint32Array | undefined
}

export interface CoxData {
  readonly strata: readonly CoxStratum[]
  /** In all strata together. */
  readonly rows: number
  readonly covariates: number
  /** What each covariate was multiplied with, so that it deviates by 1 on average. */
  readonly scale: Float64Array
}

/**
 * @param columns of covariates, by the row of the data
 * @param strata without them all are compared with each other
 */
export function coxData(
  followUp: FollowUp,
  columns: readonly Float64Array[],
  strata?: Coded,
): CoxData {
  const covariates = columns.length
  const scaled = columns.map(centeredAndScaled)
  const groups = strata ? byGroup(followUp, strata) : [followUp]
  return {
    rows: followUp.rows.length,
    covariates,
    scale: Float64Array.from(scaled, ({ scale }) => scale),
    strata: groups.map((group) => {
      const x = new Float64Array(group.rows.length * covariates)
      scaled.forEach(({ values }, column) =>
        group.rows.forEach((row, at) => {
          x[at * covariates + column] = values[row]!
        }),
      )
      return { ...group, x, byEntry: group.entry && sortOrder(group.entry) }
    }),
  }
}

function centeredAndScaled(column: Float64Array): { readonly values: Float64Array; readonly scale: number } {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length
  const deviation = column.reduce((sum, value) => sum + Math.abs(value - mean), 0) / column.length
  const scale = deviation > 0 ? 1 / deviation : 1
  return { values: column.map((value) => (value - mean) * scale), scale }
}
