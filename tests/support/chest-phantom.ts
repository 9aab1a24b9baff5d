/**
 * A chest made of bodies whose volumes and densities are known: what measures of CT are held against. Coordinates are the
 * patient's, in mm: x to the left hand, y to the back, z to the head; the middle of the lungs is the origin.
 */

export interface ChestOptions {
  /** Square images. */
  readonly size?: number
  /** Distance of pixels within an image. */
  readonly spacingMm?: number
  /** Thickness of the slices and their distance. */
  readonly thicknessMm?: number
  readonly slices?: number
  /** Where the middle of the first image lies; the images go up from there, to the head. */
  readonly firstZMm?: number
  /** How far the patient lies higher on the table. */
  readonly shiftMm?: number
  /** Share of each lung that is denser. */
  readonly denseShare?: number
  readonly lungHu?: number
  readonly denseHu?: number
  /** Standard deviation of the noise. */
  readonly noiseHu?: number
  readonly seed?: number
  readonly withAirways?: boolean
  readonly withBowelGas?: boolean
  readonly withTable?: boolean
  /** Of the shell of the table, at its sides. */
  readonly tableWallMm?: number
  readonly withVessels?: boolean
  /** Half the width of the body: with 133 mm the chest wall is 3 mm thin at the sides. */
  readonly bodyHalfWidthMm?: number
  /** Edges as soft as a scanner draws them: every pixel mixed with those around it. */
  readonly blurred?: boolean
  /** As wide as that many shares of itself in every direction; the body grows along. */
  readonly scale?: number
}

export interface ChestTruth {
  /** Both lungs with the vessels in them. */
  readonly lungMl: number
  readonly vesselsMl: number
  /** Windpipe and main bronchi within the images. */
  readonly airwaysMl: number
  readonly bowelGasMl: number
  /** Of lung without vessels. */
  readonly meanHu: number
  /** Percent of lung without vessels. */
  readonly densePercent: number
  /** Where the windpipe parts, in the coordinates of the images. */
  readonly carinaZMm: number
  /** Ends of the lungs, in the coordinates of the images. */
  readonly lungsFromZMm: number
  readonly lungsToZMm: number
}

export interface ChestPhantom {
  /** Hounsfield units, row by row from the front to the back. */
  readonly images: readonly Int16Array[]
  readonly rows: number
  readonly columns: number
  readonly spacingMm: number
  readonly thicknessMm: number
  readonly firstZMm: number
  readonly truth: ChestTruth
}

const air = -1000
const tissue = 40
const bodyHalfDepthMm = 122
const lung = { x: 76, a: 54, b: 80, c: 120 }
const windpipe = { y: 8, radius: 10, wall: 2 }
const bronchus = { radius: 6.5, wall: 1.5, endX: 27, dropMm: 28 }
const carinaZ = 35
/** Vessels of each lung, from its middle: clear of the denser part. */
const vessels = [
  { x: 12, y: -38, radius: 4 },
  { x: -14, y: -34, radius: 3 },
  { x: 26, y: -24, radius: 2 },
  { x: -2, y: -52, radius: 2.5 },
]
const bowel = { x: 60, y: -25, z: -150, a: 38, b: 30, c: 24 }
const table = { halfWidth: 180, y: 140, height: 34, shell: 3 }

/** @returns images from the feet to the head */
export function chestPhantom(options: ChestOptions = {}): ChestPhantom {
  const thicknessMm = options.thicknessMm ?? 3
  const given = {
    size: 256,
    spacingMm: 1.5,
    thicknessMm,
    slices: Math.ceil(350 / thicknessMm),
    firstZMm: -190,
    shiftMm: 0,
    denseShare: 0.1,
    lungHu: -850,
    denseHu: -430,
    noiseHu: 20,
    seed: 1,
    withAirways: true,
    withBowelGas: true,
    withTable: true,
    tableWallMm: 3,
    withVessels: true,
    bodyHalfWidthMm: 172,
    blurred: false,
    scale: 1,
    ...options,
  }
  const noise = gaussian(given.noiseHu, given.seed)
  const images = Array.from({ length: given.slices }, (_, at) => {
    const image = new Int16Array(given.size * given.size)
    paintSlice(image, given, given.firstZMm + at * thicknessMm - given.shiftMm)
    if (given.blurred) blur(image, given.size)
    noise(image)
    return image
  })
  const { size, spacingMm, firstZMm } = given
  return { images, rows: size, columns: size, spacingMm, thicknessMm, firstZMm, truth: truthOf(given) }
}

type Given = Required<ChestOptions>

