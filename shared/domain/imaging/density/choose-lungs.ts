/** Which bodies of air are the lungs. */
import type { LeftOutAir } from './density-answer.ts'
import { meanOf, percentileOf, sizeOf, type Histogram } from './histogram.ts'

export interface AirBody {
  readonly body: number
  readonly histogram: Histogram
  /** First and last image, from the head. */
  readonly first: number
  readonly last: number
}

export interface Chosen {
  readonly lungs: readonly AirBody[]
  readonly leftOut: readonly LeftOutAir[]
}

/** Less air than this is no lung. */
const leastLungMl = 250
/** The other lung, or a part of one, has at least this share of the larger. */
const leastShare = 0.05

/**
 * The largest body of air that is not gas, and every other that is large enough, starts within the upper half of it and is
 * not gas. Lungs are mostly one body, or two.
 * What goes on through all images is a hollow of the table, unless there is nothing else: then the lungs are cut off at both ends.
 * @param bodies every one worth naming
 */
export function chooseLungs(bodies: readonly AirBody[], voxelMl: number, images: number): Chosen {
  const ml = ({ histogram }: AirBody) => sizeOf(histogram) * voxelMl
  const sorted = bodies.toSorted((a, b) => ml(b) - ml(a))
  const large = sorted.filter((each) => ml(each) >= leastLungMl && !isGas(each))
  const largest = large.find((each) => !isThroughout(each, images)) ?? large[0]
  const isLung = (each: AirBody) =>
    largest !== undefined && (each === largest || whyNot(each, largest, ml, images) === undefined)
  const leftOut = sorted.filter((each) => !isLung(each))
  return {
    lungs: sorted.filter(isLung),
    leftOut: leftOut.map((each) => ({
      volumeMl: ml(each),
      meanHu: meanOf(each.histogram),
      because: (largest && whyNot(each, largest, ml, images)) ?? (isGas(each) ? 'gas' : 'small'),
    })),
  }
}

function whyNot(
  each: AirBody,
  largest: AirBody,
  ml: (body: AirBody) => number,
  images: number,
): LeftOutAir['because'] | undefined {
  if (isThroughout(each, images) && !isThroughout(largest, images)) return 'outside'
  if (isGas(each)) return 'gas'
  if (each.first > (largest.first + largest.last) / 2) return 'below-the-lungs'
  return ml(each) < leastShare * ml(largest) ? 'small' : undefined
}

/** Gas of the gut is bare air almost throughout; the emptiest lung still has walls. */
const isGas = ({ histogram }: AirBody): boolean =>
  percentileOf(histogram, 50) <= -970 && percentileOf(histogram, 75) <= -900

const isThroughout = ({ first, last }: AirBody, images: number): boolean => first === 0 && last === images - 1
