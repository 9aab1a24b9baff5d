import { describe, expect, test } from 'vitest'
import { croppedPicture } from '#shared/domain/imaging/cropped-picture.ts'
import { intervalWords } from '#shared/domain/imaging/interval-words.ts'
import { pairCaption } from '#shared/domain/imaging/pair-caption.ts'
import { pairFactsOf, pairPlanOf, pairsInDocuments } from '#shared/domain/imaging/pair-figure.ts'
import type { PairFacts, PairRecord } from '#shared/domain/imaging/pair-figure.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { planeOf } from '#shared/domain/imaging/series-geometry.ts'
import type { SeriesGeometry } from '#shared/domain/imaging/series-geometry.ts'
import type { SeriesImage } from '#shared/domain/imaging/series-image.ts'

const axial = (
  given: Partial<SeriesGeometry> & { firstZ?: number; step?: number; count?: number } = {},
): SeriesGeometry => {
  const { firstZ = 0, step = 1, count = 100, ...rest } = given
  return {
    rows: 100,
    columns: 100,
    rowSpacingMm: 2,
    columnSpacingMm: 2,
    rowDirection: [1, 0, 0],
    columnDirection: [0, 1, 0],
    origins: Array.from({ length: count }, (_, at) => [-99, -99, firstZ + at * step]),
    ...rest,
  }
}

const frame = { version: 1, source: 'recorded', created_at: '2026-01-01T00:00:00Z', updated_at: '' } as const
const seriesA = { ...frame, id: 'a', date: '2021-02', modality: 'CT', slice_thickness: 1 }
const seriesB = { ...frame, id: 'b', imaging: 'study', modality: 'CT', slice_thickness: 1 }
const aPair = (given: Partial<PairRecord> = {}): PairRecord => ({
  ...frame,
  id: 'pair',
  earlier: 'a',
  later: 'b',
  offset_mm: 12,
  earlier_at_mm: 40,
  window_center_hu: -600,
  window_width_hu: 1500,
  ...given,
})
const aRecord = (series: readonly object[] = [seriesA, seriesB], pairs: readonly PairRecord[] = []): CaseRecord =>
  ({
    case: { ...frame, id: 'case' },
    records: { image_series: series, imaging: [{ ...frame, id: 'study', date: '2022-03' }], ct_pair: pairs },
  }) as unknown as CaseRecord

const factsOf = (pair = aPair(), record = aRecord()): PairFacts => {
  const facts = pairFactsOf(record, pair)
  if ('why' in facts) throw new Error(facts.why)
  return facts
}
const planOf = (pair: PairRecord, earlier: SeriesGeometry | null, later: SeriesGeometry | null) =>
  pairPlanOf(pair, factsOf(pair), { earlier, later })

