/** Which images, which series, which study: what is proposed when images are imported. */
import { describe, expect, test } from 'vitest'
import { keptReport } from '#shared/domain/imaging/kept-report.ts'
import { emptyReport } from '#shared/domain/imaging/removal-report.ts'
import { isLungKernel, suggestedSeries, type SeriesToJudge } from '#shared/domain/imaging/suggested-series.ts'
import { studiesOfDate, studyToAdd } from '#shared/domain/imaging/study-to-import.ts'
import { placesOf } from '#shared/domain/imaging/which-images.ts'
import { seriesGeometryOf } from '#main/imaging/intake/series-geometry-of.ts'

describe('the images that are wanted', () => {
  test('are counted from one, rising, each once', () => {
    expect(placesOf('all', 3)).toEqual([0, 1, 2])
    expect(placesOf({ from: 2, to: 9, every: 3 }, 10)).toEqual([1, 4, 7])
    expect(placesOf({ from: 4, to: 4, every: 9 }, 4)).toEqual([3])
    expect(placesOf({ numbers: [5, 1, 5] }, 5)).toEqual([0, 4])
  })

  test('are none where one of them is not in the series', () => {
    for (const which of [
      { from: 0, to: 2, every: 1 },
      { from: 1, to: 4, every: 1 },
      { from: 3, to: 2, every: 1 },
      { from: 1, to: 2, every: 0 },
      { from: 1.5, to: 2, every: 1 },
      { numbers: [] },
      { numbers: [4] },
    ])
      expect(placesOf(which, 3)).toBeUndefined()
  })
})

const stack = (key: string, more: Partial<SeriesToJudge> = {}): SeriesToJudge => ({
  key,
  modality: 'CT',
  isLocalizer: false,
  orientation: 'axial',
  thicknessMm: 1,
  kernel: 'B30f',
  images: 300,
  isKnown: false,
  ...more,
})

describe('the series that is proposed', () => {
  test('is the thinnest that was made for the lungs, before a thinner one that was not', () => {
    const series = [
      stack('soft', { thicknessMm: 0.6 }),
      stack('thick', { kernel: 'LUNG', thicknessMm: 5 }),
      stack('lung', { kernel: 'B70f' }),
    ]
    expect(suggestedSeries(series)).toBe('lung')
    expect(suggestedSeries([stack('soft'), stack('softer', { thicknessMm: 3 })])).toBe('soft')
  })

  test('is none of scouts, other planes, other machines and a few slices, nor another one where it is known', () => {
    expect(
      suggestedSeries([
        stack('scout', { isLocalizer: true }),
        stack('coronal', { orientation: 'coronal' }),
        stack('mr', { modality: 'MR' }),
        stack('few', { images: 3 }),
      ]),
    ).toBeUndefined()
    expect(suggestedSeries([stack('lung', { kernel: 'B70f', isKnown: true }), stack('soft')])).toBeUndefined()
  })

  test.each(['B70f', 'b60s', 'Br59d', 'Bl64', 'I70f\\3', 'LUNG', 'BONEPLUS', 'YC', 'L', 'FC51', 'FC86'])(
    '%s is a kernel for lungs',
    (kernel) => expect(isLungKernel(kernel)).toBe(true),
  )
  test.each(['B30f', 'Br40', 'STANDARD', 'SOFT', 'B', 'FC13', 'I31f', '', undefined])('%s is none', (kernel) =>
    expect(isLungKernel(kernel)).toBe(false),
  )
})

describe('the study that images belong to', () => {
  const recorded = [
    { id: 'year', date: '2024', modality: 'ct' },
    { id: 'month', date: '2024-01', modality: 'hrct' },
    { id: 'day', date: '2024-01-15', modality: 'hrct' },
    { id: 'radiograph', date: '2024-01-15', modality: 'chest-radiograph' },
    { id: 'other day', date: '2024-01-16', modality: 'hrct' },
    { id: 'undated' },
  ]

  test('is of the same day first, then of a date that covers it, and never of another kind', () => {
    const ids = studiesOfDate({ date: '2024-01-15', modality: 'CT' }, recorded).map(({ id }) => id)
    expect(ids).toEqual(['day', 'month', 'year'])
    expect(studiesOfDate({ date: undefined, modality: 'CT' }, recorded)).toEqual([])
  })

  test('is a new one by what the images are', () => {
    const add = (modality: string, thicknessMm?: number) =>
      studyToAdd({ date: '2024-01-15', modality, thicknessMm })?.modality
    expect([add('CT', 1), add('CT', 5), add('CT'), add('CR'), add('OT')]).toEqual([
      'hrct',
      'ct',
      'ct',
      'chest-radiograph',
      'other',
    ])
    expect(studyToAdd({ modality: 'CT' })).toBeUndefined()
  })
})

test('A report of what was removed fits into its record, however many kinds of element there were', () => {
  const many = Array.from({ length: 3000 }, (_, number) => ({
    tag: `(${number})`,
    name: `Name of element ${number}`,
    count: number + 1,
  }))
  const text = keptReport({ ...emptyReport, images: 2, removed: many, emptied: many })
  expect(text.length).toBeLessThanOrEqual(20_000)
  const { removed } = JSON.parse(text) as { removed: Record<string, number> }
  expect(Object.values(removed).reduce((sum, count) => sum + count, 0)).toBe((3000 * 3001) / 2)
  expect(
    JSON.parse(keptReport({ ...emptyReport, removed: [{ tag: '(0009,xxxx)', name: '', count: 4 }] })),
  ).toMatchObject({
    removed: { '(0009,xxxx)': 4 },
  })
})

describe('the geometry of a series', () => {
  const image = (z: number) => ({
    rows: 10,
    columns: 12,
    frames: 1,
    position: [0, 0, z] as const,
    orientation: { row: [1, 0, 0], column: [0, 1, 0] } as const,
    pixelSpacing: [0.7, 0.8] as const,
  })

  test('is that of its images where they lie alike', () => {
    expect(seriesGeometryOf([image(0), image(2)])).toEqual({
      rows: 10,
      columns: 12,
      rowSpacingMm: 0.7,
      columnSpacingMm: 0.8,
      rowDirection: [1, 0, 0],
      columnDirection: [0, 1, 0],
      origins: [
        [0, 0, 0],
        [0, 0, 2],
      ],
    })
  })

  test('is none where one of them differs, has no place or holds several frames', () => {
    for (const other of [
      { ...image(2), rows: 11 },
      { ...image(2), frames: 2 },
      { ...image(2), position: undefined },
      { ...image(2), pixelSpacing: [0.9, 0.8] as const },
      { ...image(2), orientation: { row: [0, 1, 0], column: [0, 0, 1] } as const },
    ])
      expect(seriesGeometryOf([image(0), other])).toBeNull()
    expect(seriesGeometryOf([])).toBeNull()
  })
})
