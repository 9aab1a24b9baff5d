import { describe, expect, test } from 'vitest'
import { failureOf, newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'

const visitOf = (weight: number) => ({ date: '2026-11-02', kind: 'follow-up', weight, weight_unit: 'kg' })
const ck = { test: 'ck', date: '2026-11-02', value: 310, unit: 'U/L' }

async function withVisit() {
  const made = await newRegistry()
  const { client } = made
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001', status: 'active' } })
  const add = (form: string, values: Record<string, string | number>) =>
    client.call('records.add', { form, caseId, values })
  const { id: visitId } = await add('visit', visitOf(71))
  const { id: ckId } = await add('laboratory', ck)
  const sign = (visit?: string) =>
    client.call('signatures.sign', { caseId, passphrase, ...(visit && { visitId: visit }) })
  const signatures = async () => (await client.call('signatures.ofCase', { caseId })).signatures
  const editVisit = (version: number, weight: number) =>
    client.call('records.edit', { form: 'visit', id: visitId, version, values: visitOf(weight) })
  return { ...made, caseId, visitId, ckId, add, sign, signatures, editVisit }
}

describe('A signature of a case', () => {
  test('says who vouched for it, when, and that it is unchanged since', async () => {
    const { sign, signatures } = await withVisit()
    expect(await signatures()).toEqual([])
    await sign()
    expect(await signatures()).toMatchObject([
      { user: 'Dr. Test', meaning: 'reviewed and complete', isUnchanged: true, changes: [], more: 0 },
    ])
  })

  test('wants the user’s own passphrase; a wrong one signs nothing and stands in the audit chain', async () => {
    const { client, caseId, signatures } = await withVisit()
    const wrong = client.call('signatures.sign', { caseId, passphrase: 'not it' })
    expect(await failureOf(wrong)).toMatchObject({ kind: 'wrong-key' })
    expect(await signatures()).toEqual([])
    const { entries } = await client.call('audit.find', { filter: { kind: 'failed-unlocks' }, limit: 10 })
    expect(entries).toMatchObject([{ operation: 'signatures.sign', actor: 'Dr. Test' }])
  })

  test('can’t be given by who came in with the recovery sheet', async () => {
    const { client, folder, caseId } = await withVisit()
    const { words } = await client.call('registry.recoverySheet', {})
    await client.call('registry.close', {})
    await client.call('registry.open', { folder, recoveryWords: words.join(' ') })
    expect(await failureOf(client.call('signatures.sign', { caseId, passphrase }))).toMatchObject({ kind: 'forbidden' })
  })

  test.each([
    ['an edit', 'Visit 2 Nov 2026 changed', (m: Made) => m.editVisit(1, 69)],
    [
      'a new record',
      'Note 3 Nov 2026 added',
      (m: Made) => m.add('note', { date: '2026-11-03', title: 't', text: 'x' }),
    ],
    [
      'a voided record',
      'CK 2 Nov 2026 voided',
      (m: Made) => m.client.call('records.void', { form: 'laboratory', id: m.ckId, version: 1, reason: 'twice' }),
    ],
    [
      'a change of the baseline',
      'Baseline changed',
      (m: Made) =>
        m.client.call('records.edit', {
          form: 'case',
          id: m.caseId,
          version: 1,
          values: { code: 'AS-0001', site: 'X' },
        }),
    ],
    [
      'a void of the case',
      'Baseline changed',
      (m: Made) => m.client.call('records.void', { form: 'case', id: m.caseId, version: 1, reason: 'wrong' }),
    ],
    [
      'a change of who the patient is',
      'Identity changed',
      (m: Made) => m.add('identity', { family_name: 'Zitronenfalter' }),
    ],
  ])('is broken by %s, which it names', async (_what, words, change) => {
    const made = await withVisit()
    await made.sign()
    await change(made)
    expect(await made.signatures()).toMatchObject([
      { isUnchanged: false, changes: [words], lastChange: { actor: 'Dr. Test' } },
    ])
  })

  test('stands again when the edit is taken back: what was signed is what stands there', async () => {
    const { client, sign, signatures, editVisit } = await withVisit()
    await sign()
    await editVisit(1, 69)
    expect(await signatures()).toMatchObject([{ isUnchanged: false }])
    await client.call('changes.undo', {})
    expect(await signatures()).toMatchObject([{ isUnchanged: true }])
  })

  test('is not broken by prints, looks and questions, nor by reading anew', async () => {
    const { client, folder, caseId, sign } = await withVisit()
    await sign()
    await client.call('audit.note', { kind: 'print', caseId, detail: 'x' })
    await client.call('cases.viewIdentity', { caseId })
    await client.call('registry.close', {})
    const later = testBackend({ today: '2030-01-01' })
    await later.client.call('registry.open', { folder, passphrase })
    const { signatures } = await later.client.call('signatures.ofCase', { caseId })
    expect(signatures).toMatchObject([{ isUnchanged: true }])
  })

  test('stays when it is signed again', async () => {
    const { sign, signatures, editVisit } = await withVisit()
    await sign()
    await editVisit(1, 69)
    await sign()
    expect((await signatures()).map(({ isUnchanged }) => isUnchanged)).toEqual([true, false])
  })

  test('can’t be taken back, and is an operation of the history', async () => {
    const { client, caseId, sign } = await withVisit()
    await sign()
    const { sets } = await client.call('changes.ofCase', { caseId, limit: 1 })
    expect(sets[0]).toMatchObject({ label: 'Case signed as reviewed and complete', canRevert: false })
    const back = client.call('changes.revert', { changeId: sets[0]!.changeId, reason: 'no' })
    expect(await failureOf(back)).toMatchObject({ kind: 'conflict' })
    expect((await client.call('changes.undoable', {})).undo?.label).not.toContain('signed')
  })
})

describe('A signature of a visit', () => {
  test('vouches for the visit and the records of its day, nothing else', async () => {
    const { sign, signatures, add, visitId } = await withVisit()
    await sign(visitId)
    await add('laboratory', { ...ck, date: '2026-11-20' })
    expect(await signatures()).toMatchObject([{ visitId, visitDate: '2026-11-02', isUnchanged: true }])
    await add('laboratory', { ...ck, test: 'crp', value: 4, unit: 'mg/L' })
    expect(await signatures()).toMatchObject([{ isUnchanged: false, changes: ['CRP 2 Nov 2026 added'] }])
  })

  test('is broken by a void of the visit', async () => {
    const { client, sign, signatures, visitId } = await withVisit()
    await sign(visitId)
    await client.call('records.void', { form: 'visit', id: visitId, version: 1, reason: 'wrong patient' })
    expect(await signatures()).toMatchObject([{ isUnchanged: false, changes: ['Visit 2 Nov 2026 voided'] }])
  })

  test('is refused for a visit of another case, a voided one, and a voided case', async () => {
    const { client, caseId, visitId, sign } = await withVisit()
    const { id: other } = await client.call('cases.create', { values: { code: 'AS-0002' } })
    const elsewhere = client.call('signatures.sign', { caseId: other, visitId, passphrase })
    expect(await failureOf(elsewhere)).toMatchObject({ kind: 'not-found' })
    await client.call('records.void', { form: 'visit', id: visitId, version: 1, reason: 'x' })
    expect(await failureOf(sign(visitId))).toMatchObject({ kind: 'not-found' })
    await client.call('records.void', { form: 'case', id: caseId, version: 1, reason: 'x' })
    expect(await failureOf(sign())).toMatchObject({ kind: 'conflict' })
  })

  test('goes along with its visit when cases are merged', async () => {
    const { client, caseId, visitId, sign } = await withVisit()
    await sign(visitId)
    await sign()
    const { id: kept } = await client.call('cases.create', { values: { code: 'AS-0002' } })
    await client.call('cases.merge', {
      kept: { id: kept, version: 1 },
      other: { id: caseId, version: 1 },
      baseline: { values: { code: 'AS-0002' } },
      leave: [],
      reason: 'One patient',
    })
    const { signatures } = await client.call('signatures.ofCase', { caseId: kept })
    expect(signatures).toMatchObject([{ visitId, isUnchanged: true }])
    expect((await client.call('signatures.ofCase', { caseId })).signatures.find((one) => !one.visitId)).toMatchObject({
      isUnchanged: false,
    })
    expect(await client.call('registry.verify', {})).toMatchObject({ ok: true })
  })
})

type Made = Awaited<ReturnType<typeof withVisit>>
