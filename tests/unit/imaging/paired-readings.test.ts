import { expect, test } from 'vitest'
import { ctReadingForm } from '#shared/dictionary/forms/ct-reading.ts'
import { fiveLevels } from '#shared/domain/imaging/five-levels.ts'
import { codedSlice, runsOf } from '#shared/domain/imaging/density/coded-mask.ts'
import { comparedItems, pairedReadings, readersOf, type KeptReading } from '#shared/domain/imaging/paired-readings.ts'
import { levelColumn, levelNames, levelParts, levelsOf } from '#shared/domain/imaging/reading-levels.ts'

const reading = (id: string, reader: string, imaging: string, columns: object, blinded = true): KeptReading => ({
  id,
  caseId: `case of ${imaging}`,
  caseCode: 'AS-0001',
  imaging,
  reader,
  blinded,
  columns: columns as KeptReading['columns'],
})

test('the columns of the levels are those of the form, and every level has its name', () => {
  const names = new Set<string>(ctReadingForm.items.map(({ name }) => name))
  for (const [level] of fiveLevels.entries())
    for (const part of levelParts) expect(names).toContain(levelColumn(level, part))
  expect(levelNames).toHaveLength(5)
  expect(levelNames[4]).toBe('5 · Just above the right hemidiaphragm')
})

test('levels of a record are read in their order; what it lacks is missing', () => {
  const levels = levelsOf({ l1_extent: 10, l1_coarseness: '3', l5_reticulation: 40, l2_coarseness: '7' })
  expect(levels['great-vessels']).toMatchObject({ extentPercent: 10, coarseness: 3 })
  expect(levels.diaphragm).toMatchObject({ reticulationPercent: 40 })
  expect(levels.carina?.coarseness).toBeUndefined()
})

test('readers are told apart without regard to case and space, in the order of their first reading', () => {
  const all = [reading('3', 'B', 'x', {}), reading('1', ' Dr.  One', 'x', {}), reading('2', 'dr. one ', 'y', {})]
  expect(readersOf(all)).toEqual([
    { key: 'dr. one', name: 'Dr.  One', studies: 2 },
    { key: 'b', name: 'B', studies: 1 },
  ])
})

test('a study counts once, by the first reading of each, and only where both have read it', () => {
  const all = [
    reading('1', 'A', 'x', { pattern: 'nsip' }),
    reading('2', 'B', 'x', { pattern: 'op' }, false),
    reading('3', 'A', 'x', { pattern: 'uip' }),
    reading('4', 'A', 'y', { pattern: 'op' }),
    reading('5', 'C', 'y', { pattern: 'op' }),
  ]
  const paired = pairedReadings(all, 'a', 'b')
  expect(paired).toMatchObject({ repeated: 1, notBlinded: 1, studies: [{ imaging: 'x' }] })
  expect(paired.studies[0]!.first['pattern']).toBe('nsip')
  expect(paired.studies[0]!.second['pattern']).toBe('op')
  expect(pairedReadings(all, 'a', 'b', true).studies).toEqual([])
  expect(pairedReadings(all, 'b', 'a').studies[0]!.first['pattern']).toBe('op')
})

test('a change is compared only where both readings are against the same study', () => {
  const all = (against: string) => [
    reading('1', 'A', 'x', { change: 'worse', compared_with: 'w' }),
    reading('2', 'B', 'x', { change: 'worse', compared_with: against }),
  ]
  expect(pairedReadings(all('w'), 'a', 'b').studies[0]!.first['change']).toBe('worse')
  expect(pairedReadings(all('v'), 'a', 'b').studies[0]!.first['change']).toBeUndefined()
})

test('a sign of the whole lung and a share of the same name are compared apart', () => {
  const five = Object.fromEntries(
    fiveLevels.flatMap((_, level) => [
      [levelColumn(level, 'extent'), 20],
      [levelColumn(level, 'ground_glass'), 50],
    ]),
  )
  const all = [
    reading('1', 'A', 'x', { ground_glass: 'present', ...five }),
    reading('2', 'B', 'x', { ground_glass: 'absent', ...five }),
  ]
  const [study] = pairedReadings(all, 'a', 'b').studies
  const named = (label: string) => comparedItems.find((item) => item.label === label)!.name
  expect(study!.first[named('Ground glass')]).toBe('present')
  expect(study!.first[named('Ground glass, percent of lung')]).toBe(10)
  expect(study!.first['goh']).toBe('indeterminate')
  expect(new Set(comparedItems.map(({ name }) => name)).size).toBe(comparedItems.length)
})

test('a mask comes through as it went, and what is cut short ends before', () => {
  const slice = {
    rowStarts: Int32Array.from([0, 1, 1, 3]),
    from: Uint16Array.from([2, 0, 5]),
    to: Uint16Array.from([4, 1, 65_535]),
  }
  const code = codedSlice(slice)
  expect(runsOf(code)).toEqual([
    { row: 0, from: 2, to: 4 },
    { row: 2, from: 0, to: 1 },
    { row: 2, from: 5, to: 65_535 },
  ])
  expect(runsOf(code.subarray(0, 8))).toHaveLength(2)
})
