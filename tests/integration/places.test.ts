import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { registryFiles } from '#main/database/registry-folder.ts'
import { failureOf, newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const placeOf = async (client: ReturnType<typeof testBackend>['client']) =>
  (await client.call('health.report', {})).parts.find(({ id }) => id === 'place')

test('Before a registry is made somewhere, what is wrong with the place is said', async () => {
  const { client } = testBackend()
  const folder = temporaryFolder()
  expect(await client.call('registry.place', { folder: path.join(folder, 'r.asild') })).toEqual({ sentences: [] })
  fs.mkdirSync(path.join(folder, 'Dropbox'))
  const { sentences } = await client.call('registry.place', { folder: path.join(folder, 'Dropbox', 'new', 'r.asild') })
  expect(sentences).toEqual([expect.stringContaining('synchronized by Dropbox')])
})

test('A link into a synchronized folder is followed', async () => {
  const { client } = testBackend()
  const folder = temporaryFolder()
  fs.mkdirSync(path.join(folder, 'Nextcloud'))
  fs.symlinkSync(path.join(folder, 'Nextcloud'), path.join(folder, 'registries'))
  const { sentences } = await client.call('registry.place', { folder: path.join(folder, 'registries', 'r.asild') })
  expect(sentences).toEqual([expect.stringContaining('synchronized by Nextcloud')])
})

test('Conflict copies are named, and neither opened nor deleted', async () => {
  const { client, folder } = await newRegistry()
  expect(await placeOf(client)).toMatchObject({ light: 'good' })
  const names = ["registry (Ann's conflicted copy 2026-01-02).db", 'keys-LAPTOP7.json']
  for (const name of names) fs.writeFileSync(path.join(folder, name), 'not ours')
  const part = await placeOf(client)
  expect(part?.light).toBe('attention')
  for (const name of names) expect(part?.sentences.join(' ')).toContain(name)
  await client.call('registry.close', {})
  for (const name of names) expect(fs.readFileSync(path.join(folder, name), 'utf8')).toBe('not ours')
})

test('A name of another computer that is still fresh keeps out, where the lock itself did not', async () => {
  const { client, folder } = await newRegistry()
  await client.call('registry.close', {})
  const { holder } = registryFiles(folder)
  const other = { host: `not-${os.hostname()}`, user: 'ann', since: '2026-11-23T08:00:00.000Z' }
  fs.writeFileSync(holder, JSON.stringify(other))
  expect(await failureOf(client.call('registry.open', { folder, passphrase }))).toMatchObject({
    kind: 'in-use',
    message: expect.stringMatching(/on the computer not-.*, by ann.*although this drive did not keep/),
  })
  expect(JSON.parse(fs.readFileSync(holder, 'utf8'))).toEqual(other)
  const longAgo = new Date(Date.now() - 10 * 60_000)
  fs.utimesSync(holder, longAgo, longAgo)
  expect(await client.call('registry.open', { folder, passphrase })).toMatchObject({ state: 'open' })
})
