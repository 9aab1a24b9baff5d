import { aorta, fromCageMm, spine } from './phantom-anatomy.ts'

/** Hounsfield units of what the demo's chest is made of. */
export const hu = {
  air: -1000,
  beyond: -1024,
  fat: -100,
  muscle: 48,
  blood: 40,
  liver: 58,
  bone: 320,
  marrow: 170,
} as const

const skin = { a: 170, b: 122, thicknessMm: 2 }
const ribs = { apartMm: 27, slope: 0.55, fromMm: -10, toMm: -2.5 }

/** To the power of 2.5: more of a box than an ellipse. */
const rounded = (part: number) => part * part * Math.sqrt(Math.abs(part))

/** The density of everything but lungs and airways at a place; x to the left hand, y to the back, z to the head, in mm. */
export function bodyHu(x: number, y: number, z: number): number {
  const around = rounded(x / skin.a) + rounded(y / skin.b)
  if (around >= 1) return tableHu(x, y)
  const fromSkinMm = (1 - around) * 48
  if (fromSkinMm < skin.thicknessMm) return 10
  const fromCage = fromCageMm(x, y, Math.min(z, 40))
  const back = y > 0 ? y / skin.b : 0
  if (fromSkinMm < 14 - 8 * back) return hu.fat
  const bone = boneHu(x, y, z, fromCage)
  if (bone !== undefined) return bone
  if (fromCage > 0) return z < -40 && Math.abs(x) > 24 ? hu.liver : middleHu(x, y)
  // Layers of muscle with fat between them.
  return Math.sin(fromCage / 4.2 + y / 40) > 0.82 ? hu.fat : hu.muscle
}

/** Vessels and heart lie in a little fat. */
function middleHu(x: number, y: number): number {
  if (Math.hypot(x - aorta.x, y - aorta.y) < aorta.radius) return hu.blood
  return Math.hypot(x / 26, (y + 84) / 26) < 1 ? hu.fat : hu.blood
}

function boneHu(x: number, y: number, z: number, fromCage: number): number | undefined {
  if (Math.abs(x) < 20) {
    if (y > 40) return vertebraHu(x, y)
    const sternum = Math.hypot(x / 17, (y + 98) / 6)
    if (sternum < 1 && z > -60) return sternum > 0.8 ? hu.bone : hu.marrow
  }
  if (fromCage > ribs.toMm || fromCage < ribs.fromMm || Math.abs(x) < 14) return undefined
  const along = (((z + ribs.slope * -y) % ribs.apartMm) + ribs.apartMm) % ribs.apartMm
  const off = Math.hypot((along - ribs.apartMm / 2) / 6.5, (fromCage - (ribs.fromMm + ribs.toMm) / 2) / 3.6)
  if (off >= 1) return undefined
  return off > 0.62 ? hu.bone + 180 : hu.marrow
}

function vertebraHu(x: number, y: number): number | undefined {
  const inBody = Math.hypot(x / spine.a, (y - spine.y) / spine.b)
  if (inBody < 1) return inBody > 0.88 ? hu.bone : hu.marrow
  const canal = Math.hypot(x, y - (spine.y + 24))
  if (canal < 8) return 25
  return canal < 12 || (Math.abs(x) < 4 && y > spine.y + 30 && y < spine.y + 46) ? hu.bone : undefined
}

/** A curved tabletop under the back; everything else is air. */
function tableHu(x: number, y: number): number {
  if (Math.abs(x) > 176) return hu.air
  const depth = y - (132 - 14 * (x / 176) ** 2)
  return depth > 0 && depth < 3 ? -120 : hu.air
}
