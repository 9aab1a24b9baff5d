import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { formOf } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { draftOf } from '#renderer/forms/draft.ts'
import { aCase } from '#tests/support/a-case.ts'
import { registryOf, aCaseRow } from '#tests/support/case-rows.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { memoryDrafts } from '#tests/support/memory-drafts.ts'
import { renderApp } from '#tests/support/render-app.tsx'
import { registrySettingsWith } from '#tests/support/registry-settings.ts'

const pft = formOf('pft')
const recorded = { date: '2021-03-02', fvc: 2.9, fvc_unit: 'L', fvc_pct: 61 }
const oneTest = aCase().with('pft', recorded)

/** Content of a draft as a form keeps it. */
const content = (typed: Readonly<Record<string, string>>, start: object = {}) => {
  const before = draftOf(pft, start as AnyRecord)
  const after = Object.fromEntries(
    Object.entries(before).map(([name, field]) => [name, name in typed ? { ...field, text: typed[name] } : field]),
  )
  return JSON.stringify({ typed: after, start: before })
}

function openWith(drafts: ReturnType<typeof memoryDrafts>, open: string, start = oneTest) {
  const memory = memoryCase(start.record)
  const app = renderApp(`/cases/case-1/record?form=pft&open=${open}`, { ...memory.handlers, ...drafts.handlers })
  return { ...app, memory }
}

const offer = () => screen.findByRole('dialog', { name: 'Go on where you left off?' })
const rowsOf = (dialog: HTMLElement) =>
  within(dialog)
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent))
const value = async (name: string | RegExp) =>
  (await screen.findByRole<HTMLInputElement>('textbox', { name, hidden: true })).value

