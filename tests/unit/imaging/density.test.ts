import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefused, type LungDensity, type RefusalReason } from '#shared/domain/imaging/density/density-answer.ts'
import type { DensitySeries } from '#shared/domain/imaging/density/density-series.ts'
import { maskArea, maskPixels } from '#shared/domain/imaging/density/lung-mask.ts'
import { measureDensity, startDensity } from '#shared/domain/imaging/density/measure-density.ts'
import { chestPhantom, type ChestOptions, type ChestPhantom } from '#tests/support/chest-phantom.ts'
import { densityOf, figuresOf, seriesOf } from '#tests/support/density-of.ts'
import { expectWithin } from '#tests/support/expect-within.ts'

const chest = chestPhantom()
const warningsOf = ({ warnings }: LungDensity) => warnings.map(({ kind }) => kind)

function expectTrue(found: LungDensity, { truth }: ChestPhantom): void {
  expectWithin(found.volumeMl, truth.lungMl, 0.01)
  expectWithin(found.meanHu, truth.meanHu, 0.01)
  expectWithin(found.highAttenuationPercent, truth.densePercent, 0.01)
}

test.each<ChestOptions>([
  {},
  { seed: 2, noiseHu: 0 },
  { seed: 3, noiseHu: 40, denseHu: -440 },
  { spacingMm: 1.4, thicknessMm: 1.25, size: 270 },
  { spacingMm: 0.8, size: 480, thicknessMm: 4.5 },
  { thicknessMm: 5, shiftMm: 7 },
  { scale: 0.8, denseShare: 0.05, seed: 4 },
  { lungHu: -760, denseShare: 0.25, denseHu: -420 },
  { denseShare: 0.02, seed: 5 },
  { bodyHalfWidthMm: 134 },
  { withVessels: false, withAirways: false, withTable: false, withBowelGas: false },
])('volume, mean density and high attenuation are true to a hundredth: %j', (options) => {
  const phantom = chestPhantom(options)
  expectTrue(figuresOf(phantom), phantom)
})

test('the same is found whatever the noise, the spacing and the place on the table', () => {
  fc.assert(
    fc.property(
      fc.record({
        seed: fc.integer({ min: 1, max: 1e6 }),
        noiseHu: fc.integer({ min: 0, max: 35 }),
        spacingMm: fc.double({ min: 1.35, max: 1.6, noNaN: true }),
        thicknessMm: fc.double({ min: 3, max: 5, noNaN: true }),
        shiftMm: fc.double({ min: -20, max: 20, noNaN: true }),
        size: fc.constant(280),
      }),
      (options) => {
        const phantom = chestPhantom(options)
        expectTrue(figuresOf(phantom), phantom)
      },
    ),
    { numRuns: 6 },
  )
})

test('windpipe and main bronchi are not lung', () => {
  const { mask, airwaysMl, airwayHu, volumeMl } = figuresOf(chest)
  expectWithin(airwaysMl, chest.truth.airwaysMl, 0.03)
  expectWithin(airwayHu!, -1000, 0, 3)
  const middle = (chest.columns - 1) / 2
  for (const [at, slice] of mask.slices.entries()) {
    const z = chest.firstZMm + at * chest.thicknessMm
    if (z <= chest.truth.carinaZMm) continue
    const pixels = maskPixels(mask, at)
    for (const column of [-6, 0, 6])
      expect(pixels[Math.round(middle + 8 / 1.5) * chest.columns + Math.round(middle + column)], `z ${z}`).toBe(0)
    expect(maskArea(slice)).toBe(pixels.reduce((sum, pixel) => sum + pixel, 0))
  }
  const without = figuresOf(chestPhantom({ withAirways: false }))
  // What the bronchi take of the lungs at their roots is less than that.
  expectWithin(volumeMl, without.volumeMl, 0.002)
  expect(warningsOf(without)).toEqual(['no-airways'])
})

test('nor are they where edges are soft and noise is strong', () => {
  for (const noiseHu of [10, 60]) {
    const phantom = chestPhantom({ blurred: true, noiseHu, size: 480, spacingMm: 0.8, thicknessMm: 4 })
    const found = figuresOf(phantom)
    expectWithin(found.volumeMl, phantom.truth.lungMl, 0.01)
    // With the soft rim of the tubes.
    expectWithin(found.airwaysMl, phantom.truth.airwaysMl, 0.1)
  }
})