describe('The figure of a pair', () => {
  test('takes the image of each side at the level that was marked, in whatever order the series is kept', () => {
    const later = axial({ firstZ: 120, step: -1.5, count: 90 })
    expect(planOf(aPair(), axial(), later)).toMatchObject({
      earlier: { seriesId: 'a', index: 40, levelMm: 40, awayMm: 0, leftLetter: 'R', rightLetter: 'L' },
      later: { seriesId: 'b', index: 45, levelMm: 52.5, awayMm: 0.5 },
      window: { center: -600, width: 1500 },
    })
  })

  test('shows all of both where nothing was cropped, as many millimeters of either', () => {
    const smaller = axial({ rowSpacingMm: 1.5, columnSpacingMm: 1.5 })
    const plan = planOf(aPair(), axial(), smaller)
    if ('why' in plan) throw new Error(plan.why)
    expect(plan.earlier.crop).toEqual({ leftMm: -100, topMm: -100, widthMm: 200, heightMm: 200 })
    expect(plan.later.crop).toEqual(plan.earlier.crop)
  })

  test('moves the crop of the later one by what the patient had moved', () => {
    const crop = { crop_left_mm: -50, crop_top_mm: -40, crop_width_mm: 80, crop_height_mm: 60 }
    expect(planOf(aPair({ ...crop, shift_left_mm: 4, shift_back_mm: -6 }), axial(), axial())).toMatchObject({
      earlier: { crop: { leftMm: -50, topMm: -40, widthMm: 80, heightMm: 60 } },
      later: { crop: { leftMm: -46, topMm: -46, widthMm: 80, heightMm: 60 } },
    })
  })

  test.each([
    [aPair({ offset_mm: 200 }), axial(), /^The later series ends 141\.0 mm before the level that was marked/],
    [aPair(), axial({ count: 2, firstZ: 0, step: 1 }), /^The earlier series ends/],
    [aPair(), null, /does not say where its images lie in the body.*There is no figure/],
    [aPair(), axial({ rowDirection: [0, 1, 0], columnDirection: [0, 0, -1] }), /cut in different directions/],
    [
      aPair({ crop_left_mm: 500, crop_top_mm: 0, crop_width_mm: 20, crop_height_mm: 20 }),
      axial(),
      /^The crop lies beside/,
    ],
    [
      aPair({ crop_left_mm: 0, crop_top_mm: 0, crop_width_mm: 20, crop_height_mm: 20 }),
      axial({ rowDirection: [-1, 0, 0], columnDirection: [0, -1, 0] }),
      /^The two lie differently in the scanner/,
    ],
  ])('says why there is none', (pair, earlier, why) => {
    expect(planOf(pair, earlier, axial())).toEqual({ why: expect.stringMatching(why) as string })
  })

  test('says so where images are missing at the level', () => {
    const withGap = axial()
    const origins = withGap.origins.filter(([, , z]) => z < 30 || z > 60)
    expect(planOf(aPair(), { ...withGap, origins }, axial())).toEqual({
      why: expect.stringMatching(/^Images of the earlier series are missing at the level.*11\.0 mm away/) as string,
    })
  })

  test('says so where images were erased, or a series was voided', () => {
    const erased = aRecord([{ ...seriesA, label: 'lung', erased_on: '2026-01-02' }, seriesB])
    expect(pairFactsOf(erased, aPair())).toEqual({
      why: 'The images of “lung” were erased, so there is no figure of this pair.',
    })
    expect(pairFactsOf(aRecord([seriesB]), aPair())).toMatchObject({ why: expect.stringContaining('voided') as string })
  })

  test('stands in documents newest first, at most two', () => {
    const marked = ['1', '2', '3'].map((id) =>
      aPair({ id, in_documents: id === '2' ? 'no' : 'yes', created_at: `2026-01-0${id}T00:00:00Z` }),
    )
    const more = aPair({ id: '4', in_documents: 'yes', created_at: '2026-01-04T00:00:00Z', later: 'a' })
    expect(
      pairsInDocuments(aRecord([{ ...seriesA, date: '2023' }, seriesB], [...marked, more])).map(({ id }) => id),
    ).toEqual(['4', '3'])
  })
})

describe('The caption of a pair', () => {
  test('is written from the record', () => {
    expect(pairCaption(factsOf(aPair({ title: 'Lower lobes' })))).toBe(
      'Lower lobes. CT at the same level of the body (table position 40 mm and 52 mm): (a) Feb 2021, (b) Mar 2022, 13 months apart. Lung window (width 1500, level −600); slices of 1 mm; same scale.',
    )
  })

  test('says that both were cropped where they were', () => {
    const crop = { crop_left_mm: 0, crop_top_mm: 0, crop_width_mm: 20, crop_height_mm: 20 }
    expect(pairCaption(factsOf(aPair(crop)))).toMatch(/; cropped alike, same scale\.$/)
  })

  test('tells no calendar date and no free text where a case report asks for it', () => {
    const facts = factsOf(aPair({ title: 'Seen by Dr. Miller in 2022' }))
    const caption = pairCaption(facts, { when: () => 'month 4', withoutTitle: true })
    expect(caption).toContain('(a) month 4, (b) month 4, 13 months apart')
    expect(caption).not.toMatch(/20\d\d|Miller/)
  })

  test('says of images that are not real that they are not', () => {
    const synthetic = aRecord([seriesA, { ...seriesB, source: 'synthetic' }])
    expect(pairCaption(factsOf(aPair(), synthetic))).toMatch(/Synthetic: this patient does not exist\.$/)
    expect(pairCaption(factsOf(aPair({ source: 'illustrative' }), synthetic))).toMatch(/Illustrative: .*\.$/)
  })
})

