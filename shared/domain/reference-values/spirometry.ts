/**
 * Predicted spirometry.
 *
 * GLI-2012: Quanjer PH et al., Eur Respir J 2012;40:1324-43, doi:10.1183/09031936.00080312; five groups of ancestry.
 * GLI Global 2022: Bowerman C et al., Am J Respir Crit Care Med 2023;207:768-74, doi:10.1164/rccm.202205-0963OC; none.
 */
import type { Equation } from './equation.ts'
import type { ReferenceSex } from './reference-value.ts'
import { lazySplineTable, type SplineTable } from './spline-table.ts'
import { gli2012Splines } from './splines/gli-2012-splines.ts'
import { gli2022Splines } from './splines/gli-2022-splines.ts'

export const spirometryIndices = ['FVC', 'FEV1', 'FEV1FVC'] as const
export type SpirometryIndex = (typeof spirometryIndices)[number]

export const referenceGroups = ['Caucasian', 'AfrAm', 'NEAsia', 'SEAsia', 'Other'] as const
/** Group of ancestry of GLI-2012, by the names of its tables. */
export type ReferenceGroup = (typeof referenceGroups)[number]

interface Coefficients {
  /** Intercept, ln(height in cm), ln(age). */
  readonly a: readonly [number, number, number]
  /** Intercept, ln(age). */
  readonly p: readonly [number, number]
  readonly q: readonly [number, number]
}

/** Terms added to the sums of M and of S, in the order of `referenceGroups`. */
interface GroupTerms {
  readonly groupA: readonly [0, number, number, number, number]
  readonly groupP: readonly [0, number, number, number, number]
}

const gli2012Coefficients: Readonly<
  Record<ReferenceSex, Readonly<Record<SpirometryIndex, Coefficients & GroupTerms>>>
> = {
  M: {
    FEV1: {
      a: [-10.342, 2.2196, 0.0574],
      groupA: [0, -0.1589, -0.0351, -0.0881, -0.0708],
      p: [-2.3268, 0.0798],
      groupP: [0, 0.1096, -0.3973, 0.0327, 0.0114],
      q: [0.8866, 0.085],
    },
    FVC: {
      a: [-11.2281, 2.4135, 0.0865],
      groupA: [0, -0.1684, -0.0405, -0.1177, -0.0825],
      p: [-2.2963, 0.0718],
      groupP: [0, 0.0794, -0.46, 0.0325, -0.0503],
      q: [0.9481, 0],
    },
    FEV1FVC: {
      a: [0.7403, -0.1595, -0.0366],
      groupA: [0, 0.0079, 0.0055, 0.0283, 0.0106],
      p: [-2.9595, 0.1156],
      groupP: [0, -0.0381, -0.2227, -0.1414, -0.086],
      q: [4.7101, -0.6774],
    },
  },
  F: {
    FEV1: {
      a: [-9.6987, 2.1211, -0.027],
      groupA: [0, -0.1484, -0.0149, -0.1208, -0.0708],
      p: [-2.3765, 0.0972],
      groupP: [0, 0.1016, -0.0109, 0.0733, 0.0114],
      q: [1.154, 0],
    },
    FVC: {
      a: [-10.403, 2.2633, 0.0234],
      groupA: [0, -0.1555, -0.0262, -0.1516, -0.0833],
      p: [-2.3549, 0.1017],
      groupP: [0, 0.081, -0.1809, 0.0459, -0.0503],
      q: [0.8236, 0],
    },
    FEV1FVC: {
      a: [0.5506, -0.1078, -0.0544],
      groupA: [0, 0.0055, 0.0088, 0.0285, 0.0106],
      p: [-3.2395, 0.185],
      groupP: [0, 0.03072, -0.164, -0.1521, -0.086],
      q: [7.032, -1.197],
    },
  },
}

const gli2022Coefficients: Readonly<Record<ReferenceSex, Readonly<Record<SpirometryIndex, Coefficients>>>> = {
  M: {
    FEV1: { a: [-11.399108, 2.462664, -0.011394], p: [-2.256278, 0.080729], q: [1.22703, 0] },
    FVC: { a: [-12.629131, 2.727421, 0.009174], p: [-2.195595, 0.068466], q: [0.9346, 0] },
    FEV1FVC: { a: [1.022608, -0.218592, -0.027586], p: [-2.882025, 0.068889], q: [3.8243, -0.3328] },
  },
  F: {
    FEV1: { a: [-10.901689, 2.385928, -0.076386], p: [-2.364047, 0.129402], q: [1.21388, 0] },
    FVC: { a: [-12.055901, 2.621579, -0.035975], p: [-2.310148, 0.120428], q: [0.899, 0] },
    FEV1FVC: { a: [0.9189568, -0.1840671, -0.0461306], p: [-3.171582, 0.144358], q: [6.649, -0.992] },
  },
}

const ages = { from: 3, to: 95 } as const

function equationFrom(
  set: string,
  index: SpirometryIndex,
  { a, p, q }: Coefficients,
  splines: () => SplineTable,
): Equation {
  return {
    set,
    unit: index === 'FEV1FVC' ? 'ratio' : 'L',
    ages,
    lambda: { constant: q[0], age: q[1] },
    mu: { constant: a[0], height: a[1], heightAs: 'ln', age: a[2], ageAs: 'ln' },
    sigma: { constant: p[0], age: p[1], ageAs: 'ln' },
    splines,
  }
}

/** The equations of both sexes for every index. */
function bySexAndIndex<T>(make: (sex: ReferenceSex, index: SpirometryIndex) => T) {
  const ofSex = (sex: ReferenceSex) => ({
    FVC: make(sex, 'FVC'),
    FEV1: make(sex, 'FEV1'),
    FEV1FVC: make(sex, 'FEV1FVC'),
  })
  return { M: ofSex('M'), F: ofSex('F') }
}

const gli2012Equations = bySexAndIndex((sex, index) => {
  const { groupA, groupP, ...common } = gli2012Coefficients[sex][index]
  const splines = lazySplineTable(ages.from, gli2012Splines[`${sex} ${index}`])
  return referenceGroups.map((_, group) => {
    const a = [common.a[0] + groupA[group]!, common.a[1], common.a[2]] as const
    const p = [common.p[0] + groupP[group]!, common.p[1]] as const
    return equationFrom('GLI-2012 spirometry', index, { ...common, a, p }, splines)
  })
})

const gli2022Equations = bySexAndIndex((sex, index) =>
  equationFrom(
    'GLI Global 2022 spirometry',
    index,
    gli2022Coefficients[sex][index],
    lazySplineTable(ages.from, gli2022Splines[`${sex} ${index}`]),
  ),
)

/** FVC and FEV1 in liters, FEV1/FVC as a ratio; ages 3 to 95. */
export function gli2012Equation(index: SpirometryIndex, sex: ReferenceSex, group: ReferenceGroup): Equation {
  return gli2012Equations[sex][index][referenceGroups.indexOf(group)]!
}

/** FVC and FEV1 in liters, FEV1/FVC as a ratio; ages 3 to 95. */
export function gli2022Equation(index: SpirometryIndex, sex: ReferenceSex): Equation {
  return gli2022Equations[sex][index]
}
