import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { AppError } from '#shared/ipc/app-error.ts'
import type { AuditEntry } from '#shared/ipc/areas/audit.ts'
import type { CaseSignature } from '#shared/ipc/areas/signatures.ts'
import type { FakeHandlers } from '#tests/support/fake-bridge.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { aCase } from '#tests/support/a-case.ts'
import { renderApp } from '#tests/support/render-app.tsx'

const head = '12cb6b19ac960a554cc79f5ac2f1fa180a4980085c7db984f1aea8b5b894975e'
const chain: FakeHandlers = {
  'audit.chain': () => ({
    entries: 1626,
    head,
    at: '2026-11-26T11:06:47.000Z',
    publicKey: 'MCow',
    users: ['A. Author', 'B. Both'],
  }),
}

const anEntry = (seq: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  seq,
  at: `2026-11-20T10:0${seq % 10}:00.000Z`,
  actor: 'A. Author',
  operation: 'records.edit',
  operationId: `op-${seq}`,
  kind: 'update',
  group: 'changes',
  ...more,
})

const weight = anEntry(9, {
  caseId: 'case-1',
  caseCode: 'AS-0042',
  table: 'visit',
  recordId: 'visit-1',
  before: { weight: 71, version: 1 },
  after: { weight: 69, version: 2 },
  record: { date: '2026-11-02', weight: 69, weight_unit: 'kg' },
  reason: 'wrong scale',
})
const events = [
  anEntry(8, { kind: 'failed-passphrase', group: 'failed-unlocks', operation: 'signatures.sign' }),
  anEntry(7, { kind: 'print', group: 'prints', caseId: 'case-1', caseCode: 'AS-0042', detail: 'case summary, A4' }),
  anEntry(6, { table: 'identity', recordId: 'i', caseId: 'case-1', caseCode: 'AS-0042', withheld: true }),
  anEntry(5, {
    group: 'users',
    table: 'registry_user',
    recordId: 'u',
    before: { rights: '["read"]' },
    after: { rights: '["read","write"]' },
  }),
  anEntry(4, { kind: 'unheard-of', group: 'other' }),
  anEntry(3, {
    kind: 'failed-unlock',
    group: 'failed-unlocks',
    detail: 'wrong passphrase for Rea, at 2026-11-01T12:00:10.812Z on ward-3',
  }),
]

const openAudit = (entries: readonly AuditEntry[], address = '/audit', more: FakeHandlers = {}) =>
  renderApp(address, { ...chain, 'audit.find': () => ({ entries: [...entries], more: false }), ...more })

describe('The audit', () => {
  test('tells in words what was changed, from what to what, and why, and leads to the record', async () => {
    openAudit([weight])
    const link = await screen.findByRole('link', { name: 'Visit, 2 Nov 2026: weight 71 → 69 kg' })
    expect(link.getAttribute('href')).toContain('/cases/case-1/record?form=visit&at=visit-1')
    expect(screen.getByText('Reason: wrong scale')).toBeDefined()
  })

  test('tells events, changes of users and what is withheld, and has words for what it does not know', async () => {
    openAudit(events)
    for (const words of [
      'Wrong passphrase',
      'Printed: case summary, A4',
      'Identity changed',
      'User: rights ["read"] → ["read","write"]',
      'Unheard of',
    ])
      expect(await screen.findByText(words)).toBeDefined()
    // In the time of this workstation, whichever that is.
    expect(
      screen.getByText(/^Failed unlock: wrong passphrase for Rea, at \d+ \w+ 2026, [\d:]+ on ward-3$/),
    ).toBeDefined()
  })

  test('keeps its filters in the address, and asks for what they say', async () => {
    const { bridge, user, address } = openAudit([weight], '/audit?kind=prints&from=2026-11-01&case=AS-0042')
    await screen.findByText('Reason: wrong scale')
    expect(bridge.inputsOf('audit.find').at(-1)).toMatchObject({
      filter: { kind: 'prints', case: 'AS-0042', from: new Date('2026-11-01T00:00').toISOString() },
    })
    await user.selectOptions(screen.getByLabelText('By whom'), 'B. Both')
    await waitFor(() => expect(address()).toContain('by=B'))
    await user.clear(screen.getByLabelText('Case code'))
    await user.type(screen.getByLabelText('Case code'), 'AS-7{Enter}')
    await waitFor(() =>
      expect(bridge.inputsOf('audit.find').at(-1)).toMatchObject({ filter: { case: 'AS-7', actor: 'B. Both' } }),
    )
  })

  test('takes a month as its first or last day, and says what of a date is not understood', async () => {
    const { user, address } = openAudit([weight])
    await user.type(await screen.findByLabelText('From'), '3/2026{Enter}')
    await waitFor(() => expect(address()).toContain('from=2026-03-01'))
    await user.type(screen.getByLabelText('to'), '3/2026{Enter}')
    await waitFor(() => expect(address()).toContain('to=2026-03-31'))
    await user.clear(screen.getByLabelText('to'))
    await user.type(screen.getByLabelText('to'), '31/3/26{Enter}')
    await screen.findByText(/four digits/)
    expect(address()).toContain('to=2026-03-31')
  })

  test('says how far back it looked, and goes on from there when asked', async () => {
    const { bridge, user } = openAudit([], '/audit?kind=recovery', {
      'audit.find': ({ before }) =>
        before === undefined
          ? { entries: [], searchedTo: { seq: 1500, at: '2026-03-03T10:00:00.000Z' }, more: true }
          : { entries: [anEntry(3, { kind: 'recovery-sheet', group: 'recovery' })], more: false },
    })
    expect(await screen.findByText('Searched back to 3 Mar 2026, entry 1,500.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Go on' }))
    expect(await screen.findByText('Recovery sheet shown or printed')).toBeDefined()
    expect(bridge.inputsOf('audit.find').at(-1)).toMatchObject({ before: 1500 })
    expect(screen.getByText('That is all, back to the first entry.')).toBeDefined()
  })

  test('shows who may not administer the chain as a whole, and no entry', async () => {
    const { bridge } = openAudit([weight], '/audit', {
      'registry.status': () => ({ state: 'open', name: 'Clinic', user: 'B. Both', rights: ['read', 'write'] }),
    })
    expect(await screen.findByText(/shown to the administrators of this registry/)).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Save signed copy…' })).toBeNull()
    expect(bridge.inputsOf('audit.find')).toEqual([])
  })

  test('says where a chain is broken', async () => {
    const { user } = openAudit([], '/audit?part=chain', {
      'audit.verify': () => ({ entries: 1626, head, broken: { seq: 4, lastSoundAt: '2026-03-03T10:00:00.000Z' } }),
    })
    await user.click(await screen.findByRole('button', { name: 'Verify the chain' }))
    expect(await screen.findByText(/^Entry 4 is not as it was written/)).toBeDefined()
    expect(screen.getByText(/It is missing\. What stands before it, up to 3 Mar 2026/)).toBeDefined()
  })

  test('shows the head in groups of eight, and says of a print whether it is on the chain', async () => {
    const { user, bridge } = openAudit([], '/audit?part=chain', { 'audit.findHead': () => ({ searched: 1626 }) })
    expect(await screen.findByText('12cb6b19')).toBeDefined()
    const typed = screen.getByLabelText(/^What stands after “audit”/)
    await user.type(typed, '00000000 00000000{Enter}')
    expect(await screen.findByText('It is on none of the 1,626 entries of this chain.')).toBeDefined()
    bridge.use({
      'audit.findHead': () => ({
        searched: 3,
        found: { seq: 1624, at: '2026-11-26T11:06:47.000Z', actor: 'A. Author', head, since: 2, groups: { prints: 2 } },
      }),
    })
    await user.type(typed, '{Enter}')
    expect(await screen.findByText(/^2 entries were added since \(prints: 2\)/)).toBeDefined()
  })
})

