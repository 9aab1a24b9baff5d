import { expect, test } from 'vitest'
import { changeBetween } from '#shared/domain/imaging/five-level-change.ts'
import {
  faultsOf,
  fiveLevels,
  summaryOf,
  type FiveLevelReading,
  type LevelReading,
} from '#shared/domain/imaging/five-levels.ts'

const reading = (extents: readonly (number | undefined)[], more: LevelReading = {}): FiveLevelReading =>
  Object.fromEntries(fiveLevels.map(({ id }, at) => [id, { ...more, extentPercent: extents[at] }]))

test('10, 15, 20, 30 and 45 % are 24 % of the lung: indeterminate, so that FVC decides', () => {
  const levels = reading([10, 15, 20, 30, 45])
  expect(summaryOf(levels, 65)).toMatchObject({
    extentPercent: 24,
    goh: 'indeterminate',
    stage: 'extensive',
    because: 'Extensive: 24 % is indeterminate; FVC 65 % of predicted.',
  })
  expect(summaryOf(levels, 70).stage).toBe('limited')
  const open = summaryOf(levels)
  expect(open.stage).toBeUndefined()
  expect(open.because).toBe('Not assessable: 24 % is indeterminate, and no FVC is known.')
  expect(open.missing).toContain('FVC % near the CT')
})

test('a clear extent needs no FVC', () => {
  expect(summaryOf(reading([5, 5, 10, 5, 10]))).toMatchObject({
    stage: 'limited',
    because: 'Limited: 7 % of the lung.',
  })
  expect(summaryOf(reading([40, 30, 50, 60, 70]), 90).stage).toBe('extensive')
})

test('ground glass and reticulation are shares of the extent at each level, coarseness is summed up', () => {
  const levels: FiveLevelReading = {
    'great-vessels': { extentPercent: 0 },
    carina: { extentPercent: 10, groundGlassPercent: 100, reticulationPercent: 0, coarseness: 0 },
    'pulmonary-veins': { extentPercent: 20, groundGlassPercent: 50, reticulationPercent: 50, coarseness: 1 },
    between: { extentPercent: 40, groundGlassPercent: 25, reticulationPercent: 75, coarseness: 2 },
    diaphragm: { extentPercent: 60, groundGlassPercent: 50, reticulationPercent: 40, coarseness: 3 },
  }
  // (0 + 10 + 10 + 10 + 30) / 5 and (0 + 0 + 10 + 30 + 24) / 5.
  expect(summaryOf(levels, 80)).toMatchObject({
    extentPercent: 26,
    groundGlassPercent: 12,
    reticulationPercent: 12.8,
    coarseness: 6,
    missing: [],
  })
})

test('what is not read is said, and no figure is made up for it', () => {
  const levels = reading([10, undefined, 20, 30, undefined], { groundGlassPercent: 50 })
  const { missing, because, ...figures } = summaryOf(levels, 65)
  expect(figures).toEqual({})
  expect(because).toBe('Not assessable: not all five levels are read.')
  expect(missing[0]).toBe('extent at main carina and just above the right hemidiaphragm')
  expect(missing[1]).toContain('share of reticulation at origin of the great vessels')
  expect(summaryOf({}).missing).toEqual(['extent at all five levels'])
})

test('percentages that can’t be are faults, and nothing is computed of them', () => {
  expect(faultsOf(reading([10, 12, 20, 30, 45]))).toEqual([
    'Extent at the level “main carina” must be a percentage to the nearest 5, not 12.',
  ])
  expect(faultsOf(reading([0, 105, -5, NaN, 5]))).toHaveLength(3)
  const over = reading([10, 10, 10, 10, 10], { groundGlassPercent: 60, reticulationPercent: 50 })
  expect(faultsOf(over)).toHaveLength(5)
  expect(summaryOf(over).because).toContain('add up to more than the whole extent')
  expect(summaryOf(over)).not.toHaveProperty('extentPercent')
})

test('the change between two readings is told in numbers, with what is missing of either', () => {
  const earlier = reading([10, 15, 20, 30, 45], { groundGlassPercent: 60, reticulationPercent: 40, coarseness: 1 })
  const later = reading([5, 10, 20, 25, 30], { groundGlassPercent: 40, reticulationPercent: 60 })
  const change = changeBetween(earlier, later)
  expect(change.extent).toEqual({ earlier: 24, later: 18, difference: -6 })
  expect(change.groundGlass).toEqual({ earlier: 14.4, later: 7.2, difference: -7.2 })
  expect(change.levels['diaphragm']).toEqual({ earlier: 45, later: 30, difference: -15 })
  expect(change.coarseness).toBeUndefined()
  expect(change.missing).toEqual(['coarseness at all five levels, in the later reading'])
  expect(changeBetween(earlier, {}).levels).toEqual({})
})
