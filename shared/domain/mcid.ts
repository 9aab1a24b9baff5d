/**
 * Minimal clinically important differences: how much of a change patients notice. Only published values that were looked up;
 * they are of IPF, none was found for antisynthetase syndrome. mMRC, cough and DLCO have none that was found.
 *
 * Sources stand with each value.
 */

export type McidMeasure = 'walk-distance' | 'kbild' | 'sgrq'

interface Mcid {
  readonly measure: McidMeasure
  readonly direction: 'better' | 'worse' | 'either'
  /** In the measure’s unit: meters, or points of 0 to 100. */
  readonly amount: number
  readonly population: string
  readonly source: string
}

const prior = 'Prior 2020 Respir Res. doi 10.1186/s12931-020-01359-3'
const kang = 'Kang 2021 ERJ Open Res 7:00142-2021'

export const mcids: readonly Mcid[] = [
  {
    measure: 'walk-distance',
    direction: 'either',
    amount: 28,
    population: 'IPF',
    source: 'Swigris 2010 Thorax 65:173. doi 10.1136/thx.2009.113498',
  },
  { measure: 'walk-distance', direction: 'worse', amount: 75, population: 'IPF', source: kang },
  { measure: 'kbild', direction: 'better', amount: 4.7, population: 'IPF', source: prior },
  { measure: 'kbild', direction: 'worse', amount: 2.7, population: 'IPF', source: prior },
  { measure: 'sgrq', direction: 'worse', amount: 11, population: 'IPF', source: kang },
]

export interface MeaningfulChange {
  /** In the measure’s unit, later minus earlier. */
  readonly change: number
  readonly direction: 'better' | 'worse' | 'same'
  /** The published differences for that direction, the smallest first, and whether each is reached. */
  readonly against: readonly (Mcid & { readonly reached: boolean })[]
}

/** A change of a measure, held against what is published for its direction. Of SGRQ more is worse. */
export function meaningfulChange(measure: McidMeasure, from: number, to: number): MeaningfulChange {
  const change = Number((to - from).toFixed(9))
  const gain = measure === 'sgrq' ? -change : change
  const direction = gain > 0 ? 'better' : gain < 0 ? 'worse' : 'same'
  const against = mcids
    .filter((mcid) => mcid.measure === measure && (mcid.direction === 'either' || mcid.direction === direction))
    .map((mcid) => ({ ...mcid, reached: Math.abs(change) >= mcid.amount }))
  return { change, direction, against: direction === 'same' ? [] : against }
}
