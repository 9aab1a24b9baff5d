/**
 * Predicted static lung volumes, GLI-2021. Hall GL et al., Eur Respir J 2021;57:2000289, doi:10.1183/13993003.00289-2020.
 * European ancestry, ages 5 to 80. The form differs from index to index: age and height enter as logarithms or as they are.
 */
import type { Equation, Transform } from './equation.ts'
import type { ReferenceSex } from './reference-value.ts'
import { lazySplineTable } from './spline-table.ts'
import { gli2021Splines } from './splines/gli-2021-splines.ts'

export const volumeIndices = ['FRC', 'TLC', 'RV', 'RV_TLC', 'ERV', 'IC', 'VC'] as const
/** RV_TLC is in percent (about 22), all others in liters. */
export type VolumeIndex = (typeof volumeIndices)[number]

interface Form {
  /** How age and height enter M, and how age enters S. */
  readonly ageInM: Transform
  readonly heightInM: Transform
  readonly ageInS: Transform
}

interface Coefficients {
  /** Intercept, age, height. */
  readonly a: readonly [number, number, number]
  /** Intercept, age. */
  readonly p: readonly [number, number]
  readonly q: number
}

const formOf: Readonly<Record<VolumeIndex, Form>> = {
  FRC: { ageInM: 'ln', heightInM: 'ln', ageInS: 'ln' },
  TLC: { ageInM: 'ln', heightInM: 'ln', ageInS: 'linear' },
  RV: { ageInM: 'linear', heightInM: 'linear', ageInS: 'linear' },
  RV_TLC: { ageInM: 'linear', heightInM: 'linear', ageInS: 'linear' },
  ERV: { ageInM: 'linear', heightInM: 'ln', ageInS: 'linear' },
  IC: { ageInM: 'linear', heightInM: 'ln', ageInS: 'linear' },
  VC: { ageInM: 'linear', heightInM: 'ln', ageInS: 'linear' },
}

const coefficients: Readonly<Record<ReferenceSex, Readonly<Record<VolumeIndex, Coefficients>>>> = {
  M: {
    FRC: { a: [-13.4898, 0.1111, 2.7634], p: [-1.60197, 0.01513], q: 0.3416 },
    TLC: { a: [-10.5861, 0.1433, 2.3155], p: [-2.0616143, -0.0008534], q: 0.9337 },
    RV: { a: [-2.37211, 0.01346, 0.01307], p: [-0.878572, -0.007032], q: 0.5931 },
    RV_TLC: { a: [2.634, 0.01302, -0.00008862], p: [-0.96804, -0.01004], q: 0.8646 },
    ERV: { a: [-17.32865, -0.006288, 3.478116], p: [-1.307616, 0.009177], q: 0.5517 },
    IC: { a: [-10.121688, 0.001265, 2.188801], p: [-1.856546, 0.002008], q: 1.146 },
    VC: { a: [-10.134371, -0.003532, 2.30798], p: [-2.1367411, 0.0009367], q: 0.8611 },
  },
  F: {
    FRC: { a: [-12.7674, 0.1251, 2.6049], p: [-1.4831, -0.03372], q: 0.2898 },
    TLC: { a: [-10.1128, 0.1062, 2.2259], p: [-2.0999321, 0.0001564], q: 0.4636 },
    RV: { a: [-2.50593, 0.01307, 0.01379], p: [-0.90255, -0.006005], q: 0.4197 },
    RV_TLC: { a: [2.666, 0.01411, -0.00003689], p: [-0.976602, -0.009679], q: 0.8037 },
    ERV: { a: [-14.145513, -0.009573, 2.871446], p: [-1.54992, 0.01409], q: 0.5326 },
    IC: { a: [-9.4438787, -0.0002484, 2.0312769], p: [-1.775276, 0.002673], q: 0.9726 },
    VC: { a: [-9.2306, -0.005517, 2.116822], p: [-2.22026, 0.002956], q: 1.038 },
  },
}

const ages = { from: 5, to: 80 } as const

function equationFrom(index: VolumeIndex, sex: ReferenceSex): Equation {
  const { a, p, q } = coefficients[sex][index]
  const { ageInM, heightInM, ageInS } = formOf[index]
  return {
    set: 'GLI-2021 lung volumes',
    unit: index === 'RV_TLC' ? '%' : 'L',
    ages,
    lambda: { constant: q, age: 0 },
    mu: { constant: a[0], age: a[1], ageAs: ageInM, height: a[2], heightAs: heightInM },
    sigma: { constant: p[0], age: p[1], ageAs: ageInS },
    splines: lazySplineTable(ages.from, gli2021Splines[`${sex} ${index}`]),
  }
}

function equationsOf(sex: ReferenceSex): ReadonlyMap<VolumeIndex, Equation> {
  return new Map(volumeIndices.map((index) => [index, equationFrom(index, sex)]))
}

const equations = { M: equationsOf('M'), F: equationsOf('F') }

/** Liters, RV/TLC in percent; ages 5 to 80. */
export function gli2021Equation(index: VolumeIndex, sex: ReferenceSex): Equation {
  return equations[sex].get(index)!
}
