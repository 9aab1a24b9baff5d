/** Backups: made, found again, thinned out, and what is the matter with a folder or a backup told apart. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { newRegistry } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

async function registryWithFolder() {
  const into = temporaryFolder()
  const made = await newRegistry()
  await made.client.call('cases.create', { values: { code: 'AS-0001' } })
  await made.client.call('backups.saveSettings', { folders: [into] })
  return { ...made, into }
}

const backupsOf = async (client: Awaited<ReturnType<typeof newRegistry>>['client']) =>
  (await client.call('backups.list', {})).folders.flatMap(({ backups }) => backups)

test('A backup is a folder with database, keys, words for finders and a sealed manifest, and nothing half-made beside it', async () => {
  const { client, into, folder } = await registryWithFolder()
  const { made } = await client.call('backups.make', {})
  expect(fs.readdirSync(into)).toEqual([path.basename(made[0]!)])
  expect(path.basename(made[0]!)).toMatch(/^Test registry \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.asild-backup$/)
  expect(fs.readdirSync(made[0]!).toSorted()).toEqual(['README.txt', 'keys.json', 'manifest.json', 'registry.db'])
  expect(await backupsOf(client)).toMatchObject([{ state: 'verified', cases: 1, words: 'Nothing was changed since.' }])
  expect(await client.call('backups.verify', { backup: made[0]! })).toMatchObject({ ok: true })
  await client.call('cases.create', { values: { code: 'AS-0002' } })
  expect((await backupsOf(client))[0]?.words).toBe('1 change since.')
  expect((await client.call('registry.info', {})).lastBackup).toMatch(/^\d{4}-/)
  expect(fs.existsSync(path.join(folder, 'backup-folders.json'))).toBe(true)
})
