import { describe, expect, test } from 'vitest'
import { contract } from '#shared/ipc/contract.ts'
import type { OperationName } from '#shared/ipc/contract.ts'
import { newRegistry, testBackend } from '#tests/support/test-backend.ts'

const operations = Object.entries(contract).filter(([, { place }]) => place === 'backend')
const takesInput = operations.filter(([, { input }]) => !input.safeParse({}).success)

/** Nothing that a page could send may reach the inside of an operation unparsed. */
const nonsense = [
  'null',
  '"text"',
  '[]',
  '42',
  '{"offset":-1,"limit":1e9}',
  '{"caseId":7,"form":{},"values":"x"}',
  '{',
  '',
]

describe('Every operation of the backend', () => {
  /** What was not refused as invalid, of one registry: what is refused changes nothing in it. */
  async function taken(names: readonly string[], inputs: readonly string[]): Promise<readonly string[]> {
    const { backend } = await newRegistry()
    const found: string[] = []
    for (const name of names)
      for (const input of inputs) {
        const reply = await backend.call(name, input)
        if (reply.ok || reply.error.kind !== 'invalid-input') found.push(`${name} ${input}`)
      }
    return found
  }

  test('refuses input that is not its own', async () => {
    const names = takesInput.map(([name]) => name)
    expect(names.length).toBeGreaterThan(50)
    expect(await taken(names, [...nonsense, '{}'])).toEqual([])
  })

  test('refuses what is no object', async () => {
    const names = operations.map(([name]) => name)
    expect(await taken(names, ['null', '"text"', '42', '{', ''])).toEqual([])
  })

  const locked = operations.filter(([, { right }]) => right !== 'none').map(([name]) => name as OperationName)
  test.each(locked)('%s says that it is locked while no registry is open', async (name) => {
    const { backend } = testBackend()
    const input = JSON.stringify(sampleInputs[name] ?? {})
    expect(await backend.call(name, input)).toMatchObject({ ok: false, error: { kind: 'locked' } })
  })
})

const share = {
  dates: 'shift',
  anchor: 'diagnosis',
  detail: { reference_group: 'off', age: 'ten', pattern: 'each', antibody: 'each', sex: 'keep' },
  without: [],
  threshold: 5,
  withoutSmall: false,
}

const cohort = { name: 'n', index: { event: 'diagnosis' }, steps: [] }

