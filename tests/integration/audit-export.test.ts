import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkAuditFile } from '#main/exchange/audit-check.ts'
import { failureOf, newRegistry } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

async function withFile(filter: object = {}, more: { withIdentity?: boolean; format?: 'csv' | 'json' } = {}) {
  const { client, folder } = await newRegistry()
  for (const [code, family_name] of [
    ['AS-0001', 'Zitronenfalter'],
    ['AS-0002', 'Admiral'],
  ] as const)
    await client.call('cases.create', {
      // Two signs that some readers take for an end of line.
      values: { code, site: '=1+1 \u2028 "Bern"\r\n' },
      identity: { values: { family_name } },
    })
  await client.call('audit.note', { kind: 'print', detail: 'x' })
  const { format = 'json', withIdentity } = more
  const file = path.join(temporaryFolder(), `audit.${format}`)
  const made = await client.call('audit.writeExport', { file, format, filter, ...(withIdentity && { withIdentity }) })
  return { client, folder, file, made }
}

describe('A signed copy of the audit chain', () => {
  test('holds the whole chain, itself included, and is sound by the public key', async () => {
    const { client, file, made } = await withFile()
    const { publicKey, entries, head } = await client.call('audit.chain', {})
    expect(made).toMatchObject({ entries, head, publicKey })
    expect(await checkAuditFile(file, publicKey)).toMatchObject({
      ok: true,
      key: 'given',
      complete: true,
      entries,
      first: 1,
      last: entries,
      head,
    })
    const whole = JSON.parse(fs.readFileSync(file, 'utf8'))
    expect(whole.entries.at(-1)).toMatchObject({ kind: 'export', seal: head })
    expect(whole.entries[0].sealBefore).toBe('0'.repeat(64))
  })

  test('takes its key as a PEM file as well', async () => {
    const { file, made } = await withFile()
    const pem = createPublicKey({ key: Buffer.from(made.publicKey, 'base64'), format: 'der', type: 'spki' })
    const text = String(pem.export({ format: 'pem', type: 'spki' }))
    expect(await checkAuditFile(file, text)).toMatchObject({ ok: true })
  })

  test.each([
    ['a changed name', (text: string) => text.replace('"actor":"Dr. Test"', '"actor":"Dr. Who"')],
    ['a changed filter', (text: string) => text.replace('"filter":{}', '"filter":{ }')],
    ['a removed entry', (text: string) => text.replace(/^\{"seq":3,.*\n/m, '')],
  ])('shows %s', async (_what, forge) => {
    const { file } = await withFile()
    const text = fs.readFileSync(file, 'utf8')
    const forged = forge(text)
    expect(forged).not.toBe(text)
    fs.writeFileSync(file, forged)
    const result = await checkAuditFile(file, undefined)
    expect(result).toMatchObject({ ok: false, key: 'own' })
    expect(result.problems[0]).toContain('The signature does not fit')
  })

  test('is not taken for another registry’s', async () => {
    const { file } = await withFile()
    const { publicKey } = generateKeyPairSync('ed25519')
    const other = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    expect(await checkAuditFile(file, other)).toMatchObject({ ok: false, key: 'given' })
  })

  test('that was cut off, or is something else, is refused in words', async () => {
    const { file } = await withFile()
    const text = fs.readFileSync(file, 'utf8')
    for (const broken of [text.slice(0, -30), '{}', ''])
      expect(await failureOf((fs.writeFileSync(file, broken), checkAuditFile(file, undefined)))).toMatchObject({
        kind: 'invalid-input',
      })
    expect(await failureOf(checkAuditFile(`${file}.none`, undefined))).toMatchObject({ kind: 'not-found' })
    fs.writeFileSync(file, text)
    expect(await failureOf(checkAuditFile(file, 'no key'))).toMatchObject({ kind: 'invalid-input' })
  })

  test('of a part says so, with the seal before each gap', async () => {
    const { file, made } = await withFile({ case: 'AS-0002' })
    const { entries, ...head } = JSON.parse(fs.readFileSync(file, 'utf8'))
    expect(head).toMatchObject({ complete: false, filter: { case: 'AS-0002' } })
    const first = entries[0]
    expect(first.sealBefore).toMatch(/^[0-9a-f]{64}$/)
    expect(await checkAuditFile(file, made.publicKey)).toMatchObject({ ok: true, complete: false, first: first.seq })
  })

  test('holds what an identity was only where that was asked for', async () => {
    const without = await withFile()
    expect(fs.readFileSync(without.file, 'utf8')).not.toContain('Zitronenfalter')
    const withIt = await withFile({}, { withIdentity: true })
    expect(fs.readFileSync(withIt.file, 'utf8')).toContain('Zitronenfalter')
    expect(await checkAuditFile(withIt.file, withIt.made.publicKey)).toMatchObject({ ok: true })
  })
})

test('The table of the chain has one line an entry, codes for cases, and nothing that a spreadsheet runs', async () => {
  const { file, made } = await withFile({ kind: 'prints' }, { format: 'csv' })
  const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\r\n')
  expect(lines[0]).toBe('seq,at,actor,case,operation,operation_id,kind,table,row,reason,before,after,seal')
  expect(lines).toHaveLength(2)
  expect(made.entries).toBe(1)
  const whole = await withFile({}, { format: 'csv' })
  const text = fs.readFileSync(whole.file, 'utf8')
  expect(text).toContain('AS-0002')
  expect(text).not.toContain('Zitronenfalter')
})

test('A copy is never written among the files of the registry, and leaves nothing where it could not be written', async () => {
  const { client, folder, file } = await withFile()
  const write = (target: string) => client.call('audit.writeExport', { file: target, format: 'json', filter: {} })
  expect(await failureOf(write(path.join(folder, 'registry.db')))).toMatchObject({ kind: 'invalid-input' })
  const nowhere = path.join(path.dirname(file), 'none', 'audit.json')
  expect(await failureOf(write(nowhere))).toMatchObject({ kind: 'invalid-input' })
  expect(fs.readdirSync(path.dirname(file))).toEqual(['audit.json'])
})
