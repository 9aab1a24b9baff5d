import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { recentRegistries } from '#main/shell/recent-registries.ts'
import { settingsFile } from '#main/shell/settings-file.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const schema = z.object({ theme: z.enum(['light', 'dark']) })

test('settings come back as they were written, also in a folder that was not there', () => {
  const file = path.join(temporaryFolder(), 'new', 'settings.json')
  settingsFile(file, schema, { theme: 'light' }).write({ theme: 'dark' })
  expect(settingsFile(file, schema, { theme: 'light' }).read()).toEqual({ theme: 'dark' })
  expect(fs.readdirSync(path.dirname(file))).toEqual(['settings.json'])
})

test.each(['', '{"theme":"purple"}', '{"theme":'])('a settings file that holds %j counts as none', (text) => {
  const file = path.join(temporaryFolder(), 'settings.json')
  fs.writeFileSync(file, text)
  expect(settingsFile(file, schema, { theme: 'light' }).read()).toEqual({ theme: 'light' })
})

test('registries opened lately stand newest first, each once, and say whether they are still there', () => {
  const folder = temporaryFolder()
  const present = path.join(folder, 'a.asild')
  fs.mkdirSync(present)
  fs.writeFileSync(path.join(present, 'registry.db'), '')
  let hour = 10
  const recent = recentRegistries(path.join(folder, 'recent.json'), () => new Date(Date.UTC(2026, 10, 23, hour++)))
  recent.note(present, 'A')
  recent.note('/gone/b.asild', 'B')
  recent.note(present, 'A')
  expect(recent.list()).toEqual([
    { folder: present, name: 'A', openedAt: '2026-11-23T12:00:00.000Z', exists: true },
    { folder: '/gone/b.asild', name: 'B', openedAt: '2026-11-23T11:00:00.000Z', exists: false },
  ])
  recent.forget('/gone/b.asild')
  expect(recent.list().map(({ name }) => name)).toEqual(['A'])
})

test('only the last dozen is kept', () => {
  const recent = recentRegistries(path.join(temporaryFolder(), 'recent.json'))
  for (let number = 1; number <= 15; number++) recent.note(`/r/${number}.asild`, String(number))
  expect(recent.list().map(({ name }) => name)).toEqual(Array.from({ length: 12 }, (_, index) => String(15 - index)))
})
