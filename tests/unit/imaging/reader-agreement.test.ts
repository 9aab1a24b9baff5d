import { expect, test } from 'vitest'
import { forms } from '#shared/dictionary/forms.ts'
import { readerAgreement, type ReadingItem } from '#shared/domain/imaging/reader-agreement.ts'
import type { FiveLevelReading } from '#shared/domain/imaging/five-levels.ts'
import { fiveLevelItems, ratingsOfLevels, readingItems } from '#shared/domain/imaging/reading-items.ts'

const pattern: ReadingItem = { name: 'pattern', label: 'Pattern', kind: 'category', levels: ['nsip', 'op', 'uip'] }
const coarseness: ReadingItem = { name: 'coarseness', label: 'Coarseness', kind: 'ordered', levels: [0, 1, 2, 3] }
const extent: ReadingItem = { name: 'extent', label: 'Extent', kind: 'percent' }
const of = (item: ReadingItem, pairs: readonly (readonly [unknown, unknown])[]) =>
  readerAgreement(
    pairs.map(([one, other]) => ({ first: { [item.name]: one as string }, second: { [item.name]: other as string } })),
    [item],
  )[0]!

test('patterns agree beyond chance by kappa without weights', () => {
  const pairs = [
    ...Array.from({ length: 20 }, () => ['nsip', 'nsip'] as const),
    ...Array.from({ length: 5 }, () => ['nsip', 'op'] as const),
    ...Array.from({ length: 10 }, () => ['op', 'nsip'] as const),
    ...Array.from({ length: 15 }, () => ['op', 'op'] as const),
  ]
  expect(of(pattern, pairs)).toMatchObject({
    method: 'kappa',
    n: 50,
    dropped: 0,
    estimate: { value: expect.closeTo(0.4, 12), samePercent: 70 },
  })
})

test('ordered ratings count near misses less', () => {
  const near = of(coarseness, [
    [0, 0],
    [1, 1],
    [2, 3],
    [3, 3],
    [1, 0],
  ])
  const far = of(coarseness, [
    [0, 0],
    [1, 1],
    [0, 3],
    [3, 3],
    [3, 0],
  ])
  expect(near.method).toBe('weighted-kappa')
  expect((near.estimate as { value: number }).value).toBeGreaterThan((far.estimate as { value: number }).value + 0.5)
})

test('extents agree by the intraclass correlation of absolute agreement, and a reader who always sees more is told', () => {
  const pairs = [
    [10, 20],
    [20, 30],
    [40, 50],
    [60, 70],
    [30, 40],
  ] as const
  const found = of(extent, pairs)
  expect(found.method).toBe('icc')
  expect(found.estimate).toMatchObject({ samePercent: 0, difference: { mean: 10, sd: 0 } })
  expect((found.estimate as { value: number }).value).toBeLessThan(0.95)
})

test('what one reader left out is dropped and counted; unknown answers and unheard-of ones are no ratings', () => {
  const sign = readingItems.find(({ name }) => name === 'honeycombing')!
  const found = of(sign, [
    ['present', 'present'],
    ['absent', 'present'],
    ['absent', 'absent'],
    ['unknown', 'present'],
    [undefined, 'absent'],
    [null, null],
    ['maybe', 'absent'],
  ])
  expect(found).toMatchObject({ n: 3, dropped: 4 })
})

test('where agreement can’t be told, the reason stands in its place', () => {
  expect(
    of(pattern, [
      ['nsip', 'nsip'],
      ['nsip', 'nsip'],
    ]).estimate,
  ).toEqual({
    unavailable: expect.stringContaining('Both raters gave every case the same rating'),
  })
  expect(of(extent, [[10, 15]]).estimate).toEqual({ unavailable: expect.stringContaining('Fewer than two cases') })
  expect(of(extent, []).estimate).toHaveProperty('unavailable')
  expect(of(pattern, []).estimate).toHaveProperty('unavailable')
})

test('the items that readers are compared in are those of the imaging form, with its codes', () => {
  const form = forms.find(({ id }) => id === 'imaging')!
  for (const item of readingItems) {
    const asked = form.items.find(({ name }) => name === item.name)
    expect(asked?.label, item.name).toBe(item.label)
    if (item.kind === 'percent' || asked?.type !== 'choice') continue
    const codes = asked.choices.map(({ code }) => code).filter((code) => code !== 'unknown')
    expect(new Set(item.levels)).toEqual(new Set<string | number>(codes))
  }
})

test('readings of five levels are compared as a whole and level by level', () => {
  const levels = (extents: readonly number[], coarseness: 1 | 2): FiveLevelReading => {
    const [a, b, c, d, e] = extents.map((extentPercent) => ({ extentPercent, coarseness }))
    return { 'great-vessels': a!, carina: b!, 'pulmonary-veins': c!, between: d!, diaphragm: e! }
  }
  const pairs = [
    [levels([10, 15, 20, 30, 45], 1), levels([10, 20, 20, 30, 40], 1)],
    [levels([5, 5, 10, 10, 20], 1), levels([5, 10, 10, 15, 20], 2)],
    [levels([30, 40, 40, 50, 60], 2), levels([30, 35, 45, 50, 65], 2)],
  ] as const
  const found = readerAgreement(
    pairs.map(([first, second]) => ({ first: ratingsOfLevels(first), second: ratingsOfLevels(second) })),
    fiveLevelItems,
  )
  const named = (name: string) => found.find((each) => each.name === name)!
  expect(found).toHaveLength(fiveLevelItems.length)
  expect((named('extent').estimate as { value: number }).value).toBeGreaterThan(0.95)
  expect(named('coarseness carina')).toMatchObject({
    method: 'weighted-kappa',
    n: 3,
    estimate: { value: expect.closeTo(0.4, 9) },
  })
  expect(named('ground_glass')).toMatchObject({ n: 0, dropped: 3, estimate: { unavailable: expect.any(String) } })
})
