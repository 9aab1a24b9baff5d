import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recognizePaste } from '#shared/domain/paste/recognize-paste.ts'
import { blockText, describeResult, headingOf } from '#renderer/features/flow-sheet/cell-text.ts'
import { bringIntoSight, datePx, headPx, itemPx, rowPx } from '#renderer/features/flow-sheet/geometry.ts'
import { moveOf } from '#renderer/features/flow-sheet/sheet-moves.ts'
import { cellKey, outOfRange, partsOfKey } from '#renderer/features/flow-sheet/sheet.ts'
import {
  isNothing,
  nothingStaged,
  stage,
  stagedOf,
  startStaging,
  stepBack,
  stepForward,
  withCells,
  withDate,
} from '#renderer/features/flow-sheet/staging.ts'
import { aCase } from '#tests/support/a-case.ts'
import { measures, sheetFor, typedInto } from './a-sheet.ts'

const someCase = aCase()
  .with('laboratory', { test: 'ck', date: '2021', value: 310, unit: 'U/L' })
  .with('laboratory', { test: 'ck', date: '2021-04-12', value: 20, unit: 'ukat/L', ref_high: 3.2 })
  .with('laboratory', { test: 'crp', date: '2021-04-12', value: 0.6, value_comparator: '<', unit: 'mg/L', ref_high: 5 })
  .with('pft', { date: '2020-11', fvc: 2.31, fvc_unit: 'L', fvc_pct: 61 })
  .with('visit', { date: '2021-04-12', kind: 'follow-up', assessment: 'Stable' })

describe('the sheet', () => {
  test('has rows of what was measured, grouped by form, and dates as known, the newest last', () => {
    const model = typedInto(someCase.record, {})
    expect(model.lines.map((line) => (line.kind === 'group' ? line.label : line.id))).toEqual([
      'Laboratory results',
      'laboratory.ck',
      'laboratory.crp',
      'Pulmonary function tests',
      'pft.fvc',
      'pft.fvc_pct',
    ])
    expect(model.dates).toEqual(['2020-11', '2021', '2021-04-12'])
  })

  test('shows a value in its own unit where that isn’t the newest one', () => {
    const model = typedInto(someCase.record, {})
    expect(model.textOf('laboratory.ck@2021')).toBe('310 U/L')
    expect(model.textOf('laboratory.ck@2021-04-12')).toBe('20')
  })

  test('says where a result stands to its own range', () => {
    const [high] = sheetFor(someCase.record).results.get('laboratory.ck@2021-04-12')!
    expect(outOfRange(high!)).toBe('high')
    expect(describeResult(high!)).toBe('20 µkat/L, high (up to 3.2)')
    const [within] = sheetFor(someCase.record).results.get('laboratory.crp@2021-04-12')!
    expect(outOfRange(within!)).toBeUndefined()
    expect(describeResult(within!)).toBe('<0.6 mg/L, within (up to 5)')
  })

  test.each([
    [250, undefined, 'high'],
    [200, undefined, undefined],
    [250, '<', undefined],
    [200, '>', 'high'],
    [30, '<', 'low'],
    [29, undefined, 'low'],
    [10, '>', undefined],
  ] as const)('%s with comparator %s is %s for a range of 30 to 200', (value, comparator, expected) => {
    const [result] = sheetFor(someCase.record).results.get('laboratory.ck@2021')!
    expect(outOfRange({ ...result!, value, comparator, low: 30, high: 200 })).toBe(expected)
  })
})

test('A key of a cell comes apart again, whatever the name of the measure', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('2021', '2021-04', '2021-04-12'), (measureKey, date) => {
      expect(partsOfKey(cellKey(measureKey, date))).toEqual({ measureKey, date })
    }),
  )
})

test('What is copied is understood when it is pasted, value for value', () => {
  const chosen = measures.filter(({ key }) =>
    [
      'laboratory.ck',
      'laboratory.crp',
      'laboratory.haemoglobin',
      'pft.fvc',
      'pft.fvc_pct',
      'visit.weight',
      'walk_test.distance',
    ].includes(key),
  )
  const value = fc.oneof(
    fc.constant(''),
    fc.integer({ min: 1, max: 90_000 }).map(String),
    fc.integer({ min: 1, max: 9999 }).map((n) => String(n / 100)),
  )
  fc.assert(
    fc.property(
      fc.array(fc.tuple(value, value, value), { minLength: chosen.length, maxLength: chosen.length }),
      (texts) => {
        const dates = ['2020', '2021-04', '2021-04-12']
        const unitOf = ({ units }: (typeof chosen)[number]) => units[0]
        const textOf = (measure: (typeof chosen)[number], date: string) =>
          texts[chosen.indexOf(measure)]?.[dates.indexOf(date)] ?? ''
        const text = blockText({ measures: chosen, dates, unitOf, textOf })
        const { cells, refused } = recognizePaste(text, { today: '2026-11-23', measures, lastUnit: () => undefined })
        expect(refused).toEqual([])
        const back = cells.map((cell) => `${cell.measure.key} ${cell.date} ${cell.value} ${cell.assumptions.length}`)
        const expected = chosen.flatMap((measure) =>
          dates.flatMap((date) =>
            textOf(measure, date) === '' ? [] : [`${measure.key} ${date} ${Number(textOf(measure, date))} 0`],
          ),
        )
        expect(back.toSorted()).toEqual(expected.toSorted())
      },
    ),
    { numRuns: 300 },
  )
})

