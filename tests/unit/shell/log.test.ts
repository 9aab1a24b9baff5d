import fs from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { createLog, withoutData } from '#main/shell/log.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

test('a message loses what may have come out of a record, and keeps what happened', () => {
  expect(withoutData('Unexpected token J in "Zoë Müller, 1951-03-04" at position 12')).toBe(
    'Unexpected token J in "…" at position 12',
  )
  expect(withoutData("no such column: 'Müller'")).toBe('no such column: "…"')
  expect(withoutData('born 1951-03-04, record 4711')).toBe('born #, record #')
  expect(withoutData('UNIQUE constraint failed: cases.code')).toBe('UNIQUE constraint failed: cases.code')
})

test.each([
  ['Unexpected token M in JSON "{"name":"Muster" Max"', 'Unexpected token M in JSON "…"'],
  [
    "ENOENT: no such file or directory, open '/home/O'Brien/Müller.asild/registry.db'",
    'ENOENT: no such file or directory, open "…"',
  ],
  ['cut off at “Muster, Max born', 'cut off at "…"'],
  ['no record of patient Muster-Meier here', 'no record of patient … here'],
  ["no record of O'Brien here", 'no record of … here'],
  ['no record of müller here', 'no record of … here'],
  ['the first line\nPatient: muster', 'the first line'],
  [`bad key ${'0badcafe'.repeat(8)}`, 'bad key #'],
  ['Cannot read properties of undefined (reading "id")', 'Cannot read properties of undefined (reading "…")'],
])('of “%s” is kept “%s”', (message, kept) => {
  expect(withoutData(message)).toBe(kept)
})

test('what the backend writes of an error is kept by line; lines of a message that go on are not', () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const folder = temporaryFolder()
  const log = createLog(folder)
  const lines = [
    '1234abcd drafts.keep: Error: bad note',
    'muster was seen',
    '    at the hospital',
    '    at keep (/x/drafts.ts:1:2)',
  ]
  for (const line of lines) log.relay(line, 'backend')
  const text = fs.readFileSync(path.join(folder, 'as-ild-registry.log'), 'utf8')
  expect(text).toContain('[1234abcd] drafts.keep: Error: bad note')
  expect(text).toContain('at keep (drafts.ts:1:2)')
  expect(text).not.toMatch(/muster|hospital/)
  said.mockRestore()
})

test('an error is found again by its id, with the place and without the data', () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const folder = temporaryFolder()
  const id = createLog(folder).error(new TypeError('cannot read "Zoë Müller"'), 'cases.get')
  const text = fs.readFileSync(path.join(folder, 'as-ild-registry.log'), 'utf8')
  expect(text).toContain(`[${id}] cases.get: TypeError: cannot read "…"`)
  expect(text).toMatch(/\(log\.test\.ts:\d+:\d+\)/)
  expect(text).not.toContain('Müller')
  expect(text).not.toContain(import.meta.dirname)
  said.mockRestore()
})

test('the id that the backend gave an error is kept, its numbers and all', () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const folder = temporaryFolder()
  createLog(folder).relay('1234abcd cases.get: Error: patient 4711', 'backend')
  expect(fs.readFileSync(path.join(folder, 'as-ild-registry.log'), 'utf8')).toMatch(
    / backend: \[1234abcd\] cases\.get: Error: patient #\n$/,
  )
  said.mockRestore()
})

test('a log that can’t be written stops nothing', () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const file = path.join(temporaryFolder(), 'a file')
  fs.writeFileSync(file, '')
  expect(createLog(file).error(new Error('x'), 'y')).toMatch(/^[0-9a-f]{8}$/)
  said.mockRestore()
})
