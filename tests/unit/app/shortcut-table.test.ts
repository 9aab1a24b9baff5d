/** The one table of keys against itself and against the screens that use it. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { keyNames, shortcutPlaces, shortcutTable, type ShortcutEntry } from '#renderer/app/shortcut-table.ts'

const entries = Object.entries(shortcutTable) as [keyof typeof shortcutTable, ShortcutEntry][]
const folder = path.resolve(import.meta.dirname, '../../../renderer')
const sources = fs
  .readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'))
const used = sources.flatMap((text) =>
  [...text.matchAll(/\buseShortcut(?:Note)?\(\s*'([^']+)'/g)].map((match) => match[1]!),
)

/** Keys that mean one thing at a time: `↑ ↓` are two. */
const keysOf = ({ keys }: ShortcutEntry) => keys.split(' ')

test('No key does two things in the same place, and what works everywhere is no other key anywhere', () => {
  for (const place of shortcutPlaces) {
    const all = entries.filter(([, { where }]) => where === place || where === 'Everywhere')
    const taken = new Map<string, string[]>()
    // What a table or a list does with arrows and Enter while the keyboard is in it is no key of the screen.
    const commands = all.filter(([id]) => !notes.has(id))
    for (const [id, entry] of commands) for (const key of keysOf(entry)) taken.set(key, [...(taken.get(key) ?? []), id])
    const double = [...taken].filter(([, ids]) => ids.length > 1)
    expect(Object.fromEntries(double), place).toEqual({})
  }
})

const notes = new Set(
  sources.flatMap((text) => [...text.matchAll(/\buseShortcutNote\(\s*'([^']+)'/g)].map((match) => match[1]!)),
)

test('Every key that a screen listens for stands in the table, and every line of the table is used', () => {
  expect(used.length).toBeGreaterThan(15)
  const ids = new Set<string>(entries.map(([id]) => id))
  expect(used.filter((id) => !ids.has(id))).toEqual([])
  expect([...ids].filter((id) => !used.includes(id))).toEqual([])
})

test('Every line says what it does, and where', () => {
  expect(new Set(shortcutPlaces).size).toBe(shortcutPlaces.length)
  for (const [id, { label, where }] of entries) {
    expect(label, id).toMatch(/^[A-Z]/)
    expect(shortcutPlaces, id).toContain(where)
  }
})

test('Keys are named as they stand on a keyboard', () => {
  expect(keyNames('palette')).toEqual(['Ctrl', 'K'])
  expect(keyNames('help')).toEqual(['F1'])
  expect(keyNames('back')).toEqual(['Alt', '←'])
  expect(keyNames('cases-move')).toEqual(['↑', '↓', 'PgUp', 'PgDn'])
})
