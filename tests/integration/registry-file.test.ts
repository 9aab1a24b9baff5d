/** The encrypted file itself: each way in which it can refuse to open has words of its own. */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import Cipher from '@signalapp/sqlcipher'
import { describe, expect, test } from 'vitest'
import { openReader, openWriter } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { keyOfWords } from '#main/database/keys/recovery-words.ts'
import { cheapKdf, failureOf, newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const aCase = { code: 'AS-0001', sex: 'female', comment: 'Schwermut und Zitronenfalter' }

async function closedRegistry() {
  const { client, folder } = await newRegistry()
  await client.call('cases.create', { values: aCase })
  const { words, keyHex } = await client.call('registry.recoverySheet', {})
  await client.call('registry.close', {})
  return { folder, words, keyHex, files: registryFiles(folder) }
}

function flipByte(file: string, at: number): void {
  const handle = fs.openSync(file, 'r+')
  const byte = Buffer.alloc(1)
  fs.readSync(handle, byte, 0, 1, at)
  byte[0]! ^= 0x01
  fs.writeSync(handle, byte, 0, 1, at)
  fs.closeSync(handle)
}

const open = (folder: string, how: { passphrase?: string; recoveryWords?: string } = { passphrase }) =>
  testBackend().client.call('registry.open', { folder, ...how })

describe('A registry', () => {
  test('opens with its passphrase and holds what was saved', async () => {
    const { folder } = await closedRegistry()
    const { client } = testBackend()
    expect(await client.call('registry.open', { folder, passphrase })).toMatchObject({
      state: 'open',
      name: 'Test registry',
      user: 'Dr. Test',
      readOnly: false,
    })
    const { case: found } = await client.call('cases.get', { code: 'AS-0001' })
    expect(found).toMatchObject({ sex: 'female', comment: aCase.comment, version: 1 })
  })

  test('opens with a passphrase that was composed differently by another keyboard', async () => {
    const folder = path.join(temporaryFolder(), 'r.asild')
    const { client } = testBackend()
    await client.call('registry.create', { folder, name: 'R', user: 'U', passphrase: 'Zu\u0308rich und Bern' })
    await client.call('registry.close', {})
    expect(await open(folder, { passphrase: 'Z\u00fcrich und Bern' })).toMatchObject({ state: 'open' })
  })

  test('is made whole or not at all', async () => {
    const parent = temporaryFolder()
    const folder = path.join(parent, 'taken.asild')
    fs.mkdirSync(folder)
    const failure = await failureOf(
      testBackend().client.call('registry.create', { folder, name: 'R', user: 'U', passphrase }),
    )
    expect(failure).toMatchObject({ kind: 'invalid-input', issues: [{ path: 'folder' }] })
    expect(fs.readdirSync(parent)).toEqual(['taken.asild'])
    expect(fs.readdirSync(folder)).toEqual([])
  })

  test('refuses a wrong passphrase in words of its own', async () => {
    const { folder } = await closedRegistry()
    expect(await failureOf(open(folder, { passphrase: 'wrong' }))).toMatchObject({
      kind: 'wrong-key',
      message: expect.stringContaining('passphrase does not open'),
    })
  })

  test('that is not there is said to be not there', async () => {
    expect(await failureOf(open(path.join(temporaryFolder(), 'none.asild')))).toMatchObject({ kind: 'not-found' })
  })

  test('that is open elsewhere is refused, naming who holds it, and opens again after that one closed', async () => {
    const { folder } = await closedRegistry()
    const first = testBackend().client
    await first.call('registry.open', { folder, passphrase })
    expect(await failureOf(open(folder))).toMatchObject({
      kind: 'in-use',
      message: expect.stringMatching(/already open on this computer \(.+\), by .+, since/),
    })
    await first.call('registry.close', {})
    expect(await open(folder)).toMatchObject({ state: 'open' })
  })

  test('that a newer version wrote is refused kindly and left as it is', async () => {
    const { folder, files, keyHex } = await closedRegistry()
    const db = openWriter(files.database, Buffer.from(keyHex, 'hex'))
    db.exec(`INSERT INTO schema_history VALUES (9999, 'later', 'x', '2099-01-01', '99.0.0')`)
    db.pragma('journal_mode = DELETE')
    db.close()
    const before = fs.readFileSync(files.database)
    expect(await failureOf(open(folder))).toMatchObject({
      kind: 'newer-schema',
      message: expect.stringContaining('newer version'),
    })
    expect(fs.readFileSync(files.database).equals(before)).toBe(true)
  })

  test('whose history was forged is refused', async () => {
    const { folder, files, keyHex } = await closedRegistry()
    const db = openWriter(files.database, Buffer.from(keyHex, 'hex'))
    db.exec(`UPDATE schema_history SET sha256 = 'forged'`)
    db.close()
    expect(await failureOf(open(folder))).toMatchObject({ kind: 'corrupt' })
  })

  test('without keys.json says that the recovery sheet still opens it, and it does', async () => {
    const { folder, files, words } = await closedRegistry()
    fs.rmSync(files.keys)
    expect(await failureOf(open(folder))).toMatchObject({
      kind: 'corrupt',
      message: expect.stringContaining('recovery sheet still opens'),
    })
    expect(await open(folder, { recoveryWords: words.join(' ') })).toMatchObject({
      state: 'open',
      name: 'Test registry',
    })
  })

  test('tells the recovery sheet of another registry from its own', async () => {
    const { folder } = await closedRegistry()
    const other = await closedRegistry()
    expect(await failureOf(open(folder, { recoveryWords: other.words.join(' ') }))).toMatchObject({
      kind: 'wrong-key',
      message: expect.stringContaining('not of this registry'),
    })
  })

  test('in a place that cannot be written opens for reading, and says so when something is saved', async () => {
    const { folder, files } = await closedRegistry()
    const { client } = testBackend()
    const restore = asOrdinaryUserOf(folder, files)
    try {
      expect(await client.call('registry.open', { folder, passphrase })).toMatchObject({
        state: 'open',
        readOnly: true,
      })
      expect(await client.call('cases.find', { offset: 0, limit: 10 })).toMatchObject({ total: 1 })
      expect(await failureOf(client.call('cases.create', { values: { code: 'AS-0002' } }))).toMatchObject({
        kind: 'read-only',
      })
      await client.call('registry.close', {})
    } finally {
      restore()
    }
  })

  test('leaves no file that others may read', async () => {
    const { folder } = await closedRegistry()
    for (const name of ['registry.db', 'keys.json', 'README.txt'])
      expect(fs.statSync(path.join(folder, name)).mode & 0o077).toBe(0)
  })
})

/** Makes a folder read-only for this process; root gives up its rights meanwhile. */
function asOrdinaryUserOf(folder: string, files: ReturnType<typeof registryFiles>): () => void {
  const nobody = 65_534
  const root = process.getuid?.() === 0
  for (const file of [files.database, files.keys]) fs.chmodSync(file, 0o444)
  fs.rmSync(files.lock, { force: true })
  fs.chmodSync(folder, 0o555)
  if (root) process.seteuid?.(nobody)
  return () => {
    if (root) process.seteuid?.(0)
    fs.chmodSync(folder, 0o755)
  }
}

describe('One changed byte', () => {
  test('anywhere in registry.db is found and its page named', async () => {
    const { folder, files } = await closedRegistry()
    const size = fs.statSync(files.database).size
    const sound = fs.readFileSync(files.database)
    for (const at of [0, 20, 4095, 4096 * 3 + 17, size - 1]) {
      flipByte(files.database, at)
      const page = Math.floor(at / 4096) + 1
      const { client } = testBackend()
      const opened = await client.call('registry.open', { folder, passphrase }).then(
        (status) => status.damage ?? 'no damage seen',
        (error: Error) => error.message,
      )
      expect(opened).toContain(`page ${page} of ${size / 4096} (bytes ${(page - 1) * 4096} to`)
      await client.call('registry.close', {})
      fs.writeFileSync(files.database, sound)
    }
  })

  test('stops all writing, so that nothing is built on damage', async () => {
    const { folder, files, keyHex } = await closedRegistry()
    // A page that opening doesn't read: a table without rows.
    const db = openReader(files.database, Buffer.from(keyHex, 'hex'))
    const { rootpage } = db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'approval'`).get() as {
      rootpage: number
    }
    db.close()
    flipByte(files.database, (rootpage - 1) * 4096 + 2000)
    const { client } = testBackend()
    expect(await client.call('registry.open', { folder, passphrase })).toMatchObject({
      state: 'open',
      damage: expect.stringContaining(`page ${rootpage} of`),
    })
    expect(await failureOf(client.call('cases.create', { values: { code: 'AS-0002' } }))).toMatchObject({
      kind: 'corrupt',
      message: expect.stringContaining('damaged'),
    })
  })

  test('fails the verification, which says where', async () => {
    const { folder, files } = await closedRegistry()
    const { client } = testBackend()
    await client.call('registry.open', { folder, passphrase })
    expect((await client.call('registry.verify', {})).ok).toBe(true)
    const page = Math.floor(fs.statSync(files.database).size / 4096)
    flipByte(files.database, (page - 1) * 4096 + 100)
    const { ok, checks } = await client.call('registry.verify', {})
    expect(ok).toBe(false)
    expect(checks.find((check) => check.name === 'Pages')).toMatchObject({
      ok: false,
      detail: expect.stringContaining(`page ${page} of ${page}`),
    })
  })
})

describe('The file on disk', () => {
  test('holds no text of a patient', async () => {
    const { folder } = await closedRegistry()
    for (const name of fs.readdirSync(folder)) {
      const bytes = fs.readFileSync(path.join(folder, name)).toString('latin1')
      for (const secret of ['Zitronenfalter', 'female', 'AS-0001', 'CREATE TABLE', 'SQLite format'])
        expect(`${name}: ${bytes.includes(secret)}`).toBe(`${name}: false`)
    }
  })

  test('opens in an independent SQLCipher 4 program with the key of the recovery sheet', async () => {
    const { files, words, keyHex } = await closedRegistry()
    expect(keyOfWords(words.join(' ')).toString('hex')).toBe(keyHex)
    const db = new Cipher(files.database)
    try {
      db.pragma(`key = "x'${keyHex}'"`)
      expect(String(db.pragma('cipher_version', { simple: true }))).toMatch(/^4\./)
      expect(db.prepare('SELECT code, comment FROM cases').all()).toEqual([{ code: 'AS-0001', comment: aCase.comment }])
      expect(db.pragma('cipher_integrity_check')).toEqual([])
      // Its writes fail: the functions that the audit triggers call are ours alone.
      expect(() => db.exec(`UPDATE cases SET code = 'forged'`)).toThrow(/audit/)
    } finally {
      db.close()
    }
  })

  test('refuses another key', async () => {
    const { files } = await closedRegistry()
    expect(() => openWriter(files.database, randomBytes(32))).toThrow('file is not a database')
  })
})

describe('The recovery words', () => {
  test('are understood from their first four letters, in any case and with numbers between them', async () => {
    const { words, keyHex } = await closedRegistry()
    const written = words.map((word, index) => `${index + 1}. ${word.slice(0, 4).toUpperCase()}`).join('\n')
    expect(keyOfWords(written).toString('hex')).toBe(keyHex)
  })

  test('with one misread are refused, saying which or that they do not fit', async () => {
    const { words } = await closedRegistry()
    expect(() => keyOfWords(words.with(4, 'xyzzy').join(' '))).toThrow('Word 5, “xyzzy”')
    expect(() => keyOfWords(words.slice(1).join(' '))).toThrow('24 words; 23 were typed')
    const swapped = words.with(0, words[0] === 'zoo' ? 'zone' : 'zoo')
    // One in 256 wrong words passes the 8-bit checksum; then the key is still another one.
    try {
      expect(keyOfWords(swapped.join(' ')).equals(keyOfWords(words.join(' ')))).toBe(false)
    } catch (error) {
      expect((error as Error).message).toContain('do not fit together')
    }
  })
})

test('Key derivation takes the memory and passes that keys.json names', async () => {
  const { files } = await closedRegistry()
  const { slots } = JSON.parse(fs.readFileSync(files.keys, 'utf8')) as { slots: { kdf: object }[] }
  expect(slots[0]!.kdf).toMatchObject({ name: 'argon2id', ...cheapKdf })
})
