/** Who may open a registry: two files say so, and whatever happens between them must leave nobody inside who may not be. */
import fs from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openReader } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { removeSlotsOf } from '#main/database/keys/key-slots.ts'
import { openedBy, passphraseOf, registryOfUsers } from '#tests/support/a-registry-of-users.ts'
import type { RegistryOfUsers } from '#tests/support/a-registry-of-users.ts'
import { failureOf, passphrase } from '#tests/support/test-backend.ts'

const everything = ['read', 'write', 'identity', 'export', 'administer'] as const

const list = async ({ client }: Pick<RegistryOfUsers, 'client'>) => (await client.call('users.list', {})).users
const keysOf = (folder: string) => fs.readFileSync(registryFiles(folder).keys, 'utf8')

async function comesIn({ folder, client }: RegistryOfUsers, user: string, typed: string): Promise<string> {
  await client.call('registry.close', {})
  const opened = await client.call('registry.open', { folder, user, passphrase: typed }).then(
    () => 'comes in',
    (error: Error & { kind: string }) => error.kind,
  )
  await client.call('registry.close', {})
  await client.call('registry.open', { folder, user: 'Dr. Test', passphrase })
  return opened
}

describe('A user', () => {
  test('comes in by the own passphrase, is known by name, and has the given rights, never without reading', async () => {
    const registry = await registryOfUsers({ Rea: ['write'] })
    const client = await openedBy(registry, 'Rea')
    expect(await client.call('registry.status', {})).toMatchObject({ user: 'Rea', rights: ['read', 'write'] })
    expect(await failureOf(client.call('users.list', {}))).toMatchObject({ kind: 'forbidden' })
  })

  test('has a name that nobody else has, in any case, not even who has left', async () => {
    const { client, ids } = await registryOfUsers({ Müller: [] })
    const add = (name: string) => client.call('users.add', { name, rights: [], passphrase: passphraseOf('x') })
    for (const name of ['MÜLLER', 'Mu\u0308ller', 'dr. test', 'Recovery sheet'])
      expect(await failureOf(add(name))).toMatchObject({ kind: 'invalid-input', issues: [{ path: 'name' }] })
    await client.call('users.end', { id: ids['Müller']! })
    expect((await failureOf(add('müller'))).message).toContain('was a user before')
  })

  test('who has ended comes in no more, also with an old copy of the key file, which is audited', async () => {
    const registry = await registryOfUsers({ Leo: ['write'] })
    const { client, folder, ids } = registry
    const before = keysOf(folder)
    await client.call('users.end', { id: ids['Leo']! })
    expect(keysOf(folder)).not.toContain('Leo')
    expect(await comesIn(registry, 'Leo', passphraseOf('Leo'))).toBe('wrong-key')
    await client.call('registry.close', {})
    fs.writeFileSync(registryFiles(folder).keys, before)
    expect(await comesIn(registry, 'Leo', passphraseOf('Leo'))).toBe('forbidden')
    expect(keysOf(folder), 'the slot that was brought back is taken away').not.toContain('Leo')
    expect(await list(registry)).toMatchObject([{ name: 'Dr. Test' }, { name: 'Leo', endedAt: expect.any(String) }])
  })

  test('is let in again by a new passphrase only', async () => {
    const registry = await registryOfUsers({ Leo: ['write'] })
    const { client, folder, ids } = registry
    const before = keysOf(folder)
    await client.call('users.end', { id: ids['Leo']! })
    // As if the program had died before it took the slot away.
    fs.writeFileSync(registryFiles(folder).keys, before)
    await client.call('users.letIn', { id: ids['Leo']!, passphrase: passphraseOf('new') })
    expect(await comesIn(registry, 'Leo', passphraseOf('Leo'))).toBe('wrong-key')
    expect(await comesIn(registry, 'Leo', passphraseOf('new'))).toBe('comes in')
  })

  test('who was added before the key file was written has no passphrase yet, and is given one', async () => {
    const registry = await registryOfUsers({})
    const { client, folder } = registry
    const before = keysOf(folder)
    const { id } = await client.call('users.add', { name: 'Ida', rights: [], passphrase: passphraseOf('Ida') })
    fs.writeFileSync(registryFiles(folder).keys, before)
    expect(await list(registry)).toMatchObject([{ hasPassphrase: true }, { name: 'Ida', hasPassphrase: false }])
    expect(await comesIn(registry, 'Ida', passphraseOf('Ida'))).toBe('wrong-key')
    await client.call('users.setPassphrase', { id, passphrase: passphraseOf('Ida') })
    expect(await comesIn(registry, 'Ida', passphraseOf('Ida'))).toBe('comes in')
  })

  test('changes the own passphrase with the old one; guessing it at an open program waits like unlocking', async () => {
    const registry = await registryOfUsers({ Rea: [] })
    const client = await openedBy(registry, 'Rea')
    const change = (old: string, next: string) => client.call('users.changePassphrase', { old, passphrase: next })
    expect(await failureOf(change('wrong', passphraseOf('2')))).toMatchObject({ issues: [{ path: 'old' }] })
    expect(await failureOf(change(passphraseOf('Rea'), 'Rea Rea Rea'))).toMatchObject({
      issues: [{ path: 'passphrase' }],
    })
    await change(passphraseOf('Rea'), passphraseOf('2'))
    expect(await comesIn(registry, 'Rea', passphraseOf('Rea'))).toBe('wrong-key')
    expect(await comesIn(registry, 'Rea', passphraseOf('2'))).toBe('comes in')
    for (let time = 0; time < 5; time++)
      await failureOf(client.call('users.changePassphrase', { old: 'no', passphrase: passphraseOf('3') }))
    const asked = client.call('users.changePassphrase', { old: passphrase, passphrase: passphraseOf('3') })
    expect((await failureOf(asked)).message).toContain('can be tried in')
  })
})