describe('a draft that was left', () => {
  test('is offered field for field, and Enter goes on with it', async () => {
    const drafts = memoryDrafts({ content: content({ date: '12.4.2021', fvc: '2,7' }) })
    const { user } = openWith(drafts, 'new')
    const dialog = await offer()
    expect(rowsOf(dialog)).toEqual([
      ['Date', '12 Apr 2021'],
      ['FVC', '2,7 L'],
    ])
    within(dialog).getByRole('button', { name: 'Go on with it' }).focus()
    await user.keyboard('{Enter}')
    expect(await value(/^Date/)).toBe('12.4.2021')
    expect(await value('FVC')).toBe('2,7')
    expect(drafts.kept()).toHaveLength(1)
  })

  test('of a saved record shows both values of what differs', async () => {
    const place = 'case-1/pft/pft-1'
    const drafts = memoryDrafts({ place, baseVersion: 1, content: content({ fvc: '2.7' }, recorded) })
    openWith(drafts, 'pft-1')
    expect(rowsOf(await offer())).toEqual([['FVC', '2.7 L', '2.9 L']])
    expect(screen.queryByRole('radio', { name: /FVC/ })).toBeNull()
  })

  test('can be discarded: then the fields are as recorded', async () => {
    const place = 'case-1/pft/pft-1'
    const drafts = memoryDrafts({ place, baseVersion: 1, content: content({ fvc: '2.7' }, recorded) })
    const { user } = openWith(drafts, 'pft-1')
    await user.click(within(await offer()).getByRole('button', { name: 'Discard it' }))
    await waitFor(() => expect(drafts.kept()).toEqual([]))
    expect(await value('FVC')).toBe('2.9')
  })

  test('can wait: Escape leaves, and it stays as it was', async () => {
    const drafts = memoryDrafts({ content: content({ fvc: '2.7' }) })
    const { address } = openWith(drafts, 'new')
    // jsdom's dialog does not know Escape: this is the event that it becomes in a browser.
    ;(await offer()).dispatchEvent(new Event('cancel', { cancelable: true }))
    await waitFor(() => expect(address()).toBe('/cases/case-1/record?form=pft'))
    expect(drafts.kept()).toHaveLength(1)
  })

  test('overtaken by another save is chosen from field by field; what was not typed into follows the record', async () => {
    const place = 'case-1/pft/pft-1'
    const before = { ...recorded, fvc: 3.1, dlco_pct: 50 }
    const drafts = memoryDrafts({
      place,
      baseVersion: 1,
      content: content({ fvc: '2.7', fvc_pct: '58' }, before),
    })
    const start = aCase().with('pft', { ...recorded, dlco_pct: 48, version: 2 })
    const { user, bridge } = openWith(drafts, 'pft-1', start)
    const dialog = await offer()
    expect(within(dialog).getByText(/was changed after you began/)).toBeDefined()
    await user.click(within(dialog).getByRole('radio', { name: 'FVC: recorded now 2.9 L' }))
    await user.click(within(dialog).getByRole('button', { name: 'Go on with it' }))
    expect(await value('FVC')).toBe('2.9')
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.edit')).toHaveLength(1))
    expect(bridge.inputsOf('records.edit')[0]).toMatchObject({
      version: 2,
      values: { fvc: 2.9, fvc_pct: 58, dlco_pct: 48 },
      draft: place,
    })
  })

  test('that says only what is recorded by now is not offered any more', async () => {
    const place = 'case-1/pft/pft-1'
    const drafts = memoryDrafts({ place, baseVersion: 1, content: content({ fvc: '2.9' }, { ...recorded, fvc: 3.1 }) })
    openWith(drafts, 'pft-1')
    await waitFor(() => expect(drafts.kept()).toEqual([]))
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('what is typed', () => {
  test('is marked as kept, and the mark goes when it is as it was', async () => {
    const drafts = memoryDrafts()
    const { user } = openWith(drafts, 'pft-1')
    const fvc = await screen.findByRole('textbox', { name: 'FVC' })
    await user.type(fvc, '5')
    expect(await screen.findByText(/^Draft kept \d/)).toBeDefined()
    expect(drafts.kept()).toHaveLength(1)
    await user.type(fvc, '{Backspace}')
    await waitFor(() => expect(drafts.kept()).toEqual([]))
    expect(screen.queryByText(/^Draft kept/)).toBeNull()
  })

  test('is kept before the registry is closed', async () => {
    const drafts = memoryDrafts()
    const { user, bridge } = openWith(drafts, 'new')
    await user.type(await screen.findByRole('textbox', { name: 'FVC' }), '2.7')
    bridge.use({
      'registry.close': () => {
        expect(drafts.kept()).toHaveLength(1)
        return {}
      },
      'registry.status': () => ({ state: 'closed' }),
    })
    // As the menu asks for it.
    bridge.say({ type: 'asked', what: 'close-registry' })
    await waitFor(() => expect(bridge.inputsOf('registry.close')).toHaveLength(1))
    expect(await screen.findByText(/Kept as a draft/)).toBeDefined()
  })

  test('but not kept when the registry went away is kept once it is open again', async () => {
    const drafts = memoryDrafts()
    const { user, bridge } = openWith(drafts, 'new')
    const { 'drafts.keep': keep } = drafts.handlers
    const status = { folder: '/registries/clinic.asild', name: 'Clinic', user: 'A. Author' } as const
    await screen.findByRole('textbox', { name: 'FVC' })
    bridge.use({
      'drafts.keep': () => Promise.reject(new AppError('locked', 'No registry is open.')),
      'registry.status': () => ({ state: 'closed' }),
    })
    await user.click(await screen.findByRole('textbox', { name: 'FVC' }))
    // All at once: the form leaves as soon as the first of it could not be kept.
    await user.paste('2.7')
    const passphrase = await screen.findByLabelText('Passphrase')
    bridge.use({
      'drafts.keep': keep!,
      'registry.open': () => ({ state: 'open', ...status }),
      'registry.status': () => ({ state: 'open', ...status }),
    })
    await user.type(passphrase, 'secret{Enter}')
    await waitFor(() => expect(drafts.kept()).toHaveLength(1))
    expect(rowsOf(await offer())).toEqual([['FVC', '2.7 L']])
  })
})

describe('the list of what is unfinished', () => {
  const two = () =>
    memoryDrafts(
      { caseId: 'case-1', form: 'pft', content: content({ fvc: '2.7' }) },
      { place: 'new-case', title: 'New case', form: 'case' },
    )

  test('stands over the cases, and D leads back to the newest', async () => {
    const drafts = two()
    const memory = memoryCase(oneTest.record)
    const { user, address } = renderApp('/cases', {
      ...registryOf([aCaseRow(42, { id: 'case-1' })]),
      ...memory.handlers,
      ...drafts.handlers,
    })
    const bar = await screen.findByRole('complementary', { name: 'Unfinished' })
    expect(bar.textContent).toContain('2 unfinished')
    expect(
      within(bar)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual([
      expect.stringMatching(/^AS-0042 new pulmonary function test 23 Nov 2026, /),
      expect.stringMatching(/^New case 23 Nov 2026/),
    ])
    await user.keyboard('f')
    await waitFor(() => expect(address()).toBe('/cases/case-1/record?form=pft&open=new'))
    expect(await offer()).toBeDefined()
  })

  test('stands on the page of its case, without the draft that is being typed', async () => {
    const drafts = two()
    const { user } = openWith(drafts, 'new')
    await offer()
    expect(screen.queryByRole('complementary', { name: 'Unfinished' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Leave it for later' }))
    const bar = await screen.findByRole('complementary', { name: 'Unfinished' })
    expect(bar.textContent).toContain('1 unfinished')
    await user.click(within(bar).getByRole('button', { name: 'List' }))
    const dialog = await screen.findByRole('dialog', { name: 'Unfinished' })
    await user.click(within(dialog).getByRole('button', { name: /^Discard: / }))
    expect(drafts.kept()).toHaveLength(2)
    await user.click(within(dialog).getByRole('button', { name: /^Discard for good: / }))
    await waitFor(() => expect(drafts.kept()).toHaveLength(1))
  })
})

describe('a registry that asks for reasons', () => {
  test('asks before an edit is saved, suggests the last reason, and lets one go on typing', async () => {
    const drafts = memoryDrafts()
    const start = oneTest.with('pft', { date: '2022-03-02', fvc: 2.5, fvc_unit: 'L' })
    const { user, bridge } = openWith(drafts, 'pft-1', start)
    bridge.use({ 'registry.settings': () => registrySettingsWith({ reasonForChange: 'edits' }) })
    await user.type(await screen.findByRole('textbox', { name: 'FVC' }), '{Backspace}8{Control>}s{/Control}')
    let dialog = await screen.findByRole('dialog', { name: 'Why is this pulmonary function test changed?' })
    await user.click(within(dialog).getByRole('button', { name: 'Go on typing' }))
    expect(bridge.inputsOf('records.edit')).toEqual([])
    await user.type(await screen.findByRole('textbox', { name: 'FVC' }), '{Control>}s{/Control}')
    dialog = await screen.findByRole('dialog', { name: /^Why is this/ })
    await waitFor(() =>
      expect(document.activeElement).toBe(within(dialog).getByRole('radio', { name: 'Typing error' })),
    )
    await user.keyboard('1{Enter}')
    await waitFor(() => expect(bridge.inputsOf('records.edit')).toHaveLength(1))
    expect(bridge.inputsOf('records.edit')[0]).toMatchObject({ reason: 'Typing error', values: { fvc: 2.8 } })
  })
})

describe('a reason', () => {
  test('outlasts the dialog that was ended under it, and is gone once it was given', async () => {
    const drafts = memoryDrafts()
    const first = openWith(drafts, '')
    const row = await screen.findByRole('row', { name: /2 Mar 2021/ })
    row.focus()
    await first.user.keyboard('{Delete}')
    await first.user.type(await screen.findByRole('textbox', { name: 'Reason' }), 'Another patient')
    await waitFor(() => expect(drafts.kept()).toMatchObject([{ place: 'case-1/reason/pft/pft-1' }]))
    cleanup()

    const second = openWith(drafts, '')
    const again = await screen.findByRole('row', { name: /2 Mar 2021/ })
    again.focus()
    await second.user.keyboard('{Delete}')
    const reason = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' })
    await waitFor(() => expect(reason.value).toBe('Another patient'))
    await second.user.type(reason, '{Enter}')
    await waitFor(() => expect(second.memory.saved().records.pft).toHaveLength(0))
    await waitFor(() => expect(drafts.kept()).toEqual([]))
  })

  test('stays, typed and kept, where what it is for was refused', async () => {
    const drafts = memoryDrafts()
    const { user, bridge, memory } = openWith(drafts, '')
    bridge.use({ 'records.void': () => Promise.reject(new AppError('full-disk', 'The disk is full.')) })
    const row = await screen.findByRole('row', { name: /2 Mar 2021/ })
    row.focus()
    await user.keyboard('{Delete}')
    const reason = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' })
    await user.type(reason, 'Another patient{Enter}')
    expect(await screen.findByText('The disk is full.')).toBeDefined()
    expect(reason.value).toBe('Another patient')
    await waitFor(() => expect(drafts.kept()).toMatchObject([{ content: '{"reason":"Another patient"}' }]))
    expect(bridge.inputsOf('drafts.discard')).toEqual([])

    bridge.use({ 'records.void': memory.handlers['records.void']! })
    await user.type(reason, '{Enter}')
    await waitFor(() => expect(memory.saved().records.pft).toHaveLength(0))
    await waitFor(() => expect(drafts.kept()).toEqual([]))
  })

  test('goes when somebody thinks better of it', async () => {
    const drafts = memoryDrafts()
    const { user } = openWith(drafts, '')
    const row = await screen.findByRole('row', { name: /2 Mar 2021/ })
    row.focus()
    await user.keyboard('{Delete}')
    await user.type(await screen.findByRole('textbox', { name: 'Reason' }), 'Another patient')
    await waitFor(() => expect(drafts.kept()).toHaveLength(1))
    await user.click(screen.getByRole('button', { name: 'Keep it' }))
    await waitFor(() => expect(drafts.kept()).toEqual([]))
  })

  test('for a change is there again after a lock and after a saving that failed, and gone once it is saved', async () => {
    const place = 'case-1/reason/change/pft/pft-1'
    const drafts = memoryDrafts({ place, caseId: 'case-1', content: '{"reason":"Read from the wrong li"}' })
    const { user, bridge, memory } = openWith(drafts, 'pft-1')
    bridge.use({
      'registry.settings': () => registrySettingsWith({ reasonForChange: 'edits' }),
      'records.edit': () => Promise.reject(new AppError('full-disk', 'The disk is full.')),
    })
    await user.type(await screen.findByRole('textbox', { name: 'FVC' }), '5{Control>}s{/Control}')
    const reason = async () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' })
    await waitFor(async () => expect((await reason()).value).toBe('Read from the wrong li'))
    await user.type(await reason(), 'ne{Enter}')
    expect(await screen.findByText('The disk is full.')).toBeDefined()
    const kept = () => drafts.kept().find((draft) => draft.place === place)
    await waitFor(() => expect(kept()?.content).toBe('{"reason":"Read from the wrong line"}'))

    bridge.use({ 'records.edit': memory.handlers['records.edit']! })
    await user.type(await screen.findByRole('textbox', { name: 'FVC' }), '{Control>}s{/Control}')
    await waitFor(async () => expect((await reason()).value).toBe('Read from the wrong line'))
    await user.type(await reason(), '{Enter}')
    await waitFor(() => expect(memory.saved().records.pft[0]).toMatchObject({ fvc: 2.95 }))
    expect(bridge.inputsOf('records.edit').at(-1)).toMatchObject({ reason: 'Read from the wrong line' })
    await waitFor(() => expect(kept()).toBeUndefined())
  })
})