test('the mask is the lungs, pixel by pixel', () => {
  const phantom = chestPhantom({ noiseHu: 30, withAirways: false })
  const { mask } = figuresOf(phantom)
  const middle = (phantom.columns - 1) / 2
  let wrong = 0
  let lung = 0
  for (const at of mask.slices.keys()) {
    const pixels = maskPixels(mask, at)
    const z = (phantom.firstZMm + at * phantom.thicknessMm) / 120
    for (let pixel = 0; pixel < pixels.length; pixel++) {
      const x = ((pixel % phantom.columns) - middle) * phantom.spacingMm
      const y = ((Math.floor(pixel / phantom.columns) - middle) * phantom.spacingMm) / 80
      const isLung = ((Math.abs(x) - 76) / 54) ** 2 + y ** 2 + z ** 2 < 1 ? 1 : 0
      lung += isLung
      if (isLung !== pixels[pixel]) wrong++
    }
  }
  expect(wrong).toBeLessThan(0.005 * lung)
})

test('gas of the gut and the foam of the table are not lung, and gas is named', () => {
  const { leftOut } = figuresOf(chest)
  expect(leftOut).toHaveLength(1)
  expect(leftOut[0]!.because).toBe('gas')
  expectWithin(leftOut[0]!.volumeMl, chest.truth.bowelGasMl, 0.02)
  expect(figuresOf(chestPhantom({ withTable: false })).volumeMl).toBe(figuresOf(chest).volumeMl)
})

test('a table with walls as thick as a body is told by going on through all images', () => {
  const solid = figuresOf(chestPhantom({ tableWallMm: 20 }))
  expect(solid.volumeMl).toBe(figuresOf(chest).volumeMl)
  expect(solid.leftOut.map(({ because }) => because)).toContain('outside')
})

test('the order of the images makes no difference', () => {
  const { mask, ...figures } = figuresOf(chest)
  const turned = densityOf(chest.images.toReversed(), {
    ...seriesOf(chest),
    positionsMm: seriesOf(chest).positionsMm.toReversed(),
  }) as LungDensity
  const { mask: turnedMask, ...same } = turned
  expect(same).toEqual(figures)
  expect(turnedMask.slices.toReversed()).toEqual(mask.slices)
})

test('a border of air around the images makes no difference', () => {
  const border = 17
  const [rows, columns] = [chest.rows + 2 * border, chest.columns + 2 * border]
  const images = chest.images.map((image) => {
    const wider = new Int16Array(rows * columns).fill(-1000)
    for (let row = 0; row < chest.rows; row++)
      wider.set(image.subarray(row * chest.columns, (row + 1) * chest.columns), (row + border) * columns + border)
    return wider
  })
  const { mask: _, ...figures } = figuresOf(chest)
  const { mask: __, ...same } = densityOf(images, seriesOf(chest, { rows, columns })) as LungDensity
  expect(same).toEqual(figures)
})

test('other noise changes next to nothing', () => {
  const [one, other] = [7, 8].map((seed) => figuresOf(chestPhantom({ seed })))
  expectWithin(one!.volumeMl, other!.volumeMl, 1e-4)
  expectWithin(one!.meanHu, other!.meanHu, 1e-3)
  expectWithin(one!.highAttenuationPercent, other!.highAttenuationPercent, 1e-3)
})

test('between two dates the lungs move as the patient did', () => {
  const ends = (phantom: ChestPhantom) => {
    const { slices } = figuresOf(phantom).mask
    const filled = [...slices.keys()].filter((at) => maskArea(slices[at]!) > 0)
    return [filled[0]!, filled.at(-1)!].map((at) => phantom.firstZMm + at * phantom.thicknessMm)
  }
  const [from, to] = ends(chest)
  const [laterFrom, laterTo] = ends(chestPhantom({ shiftMm: 23 }))
  expectWithin(laterFrom! - from!, 23, 0, chest.thicknessMm)
  expectWithin(laterTo! - to!, 23, 0, chest.thicknessMm)
  expectWithin(from!, chest.truth.lungsFromZMm, 0, chest.thicknessMm)
})

test('percentiles and the share below −950 are those of the values', () => {
  const phantom = chestPhantom({ noiseHu: 0, denseShare: 0.2, lungHu: -955 })
  const found = figuresOf(phantom)
  expect(found.percentilesHu).toEqual({
    5: -955,
    10: -955,
    15: -955,
    25: -955,
    50: -955,
    75: -955,
    85: -430,
    90: -430,
    95: -430,
  })
  expectWithin(found.lowAttenuationPercent, 100 - phantom.truth.densePercent, 0.01)
})

