import { expect, test } from 'vitest'
import { newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'

const content = JSON.stringify({ text: 'Seen on the ward, “short of breath” — walks 200 m.' })

test('A draft is kept, found after closing and opening again, and gone when it is discarded', async () => {
  const { client, folder } = await newRegistry()
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  const place = `${caseId}/note/new`
  await client.call('drafts.keep', { place, caseId, form: 'note', title: 'New note', content: '{}' })
  const { savedAt } = await client.call('drafts.keep', { place, caseId, form: 'note', title: 'New note', content })
  await client.call('registry.close', {})
  await client.call('registry.open', { folder, passphrase })
  const { draft } = await client.call('drafts.find', { place })
  expect(draft).toEqual({ place, caseId, form: 'note', title: 'New note', content, savedAt })
  expect((await client.call('drafts.list', {})).drafts).toEqual([
    { place, caseId, caseCode: 'AS-0001', form: 'note', title: 'New note', savedAt },
  ])
  await client.call('drafts.discard', { place })
  expect((await client.call('drafts.find', { place })).draft).toBeNull()
})

test('Saving takes the draft away in the same transaction; a refused save leaves it', async () => {
  const { client } = await newRegistry()
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  const draft = `${caseId}/note/new`
  const keep = () => client.call('drafts.keep', { place: draft, caseId, form: 'note', title: 'New note', content })
  await keep()
  await expect(
    client.call('records.add', { form: 'note', caseId, values: { nothing: 'here' }, draft }),
  ).rejects.toThrow()
  expect((await client.call('drafts.list', {})).drafts).toHaveLength(1)
  await client.call('records.add', { form: 'note', caseId, values: { text: 'Seen.' }, draft })
  expect((await client.call('drafts.list', {})).drafts).toEqual([])
  await keep()
  const changes = [{ do: 'add' as const, form: 'note', values: { text: 'Again.' } }]
  await client.call('records.change', { caseId, label: 'A note', changes, draft })
  expect((await client.call('drafts.list', {})).drafts).toEqual([])
})

test('A look at a draft of identity is audited, and drafts leave no trace of their text in the chain', async () => {
  const { client, folder } = await newRegistry()
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  const place = `${caseId}/identity/new`
  await client.call('drafts.keep', { place, caseId, form: 'identity', title: 'Identity', content })
  const before = (await client.call('registry.info', {})).auditEntries
  await client.call('drafts.find', { place })
  expect((await client.call('registry.info', {})).auditEntries).toBe(before + 1)
  expect((await client.call('changes.ofCase', { caseId, limit: 1 })).sets[0]?.event?.kind).toBe('identity')
  await client.call('registry.close', {})

  const reader = testBackend({ readOnly: true })
  await reader.client.call('registry.open', { folder, passphrase })
  const keep = reader.client.call('drafts.keep', { place, caseId, title: 'Identity', content })
  await expect(keep).rejects.toMatchObject({ kind: 'read-only' })
})
