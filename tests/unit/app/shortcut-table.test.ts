/** The one table of keys against itself and against the screens that use it. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import {
  keyNames,
  keyNamesOf,
  shortcutPlaces,
  shortcutTable,
  type ShortcutEntry,
} from '#renderer/app/shortcut-table.ts'

const entries = Object.entries(shortcutTable) as [keyof typeof shortcutTable, ShortcutEntry][]
const folder = path.resolve(import.meta.dirname, '../../../renderer')
const screens = fs
  .readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('shortcut-table.ts'))
  .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'))

/** Ids that a screen listens for, as opposed to keys that a table or a list handles by itself and only notes. */
const listened = new Set(
  screens.flatMap((text) => [...text.matchAll(/\buseShortcut\(\s*'([^']+)'/g)].map((match) => match[1]!)),
)

test('No key does two things in the same place; what works everywhere is taken over only by its like', () => {
  for (const place of shortcutPlaces) {
    const taken = new Map<string, string[]>()
    for (const [id, { keys, where }] of entries)
      if (listened.has(id) && (where === place || where === 'Everywhere'))
        for (const key of keys.split(' ')) taken.set(key, [...(taken.get(key) ?? []), id])
    // The treatments undo their own steps with the key that undoes changes everywhere: `treatments-undo` for `undo`.
    const double = [...taken.values()].filter(
      ([first = '', second, third]) => second !== undefined && (third !== undefined || !second.endsWith(`-${first}`)),
    )
    expect(double, place).toEqual([])
  }
})

test('Every key that a screen listens for stands in the table, and every line of the table is used', () => {
  const ids = entries.map(([id]) => id)
  expect(listened.size).toBeGreaterThan(15)
  expect([...listened].filter((id) => !(ids as readonly string[]).includes(id))).toEqual([])
  expect(ids.filter((id) => !screens.some((text) => text.includes(`'${id}'`)))).toEqual([])
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
  expect(keyNamesOf('+ -')).toEqual(['+', '-'])
  for (const [id] of entries) for (const name of keyNames(id)) expect(name, id).not.toBe('')
  expect(keyNames('cases-move')).toEqual(['↑', '↓', 'PgUp', 'PgDn'])
})
