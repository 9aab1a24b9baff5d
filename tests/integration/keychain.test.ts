/** The keychain of a computer is a convenience: whatever it loses, the passphrase still opens. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { registryFiles } from '#main/database/registry-folder.ts'
import { keychainHandlers } from '#main/shell/keychain.ts'
import type { SecretBox } from '#main/shell/keychain.ts'
import { registryOfUsers } from '#tests/support/a-registry-of-users.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { failureOf, passphrase } from '#tests/support/test-backend.ts'

/** Turns bytes round: enough to see that nothing lies open. */
function boxOf(): SecretBox & { lost: boolean; refused?: string } {
  const turned = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xff))
  return {
    lost: false,
    refusal() {
      return this.refused
    },
    seal: (text) => turned(Buffer.from(text)),
    open(sealed) {
      if (this.lost) throw new Error('no such key')
      return turned(sealed).toString()
    },
  }
}

const context = { signal: new AbortController().signal, progress: () => {}, changed: () => {} }

async function remembering() {
  const registry = await registryOfUsers({})
  const { client, folder } = registry
  const box = boxOf()
  const file = path.join(temporaryFolder(), 'keychain.json')
  const keychain = keychainHandlers({ file, box, client })
  await keychain['keychain.remember']({ passphrase }, context)
  const open = async () => {
    await client.call('registry.close', {})
    return keychain['keychain.open']({ folder }, context)
  }
  const keys = () => JSON.parse(fs.readFileSync(registryFiles(folder).keys, 'utf8')) as { slots: { device?: object }[] }
  return { ...registry, box, file, keychain, open, keys }
}

test('A computer that was told to unlocks without the passphrase, for its user, which the audit chain tells', async () => {
  const { client, folder, keychain, open, file } = await remembering()
  expect(await keychain['keychain.keeps']({ folder }, context)).toEqual({ user: 'Dr. Test' })
  expect(await open()).toMatchObject({ state: 'open', user: 'Dr. Test' })
  expect((await client.call('users.list', {})).users[0]?.computers).toHaveLength(1)
  expect(fs.readFileSync(file, 'utf8')).not.toContain(passphrase)
  await client.call('registry.close', {})
  expect(await client.call('registry.open', { folder, passphrase })).toMatchObject({ state: 'open' })
})

test('It is asked for the passphrase first: who finds a program open can’t stay inside', async () => {
  const { client, folder, box, file } = await remembering()
  const keychain = keychainHandlers({ file, box, client })
  await keychain['keychain.forget']({ folder }, context)
  const asked = async () => keychain['keychain.remember']({ passphrase: 'wrong' }, context)
  expect(await failureOf(asked())).toMatchObject({ kind: 'invalid-input', issues: [{ path: 'passphrase' }] })
  expect(await keychain['keychain.keeps']({ folder }, context)).toEqual({})
})

test('A lost keychain says to type the passphrase', async () => {
  const { box, open } = await remembering()
  box.lost = true
  expect(await failureOf(open())).toMatchObject({
    kind: 'wrong-key',
    message: expect.stringContaining('Type the passphrase; nothing is lost'),
  })
})

test('It ends with a change of the passphrase, with its user, and where the passphrase slot is gone', async () => {
  const { client, folder, keychain, open, keys } = await remembering()
  const next = 'another long kettle of violet fish'
  await client.call('users.changePassphrase', { old: passphrase, passphrase: next })
  expect(keys().slots.filter(({ device }) => device)).toEqual([])
  expect(await failureOf(open())).toMatchObject({
    kind: 'wrong-key',
    message: expect.stringContaining('Type the passphrase'),
  })
  expect(await keychain['keychain.keeps']({ folder }, context), 'and is offered no more').toEqual({})
  await client.call('registry.open', { folder, passphrase: next })
  await keychain['keychain.remember']({ passphrase: next }, context)
  const { slots, ...rest } = keys()
  await client.call('registry.close', {})
  fs.writeFileSync(registryFiles(folder).keys, JSON.stringify({ ...rest, slots: slots.filter(({ device }) => device) }))
  expect(await failureOf(open())).toMatchObject({ kind: 'wrong-key' })
})

test('Forgetting takes the slot out of the key file', async () => {
  const { folder, keychain, open, keys } = await remembering()
  await keychain['keychain.forget']({ folder }, context)
  expect(keys().slots).toHaveLength(1)
  expect(await failureOf(open())).toMatchObject({ kind: 'not-found' })
})

test('It is not offered where nothing keeps a secret well', async () => {
  const { keychain, box } = await remembering()
  box.refused = 'No keychain here.'
  expect(await keychain['keychain.offer']({}, context)).toEqual({ isOffered: false, why: 'No keychain here.' })
  const asked = async () => keychain['keychain.remember']({ passphrase }, context)
  expect(await failureOf(asked())).toMatchObject({ kind: 'conflict' })
})
