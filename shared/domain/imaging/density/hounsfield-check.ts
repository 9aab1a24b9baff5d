import type { DensityRefusal } from './density-answer.ts'

/** Every so manieth value is looked at: prime, so that it meets no column again and again. */
const every = 97
const tissueFromHu = -250
const tissueToHu = 400
const airBelowHu = -700

/**
 * Whether values can be Hounsfield units: a chest is full of tissue near 0, whose median no fat or contrast moves far, and of
 * air.
 */
export function hounsfieldCheck(): {
  readonly sample: (hu: Int16Array) => void
  readonly refusal: () => DensityRefusal | undefined
} {
  const tissue = new Uint32Array(tissueToHu - tissueFromHu + 1)
  let inTissue = 0
  let inAir = 0
  let all = 0
  return {
    sample(hu) {
      for (let at = all % every; at < hu.length; at += every) {
        const value = hu[at]!
        all++
        if (value < airBelowHu) inAir++
        if (value < tissueFromHu || value > tissueToHu) continue
        inTissue++
        tissue[value - tissueFromHu]!++
      }
    },
    refusal() {
      let sum = 0
      const median = tissue.findIndex((count) => (sum += count) * 2 >= inTissue) + tissueFromHu
      if (inAir >= 0.005 * all && inTissue >= 0.05 * all && median >= -150 && median <= 150) return undefined
      return {
        reason: 'not-hounsfield',
        unavailable:
          'The values of these images can’t be Hounsfield units: air and the tissue of a body are not found where they would be.',
      }
    },
  }
}
