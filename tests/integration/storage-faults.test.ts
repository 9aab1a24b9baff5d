/** What happens to the place of a registry while it is open: each has words of its own, and nothing that was saved is lost. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { passphrase } from '#tests/trust/fault-place.ts'
import { isAllThere, registryInWork } from '#tests/trust/registry-in-work.ts'
import type { RegistryInWork } from '#tests/trust/registry-in-work.ts'
import { diskOfTest } from '#tests/support/disk-of-test.ts'
import { canMount } from '#tests/support/small-disk.ts'
import { failureOf } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const isRoot = process.getuid?.() === 0

/** Root may do everything: it gives up its rights meanwhile. */
async function asOrdinaryUser<T>(work: () => Promise<T>): Promise<T> {
  if (isRoot) process.seteuid?.(65_534)
  try {
    return await work()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

async function inWork(): Promise<RegistryInWork> {
  const registry = await registryInWork(path.join(temporaryFolder(), 'r.asild'))
  onTestFinished(() => registry.close())
  await registry.save()
  return registry
}

const placeOf = async ({ client }: RegistryInWork) =>
  (await client.call('health.report', {})).parts.find(({ id }) => id === 'place')

describe('While a registry is open', () => {
  test('its folder is moved away: saving and drafts are refused, health says so, and it goes on when it is back', async () => {
    const registry = await inWork()
    const { client, folder } = registry
    await client.call('drafts.keep', { place: 'p', title: 't', content: '{"text":"kept"}' })
    const away = `${folder}-away`
    fs.renameSync(folder, away)
    expect(await failureOf(client.call('drafts.keep', { place: 'p', title: 't', content: '{}' }))).toMatchObject({
      kind: 'not-found',
      message: expect.stringContaining('what you typed is still here'),
    })
    expect((await placeOf(registry))?.light).toBe('bad')
    fs.renameSync(away, folder)
    expect((await client.call('drafts.find', { place: 'p' })).draft?.content).toBe('{"text":"kept"}')
    expect(await registry.save()).toBeUndefined()
    await registry.close()
    expect(await isAllThere(folder, registry.caseId, registry.acknowledged)).toBe(true)
  })

  test('another file is put in its place: nothing is written to the one that nobody will find again', async () => {
    const registry = await inWork()
    const database = path.join(registry.folder, 'registry.db')
    const kept = `${database}.kept`
    fs.renameSync(database, kept)
    fs.writeFileSync(database, 'put there by a synchronizing program')
    expect(await registry.save()).toBe('not-found')
    fs.renameSync(kept, database)
    expect(await registry.save()).toBeUndefined()
  })

  test('the right to its folder is taken away: that is told from a folder that is gone', async () => {
    const registry = await inWork()
    const parent = path.dirname(registry.folder)
    fs.chmodSync(parent, 0o000)
    try {
      expect(await asOrdinaryUser(() => registry.save())).toBe('read-only')
    } finally {
      fs.chmodSync(parent, 0o755)
    }
    expect(await registry.save()).toBeUndefined()
  })

  test('its folder becomes read-only: it closes all the same, and everything is there afterwards', async () => {
    const registry = await inWork()
    fs.chmodSync(registry.folder, 0o555)
    try {
      await asOrdinaryUser(async () => {
        await registry.save()
        await registry.client.call('registry.close', {})
        expect(await registry.client.call('registry.status', {})).toEqual({ state: 'closed' })
      })
    } finally {
      fs.chmodSync(registry.folder, 0o755)
    }
    expect(await isAllThere(registry.folder, registry.caseId, registry.acknowledged)).toBe(true)
  })
})

describe.skipIf(!canMount)('On a full disk (needs root)', () => {
  test('every save is either whole or refused, wherever the space ends, and works again with room', async () => {
    const disk = diskOfTest()
    const registry = await registryInWork(path.join(disk.folder, 'r.asild'))
    const kinds = new Set<string | undefined>()
    for (let pages = 0; pages < 40; pages++) {
      disk.leave(pages * 4096)
      kinds.add(await registry.save())
    }
    expect(kinds).toEqual(new Set(['full-disk', undefined]))
    disk.free()
    expect(await registry.save()).toBeUndefined()
    await registry.close()
    expect(await isAllThere(registry.folder, registry.caseId, registry.acknowledged)).toBe(true)
  })

  test('a draft is refused in words, and the one before it is kept', async () => {
    const disk = diskOfTest()
    const { client, close } = await registryInWork(path.join(disk.folder, 'r.asild'))
    await client.call('drafts.keep', { place: 'p', title: 't', content: '{"text":"first"}' })
    disk.leave(0)
    const long = JSON.stringify({ text: 'x'.repeat(100_000) })
    expect(await failureOf(client.call('drafts.keep', { place: 'p', title: 't', content: long }))).toMatchObject({
      kind: 'full-disk',
      message: expect.stringContaining('Make room'),
    })
    expect((await client.call('drafts.find', { place: 'p' })).draft?.content).toBe('{"text":"first"}')
    disk.free()
    await client.call('drafts.keep', { place: 'p', title: 't', content: long })
    expect((await client.call('drafts.find', { place: 'p' })).draft?.content).toBe(long)
    await close()
  })

  test('a registry closes all the same, and everything saved is there', async () => {
    const disk = diskOfTest()
    const registry = await registryInWork(path.join(disk.folder, 'r.asild'))
    for (let count = 0; count < 20; count++) await registry.save()
    disk.leave(0)
    await registry.client.call('registry.close', {})
    disk.free()
    expect(await isAllThere(registry.folder, registry.caseId, registry.acknowledged)).toBe(true)
  })

  test('neither a new registry nor a salvaged one is left half-made', async () => {
    const disk = diskOfTest()
    const registry = await registryInWork(path.join(disk.folder, 'r.asild'))
    const { client, folder } = registry
    await client.call('registry.close', {})
    const before = fs.readdirSync(disk.folder)
    disk.leave(200 * 1024)
    const into = path.join(disk.folder, 'new.asild')
    const calls = [
      () => client.call('registry.create', { folder: into, name: 'N', user: 'U', passphrase }),
      () => client.call('registry.salvage', { folder, into, passphrase }),
    ]
    for (const call of calls) expect(await failureOf(call())).toMatchObject({ kind: 'full-disk' })
    disk.free()
    expect(fs.readdirSync(disk.folder)).toEqual(before)
  })
})
