/**
 * Predicted transfer factor, GLI-2017 with the constants corrected in 2020. Stanojevic S et al., Eur Respir J
 * 2017;50:1700010, doi:10.1183/13993003.00010-2017, author correction 2020;56:1750010, doi:10.1183/13993003.50010-2017.
 * Derived for Caucasians aged 5 to 85 (its tables go on to 90), from values that were not corrected for hemoglobin.
 */
import type { Equation } from './equation.ts'
import type { ReferenceSex } from './reference-value.ts'
import { lazySplineTable } from './spline-table.ts'
import { gli2017Splines } from './splines/gli-2017-splines.ts'

export const transferIndices = ['TLCO', 'KCO', 'VA'] as const
export type TransferIndex = (typeof transferIndices)[number]

export const transferUnits = ['SI', 'traditional'] as const
/** SI: mmol/min/kPa. Traditional: mL/min/mmHg. VA is in liters in both. */
export type TransferUnits = (typeof transferUnits)[number]

interface Coefficients {
  /** Intercept of M for each family of units. */
  readonly a0: Readonly<Record<TransferUnits, number>>
  /** ln(height in cm), ln(age). */
  readonly a: readonly [number, number]
  /** Intercept, ln(age). */
  readonly p: readonly [number, number]
  readonly q: number
}

const coefficients: Readonly<Record<ReferenceSex, Readonly<Record<TransferIndex, Coefficients>>>> = {
  M: {
    TLCO: {
      a0: { SI: -8.129189, traditional: -7.03492 },
      a: [2.018368, -0.012425],
      p: [-1.98996, 0.03536],
      q: 0.39482,
    },
    KCO: {
      a0: { SI: 2.994137, traditional: 4.088408 },
      a: [-0.415334, -0.113166],
      p: [-1.98186, 0.0146],
      q: 0.6733,
    },
    VA: {
      a0: { SI: -11.086573, traditional: -11.086573 },
      a: [2.430021, 0.097047],
      p: [-2.20953, 0.01937],
      q: 0.62559,
    },
  },
  F: {
    TLCO: {
      a0: { SI: -6.25372, traditional: -5.159451 },
      a: [1.618697, -0.01539],
      p: [-1.82905, -0.01815],
      q: 0.2416,
    },
    KCO: {
      a0: { SI: 4.037222, traditional: 5.131492 },
      a: [-0.645656, -0.097395],
      p: [-1.63787, -0.07757],
      q: 0.48963,
    },
    VA: {
      a0: { SI: -9.87397, traditional: -9.87397 },
      a: [2.182316, 0.082868],
      p: [-2.08839, -0.01334],
      q: 0.51919,
    },
  },
}

const unitOf: Readonly<Record<TransferUnits, Readonly<Record<TransferIndex, Equation['unit']>>>> = {
  SI: { TLCO: 'mmol/min/kPa', KCO: 'mmol/min/kPa/L', VA: 'L' },
  traditional: { TLCO: 'mL/min/mmHg', KCO: 'mL/min/mmHg/L', VA: 'L' },
}

const ages = { from: 5, to: 85 } as const

function equationFrom(index: TransferIndex, sex: ReferenceSex, units: TransferUnits): Equation {
  const { a0, a, p, q } = coefficients[sex][index]
  const family = units === 'SI' ? 'SI' : 'trad'
  const columns = gli2017Splines[index === 'VA' ? (`${sex} VA` as const) : (`${sex} ${index} ${family}` as const)]
  return {
    set: 'GLI-2017 transfer factor',
    unit: unitOf[units][index],
    ages,
    lambda: { constant: q, age: 0 },
    mu: { constant: a0[units], height: a[0], heightAs: 'ln', age: a[1], ageAs: 'ln' },
    sigma: { constant: p[0], age: p[1], ageAs: 'ln' },
    splines: lazySplineTable(ages.from, columns),
  }
}

function equationsOf(sex: ReferenceSex, units: TransferUnits): Readonly<Record<TransferIndex, Equation>> {
  return {
    TLCO: equationFrom('TLCO', sex, units),
    KCO: equationFrom('KCO', sex, units),
    VA: equationFrom('VA', sex, units),
  }
}

const equations = {
  M: { SI: equationsOf('M', 'SI'), traditional: equationsOf('M', 'traditional') },
  F: { SI: equationsOf('F', 'SI'), traditional: equationsOf('F', 'traditional') },
}

/** TLCO (DLCO) and KCO in the family of units, VA in liters; ages 5 to 85. */
export function gli2017Equation(index: TransferIndex, sex: ReferenceSex, units: TransferUnits): Equation {
  return equations[sex][units][index]
}
