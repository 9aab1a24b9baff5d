/** A new data key: the new file opens under it alone, the old one stays, and nothing is lost on the way. */
import fs from 'node:fs'
import path from 'node:path'
import Cipher from '@signalapp/sqlcipher'
import { describe, expect, test } from 'vitest'
import { firstBrokenLink } from '#main/database/audit.ts'
import { closeWriter, openReader, openWriter } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { cheapKdf, failureOf, newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'
import type { TestBackend } from '#tests/support/test-backend.ts'

async function registryWithCases() {
  const made = await newRegistry()
  const { client } = made
  for (const code of ['AS-0001', 'AS-0002', 'AS-0003'])
    await client.call('cases.create', { values: { code, comment: 'x'.repeat(3000) } })
  return { ...made, files: registryFiles(made.folder), old: await client.call('registry.recoverySheet', {}) }
}

const rotate = ({ client }: TestBackend) => client.call('registry.rotateKey', { passphrase })
const codesIn = async ({ client }: TestBackend) =>
  (await client.call('cases.find', { offset: 0, limit: 10 })).rows.map(({ code }) => code).sort()
const verdict = async ({ client }: TestBackend) =>
  (await client.call('registry.verify', {})).checks.filter(({ ok }) => !ok)
const codes = ['AS-0001', 'AS-0002', 'AS-0003']

describe('Changing the key', () => {
  test('goes on in the same registry under another key, with everything in it', async () => {
    const made = await registryWithCases()
    const { client, folder, files, old } = made
    const { kept, lost, keyId } = await rotate(made)
    expect(lost).toEqual([])
    expect(await client.call('registry.status', {})).toMatchObject({ state: 'open', user: 'Dr. Test', readOnly: false })
    expect(await codesIn(made)).toEqual(codes)
    expect(await verdict(made)).toEqual([])
    const sheet = await client.call('registry.recoverySheet', {})
    expect(sheet.keyHex).not.toBe(old.keyHex)
    expect(sheet.keyId).toBe(keyId)
    await client.call('cases.create', { values: { code: 'AS-0004' } })
    await client.call('registry.close', {})
    expect(fs.readdirSync(folder).sort()).toEqual(
      [...kept, 'README.txt', 'in-use.lock', 'keys.json', 'registry.db'].sort(),
    )
    expect(() => openReader(files.database, Buffer.from(old.keyHex, 'hex'))).toThrow('file is not a database')
  })

  test('leaves a file that an independent SQLCipher 4 program opens with the new key, and the old one with the old', async () => {
    const made = await registryWithCases()
    const { kept } = await rotate(made)
    const { keyHex } = await made.client.call('registry.recoverySheet', {})
    await made.client.call('registry.close', {})
    for (const [file, key] of [
      ['registry.db', keyHex],
      [kept[0]!, made.old.keyHex],
    ] as const) {
      const db = new Cipher(path.join(made.folder, file))
      try {
        db.pragma(`key = "x'${key}'"`)
        expect(db.prepare('SELECT code FROM cases ORDER BY code').all()).toEqual(codes.map((code) => ({ code })))
        expect(db.pragma('cipher_integrity_check')).toEqual([])
      } finally {
        db.close()
      }
    }
  })

  test('opens with the passphrase and the new sheet; the old sheet is told from it', async () => {
    const made = await registryWithCases()
    await rotate(made)
    const { words } = await made.client.call('registry.recoverySheet', {})
    await made.client.call('registry.close', {})
    const again = testBackend()
    await again.client.call('registry.open', { folder: made.folder, passphrase })
    expect(await codesIn(again)).toEqual(codes)
    await again.client.call('registry.open', { folder: made.folder, recoveryWords: words.join(' ') })
    expect(await codesIn(again)).toEqual(codes)
    expect(
      await failureOf(
        again.client.call('registry.open', { folder: made.folder, recoveryWords: made.old.words.join(' ') }),
      ),
    ).toMatchObject({ kind: 'wrong-key' })
  })

  test('keeps the audit chain whole over several changes, and still finds a forged entry of before', async () => {
    const made = await registryWithCases()
    const { client, files } = made
    const { auditHead: before, auditEntries } = await client.call('registry.info', {})
    await rotate(made)
    await client.call('cases.create', { values: { code: 'AS-0004' } })
    await rotate(made)
    expect(await verdict(made)).toEqual([])
    const key = Buffer.from((await client.call('registry.recoverySheet', {})).keyHex, 'hex')
    await client.call('registry.close', {})
    const db = openWriter(files.database, key)
    const changes = db.prepare(`SELECT seq, actor, after FROM audit WHERE kind = 'key-change' ORDER BY seq`).all()
    expect(changes).toHaveLength(2)
    expect(changes[0]).toMatchObject({
      seq: auditEntries + 1,
      actor: 'Dr. Test',
      after: expect.stringContaining(before),
    })
    db.exec('DROP TRIGGER audit_keeps_update')
    db.prepare(`UPDATE audit SET actor = 'Mallory' WHERE seq = 2`).run()
    expect(firstBrokenLink(db, key)).toBe(2)
    closeWriter(db)
  })

  test('makes an older keys.json useless, and says that it may be one', async () => {
    const made = await registryWithCases()
    const older = fs.readFileSync(made.files.keys)
    await rotate(made)
    await made.client.call('registry.close', {})
    fs.writeFileSync(made.files.keys, older)
    expect(await failureOf(made.client.call('registry.open', { folder: made.folder, passphrase }))).toMatchObject({
      kind: 'corrupt',
      message: expect.stringContaining('the key was changed since'),
    })
  })

  test('wants the passphrase of who does it', async () => {
    const made = await registryWithCases()
    expect(await failureOf(made.client.call('registry.rotateKey', { passphrase: 'another one' }))).toMatchObject({
      kind: 'wrong-key',
    })
    expect((await made.client.call('registry.recoverySheet', {})).keyHex).toBe(made.old.keyHex)
  })

  test('names whose passphrases it can not take along', async () => {
    const made = await registryWithCases()
    const envelope = JSON.parse(fs.readFileSync(made.files.keys, 'utf8')) as { slots: object[] }
    envelope.slots.push({ ...envelope.slots[0], user: 'Dr. Other' })
    fs.writeFileSync(made.files.keys, JSON.stringify(envelope))
    expect((await rotate(made)).lost).toEqual(['Dr. Other'])
    const slots = (JSON.parse(fs.readFileSync(made.files.keys, 'utf8')) as { slots: { user: string }[] }).slots
    expect(slots.map(({ user }) => user)).toEqual(['Dr. Test'])
  })

  test('cancelled, leaves everything as it was', async () => {
    const made = await registryWithCases()
    const before = fs.readdirSync(made.folder).sort()
    const reply = await made.backend.call('registry.rotateKey', JSON.stringify({ passphrase }), {
      signal: { aborted: true, addEventListener() {}, removeEventListener() {} },
    })
    expect(reply).toMatchObject({ ok: false, error: { kind: 'cancelled' } })
    expect(fs.readdirSync(made.folder).sort()).toEqual(before)
    await made.client.call('cases.create', { values: { code: 'AS-0004' } })
    expect(await verdict(made)).toEqual([])
  })

  test('lets nothing be written while the file is copied, and says why', async () => {
    const made = await registryWithCases()
    let tried: Promise<unknown> | undefined
    const reply = await made.backend.call('registry.rotateKey', JSON.stringify({ passphrase }), {
      progress: () => {
        tried ??= failureOf(made.client.call('cases.create', { values: { code: 'AS-0004' } }))
      },
    })
    expect(reply).toMatchObject({ ok: true })
    expect(await tried).toMatchObject({ kind: 'in-use', message: expect.stringContaining('key of the registry') })
    expect(await codesIn(made)).toEqual(codes)
  })

  test('does not start on a damaged file', async () => {
    const made = await registryWithCases()
    await made.client.call('registry.verify', {})
    const size = fs.statSync(made.files.database).size
    const handle = fs.openSync(made.files.database, 'r+')
    fs.writeSync(handle, Buffer.from([1, 2, 3, 4]), 0, 4, size - 2000)
    fs.closeSync(handle)
    expect(await failureOf(rotate(made))).toMatchObject({
      kind: 'corrupt',
      message: expect.stringContaining(`page ${size / 4096} of`),
    })
    expect(fs.readdirSync(made.folder).filter((name) => /next|before/.test(name))).toEqual([])
  })

  test.each([
    ['full-disk', 'ENOSPC'],
    ['read-only', 'EROFS'],
  ] as const)('that meets %s at any step ends in its own error, and the old key holds', async (kind, code) => {
    const made = await registryWithCases()
    const { client, folder } = made
    let failed = 0
    for (const method of ['fsyncSync', 'writeSync', 'linkSync', 'renameSync'] as const)
      for (const nth of [1, 2, 3, 4]) {
        const { keyHex } = await client.call('registry.recoverySheet', {})
        const reply = await withFailing(method, nth, code, () =>
          made.backend.call('registry.rotateKey', JSON.stringify({ passphrase })),
        )
        if (!reply.ok) {
          failed += 1
          expect(reply.error.kind, `${method} ${nth}`).toBe(kind)
          expect((await client.call('registry.recoverySheet', {})).keyHex, `${method} ${nth}`).toBe(keyHex)
        }
        await client.call('registry.close', {})
        await client.call('registry.open', { folder, passphrase })
        expect(await codesIn(made)).toEqual(codes)
        expect(fs.readdirSync(folder).filter((name) => name.includes('next'))).toEqual([])
      }
    expect(failed).toBeGreaterThanOrEqual(12)
    expect(await verdict(made)).toEqual([])
  })
})

/** Lets the nth call of one function of the file system fail while `act` runs. */
async function withFailing<T>(
  method: 'fsyncSync' | 'writeSync' | 'linkSync' | 'renameSync',
  nth: number,
  code: string,
  act: () => Promise<T>,
): Promise<T> {
  const real = fs[method] as (...given: unknown[]) => unknown
  let calls = 0
  const failing = (...given: unknown[]): unknown => {
    calls += 1
    if (calls === nth) throw Object.assign(new Error(code), { code })
    return real(...given)
  }
  Object.assign(fs, { [method]: failing })
  try {
    return await act()
  } finally {
    Object.assign(fs, { [method]: real })
  }
}

test('Keys that were being written when the program was killed are swept away at the next opening', async () => {
  const { client, folder } = await newRegistry()
  await client.call('registry.close', {})
  const halves = ['keys.json.part', 'keys-before-key-change-20260102-030405.json.part']
  for (const half of halves) fs.writeFileSync(path.join(folder, half), '{"format":"as-ild')
  await client.call('registry.open', { folder, passphrase })
  expect(fs.readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  expect(await codesIn({ client } as TestBackend)).toEqual([])
})

test('The new slot takes the memory and passes of the others', async () => {
  const made = await registryWithCases()
  await rotate(made)
  const { slots } = JSON.parse(fs.readFileSync(made.files.keys, 'utf8')) as { slots: { kdf: object }[] }
  expect(slots[0]!.kdf).toMatchObject(cheapKdf)
})
