import { expect, test } from 'vitest'
import { conditionUnit } from '#shared/domain/cohort/conditions/condition-unit.ts'
import { comparedItem, isComplete } from '#renderer/features/cohort/compared.ts'

const results = (...tests: readonly string[]) => ({
  record: 'laboratory',
  where: [
    { item: 'test', op: 'any-of' as const, value: [...tests] },
    { item: 'value', op: 'over' as const, value: 200 },
  ],
})

test('a laboratory value is compared in the unit of its test, which the field says; of several tests, as it stands', () => {
  expect(conditionUnit(results('ck'), 'value')?.unit).toBe('U/L')
  expect(comparedItem(results('ck'), 'value')).toMatchObject({ type: 'number', unit: 'U/L' })
  expect(conditionUnit(results('ck', 'crp'), 'value')).toBeUndefined()
})

test('a condition is complete when nothing is left open in it', () => {
  expect(isComplete(results('ck'))).toBe(true)
  expect(isComplete(results())).toBe(false)
  expect(isComplete({ fact: '', op: 'is' })).toBe(false)
  expect(isComplete({ any: [] })).toBe(false)
  expect(isComplete({ not: { fact: 'age-at-index', op: 'known' } })).toBe(true)
  expect(
    isComplete({
      all: [
        { fact: 'age-at-index', op: 'known' },
        { fact: 'age-at-index', op: 'over' },
      ],
    }),
  ).toBe(false)
})
