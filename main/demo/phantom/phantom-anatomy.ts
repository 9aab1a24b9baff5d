/**
 * Where things lie in the demo's chest: distances in mm, with x to the patient's left hand, y to the back, z to the head. Nothing
 * in it was measured of anybody; it only has to look enough like a chest for two dates to be compared.
 */

/** The room that ribs and muscles leave. */
const cage = { a: 128, b: 90, dome: 8, top: 120 }
const heart = { x: 20, y: -30, z: -52, a: 62, b: 46, c: 62 }
export const aorta = { x: 22, y: 44, radius: 12 }
export const spine = { y: 70, a: 19, b: 15 }
export const windpipe = { y: 22, radius: 8.5, wall: 2 }
export const bronchi = { carinaMm: 22, dropMm: 34, endX: 34, radius: 6, wall: 1.5 }
export const hilum = { x: 34, y: 8, z: -4 }

const square = (value: number) => value * value

/** From the inner face of the ribs, inwards; the cage closes to a dome above. */
export function fromCageMm(x: number, y: number, z: number): number {
  const above = Math.max(0, z - cage.dome) / (cage.top - cage.dome)
  const around = Math.sqrt(square(x / cage.a) + square(y / cage.b))
  return (1 - Math.sqrt(square(around) + square(above))) * cage.b
}

/** Above the diaphragm, whose two domes fall off to the sides and the back. */
function fromDiaphragmMm(x: number, y: number, z: number): number {
  const middle = x < 0 ? -66 : 66
  const top = x < 0 ? -56 : -66
  const fall = square((x - middle) / 62) * 24 + square((y + 14) / 84) * 40
  return (z - (top - fall)) * 0.75
}

/** The smaller of two distances, rounded off where they meet within so many mm. */
function blended(one: number, other: number, roundMm: number): number {
  const near = Math.max(0, roundMm - Math.abs(one - other)) / roundMm
  return Math.min(one, other) - (near * near * roundMm) / 4
}

/** Outside of what lies between the lungs: narrow in front, wide at the hila. */
function fromMiddleMm(x: number, y: number, z: number): number {
  const wide = 6 + 17 * Math.exp(-square((y - 8) / 38)) + (y > 20 ? 7 : 0) * Math.min(1, (y - 20) / 20)
  const waist = Math.abs(x) - wide * (z > 20 ? Math.max(0.75, 1 - (z - 20) / 250) : 1)
  const ofHeart =
    (Math.sqrt(square((x - heart.x) / heart.a) + square((y - heart.y) / heart.b) + square((z - heart.z) / heart.c)) -
      1) *
    heart.b
  const ofAorta = z < 40 ? Math.hypot(x - aorta.x, y - aorta.y) - aorta.radius - 1.5 : 99
  const ofSpine = (Math.sqrt(square(x / (spine.a + 5)) + square((y - spine.y) / (spine.b + 7))) - 1) * 20
  return blended(blended(waist, ofHeart, 16), Math.min(ofAorta, ofSpine), 8)
}

/** From chest wall and diaphragm, inwards: where the disease sits. Farther out than 2 mm it is only told that it is outside. */
export function fromPleuraMm(x: number, y: number, z: number): number {
  const fromCage = fromCageMm(x, y, z)
  return fromCage < -2 ? fromCage : Math.min(fromCage, fromDiaphragmMm(x, y, z))
}

/** How far a place lies inside the lungs, from whatever bounds them; below zero outside. */
export function insideLungMm(x: number, y: number, z: number, fromPleura = fromPleuraMm(x, y, z)): number {
  return fromPleura < -2 ? fromPleura : Math.min(fromPleura, fromMiddleMm(x, y, z))
}