const refusals: readonly (readonly [RefusalReason, string, Partial<DensitySeries>])[] = [
  ['not-ct', 'images of kind MR', { modality: 'MR' }],
  ['not-hounsfield', 'not Hounsfield units', { rescaleType: 'OD' }],
  ['not-axial', 'another plane', { orientation: [1, 0, 0, 0, 0, -1] }],
  ['tilted', 'tilted by 12°', { gantryTiltDegrees: -12 }],
  ['tilted', 'tilted by 10°', { orientation: [1, 0, 0, 0, 0.9848, 0.1736] }],
  ['bad-geometry', 'orientation of the images is not known', { orientation: [] }],
  ['bad-geometry', 'orientation of the images is not known', { orientation: [1, 0, 0, 0, NaN, 0] }],
  ['bad-geometry', 'distance of the pixels', { pixelSpacingMm: [0, 0] }],
  ['bad-geometry', 'along the body is not known', { positionsMm: seriesOf(chest).positionsMm.map(() => NaN) }],
  ['too-few-slices', '3 images are too few', { positionsMm: [0, 5, 10] }],
  ['gaps', 'there 6 mm', { positionsMm: seriesOf(chest).positionsMm.map((z, at) => (at > 50 ? z + 3 : z)) }],
  ['uneven-slices', 'unevenly', { positionsMm: seriesOf(chest).positionsMm.map((z, at) => (at === 9 ? z + 0.4 : z)) }],
  ['uneven-slices', 'same place', { positionsMm: seriesOf(chest).positionsMm.map((z, at) => (at === 9 ? z + 3 : z)) }],
  ['uneven-slices', 'same place', { positionsMm: seriesOf(chest).positionsMm.map(() => 4) }],
  ['gaps', 'was not imaged', { sliceThicknessMm: 1 }],
]
test.each(refusals)('there is no number, because of %s: %s', (reason, words, more) => {
  const answer = densityOf(chest.images, seriesOf(chest, more))
  expect(answer).toMatchObject({ reason, unavailable: expect.stringContaining(words) })
})

const spoiled: readonly (readonly [RefusalReason, string, () => ChestPhantom])[] = [
  [
    'no-lungs',
    'No lungs',
    () => ({ ...chest, images: chest.images.map((image) => image.map((hu) => (hu > -900 && hu < -300 ? 20 : hu))) }),
  ],
  [
    'not-hounsfield',
    'can’t be Hounsfield',
    () => ({ ...chest, images: chest.images.map((image) => image.map((hu) => hu + 1024)) }),
  ],
  ['cut-off-top', 'cut off at the top', () => chestPhantom({ slices: 70 })],
  ['cut-off-bottom', 'cut off at the bottom', () => chestPhantom({ firstZMm: -80 })],
  ['cut-off-side', 'field of view', () => chestPhantom({ size: 160 })],
]
test.each(spoiled)('there is no number, because of %s: %s', (reason, words, phantomOf) => {
  const phantom = phantomOf()
  const answer = densityOf(phantom.images, seriesOf(phantom))
  expect(answer).toMatchObject({ reason, unavailable: expect.stringContaining(words) })
})

test('what makes a number doubtful is said beside it', () => {
  const thick = chestPhantom({ thicknessMm: 7.5 })
  const said = figuresOf(thick, { withContrast: true, kernel: 'B70f', patientPosition: 'HFP' })
  expect(warningsOf(said)).toEqual(['thick-slices', 'contrast', 'kernel', 'prone'])
  expect(warningsOf(figuresOf(chest, { kernel: 'B31f', patientPosition: 'HFS' }))).toEqual([])
  expect(warningsOf(figuresOf(chestPhantom({ scale: 0.55 })))).toContain('volume-small')
  expect(
    warningsOf(
      figuresOf(chestPhantom({ scale: 1.35, size: 320, spacingMm: 1.7, thicknessMm: 5, slices: 90, firstZMm: -240 })),
    ),
  ).toContain('volume-large')
  const warm = { ...chest, images: chest.images.map((image) => image.map((hu) => hu + 70)) }
  expect(warningsOf(figuresOf(warm))).toContain('air-not-minus-1000')
  expect(warningsOf(figuresOf(oneLung()))).toContain('one-lung')
  expect(warningsOf(figuresOf(chestPhantom({ firstZMm: -119.3 })))).toContain('lung-at-end')
})

/** The lung of one side full of fluid. */
function oneLung(): ChestPhantom {
  const images = chest.images.map((image) =>
    image.map((hu, at) => (at % chest.columns > 0.55 * chest.columns && hu > -900 && hu < -300 ? 20 : hu)),
  )
  return { ...chest, images }
}

test('the work comes in slices, and can be left off after each', () => {
  const steps = measureDensity(seriesOf(chest), (index) => chest.images[index]!)
  const shares: number[] = []
  for (let step = steps.next(); !step.done; step = steps.next()) shares.push(step.value)
  expect(shares.length).toBeGreaterThan(3 * chest.images.length)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.at(-1)).toBeLessThanOrEqual(1)
})

test('an image of another size, or one too few, is a mistake of the caller', () => {
  const started = startDensity(seriesOf(chest))
  if (isRefused(started)) throw new Error(started.unavailable)
  expect(() => started.add(new Int16Array(5))).toThrow('5 pixels')
  started.add(chest.images[0]!)
  expect(() => started.finish().next()).toThrow('1 images were added')
})
