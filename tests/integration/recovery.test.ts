/** The recovery sheet is tried while there is no need, and sets new keys when there is. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openReader } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { failureOf, newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'
import type { TestBackend } from '#tests/support/test-backend.ts'

const newPassphrase = 'eleven quiet herons'

const recoveryPart = async ({ client }: Pick<TestBackend, 'client'>) =>
  (await client.call('health.report', {})).parts.find(({ id }) => id === 'recovery')

async function passDrill({ client }: Pick<TestBackend, 'client'>): Promise<void> {
  const { words } = await client.call('registry.recoverySheet', {})
  const { numbers } = await client.call('recovery.askWords', {})
  await client.call('recovery.drill', { words: numbers.map((number) => words[number - 1]!) })
}

/** A closed registry, its words, and its files. */
async function closedRegistry() {
  const { client, folder } = await newRegistry()
  const { id } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  const { words } = await client.call('registry.recoverySheet', {})
  await client.call('registry.close', {})
  return { folder, caseId: id, recoveryWords: words.join(' '), files: registryFiles(folder) }
}

test('A new registry says that its sheet was never tried, until three of its words were typed from it', async () => {
  const made = await newRegistry()
  const { client } = made
  expect(await recoveryPart(made)).toMatchObject({
    light: 'attention',
    sentences: [expect.stringContaining('never tried')],
  })
  const { words } = await client.call('registry.recoverySheet', {})
  const { numbers } = await client.call('recovery.askWords', {})
  expect(new Set(numbers).size).toBe(3)
  const typed = numbers.map((number) => ` ${words[number - 1]!.slice(0, 4).toUpperCase()}`)
  expect(await client.call('recovery.drill', { words: typed.with(1, 'xyzzy') })).toEqual({
    passed: false,
    wrong: [numbers[1]],
  })
  expect((await client.call('recovery.status', {})).drill).toBe('never')
  expect(await client.call('recovery.drill', { words: typed })).toEqual({ passed: true, wrong: [] })
  expect(await client.call('recovery.status', {})).toMatchObject({
    drill: 'fresh',
    user: 'Dr. Test',
    users: ['Dr. Test'],
  })
  expect(await recoveryPart(made)).toMatchObject({
    light: 'good',
    sentences: [expect.stringContaining('was tried on')],
  })
})

test('Words that nobody asked for are not looked at', async () => {
  const { client } = await newRegistry()
  expect(await failureOf(client.call('recovery.drill', { words: ['a', 'b', 'c'] }))).toMatchObject({ kind: 'conflict' })
})

test('After a year the sheet wants to be tried again', async () => {
  const { client, folder } = await newRegistry()
  await passDrill({ client })
  await client.call('registry.close', {})
  const later = testBackend({ today: `${new Date().getFullYear() + 1}-12-31` })
  await later.client.call('registry.open', { folder, passphrase })
  expect(await recoveryPart(later)).toMatchObject({
    light: 'attention',
    sentences: [expect.stringContaining('more than a year ago')],
  })
})

test('The sheet of a new key was never tried, and the files of the old key are named until they are gone', async () => {
  const { client, folder } = await newRegistry()
  await passDrill({ client })
  const { kept } = await client.call('registry.rotateKey', { passphrase })
  const part = await recoveryPart({ client })
  expect(part).toMatchObject({ light: 'attention' })
  expect(part!.sentences).toEqual([expect.stringContaining('never tried'), expect.stringContaining(kept[0]!)])
  for (const name of kept) fs.rmSync(path.join(folder, name))
  await passDrill({ client })
  expect(await recoveryPart({ client })).toMatchObject({ light: 'good' })
})

test('From registry.db alone, the sheet opens the registry and a new passphrase makes it whole again', async () => {
  const { folder, recoveryWords, files } = await closedRegistry()
  for (const name of fs.readdirSync(folder)) if (name !== 'registry.db') fs.rmSync(path.join(folder, name))
  const { client } = testBackend()
  await client.call('registry.open', { folder, recoveryWords })
  expect(await recoveryPart({ client })).toMatchObject({
    light: 'bad',
    sentences: expect.arrayContaining([expect.stringContaining('keys.json is missing')]),
  })
  expect(await client.call('recovery.newKeys', { user: 'Dr. New', passphrase: newPassphrase })).toMatchObject({
    state: 'open',
    user: 'Dr. New',
    rights: expect.arrayContaining(['administer']),
  })
  await client.call('cases.create', { values: { code: 'AS-0002' } })
  await client.call('registry.close', {})
  expect(fs.existsSync(files.readme)).toBe(true)
  expect(await client.call('registry.open', { folder, passphrase: newPassphrase })).toMatchObject({ user: 'Dr. New' })
  expect((await client.call('registry.verify', {})).ok).toBe(true)
})

