/**
 * A chest that nobody has: a body with two lungs, airways, vessels, and below the pleura a band of ground glass and fine
 * lines that is widest at the bases and the back. Made by formulas and a seed, for the demo's two CT dates.
 */
import { seededRandom } from '../random.ts'
import { noiseField } from './noise-field.ts'
import { hu, bodyHu } from './paint-body.ts'
import { bronchi, fromPleuraMm, insideLungMm, windpipe } from './phantom-anatomy.ts'
import { vesselTree } from './vessel-tree.ts'

export interface PhantomWish {
  /** How dense the band is, from 0; 1 is plainly seen. */
  readonly severity: number
  /** How the body lies on the table, against the middle of the images. */
  readonly shiftMm: readonly [x: number, y: number, z: number]
  /** Of the scanner's noise; the chest is the same with any. */
  readonly noiseSeed: number
}

const size = 256
const spacingMm = 1.4
const thicknessMm = 4
const slices = 72
const firstZMm = -146
const noiseHu = 13
const chestSeed = 1971
const middle = (size - 1) / 2
/** Over so much of depth lung becomes wall: pixels that hold both lie between the two. */
const edgeMm = 1.5

/**
 * Makes the slices one by one, so that who asks can pause between them.
 * @yields Hounsfield units, row by row, from the front to the back; the first slice is the lowest
 */
export function* phantomSlices(wish: PhantomWish): Generator<Int16Array, void, undefined> {
  const chest = seededRandom(chestSeed)
  const coarse = noiseField(chest, 26)
  const fine = noiseField(chest, 3.6)
  const vessels = vesselTree(chest)
  const noise = noiseOf(wish.noiseSeed)
  const [shiftX, shiftY, shiftZ] = wish.shiftMm

  for (let at = 0; at < slices; at++) {
    const z = firstZMm + at * thicknessMm - shiftZ
    const image = new Int16Array(size * size)
    for (let row = 0; row < size; row++) {
      const y = (row - middle) * spacingMm - shiftY
      const half = halfOfView(row)
      for (let column = Math.ceil(middle - half); column <= middle + half; column++) {
        const x = (column - middle) * spacingMm - shiftX
        image[row * size + column] = huAt(x, y, z)
      }
    }
    paintVessels(image, z)
    soften(image)
    for (let row = 0; row < size; row++) addNoise(image.subarray(row * size, (row + 1) * size), halfOfView(row))
    yield image
  }

  function huAt(x: number, y: number, z: number): number {
    const inAirway = airwayHu(x, y, z)
    if (inAirway !== undefined) return inAirway
    const fromPleura = fromPleuraMm(x, y, z)
    const share = Math.min(1, Math.max(0, 0.5 + insideLungMm(x, y, z, fromPleura) / edgeMm))
    if (share === 0) return bodyHu(x, y, z)
    const lung = lungHu(x, y, z, fromPleura)
    return share === 1 ? lung : share * lung + (1 - share) * bodyHu(x, y, z)
  }

  function lungHu(x: number, y: number, z: number, fromPleura: number): number {
    const healthy = -868 + 0.35 * y + 10 * coarse(x, y, z)
    const basal = Math.min(1, Math.max(0.08, 0.5 - z / 110))
    const back = 0.35 + 0.65 * Math.min(1, Math.max(0, (y + 60) / 120))
    const band = basal * back * Math.exp(-Math.max(0, fromPleura - 3) / (6 + 13 * basal))
    if (band < 0.02) return healthy
    const patchy = Math.min(1.3, Math.max(0, 0.75 + 0.45 * coarse(x + 40, y, z - 70)))
    // Where a smooth value crosses zero there are lines: a net in three dimensions.
    const line = Math.exp(-((fine(x, y, z) / 0.42) ** 2))
    return healthy + wish.severity * band * patchy * (300 + 420 * line)
  }

  function paintVessels(image: Int16Array, z: number): void {
    for (const vessel of vessels) {
      if (Math.abs(vessel.z - z) > thicknessMm / 2) continue
      const filled = Math.min(1, (2.2 * vessel.radiusMm) / thicknessMm)
      const [centerX, centerY] = [(vessel.x + shiftX) / spacingMm + middle, (vessel.y + shiftY) / spacingMm + middle]
      const radius = vessel.radiusMm / spacingMm
      const reach = Math.ceil(radius + 1)
      for (let row = Math.round(centerY) - reach; row <= centerY + reach; row++)
        for (let column = Math.round(centerX) - reach; column <= centerX + reach; column++) {
          const covered = filled * Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(column - centerX, row - centerY)))
          const place = row * size + column
          const before = image[place]!
          if (covered > 0 && before > -980) image[place] = Math.max(before, -860 + covered * (860 + hu.blood))
        }
    }
  }

  function addNoise(row: Int16Array, half: number): void {
    for (let column = 0; column < size; column++)
      row[column] =
        Math.abs(column - middle) > half ? hu.beyond : Math.max(hu.beyond, Math.round(row[column]! + noise()))
  }
}

/** Weights 1, 2, 1 along rows and columns: no scanner draws an edge within one pixel. */
function soften(image: Int16Array): void {
  const sharp = image.slice()
  const along = (at: number) => sharp[at - 1]! + 2 * sharp[at]! + sharp[at + 1]!
  for (let at = size + 1; at < image.length - size - 1; at++)
    image[at] = (along(at - size) + 2 * along(at) + along(at + size)) >> 4
}

/** Beyond the round field of view a scanner has nothing to say. */
const halfOfView = (row: number) => Math.sqrt(Math.max(0, middle ** 2 - (row - middle) ** 2))

/** Drawn once and taken up at random places: pictures need no better noise. */
function noiseOf(seed: number): () => number {
  const random = seededRandom(chestSeed, seed)
  const drawn = Float32Array.from({ length: 4096 }, () => random.normal(0, noiseHu))
  let at = 0
  return () => {
    if ((at & 63) === 0) at = random.whole(0, 4095)
    at += 1
    return drawn[at & 4095]!
  }
}

/** Air and walls of windpipe and main bronchi, or undefined outside of them. */
function airwayHu(x: number, y: number, z: number): number | undefined {
  if (Math.abs(y - windpipe.y) > 12 || Math.abs(x) > bronchi.endX + 9) return undefined
  const along = (bronchi.carinaMm - z) / bronchi.dropMm
  if (along > 1) return undefined
  const { radius, wall } = along < 0 ? windpipe : bronchi
  const centerX = along < 0 ? 0 : (x < 0 ? -1 : 1) * (4 + (bronchi.endX - 4) * along)
  const off = Math.hypot(x - centerX, y - windpipe.y)
  return off < radius ? hu.air : off < radius + wall ? 30 : undefined
}

/** How the slices lie: square images, from the feet to the head. */
export const phantomFrame = { rows: size, columns: size, slices, spacingMm, thicknessMm, firstZMm } as const
