import { expect, test } from 'vitest'
import { wordsOfUnreadable } from '#main/database/checks/unreadable.ts'

const coded = (code: string) => Object.assign(new Error('disk image is malformed'), { code })

test.each([
  'SQLITE_CORRUPT',
  'SQLITE_CORRUPT_VTAB',
  'SQLITE_NOTADB',
  'SQLITE_IOERR_SHORT_READ',
  'SQLITE_IOERR_READ',
  'SQLITE_CANTOPEN',
  'EIO',
  'EACCES',
])('A check that %s ends says so in plain words', (code) => {
  expect(wordsOfUnreadable(coded(code))).not.toMatch(/SQLITE|E[A-Z]{2,}|malformed/)
})

test('What has no words of its own is told by its code, so that somebody can look it up', () => {
  expect(wordsOfUnreadable(coded('SQLITE_MISUSE'))).toContain('SQLITE_MISUSE')
  expect(wordsOfUnreadable(new Error('odd'))).toContain('odd')
})