test('A damaged keys.json is kept beside the new one', async () => {
  const { folder, recoveryWords, files } = await closedRegistry()
  fs.writeFileSync(files.keys, '{"format": "as-ild-reg')
  const { client } = testBackend()
  await client.call('registry.open', { folder, recoveryWords })
  await client.call('recovery.newKeys', { user: 'dr. test', passphrase: newPassphrase })
  const kept = fs.readdirSync(folder).filter((name) => name.startsWith('keys-before-'))
  expect(kept).toHaveLength(1)
  expect(fs.readFileSync(path.join(folder, kept[0]!), 'utf8')).toBe('{"format": "as-ild-reg')
  await client.call('registry.close', {})
  expect(await client.call('registry.open', { folder, passphrase: newPassphrase })).toMatchObject({ user: 'Dr. Test' })
})

test('New keys leave the passphrases of others, and replace the one that was forgotten', async () => {
  const { folder, recoveryWords } = await closedRegistry()
  const { client } = testBackend()
  await client.call('registry.open', { folder, recoveryWords })
  await client.call('recovery.newKeys', { user: 'Dr. New', passphrase: newPassphrase })
  await client.call('registry.open', { folder, passphrase })
  await client.call('registry.open', { folder, recoveryWords })
  await client.call('recovery.newKeys', { user: 'Dr. Test', passphrase: 'another four words here' })
  await client.call('registry.close', {})
  expect(await failureOf(client.call('registry.open', { folder, passphrase }))).toMatchObject({ kind: 'wrong-key' })
  for (const each of [newPassphrase, 'another four words here'])
    expect(await client.call('registry.open', { folder, passphrase: each })).toMatchObject({ state: 'open' })
})

test('New keys are set by who came with the sheet, and the key is changed by who came with a passphrase', async () => {
  const { folder, recoveryWords } = await closedRegistry()
  const { client } = testBackend()
  await client.call('registry.open', { folder, passphrase })
  expect(
    await failureOf(client.call('recovery.newKeys', { user: 'Dr. Test', passphrase: newPassphrase })),
  ).toMatchObject({ kind: 'forbidden' })
  await client.call('registry.open', { folder, recoveryWords })
  expect(await failureOf(client.call('registry.rotateKey', { passphrase }))).toMatchObject({ kind: 'forbidden' })
})

test('What was done about the keys stands in the audit chain, and no word of the sheet', async () => {
  const { folder, recoveryWords, caseId, files } = await closedRegistry()
  const { client } = testBackend()
  await client.call('registry.open', { folder, recoveryWords })
  await client.call('recovery.newKeys', { user: 'Dr. New', passphrase: newPassphrase })
  await passDrill({ client })
  await client.call('registry.rotateKey', { passphrase: newPassphrase })
  const { keyHex } = await client.call('registry.recoverySheet', {})
  await client.call('registry.close', {})
  const db = openReader(files.database, Buffer.from(keyHex, 'hex'))
  const rows = db.prepare('SELECT kind, operation, actor, after FROM audit ORDER BY seq').all() as {
    kind: string
    operation: string
    actor: string
    after: string | null
  }[]
  db.close()
  const kinds = rows.map(({ kind }) => kind)
  for (const kind of ['new-keys', 'recovery-drill', 'key-change']) expect(kinds).toContain(kind)
  expect(rows.find(({ kind }) => kind === 'new-keys')!.actor).toBe('recovery sheet')
  const text = JSON.stringify(rows)
  expect(text).toContain(caseId)
  // One word alone may be an ordinary one ("kind", "person"): two that follow each other are the sheet's.
  const followed = text
    .toLowerCase()
    .match(/[a-z]+/g)!
    .join(' ')
  const pairs = recoveryWords.split(' ').map((word, at, words) => `${word} ${words[at + 1]}`)
  expect(pairs.slice(0, -1).filter((pair) => ` ${followed} `.includes(` ${pair} `))).toEqual([])
})
