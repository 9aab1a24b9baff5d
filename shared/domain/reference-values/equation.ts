/** What the GLI equations have in common: L, M and S of a person of some age and height. */
import type { Lms } from './lms.ts'
import { cellsARow, rowsAYear, type SplineTable } from './spline-table.ts'

/** How age or height enters a sum: as its natural logarithm or as it is. */
export type Transform = 'ln' | 'linear'

export interface Equation {
  /** For people: “GLI-2012 spirometry”. */
  readonly set: string
  /** What the equation gives, as a unit for people; `ratio` is a share of 1. */
  readonly unit: 'L' | 'ratio' | '%' | 'mmol/min/kPa' | 'mmol/min/kPa/L' | 'mL/min/mmHg' | 'mL/min/mmHg/L'
  /** Ages in years that the equation was derived for, both included. */
  readonly ages: { readonly from: number; readonly to: number }
  /** L = constant + age·ln(age) + spline */
  readonly lambda: { readonly constant: number; readonly age: number }
  /** M = exp(constant + age·f(age) + height·f(height in cm) + spline) */
  readonly mu: {
    readonly constant: number
    readonly age: number
    readonly ageAs: Transform
    readonly height: number
    readonly heightAs: Transform
  }
  /** S = exp(constant + age·f(age) + spline) */
  readonly sigma: { readonly constant: number; readonly age: number; readonly ageAs: Transform }
  readonly splines: () => SplineTable
}

/**
 * L, M and S. Splines are interpolated linearly between the rows of the table; everything else takes the exact age. (Other
 * programs take the row at or below the age, which moves the predicted value by up to 0.36 % in adults.)
 * @param age in years, within the ages of the equation
 * @param height in cm
 */
export function lmsOf({ lambda, mu, sigma, splines }: Equation, age: number, height: number): Lms {
  const { firstAge, cells } = splines()
  const position = (age - firstAge) * rowsAYear
  const row = Math.min(Math.floor(position), cells.length / cellsARow - 2)
  const share = position - row
  const at = row * cellsARow
  const next = at + cellsARow
  const lnAge = Math.log(age)
  const heightTerm = mu.heightAs === 'ln' ? Math.log(height) : height
  return {
    lambda: lambda.constant + lambda.age * lnAge + between(cells[at]!, cells[next]!, share),
    mu: Math.exp(
      mu.constant +
        mu.age * (mu.ageAs === 'ln' ? lnAge : age) +
        mu.height * heightTerm +
        between(cells[at + 1]!, cells[next + 1]!, share),
    ),
    sigma: Math.exp(
      sigma.constant +
        sigma.age * (sigma.ageAs === 'ln' ? lnAge : age) +
        between(cells[at + 2]!, cells[next + 2]!, share),
    ),
  }
}

function between(low: number, high: number, share: number): number {
  return low + (high - low) * share
}
