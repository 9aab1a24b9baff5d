/** Who may put a backup in the place of a registry. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { registryFiles } from '#main/database/registry-folder.ts'
import { openRegistry } from '#main/database/registry.ts'
import { failureOf, newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

test('Whoever is no administrator may restore elsewhere, but replace nothing, unless with the recovery sheet', async () => {
  const into = temporaryFolder()
  const { client, folder } = await newRegistry()
  const { words } = await client.call('registry.recoverySheet', {})
  await client.call('backups.saveSettings', { folders: [into] })
  await client.call('registry.close', {})
  const open = await openRegistry({ folder, passphrase, appVersion: '0.0.0-test', at: new Date().toISOString() })
  open.write!.audit.transact({ name: 'A', operation: 'test', at: new Date().toISOString() }, () =>
    open.write!.db.exec(`UPDATE registry_user SET rights = '["read","write"]'`),
  )
  open.close()
  await client.call('registry.open', { folder, passphrase })
  const backup = (await client.call('backups.make', {})).made[0]!
  const whole = { backup, target: folder, replace: true }

  expect(await failureOf(client.call('backups.saveSettings', { keepDaily: 1 }))).toMatchObject({ kind: 'forbidden' })
  expect(await failureOf(client.call('backups.restore', whole))).toMatchObject({ kind: 'forbidden' })
  await client.call('registry.close', {})
  expect(await failureOf(client.call('backups.restore', { ...whole, passphrase }))).toMatchObject({ kind: 'forbidden' })
  expect(fs.readdirSync(path.dirname(folder))).toEqual(['test.asild'])

  const target = path.join(into, 'elsewhere.asild')
  await client.call('backups.restore', { backup, target, replace: false, passphrase })
  await client.call('backups.restore', { ...whole, recoveryWords: words.join(' ') })
  expect(fs.readdirSync(path.dirname(folder))).toHaveLength(2)
  const { client: other } = testBackend()
  expect(await other.call('registry.open', { folder, passphrase })).toMatchObject({ state: 'open' })
})

test('Today’s passphrases stay valid after a restore, and those that were valid then are not valid again', async () => {
  const into = temporaryFolder()
  const { client, folder } = await newRegistry()
  await client.call('backups.saveSettings', { folders: [into] })
  const backup = (await client.call('backups.make', {})).made[0]!
  const { keys } = registryFiles(folder)
  const today = fs.readFileSync(keys, 'utf8').replace('}\n', '}\n\n')
  fs.writeFileSync(keys, today)
  await client.call('backups.restore', { backup, target: folder, replace: true })
  expect(fs.readFileSync(keys, 'utf8')).toBe(today)
})