describe('keys', () => {
  const { lines, dates } = typedInto(someCase.record, {})
  const size = { lines, columns: dates.length, pageRows: 2 }
  const go = (key: string, line: number, column: number, withControl = false) => {
    const to = moveOf({ key, withControl }, { line, column }, size)
    return to && [to.line, to.column]
  }
  test('step over the headings of groups', () => {
    expect(go('ArrowDown', 2, 0)).toEqual([4, 0])
    expect(go('ArrowUp', 4, 0)).toEqual([2, 0])
    expect(go('ArrowUp', 1, 0)).toEqual([1, 0])
  })
  test('lead to the ends of rows and of the sheet', () => {
    expect(go('End', 1, 0)).toEqual([1, 2])
    expect(go('Home', 1, 2)).toEqual([1, 0])
    expect(go('End', 1, 0, true)).toEqual([5, 2])
    expect(go('Home', 5, 2, true)).toEqual([1, 0])
    expect(go('PageDown', 1, 1)).toEqual([4, 1])
    expect(go('PageUp', 5, 1)).toEqual([2, 1])
    expect(go('ArrowRight', 1, 2)).toEqual([1, 2])
    expect(go('ArrowLeft', 1, 2, true)).toEqual([1, 0])
    expect(go('x', 1, 2)).toBeUndefined()
  })
})

test('A cell is brought into sight past what stays, and no further than needed', () => {
  const scroller = {
    scrollTop: 100,
    scrollLeft: 400,
    clientHeight: headPx + 10 * rowPx,
    clientWidth: itemPx + 5 * datePx,
  }
  bringIntoSight(scroller as HTMLElement, { line: 0, column: 0 })
  expect(scroller).toMatchObject({ scrollTop: 0, scrollLeft: 0 })
  bringIntoSight(scroller as HTMLElement, { line: 9, column: 4 })
  expect(scroller).toMatchObject({ scrollTop: 0, scrollLeft: 0 })
  bringIntoSight(scroller as HTMLElement, { line: 10, column: 5 })
  expect(scroller).toMatchObject({ scrollTop: rowPx, scrollLeft: datePx })
})

describe('typed cells', () => {
  const saved = (key: string) => (key === 'laboratory.ck@2021' ? '310' : '')
  test('are no longer staged once they say what is saved', () => {
    const changed = withCells(nothingStaged, [['laboratory.ck@2021', '320']], saved)
    expect(changed.cells).toEqual({ 'laboratory.ck@2021': '320' })
    expect(isNothing(withCells(changed, [['laboratory.ck@2021', '310 ']], saved))).toBe(true)
    expect(withCells(nothingStaged, [['laboratory.ck@2021', '']], saved).cells).toEqual({ 'laboratory.ck@2021': '' })
  })
  test('go back and forth, step by step', () => {
    const one = stage(startStaging(), withDate(nothingStaged, '2021'))
    const two = stage(one, withCells(one.now, [['laboratory.ck@2021', '320']], saved))
    expect(stepBack(two).now).toEqual(one.now)
    expect(stepForward(stepBack(two)).now).toEqual(two.now)
    expect(stepBack(stepBack(stepBack(two))).now).toEqual(nothingStaged)
    expect(stage(stepBack(two), nothingStaged).after).toEqual([])
  })
  test('come back from a draft, and from anything that is none nothing does', () => {
    const kept = { cells: { 'laboratory.ck@2021': '320' }, dates: ['2021', 'soon'], rows: ['pft.fvc', 3] }
    expect(stagedOf(JSON.parse(JSON.stringify(kept)))).toEqual({
      cells: kept.cells,
      dates: ['2021'],
      rows: ['pft.fvc'],
    })
    fc.assert(fc.property(fc.jsonValue(), (content) => void stagedOf(content)))
  })
})

test('A heading has the day over the year, as far as both are known', () => {
  expect(headingOf('2021-04-12')).toEqual({ day: '12 Apr', year: '2021' })
  expect(headingOf('2021-04')).toEqual({ day: 'Apr', year: '2021' })
  expect(headingOf('2021')).toEqual({ day: '', year: '2021' })
})
