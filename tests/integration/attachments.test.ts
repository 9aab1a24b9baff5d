import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { failureOf, newRegistry } from '#tests/support/test-backend.ts'

const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(5000)])

async function registryWithCase() {
  const made = await newRegistry()
  const { id: caseId } = await made.client.call('cases.create', { values: { code: 'AS-0001' } })
  const store = (fileName: string, content: Buffer) =>
    made.client.call('attachments.store', {
      caseId,
      values: { title: 'Letter', date: '2021-04' },
      fileName,
      base64: content.toString('base64'),
    })
  return { ...made, caseId, store }
}

describe('An attachment', () => {
  test('comes back as it went in, and going out is recorded', async () => {
    const { client, caseId, store } = await registryWithCase()
    const { id } = await store('letter.pdf', pdf)
    const { records } = await client.call('cases.get', { caseId })
    expect(records.attachment).toMatchObject([
      { file_name: 'letter.pdf', media_type: 'application/pdf', size_bytes: pdf.length, date: '2021-04' },
    ])
    const before = (await client.call('registry.info', {})).auditEntries
    const out = await client.call('attachments.read', { id })
    expect(Buffer.from(out.base64, 'base64').equals(pdf)).toBe(true)
    expect((await client.call('registry.info', {})).auditEntries).toBe(before + 1)
    expect((await client.call('registry.verify', {})).ok).toBe(true)
  })

  test('is told by its content, not by its name', async () => {
    const { store } = await registryWithCase()
    expect(await failureOf(store('letter.pdf', Buffer.from([0x4d, 0x5a, 0, 1, 2])))).toMatchObject({
      kind: 'invalid-input',
      message: expect.stringContaining('PDF, PNG, JPEG'),
    })
    expect(await failureOf(store('empty.txt', Buffer.alloc(0)))).toMatchObject({ kind: 'invalid-input' })
    expect(await store('values.csv', Buffer.from('CK;1240 U/L\n'))).toMatchObject({ version: 1 })
  })

  test('keeps its file when its description is edited, whatever a page sends', async () => {
    const { client, caseId, store } = await registryWithCase()
    const { id } = await store('letter.pdf', pdf)
    await client.call('records.edit', {
      form: 'attachment',
      id,
      version: 1,
      values: { title: 'Refusal', sha256: 'forged', size_bytes: 1 },
    })
    const { records } = await client.call('cases.get', { caseId })
    expect(records.attachment).toMatchObject([{ title: 'Refusal', file_name: 'letter.pdf', size_bytes: pdf.length }])
    expect((await client.call('registry.verify', {})).ok).toBe(true)
  })

  test('is not added without a file', async () => {
    const { client, caseId } = await registryWithCase()
    expect(
      await failureOf(client.call('records.add', { form: 'attachment', caseId, values: { title: 'x' } })),
    ).toMatchObject({ kind: 'invalid-input' })
  })
})
