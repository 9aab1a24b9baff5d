/** What a user may not do is refused in the backend, whatever a page offers; and who the patients are leaves it nowhere else. */
import { describe, expect, test } from 'vitest'
import { contract, isOperationName } from '#shared/ipc/contract.ts'
import type { OperationName } from '#shared/ipc/contract.ts'
import { demandOf } from '#main/shell/demand-of.ts'
import type { UserRight } from '#shared/ipc/rights.ts'
import { openedBy, registryOfUsers } from '#tests/support/a-registry-of-users.ts'
import type { RegistryOfUsers } from '#tests/support/a-registry-of-users.ts'
import { failureOf } from '#tests/support/test-backend.ts'

const marker = 'Quendelstrauch'
const number = '77-QUE-4711'

/** Two cases with names, one of them voided in part, drafts that name somebody, and a history. */
async function named(rights: readonly UserRight[]) {
  const registry = await registryOfUsers({ Rea: ['read', 'write', 'identity'] })
  const { client, ids } = registry
  await openedBy(registry, 'Rea')
  const create = (code: string, family_name: string) =>
    client.call('cases.create', {
      values: { code, sex: 'female' },
      identity: { values: { family_name, given_names: 'Anna Lea', record_number: number } },
    })
  const [first, second] = [await create('AS-0001', `${marker}-Müller`), await create('AS-0002', marker)]
  const { record } = await client.call('cases.viewIdentity', { caseId: first.id })
  const version = (
    await client.call('records.edit', {
      form: 'identity',
      id: record!.id,
      version: 1,
      values: { family_name: `${marker}-Müller`, contact: `c/o ${marker}` },
    })
  ).version
  const note = await client.call('records.add', { form: 'note', caseId: first.id, values: { text: 'plain' } })
  const content = JSON.stringify({ family_name: marker })
  await client.call('drafts.keep', { place: 'new-case', title: 'New case', content })
  const place = `${first.id}/identity/${record!.id}`
  await client.call('drafts.keep', { place, caseId: first.id, form: 'identity', title: 'Identity', content })
  const history = await client.call('changes.ofCase', { caseId: first.id, limit: 50 })
  const editOfIdentity = history.sets.find(({ operation }) => operation === 'records.edit')!.changeId
  await admin(registry)
  await client.call('users.changeRights', { id: ids['Rea']!, rights: [...rights] })
  await openedBy(registry, 'Rea')
  return {
    ...registry,
    caseId: first.id,
    otherId: second.id,
    identityId: record!.id,
    version,
    noteId: note.id,
    place,
    editOfIdentity,
  }
}

async function admin({ client, folder }: RegistryOfUsers): Promise<void> {
  const { passphrase } = await import('#tests/support/test-backend.ts')
  await client.call('registry.close', {})
  await client.call('registry.open', { folder, user: 'Dr. Test', passphrase })
}

