import { describe, expect, test } from 'vitest'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { PairRecord } from '#shared/domain/imaging/pair-figure.ts'
import {
  editedPair,
  openedPair,
  pairsOf,
  pairValuesOf,
  rememberedLink,
  rememberedShift,
} from '#shared/domain/imaging/pair-values.ts'
import type { ShownPair } from '#shared/domain/imaging/pair-values.ts'

const frame = { version: 1, source: 'recorded', created_at: '2026-01-01', updated_at: '2026-01-01' } as const
const aPair = (given: Partial<PairRecord> = {}): PairRecord => ({
  ...frame,
  id: 'pair',
  earlier: 'a',
  later: 'b',
  offset_mm: 12,
  earlier_at_mm: 40,
  ...given,
})
const aRecord = (...pairs: readonly PairRecord[]): CaseRecord =>
  ({
    records: {
      image_series: [
        { ...frame, id: 'a', date: '2021-02' },
        { ...frame, id: 'b', date: '2022-03-04' },
      ],
      imaging: [],
      ct_pair: pairs,
    },
  }) as unknown as CaseRecord

const shown = (given: Partial<ShownPair> = {}): ShownPair => ({
  left: { seriesId: 'a', levelMm: 40.04 },
  right: { seriesId: 'b', levelMm: 52.5 },
  link: { isLinked: true, offsetMm: 12 },
  window: { center: -600, width: 1500 },
  crop: undefined,
  shift: { leftMm: 0, backMm: 0 },
  ...given,
})

describe('What is marked of two series', () => {
  test('is their level and how they are linked', () => {
    expect(pairValuesOf(aRecord(), shown())).toMatchObject({
      earlier: 'a',
      later: 'b',
      offset_mm: 12,
      earlier_at_mm: 40,
      window_center_hu: -600,
      crop_left_mm: null,
    })
  })

  test('counts from the earlier one, on whichever side it stands', () => {
    const turned = shown({
      left: { seriesId: 'b', levelMm: 52.5 },
      right: { seriesId: 'a', levelMm: 40 },
      link: { isLinked: true, offsetMm: -12 },
    })
    expect(pairValuesOf(aRecord(), turned)).toMatchObject({
      earlier: 'a',
      later: 'b',
      offset_mm: 12,
      earlier_at_mm: 40,
    })
  })

  test('is where each stands while they are not linked', () => {
    const alone = shown({ link: { isLinked: false, offsetMm: 3 } })
    expect(pairValuesOf(aRecord(), alone)).toMatchObject({ offset_mm: 12.5, earlier_at_mm: 40 })
  })

  test('is refused where images don’t say where they lie', () => {
    const nowhere = shown({ right: { seriesId: 'b', levelMm: undefined } })
    expect(pairValuesOf(aRecord(), nowhere)).toEqual({
      why: expect.stringContaining('no level can be marked') as string,
    })
  })

  test('is opened again as it was marked', () => {
    const values = pairValuesOf(aRecord(), shown({ crop: { leftMm: 1, topMm: 2, widthMm: 30, heightMm: 40 } }))
    const pair = { ...aPair(), ...values } as PairRecord
    const geometry = {
      rows: 10,
      columns: 10,
      rowSpacingMm: 1,
      columnSpacingMm: 1,
      rowDirection: [1, 0, 0],
      columnDirection: [0, 1, 0],
      origins: Array.from({ length: 60 }, (_, at) => [0, 0, 59 - at] as const),
    } as const
    expect(openedPair(pair, { seriesId: 'a', geometry })).toEqual({
      link: { isLinked: true, offsetMm: 12 },
      first: {
        leftIndex: 19,
        window: { center: -600, width: 1500 },
        crop: { leftMm: 1, topMm: 2, widthMm: 30, heightMm: 40 },
        view: { centerMm: [16, 22], spanMm: expect.closeTo(42.4) as number },
      },
    })
    expect(openedPair(pair, { seriesId: 'b', geometry }).first.leftIndex).toBe(7)
    expect(openedPair(pair, { seriesId: 'b' }).link.offsetMm).toBe(-12)
  })

  test('keeps how the patient lies in the later one, and where the crop lies in each', () => {
    const [crop, shift] = [
      { leftMm: 10, topMm: 20, widthMm: 30, heightMm: 40 },
      { leftMm: 5, backMm: -4 },
    ]
    const values = pairValuesOf(aRecord(), shown({ crop, shift }))
    expect(values).toMatchObject({ crop_left_mm: 10, crop_top_mm: 20, shift_left_mm: 5, shift_back_mm: -4 })
    const turned = shown({
      left: { seriesId: 'b', levelMm: 52.5 },
      right: { seriesId: 'a', levelMm: 40 },
      link: { isLinked: true, offsetMm: -12 },
      crop: { ...crop, leftMm: 15, topMm: 16 },
      shift: { leftMm: -5, backMm: 4 },
    })
    expect(pairValuesOf(aRecord(), turned)).toMatchObject({
      crop_left_mm: 10,
      crop_top_mm: 20,
      shift_left_mm: 5,
      shift_back_mm: -4,
    })
    const pair = { ...aPair(), ...values } as PairRecord
    expect(openedPair(pair, { seriesId: 'a' }).first).toMatchObject({ crop, shift })
    expect(openedPair(pair, { seriesId: 'b' }).first).toMatchObject({
      crop: { ...crop, leftMm: 15, topMm: 16 },
      shift: { leftMm: -5, backMm: 4 },
    })
    const record = aRecord({ ...pair, created_at: '2026-01-01', updated_at: '2026-01-01' })
    expect(rememberedShift(record, 'a', 'b')).toEqual(shift)
    expect(rememberedShift(record, 'a', 'c')).toEqual({ leftMm: 0, backMm: 0 })
  })

  test('keeps what an edit does not touch', () => {
    const pair = aPair({ title: 'Kept', in_documents: 'yes', shift_left_mm: 2 })
    expect(editedPair(pair, { in_documents: 'no' })).toMatchObject({
      title: 'Kept',
      in_documents: 'no',
      shift_left_mm: 2,
      offset_mm: 12,
      crop_left_mm: null,
    })
  })
})

describe('The link of two series', () => {
  test('is that of the pair which was marked or changed last, seen from either side', () => {
    const record = aRecord(
      aPair({ id: '1', offset_mm: 5, updated_at: '2026-03-01' }),
      aPair({ id: '2', offset_mm: 9, created_at: '2026-02-01', updated_at: '2026-02-01' }),
      aPair({ id: '3', later: 'c', offset_mm: 70, updated_at: '2026-04-01' }),
    )
    expect(rememberedLink(record, 'a', 'b')).toEqual({ isLinked: true, offsetMm: 5 })
    expect(rememberedLink(record, 'b', 'a')).toEqual({ isLinked: true, offsetMm: -5 })
    expect(rememberedLink(record, 'b', 'c')).toBeUndefined()
    expect(pairsOf(record, 'b', 'a').map(({ id }) => id)).toEqual(['2', '1'])
  })
})
