import { expect, test } from 'vitest'
import { matchingCommands, usedNow, type Command } from '#renderer/app/palette-search.ts'

const command = (label: string, group = 'Go to'): Command => ({ id: label, label, group, run: () => {} })
const commands = [
  command('Cases'),
  command('New case', 'Do'),
  command('Settings'),
  command('Add laboratory result', 'This case'),
  command('Add pulmonary function test', 'This case'),
  command('Dark theme', 'Theme'),
]
const found = (typed: string, lately: readonly string[] = []) =>
  matchingCommands(commands, typed, lately).map(({ label }) => label)

test('Nothing typed shows all, those used lately first and the others in their order', () => {
  expect(found('')).toEqual(commands.map(({ label }) => label))
  expect(found('', ['Dark theme', 'New case', 'gone'])).toEqual([
    'Dark theme',
    'New case',
    'Cases',
    'Settings',
    'Add laboratory result',
    'Add pulmonary function test',
  ])
})

test('What begins with the words comes before what merely contains them', () => {
  expect(found('case')).toEqual(['Cases', 'New case', 'Add laboratory result', 'Add pulmonary function test'])
  expect(found('cases')).toEqual(['Cases'])
  expect(found('NEW  CASE')).toEqual(['New case'])
})

test('Words are found by their beginnings, in any order, the heading among them', () => {
  expect(found('lab add')).toEqual(['Add laboratory result'])
  expect(found('add func')).toEqual(['Add pulmonary function test'])
  expect(found('theme da')).toEqual(['Dark theme'])
  expect(found('tting')).toEqual(['Settings'])
  expect(found('xyz')).toEqual([])
})

test('Of two that fit alike the one used lately comes first', () => {
  expect(found('add', ['Add pulmonary function test'])).toEqual([
    'Add pulmonary function test',
    'Add laboratory result',
  ])
})

test('A dozen are remembered, each once', () => {
  expect(usedNow(['a', 'b'], 'b')).toEqual(['b', 'a'])
  expect(
    usedNow(
      Array.from({ length: 12 }, (_, index) => String(index)),
      'new',
    ),
  ).toHaveLength(12)
})