describe('An administrator with a passphrase', () => {
  test('is always left: the last one is neither ended nor loses that right', async () => {
    const registry = await registryOfUsers({ Ada: everything })
    const { client, ids, folder } = registry
    const own = (await list(registry)).find(({ isYou }) => isYou)!
    // The other one can't come in: what is left would be nobody.
    const before = keysOf(folder)
    removeSlotsOf(await factsOf(registry), 'Ada')
    for (const refused of [
      client.call('users.end', { id: own.id }),
      client.call('users.changeRights', { id: own.id, rights: ['read', 'write'] }),
    ])
      expect(await failureOf(refused)).toMatchObject({
        kind: 'conflict',
        message: expect.stringContaining('last administrator'),
      })
    fs.writeFileSync(registryFiles(folder).keys, before)
    await client.call('users.changeRights', { id: own.id, rights: ['read', 'write'] })
    expect(await client.call('registry.status', {})).toMatchObject({ rights: ['read', 'write'] })
    expect(await failureOf(client.call('users.end', { id: ids['Ada']! }))).toMatchObject({ kind: 'forbidden' })
  })

  test('who is inside by the recovery sheet gives passphrases, also where the key file is lost or damaged', async () => {
    for (const lose of [(file: string) => fs.rmSync(file), (file: string) => fs.writeFileSync(file, '{"half')]) {
      const registry = await registryOfUsers({ Ada: everything })
      const { client, folder } = registry
      const { words } = await client.call('registry.recoverySheet', {})
      const own = (await list(registry)).find(({ isYou }) => isYou)!
      await client.call('registry.close', {})
      lose(registryFiles(folder).keys)
      await client.call('registry.open', { folder, user: 'Ada', recoveryWords: words.join(' ') })
      expect(await client.call('registry.status', {})).toMatchObject({ user: 'recovery sheet' })
      expect((await list(registry)).map(({ hasPassphrase }) => hasPassphrase)).toEqual([false, false])
      await client.call('users.setPassphrase', { id: own.id, passphrase })
      expect(await comesIn(registry, 'Dr. Test', passphrase)).toBe('comes in')
    }
  })
})

async function factsOf({ client, folder }: RegistryOfUsers) {
  const { registryId, name, createdAt } = await client.call('registry.info', {})
  return { folder, id: registryId, name, demo: false, createdAt }
}

test('Everything about users stands in the audit chain, and no passphrase does', async () => {
  const registry = await registryOfUsers({ Leo: ['write'] })
  const { client, ids } = registry
  await client.call('users.changeRights', { id: ids['Leo']!, rights: ['read'] })
  await client.call('users.setPassphrase', { id: ids['Leo']!, passphrase: passphraseOf('other') })
  await client.call('users.end', { id: ids['Leo']! })
  const rows = await auditOf(registry)
  expect(rows.map(({ operation }) => operation).slice(-4)).toEqual([
    'users.add',
    'users.changeRights',
    'users.setPassphrase',
    'users.end',
  ])
  expect(rows.map(({ after }) => after).join()).not.toContain('kettle')
  expect((await client.call('registry.verify', {})).ok).toBe(true)
})

test('A change of rights is not taken back through the history of changes', async () => {
  const registry = await registryOfUsers({ Leo: everything })
  const { client, ids } = registry
  await client.call('users.changeRights', { id: ids['Leo']!, rights: ['read', 'write'] })
  const changeId = (await auditOf(registry)).find(({ operation }) => operation === 'users.changeRights')!.id
  await openedBy(registry, 'Leo')
  expect(await failureOf(client.call('changes.revert', { changeId, reason: 'I want it back' }))).toMatchObject({
    kind: 'not-found',
  })
  expect(await client.call('registry.status', {})).toMatchObject({ rights: ['read', 'write'] })
})

interface Row {
  readonly operation: string
  readonly id: string
  readonly after: string | null
}

/** Read from the file itself: no operation tells it. */
async function auditOf({ client, folder }: RegistryOfUsers): Promise<readonly Row[]> {
  const { keyHex } = await client.call('registry.recoverySheet', {})
  const db = openReader(registryFiles(folder).database, Buffer.from(keyHex, 'hex'))
  const rows = db.prepare(
    `SELECT operation, operation_id AS id, after FROM audit WHERE kind <> 'recovery-sheet' ORDER BY seq`,
  )
  const found = rows.all() as Row[]
  db.close()
  return found
}