describe('A signature', () => {
  const signature: CaseSignature = {
    id: 's',
    user: 'A. Author',
    meaning: 'reviewed and complete',
    signedAt: '2026-11-20T10:00:00.000Z',
    digest: 'd',
    isUnchanged: true,
    changes: [],
    more: 0,
  }
  const openCase = (signatures: CaseSignature[], more: FakeHandlers = {}) =>
    renderApp('/cases/case-1/history', {
      ...memoryCase(aCase().with('visit', { date: '2026-11-02' }).record).handlers,
      'changes.ofCase': () => ({ sets: [], more: false }),
      'records.voided': () => ({ records: {} }),
      'signatures.ofCase': () => ({ signatures }),
      ...more,
    })

  test('stands under the facts of the case, and in its history', async () => {
    openCase([signature])
    const words = 'Signed by A. Author on 20 Nov 2026 as reviewed and complete; unchanged since'
    expect(await screen.findByRole('link', { name: words })).toBeDefined()
    const all = within(await screen.findByRole('region', { name: 'Signatures' }))
    expect(all.getByText(`Case: ${words}`)).toBeDefined()
  })

  test('that is broken says what was changed since, and by whom', async () => {
    openCase([
      {
        ...signature,
        isUnchanged: false,
        changes: ['CK 12 Apr 2021 changed', 'Visit added', 'a', 'b'],
        more: 2,
        lastChange: { at: '2026-11-21T10:00:00.000Z', actor: 'B. Both' },
      },
    ])
    const all = within(await screen.findByRole('region', { name: 'Signatures' }))
    expect(all.getByText(/changed since$/)).toBeDefined()
    expect(
      all.getByText(/^CK 12 Apr 2021 changed, Visit added, a and 3 more; last 21 Nov 2026.* by B\. Both$/),
    ).toBeDefined()
  })

  test('is given with the passphrase, typed again after a wrong one', async () => {
    const { user, bridge } = openCase([], {
      'signatures.sign': ({ passphrase }) =>
        passphrase === 'right'
          ? { id: 's' }
          : Promise.reject(new AppError('wrong-key', 'This is not the passphrase of A. Author.')),
    })
    expect(await screen.findByText('Nobody has signed this case yet.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Sign case…' }))
    const field = await screen.findByLabelText('Passphrase of A. Author')
    await user.type(field, 'wrong{Enter}')
    expect(await screen.findByText('This is not the passphrase of A. Author.')).toBeDefined()
    expect((field as HTMLInputElement).value).toBe('')
    await user.type(field, 'right{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(bridge.inputsOf('signatures.sign').at(-1)).toEqual({ caseId: 'case-1', passphrase: 'right' })
  })

  test('is not offered where nothing can be written', async () => {
    openCase([], { 'registry.status': () => ({ state: 'open', name: 'Clinic', user: 'A', readOnly: true }) })
    expect(await screen.findByText('Nobody has signed this case yet.')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Sign case…' })).toBeNull()
  })
})
