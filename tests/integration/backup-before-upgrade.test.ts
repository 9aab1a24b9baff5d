/** An upgrade first makes a verified backup; where that fails, nothing is changed. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { registerAudit } from '#main/database/audit.ts'
import { closeWriter, openReader, openWriter } from '#main/database/connection.ts'
import { newDataKey, wrapKey, writeEnvelope } from '#main/database/keys/key-envelope.ts'
import { migrate, schemaNumber } from '#main/database/migrate.ts'
import { migrations } from '#main/database/migrations/index.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { diskOfTest } from '#tests/support/disk-of-test.ts'
import { canMount } from '#tests/support/small-disk.ts'
import { cheapKdf, failureOf, passphrase, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const at = '2026-01-01T00:00:00.000Z'

/** A registry as an earlier version of the program left it, without the newest step. */
async function olderRegistry(parent: string) {
  const folder = path.join(parent, 'Old.asild')
  const files = registryFiles(folder)
  const dataKey = newDataKey()
  fs.mkdirSync(folder)
  fs.closeSync(fs.openSync(files.database, 'wx'))
  const db = openWriter(files.database, dataKey, { fresh: true })
  migrate(db, { at, appVersion: '0.0.1', steps: migrations.slice(0, -1) })
  registerAudit(db, dataKey).transact({ name: 'A', operation: 'test', at }, () =>
    db.exec(`INSERT INTO registry (id, name, demo, created_at) VALUES ('r', 'Old', 0, '${at}')`),
  )
  closeWriter(db)
  writeEnvelope(files.keys, {
    format: 'as-ild-registry-keys',
    version: 1,
    registryId: 'r',
    name: 'Old',
    demo: false,
    createdAt: at,
    slots: [await wrapKey(dataKey, 'A', passphrase, 'r', cheapKdf)],
  })
  const schema = () => {
    const reader = openReader(files.database, dataKey)
    try {
      return schemaNumber(reader)
    } finally {
      reader.close()
    }
  }
  return { folder, schema }
}

const oldSchema = migrations.at(-2)!.number

test('Before an older registry is brought up to date, a verified backup of it as it was lies beside it', async () => {
  const parent = temporaryFolder()
  const { folder, schema } = await olderRegistry(parent)
  const { client } = testBackend()
  await client.call('registry.open', { folder, passphrase })
  const [name] = fs.readdirSync(parent).filter((one) => one.endsWith('.asild-backup'))
  expect(name).toMatch(/^Old before upgrade /)
  const backup = path.join(parent, name!)
  expect(await client.call('backups.verify', { backup })).toMatchObject({ ok: true })
  expect(await client.call('backups.preview', { backup, target: folder })).toMatchObject({
    backup: { schema: oldSchema },
    relation: 'earlier',
  })
  await client.call('registry.close', {})
  expect(schema()).toBe(migrations.at(-1)!.number)
})

test('A restored older backup is brought up to date when it is opened', async () => {
  const parent = temporaryFolder()
  const target = path.join(temporaryFolder(), 'Again.asild')
  const { folder } = await olderRegistry(parent)
  const { client } = testBackend()
  await client.call('registry.open', { folder, passphrase })
  const backup = path.join(
    parent,
    fs.readdirSync(parent).find((one) => one.endsWith('.asild-backup'))!,
  )
  await client.call('backups.restore', { backup, target, replace: false, passphrase })
  await client.call('registry.open', { folder: target, passphrase })
  expect(await client.call('registry.info', {})).toMatchObject({ schema: migrations.at(-1)!.number, registryId: 'r' })
  expect(await client.call('registry.verify', {})).toMatchObject({ ok: true })
})

test.skipIf(!canMount)(
  'Where there is no room for the backup, opening says so and changes nothing (needs root)',
  async () => {
    const disk = diskOfTest(20_000)
    const { folder, schema } = await olderRegistry(disk.folder)
    const size = fs.statSync(registryFiles(folder).database).size
    disk.resize(Math.ceil(size / 1024) + 200)
    const failure = await failureOf(testBackend().client.call('registry.open', { folder, passphrase }))
    expect(failure).toMatchObject({ kind: 'full-disk', message: expect.stringContaining('nothing was changed') })
    expect(fs.readdirSync(disk.folder)).toEqual(['Old.asild'])
    expect(schema()).toBe(oldSchema)
    disk.resize(20_000)
    expect(await testBackend().client.call('registry.open', { folder, passphrase })).toMatchObject({ state: 'open' })
  },
)