const sampleInputs: Partial<Record<OperationName, object>> = {
  'cases.find': { offset: 0, limit: 10 },
  'cases.courses': { measure: 'fvc' },
  'cases.get': { caseId: 'x' },
  'cases.create': { values: {} },
  'cases.viewIdentity': { caseId: 'x' },
  'records.add': { form: 'note', caseId: 'x', values: {} },
  'records.edit': { form: 'note', id: 'x', version: 1, values: {} },
  'records.void': { form: 'note', id: 'x', version: 1, reason: 'r' },
  'records.restore': { form: 'note', id: 'x', version: 1 },
  'records.voided': { caseId: 'x' },
  'records.history': { form: 'note', id: 'x' },
  'records.change': { caseId: 'x', label: 'l', changes: [{ do: 'restore', form: 'note', id: 'x', version: 1 }] },
  'changes.ofCase': { caseId: 'x', limit: 10 },
  'changes.revert': { changeId: 'x', reason: 'r' },
  'cohorts.versions': { id: 'x' },
  'cohorts.save': { spec: cohort },
  'cohorts.remove': { id: 'x', reason: 'r' },
  'cohorts.count': { spec: cohort },
  'cohorts.freeze': { cohortId: 'x', name: 'n' },
  'cohorts.analyze': { of: { spec: cohort }, request: { analysis: 'km' } },
  'cohorts.casesBehind': { of: { spec: cohort }, key: 'step:0:left' },
  'cohorts.files': { resultId: 'x' },
  'dictionary.siteItemUse': { id: 'x' },
  'dictionary.saveSiteItem': { kind: 'item', form: 'visit', definition: { label: 'l', type: 'text' } },
  'dictionary.retireSiteItem': { id: 'x', version: 1 },
  'dictionary.restoreSiteItem': { id: 'x', version: 1 },
  'drafts.keep': { place: 'x', title: 't', content: '{}' },
  'drafts.find': { place: 'x' },
  'drafts.discard': { place: 'x' },
  'due.list': { offset: 0, limit: 10 },
  'share.report': { ...share },
  'share.write': { ...share, folder: '/x', digest: 'x' },
  'share.caseOf': { code: 'x' },
  'share.classOf': { caseId: 'x' },
  'quality.lacking': { form: 'note', offset: 0, limit: 10 },
  'quality.queries': { offset: 0, limit: 10 },
  'quality.ask': { caseId: 'x', form: 'note', recordId: 'x', text: 't' },
  'quality.reply': { id: 'x', version: 1, kind: 'answer', text: 't' },
  'quality.checks': { caseId: 'x' },
  'quality.verify': { form: 'note', recordId: 'x', version: 1 },
  'quality.unverify': { form: 'note', recordId: 'x' },
  'quality.secondEntries': { offset: 0, limit: 10 },
  'quality.secondEntry': { caseId: 'x' },
  'quality.enterAgain': { caseId: 'x', answers: {} },
  'attachments.store': { caseId: 'x', values: {}, fileName: 'a.txt', base64: '' },
  'attachments.read': { id: 'x' },
  'attachments.view': { id: 'x' },
  'ctFigures.ofPair': { pairId: 'x', widthPx: 16 },
  'ctFigures.ofCase': { caseId: 'x', widthPx: 16 },
  'images.geometry': { seriesId: 'x' },
  'images.scan': { caseId: 'x', sources: ['/nowhere/images'] },
  'images.preview': { scanId: 'x', key: 'series-1' },
  'images.import': { scanId: 'x', caseId: 'x', series: [{ key: 'series-1', which: 'all', imaging: null }] },
  'images.writeDicom': { seriesIds: ['x'], folder: '/nowhere/images', withCaseCode: false },
  'images.erase': { id: 'x', version: 1, reason: 'r' },
  'ctDensity.measure': { seriesId: 'x' },
  'ctDensity.mask': { seriesId: 'x' },
  'ctReadings.agreement': { first: 'x', second: 'y' },
  'cases.findSimilar': { search: 'x' },
  'cases.merge': { kept: { id: 'x', version: 1 }, other: { id: 'y', version: 1 }, baseline: { values: {} }, leave: [] },
  'cases.merges': { caseId: 'x' },
  'cases.unmergePlan': { caseId: 'x' },
  'cases.unmerge': { caseId: 'x', reason: 'r' },
  'users.add': { name: 'n', passphrase: 'p', rights: [] },
  'users.changeRights': { id: 'x', rights: [] },
  'users.setPassphrase': { id: 'x', passphrase: 'p' },
  'users.end': { id: 'x' },
  'users.letIn': { id: 'x', passphrase: 'p' },
  'users.changePassphrase': { old: 'o', passphrase: 'p' },
  'computers.remember': { secret: Buffer.alloc(32).toString('base64'), passphrase: 'p' },
  'computers.forget': { id: 'x' },
  'recovery.drill': { words: ['a', 'b', 'c'] },
  'recovery.newKeys': { user: 'x', passphrase: 'ten letters' },
  'registry.rotateKey': { passphrase: 'x' },
  'audit.note': { kind: 'print', detail: 'x' },
  'audit.find': { filter: {}, limit: 10 },
  'audit.findHead': { head: '0123456789abcdef' },
  'cohorts.results': { ids: ['x'] },
  'share.writeTables': { folder: '/nowhere/tables', format: 'csv' },
  'audit.writeExport': { format: 'csv', filter: {}, file: '/nowhere/audit.csv' },
  'signatures.ofCase': { caseId: 'x' },
  'signatures.sign': { caseId: 'x', passphrase: 'x' },
}

test('What is no operation of the backend is refused', async () => {
  const { backend } = await newRegistry()
  for (const name of ['', 'toString', '__proto__', 'cases.drop', 'shell.about', 'constructor'])
    expect(await backend.call(name, '{}')).toMatchObject({ ok: false, error: { kind: 'not-found' } })
})

test('Operations on records that do not exist say so, whatever the form', async () => {
  const { client } = await newRegistry()
  for (const form of ['pft', 'case', 'identity'])
    await expect(
      client.call('records.edit', { form, id: 'none', version: 1, values: { code: 'X' } }),
    ).rejects.toMatchObject({ kind: 'not-found' })
  await expect(client.call('records.add', { form: 'drop table', caseId: 'x', values: {} })).rejects.toMatchObject({
    kind: 'invalid-input',
  })
})