describe('Without the right to see who the patients are', () => {
  test('no answer of any operation names one', async () => {
    const { client, caseId, otherId, identityId, version, noteId, place, editOfIdentity } = await named([
      'read',
      'write',
      'export',
    ])
    const window = { offset: 0, limit: 100 }
    const inputs: Partial<Record<string, readonly object[]>> = {
      'cases.find': [window, { ...window, search: 'AS-0001' }],
      'cases.courses': [{ measure: 'fvc' }, { measure: 'prednisone' }],
      'cases.get': [{ caseId }, { code: 'AS-0002' }],
      'cases.create': [{ values: { code: 'AS-0001' } }],
      'cases.viewIdentity': [{ caseId }],
      'cases.findSimilar': [{ search: 's', family_name: marker }],
      'cases.merge': [
        { kept: { id: caseId, version: 1 }, other: { id: otherId, version: 1 }, baseline: { values: {} }, leave: [] },
      ],
      'cases.merges': [{ caseId }],
      'cases.unmergePlan': [{ caseId }],
      'records.add': [{ form: 'identity', caseId, values: {} }],
      'records.edit': [{ form: 'identity', id: identityId, version, values: { record_number: 'x'.repeat(500) } }],
      'records.void': [{ form: 'identity', id: identityId, version, reason: 'r' }],
      'records.restore': [{ form: 'identity', id: identityId, version }],
      'records.change': [
        { caseId, label: 'l', changes: [{ do: 'void', form: 'identity', id: identityId, version, reason: 'r' }] },
      ],
      'records.voided': [{ caseId }],
      'records.history': [
        { form: 'identity', id: identityId },
        { form: 'case', id: caseId },
        { form: 'note', id: noteId },
      ],
      'changes.ofCase': [{ caseId, limit: 100 }],
      'changes.revert': [{ changeId: editOfIdentity, reason: 'r' }],
      'drafts.find': [{ place: 'new-case' }, { place }],
      'drafts.keep': [{ place, title: 't', content: '{}', form: 'identity' }],
      'due.list': [window],
      'quality.lacking': [
        { form: 'note', ...window },
        { form: 'identity', ...window },
      ],
      'quality.queries': [window],
      'quality.ask': [{ caseId, form: 'identity', recordId: identityId, text: 't' }],
      'quality.secondEntries': [window],
      'quality.secondEntry': [{ caseId }],
      'quality.checks': [{ caseId }],
    }
    // What closes the registry comes to no answer worth looking at.
    const leftOut = new Set(['registry.create', 'registry.createDemo', 'registry.open', 'registry.close'])
    const names = Object.keys(contract).filter(
      (name): name is OperationName =>
        isOperationName(name) && contract[name].place === 'backend' && !leftOut.has(name),
    )
    let answered = 0
    for (const name of names)
      for (const input of inputs[name] ?? [{}]) {
        const said = await client.call(name, input as never).then(
          (value) => ((answered += 1), value as unknown),
          (error: Error) => ({ message: error.message, error }),
        )
        const text = JSON.stringify(said).toLowerCase()
        for (const secret of [marker, number, 'Anna Lea', 'c/o'])
          expect(text.includes(secret.toLowerCase()), `${name} ${JSON.stringify(input)}`).toBe(false)
      }
    expect(answered).toBeGreaterThan(25)
  })

  test('nobody is found by name or record number, nor by what marks them in the index', async () => {
    const { client } = await named(['read'])
    for (const search of [marker, 'quend', 'muller', 'anna', number, '4711', `\uE000${marker}`, '\uE000'])
      expect(await client.call('cases.find', { search, offset: 0, limit: 9 }), search).toMatchObject(
        search === '\uE000' ? { total: 2 } : { total: 0 },
      )
    expect(await client.call('cases.courses', { measure: 'fvc', search: marker })).toMatchObject({ without: 0 })
    expect(await client.call('cases.find', { search: 'AS-0001', offset: 0, limit: 9 })).toMatchObject({ total: 1 })
  })

  test('identity is neither written, nor put back as it was', async () => {
    const { client, caseId, identityId, version, editOfIdentity } = await named(['read', 'write'])
    const which = { form: 'identity', id: identityId, version }
    for (const asked of [
      client.call('cases.create', { values: { code: 'X' }, identity: { values: { family_name: 'X' } } }),
      client.call('records.add', { form: 'identity', caseId, values: {} }),
      client.call('records.edit', { ...which, values: {} }),
      client.call('records.void', { ...which, reason: 'r' }),
      client.call('records.change', { caseId, label: 'l', changes: [{ do: 'edit', ...which, values: {} }] }),
      client.call('changes.revert', { changeId: editOfIdentity, reason: 'r' }),
      client.call('drafts.keep', { place: 'new-case', title: 't', content: '{}' }),
    ])
      expect(await failureOf(asked)).toMatchObject({
        kind: 'forbidden',
        message: expect.stringContaining('who the patients are'),
      })
  })
})

test('With the right, cases are found by name as ever', async () => {
  const { client } = await named(['read', 'identity'])
  for (const search of [marker, 'quend', 'muller', 'anna lea', number, '4711', 'AS-0001 müll'])
    expect((await client.call('cases.find', { search, offset: 0, limit: 9 })).total, search).toBeGreaterThan(0)
  expect(await client.call('cases.find', { search: 'müll', offset: 0, limit: 9 })).toMatchObject({ total: 1 })
})

test('A right to see identities is none to merge them', async () => {
  const { client, caseId, otherId } = await named(['read', 'identity'])
  const merge = client.call('cases.merge', {
    kept: { id: caseId, version: 1 },
    other: { id: otherId, version: 1 },
    baseline: { values: {} },
    leave: [],
  })
  expect(await failureOf(merge)).toMatchObject({
    kind: 'forbidden',
    message: expect.stringContaining('right to write'),
  })
  expect(await failureOf(client.call('cases.unmerge', { caseId, reason: 'r' }))).toMatchObject({ kind: 'forbidden' })
})

test('Whatever changes a record needs the right to write, and whatever leaves the registry the right to export', () => {
  const looks = /^(find|list|get|view|read|history|judge|status|info|verify|report|settings|undoable|preview)/
  const rightsOf = Object.entries(contract).filter(([, { kind, right }]) => kind === 'command' && right === 'read')
  // Each of these looks, or changes what is the user's own.
  expect(rightsOf.map(([name]) => name).filter((name) => !looks.test(name.split('.')[1]!))).toEqual([
    'users.changePassphrase',
    'computers.remember',
    'computers.forget',
    'keychain.remember',
  ])
  for (const name of [
    'documents.savePdf',
    'documents.saveBatch',
    'documents.saveText',
    'documents.print',
    'figures.save',
    'attachments.saveCopy',
    'attachments.read',
    'audit.note',
  ] as const)
    expect(`${name}: ${contract[name].right}`).toBe(`${name}: export`)
  expect(contract['documents.preview'].right).toBe('read')
})

test('The shell holds what it is asked for against the session, not against what a page says', async () => {
  const registry = await registryOfUsers({ Rea: ['read', 'write'] })
  const client = await openedBy(registry, 'Rea')
  const demand = demandOf(client)
  await demand('read')
  await demand('none')
  expect(await failureOf(demand('export'))).toMatchObject({ kind: 'forbidden' })
  await client.call('registry.close', {})
  expect(await failureOf(demand('read'))).toMatchObject({ kind: 'locked' })
})