/** Paints what a plane meets, from the outside inwards. */
function paintSlice(image: Int16Array, given: Given, planeZ: number): void {
  const { size, spacingMm, scale } = given
  const z = planeZ / scale
  const middle = (size - 1) / 2
  const paint = (hu: number, y: number, fromX: number, toX: number) => {
    const row = Math.round((y * scale) / spacingMm + middle)
    const from = Math.max(0, Math.ceil((fromX * scale) / spacingMm + middle))
    const to = Math.min(size - 1, Math.floor((toX * scale) / spacingMm + middle))
    if (to >= from) image.fill(hu, row * size + from, row * size + to + 1)
  }
  const ellipse = (hu: number, y: number, x: number, centerY: number, a: number, b: number) => {
    const left = 1 - ((y - centerY) / b) ** 2
    if (left > 0) paint(hu, y, x - a * Math.sqrt(left), x + a * Math.sqrt(left))
  }
  const ball = (hu: number, y: number, center: readonly number[], radii: readonly number[]) => {
    const left = 1 - ((z - center[2]!) / radii[2]!) ** 2
    if (left > 0) ellipse(hu, y, center[0]!, center[1]!, radii[0]! * Math.sqrt(left), radii[1]! * Math.sqrt(left))
  }
  const dense = denser(given.denseShare)
  image.fill(air)
  for (let row = 0; row < size; row++) {
    const y = ((row - middle) * spacingMm) / scale
    if (given.withTable) paintTable(paint, y, given.tableWallMm)
    ellipse(tissue, y, 0, 0, given.bodyHalfWidthMm, bodyHalfDepthMm)
    for (const side of [-1, 1]) {
      ball(given.lungHu, y, [side * lung.x, 0, 0], [lung.a, lung.b, lung.c])
      ball(given.denseHu, y, [side * lung.x, dense.y, 0], [lung.a * dense.k, lung.b * dense.k, lung.c * dense.k])
      for (const vessel of given.withVessels ? vessels : [])
        if (isInLung(side * vessel.x, vessel.y, z))
          ellipse(tissue, y, side * (lung.x + vessel.x), vessel.y, vessel.radius, vessel.radius)
    }
    if (given.withAirways) paintAirways(ellipse, y, z)
    if (given.withBowelGas) ball(air, y, [bowel.x, bowel.y, bowel.z], [bowel.a, bowel.b, bowel.c])
  }
}

const isInLung = (x: number, y: number, z: number) => (x / lung.a) ** 2 + (y / lung.b) ** 2 + (z / lung.c) ** 2 < 1

function paintTable(paint: (hu: number, y: number, fromX: number, toX: number) => void, y: number, wall: number): void {
  const { halfWidth, y: top, height, shell } = table
  // A mattress reaches up to the back; the table is a shell around foam.
  if (y > 100 && y < top) paint(-930, y, -halfWidth, halfWidth)
  if (y < top || y > top + height) return
  paint(150, y, -halfWidth, halfWidth)
  if (y > top + shell && y < top + height - shell) paint(-960, y, -halfWidth + wall, halfWidth - wall)
}

function paintAirways(
  ellipse: (hu: number, y: number, x: number, centerY: number, a: number, b: number) => void,
  y: number,
  z: number,
): void {
  const tube = (x: number, radius: number, wall: number) => {
    ellipse(tissue, y, x, windpipe.y, radius + wall, radius + wall)
  }
  const lumen = (x: number, radius: number) => ellipse(air, y, x, windpipe.y, radius, radius)
  if (z > carinaZ) {
    tube(0, windpipe.radius, windpipe.wall)
    lumen(0, windpipe.radius)
    return
  }
  const along = (carinaZ - z) / bronchus.dropMm
  if (along > 1) return
  const x = 4 + (bronchus.endX - 4) * along
  for (const side of [-1, 1]) tube(side * x, bronchus.radius, bronchus.wall)
  for (const side of [-1, 1]) lumen(side * x, bronchus.radius)
}

/** The denser part: the lung made smaller about a point further back, wholly inside of it. */
const denser = (share: number) => {
  const k = Math.cbrt(share)
  return { k, y: 0.9 * (1 - k) * lung.b }
}

/** Weights 1, 2, 1 along rows and columns. */
function blur(image: Int16Array, size: number): void {
  const sharp = image.slice()
  for (let at = size + 1; at < image.length - size - 1; at++) {
    const along = (middle: number) => sharp[middle - 1]! + 2 * sharp[middle]! + sharp[middle + 1]!
    image[at] = Math.round((along(at - size) + 2 * along(at) + along(at + size)) / 16)
  }
}

function truthOf(given: Given): ChestTruth {
  const { scale, shiftMm, denseShare } = given
  const cubed = scale ** 3 / 1000
  const lungMl = 2 * (4 / 3) * Math.PI * lung.a * lung.b * lung.c * cubed
  const length = ({ x, y }: { x: number; y: number }) =>
    2 * lung.c * Math.sqrt(1 - (x / lung.a) ** 2 - (y / lung.b) ** 2)
  const vesselsMl = given.withVessels
    ? 2 * cubed * vessels.reduce((sum, vessel) => sum + Math.PI * vessel.radius ** 2 * length(vessel), 0)
    : 0
  const dense = (lungMl * denseShare) / (lungMl - vesselsMl)
  const topZ = given.firstZMm + (given.slices - 0.5) * given.thicknessMm
  const windpipeMm = Math.max(0, (topZ - shiftMm) / scale - carinaZ)
  const airwaysMl = Math.PI * cubed * (windpipe.radius ** 2 * windpipeMm + 2 * bronchus.radius ** 2 * bronchus.dropMm)
  return {
    lungMl,
    vesselsMl,
    airwaysMl: given.withAirways ? airwaysMl : 0,
    bowelGasMl: given.withBowelGas ? (4 / 3) * Math.PI * bowel.a * bowel.b * bowel.c * cubed : 0,
    meanHu: dense * given.denseHu + (1 - dense) * given.lungHu,
    densePercent: 100 * dense,
    carinaZMm: carinaZ * scale + shiftMm,
    lungsFromZMm: -lung.c * scale + shiftMm,
    lungsToZMm: lung.c * scale + shiftMm,
  }
}

/** Adds noise in place; the same seed always adds the same. */
function gaussian(deviation: number, seed: number): (image: Int16Array) => void {
  if (deviation === 0) return () => {}
  let state = (seed * 2_654_435_761) >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  const uniform = () => (next() + 0.5) / 4_294_967_296
  const drawn = Float32Array.from(
    { length: 65_536 },
    () => deviation * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  )
  return (image) => {
    for (let at = 0; at < image.length; at++) image[at] = Math.round(image[at]! + drawn[next() & 65_535]!)
  }
}
