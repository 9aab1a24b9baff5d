import { expect, test } from 'vitest'
import { uuidV7 } from '#main/database/uuid-v7.ts'

test('Ids are of version 7, differ, and sort by when they were made, also within a millisecond and with a clock set back', () => {
  // Far ahead, so that no id of this process was made later.
  const at = Date.parse('2126-11-23T08:00:00.000Z')
  const ids = [...Array.from({ length: 5_000 }, () => uuidV7(at)), uuidV7(at - 60_000), uuidV7(at + 60_000)]
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number.parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16)).toBe(at)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})
