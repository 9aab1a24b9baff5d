import { expect, test } from 'vitest'
import { drugs } from '#shared/dictionary/lists/drugs.ts'
import { matchingChoices, optionsFor } from '#renderer/forms/fields/search-choices.ts'

const codes = (typed: string) => matchingChoices(drugs, typed).map(({ code }) => code)

test('a drug is found by label, short name or code, the nearest first', () => {
  expect(codes('MMF')[0]).toBe('mycophenolate')
  expect(codes('ivig')[0]).toBe('ivig')
  expect(codes('pred').slice(0, 2)).toEqual(['prednisone', 'prednisolone'])
  expect(codes('pred')).toContain('methylprednisolone')
  expect(codes('no such drug')).toEqual([])
})

test('a list has its headings until something is typed', () => {
  expect(optionsFor(drugs, ' ').every((option) => 'group' in option)).toBe(true)
  expect(optionsFor(drugs, 'pred').some((option) => 'group' in option)).toBe(false)
})
