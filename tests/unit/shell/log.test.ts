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
