import { expect, test } from 'vitest'
import { referredKey } from '#main/demo/demo-case.ts'
import { sparseCase } from '#main/demo/sparse-case.ts'
import { syntheticCase } from '#main/demo/synthetic-case.ts'

const numbers = Array.from({ length: 30 }, (_, at) => 1001 + at)

test('A sparse case has some hundred values that span its course, and no reference to what was left out', () => {
  for (const number of numbers) {
    const whole = syntheticCase(number, 1)
    const { records, ...rest } = sparseCase(whole)
    const { records: all, ...before } = whole
    expect(rest).toEqual(before)
    expect(records.length).toBeLessThan(35)
    expect(all).toEqual(expect.arrayContaining([...records]))
    const keys = new Set(records.map(({ key }) => key))
    for (const { values } of records)
      for (const value of Object.values(values)) {
        const key = referredKey(value)
        if (key !== undefined) expect(keys.has(key)).toBe(true)
      }
    const datesOf = (list: typeof all) =>
      list.flatMap(({ form, values }) => (form === 'pft' ? [String(values['date'])] : [])).toSorted()
    const [kept, every] = [datesOf(records), datesOf(all)]
    expect([kept[0], kept.at(-1)]).toEqual([every[0], every.at(-1)])
  }
})

test('Sparse cases still have what cohorts ask for', () => {
  const cases = numbers.map((number) => sparseCase(syntheticCase(number, 1)))
  for (const form of ['diagnosis', 'antibody', 'laboratory', 'pft', 'treatment', 'infusion', 'event'] as const)
    expect(
      cases.some(({ records }) => records.some((record) => record.form === form)),
      form,
    ).toBe(true)
})