describe('The interval between two dates', () => {
  test.each([
    ['2021-02-11', '2022-03-09', '13 months'],
    ['2022-03', '2021-02', '13 months'],
    ['2021-02-11', '2021-02-11', 'the same day'],
    ['2021-02-11', '2021-03-01', '18 days'],
    ['2021-02-11', '2021-02-12', '1 day'],
    ['2021-02', '2021-02-20', 'less than a month'],
    ['2016-01-15', '2021-03-15', '5 years 2 months'],
    ['2019', '2021', 'about 2 years'],
    ['2021', '2022-03', 'between 2 and 15 months'],
    ['2021', '2021', 'at most 12 months'],
    ['2020', '2021', 'at most 24 months'],
  ])('of %s and %s is %s', (a, b, words) => {
    expect(intervalWords(a, b)).toBe(words)
  })

  test('is not told where a date is missing', () => {
    expect(intervalWords(undefined, '2021')).toBeUndefined()
  })
})

describe('A picture of a crop', () => {
  const geometry = axial({ rows: 40, columns: 60, rowSpacingMm: 1, columnSpacingMm: 2 })
  const plane = { ...planeOf(geometry, 0), rows: 40, columns: 60, origin: [0, 0, 0] as const }
  const gray = (value: (column: number, row: number) => number, more: Partial<SeriesImage> = {}): SeriesImage => ({
    rows: 40,
    columns: 60,
    samples: 1,
    pixels: Int16Array.from({ length: 2400 }, (_, at) => value(at % 60, Math.floor(at / 60))),
    slope: 1,
    intercept: -1024,
    isInverted: false,
    ...more,
  })

  test('honors both pixel spacings: a square of the body is a square of the picture', () => {
    // 20 mm in both directions: 10 columns, 20 rows.
    const square = gray((column, row) => (column >= 20 && column < 30 && row >= 10 && row < 30 ? 2024 : 24))
    const picture = croppedPicture(square, {
      plane,
      crop: { leftMm: 29, topMm: -0.5, widthMm: 40, heightMm: 40 },
      window: { center: 0, width: 2000 },
      widthPx: 200,
    })
    expect([picture.widthPx, picture.heightPx]).toEqual([200, 200])
    const bright = (line: Uint8Array) => line.filter((value) => value > 127).length
    const row = picture.pixels.subarray(100 * 200, 101 * 200)
    const column = Uint8Array.from({ length: 200 }, (_, y) => picture.pixels[y * 200 + 100]!)
    expect(Math.abs(bright(row) - 100)).toBeLessThanOrEqual(1)
    expect(Math.abs(bright(column) - 100)).toBeLessThanOrEqual(1)
  })

  test('goes evenly from pixel to pixel, and is black beyond the image', () => {
    const ramp = gray((column) => 1024 + column)
    const { pixels } = croppedPicture(ramp, {
      plane,
      crop: { leftMm: -41, topMm: 10, widthMm: 82, heightMm: 1 },
      window: { center: 30, width: 60 },
      widthPx: 82,
    })
    expect([...pixels.subarray(0, 40)]).toEqual(Array(40).fill(0))
    expect(Math.abs(pixels[40 + 21]! - pixels[40 + 11]! - (5 / 60) * 255)).toBeLessThanOrEqual(1)
  })

  test('turns small values bright where the image says so, and leaves colors alone', () => {
    const wish = { plane, crop: { leftMm: 0, topMm: 0, widthMm: 20, heightMm: 20 }, widthPx: 10 }
    const inverted = croppedPicture(
      gray(() => 24, { isInverted: true }),
      { ...wish, window: { center: 0, width: 2000 } },
    )
    expect(inverted.pixels[0]).toBe(255)
    const colors = Uint8Array.from({ length: 7200 }, (_, at) => [200, 100, 50][at % 3]!)
    const picture = croppedPicture({ ...gray(() => 0), samples: 3, pixels: colors }, wish)
    expect(picture.channels).toBe(3)
    expect([...picture.pixels.subarray(0, 6)]).toEqual([200, 100, 50, 200, 100, 50])
  })
})
