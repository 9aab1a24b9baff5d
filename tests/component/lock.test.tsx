import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { AppError } from '#shared/ipc/app-error.ts'
import type { LockedState } from '#shared/ipc/areas/lock.ts'
import { draftOwner } from '#shared/ipc/draft-owner.ts'
import { LockNote } from '#renderer/features/open/lock-note.tsx'
import { LockSection } from '#renderer/features/registry/lock-section.tsx'
import { aCase } from '#tests/support/a-case.ts'
import { registryOf } from '#tests/support/case-rows.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { memoryDrafts } from '#tests/support/memory-drafts.ts'
import { registrySettingsWith } from '#tests/support/registry-settings.ts'
import { renderApp, renderWith } from '#tests/support/render-app.tsx'

const open = { state: 'open', folder: '/data/clinic.asild', name: 'Clinic', user: 'Dr. A' } as const
const lockedState: LockedState = { folder: open.folder, name: 'Clinic', user: 'Dr. A', reason: 'idle', minutes: 10 }
const visitForm = '/cases/case-1/record?form=visit&open=new'

// The page is never shown again once it was let go; the tests share one.
afterEach(() => delete document.documentElement.dataset['locked'])

test.each([
  [{ reason: 'idle', minutes: 10 }, 'Locked after 10 minutes without a key or a click.'],
  [{ reason: 'idle', minutes: 1 }, 'Locked after a minute without a key or a click.'],
  [{ reason: 'asked' }, 'Locked by hand.'],
  [{ reason: 'suspend' }, 'Locked when the computer went to sleep.'],
  [{ reason: 'screen-lock' }, 'Locked together with the screen of this computer.'],
  [{ reason: 'user-switch' }, 'Locked when somebody else took over this computer.'],
] as const)('%o is said as: %s', async (why, words) => {
  renderWith(<LockNote locked={{ ...lockedState, minutes: undefined, ...why }} />)
  expect(await screen.findByText(words)).toBeDefined()
  expect(screen.getByText('Dr. A was working here.', { exact: false })).toBeDefined()
})

test('the lock screen says why, and unlocking leads back to where it was locked', async () => {
  let isOpen = false
  const { user, address } = renderApp('/open?folder=%2Fdata%2Fclinic.asild', {
    ...registryOf([]),
    'lock.state': () => ({ locked: isOpen ? null : lockedState }),
    'registry.status': () => (isOpen ? open : { state: 'closed' }),
    'registry.open': (_input, { changed }) => {
      isOpen = true
      changed('registry', 'cases')
      return open
    },
    'lock.goBack': () => ({ address: '/cases?q=jo-1', unsent: [] }),
  })
  expect(await screen.findByText('Locked after 10 minutes without a key or a click.')).toBeDefined()
  expect(document.activeElement).toBe(await screen.findByLabelText('Passphrase'))
  await user.keyboard('four words that fit{Enter}')
  await waitFor(() => expect(address()).toBe('/cases?q=jo-1'))
})

test('what could not be kept before the lock is kept as a draft when its owner is back', async () => {
  const drafts = memoryDrafts()
  const input = { place: 'case-1/visit/new', caseId: 'case-1', form: 'visit', title: 'New visit', content: '{"a":1}' }
  const { user } = renderApp('/open?folder=%2Fdata%2Fclinic.asild', {
    ...registryOf([]),
    ...drafts.handlers,
    'registry.status': () => ({ state: 'closed' }),
    'registry.open': () => open,
    'lock.goBack': () => ({ address: null, unsent: [{ owner: draftOwner(open), input }] }),
  })
  await screen.findByLabelText('Passphrase')
  await user.keyboard('four words that fit{Enter}')
  await waitFor(() => expect(drafts.kept()).toMatchObject([input]))
})

test('Ctrl+L asks the shell to lock, from within a field as well', async () => {
  const memory = memoryCase(aCase().record)
  const { user, bridge } = renderApp(visitForm, { ...memory.handlers, 'lock.now': () => ({}) })
  await user.click(await screen.findByRole('textbox', { name: 'Assessment' }))
  await user.keyboard('{Control>}l{/Control}')
  await waitFor(() => expect(bridge.inputsOf('lock.now')).toHaveLength(1))
})

test('asked to let go, the page shows nothing, takes no key and keeps what was typed a moment ago', async () => {
  const memory = memoryCase(aCase().record)
  const drafts = memoryDrafts()
  const handlers = { ...memory.handlers, ...drafts.handlers, 'lock.kept': () => ({}) }
  const { user, bridge } = renderApp(visitForm, handlers)
  const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Assessment' })
  await user.type(field, 'Stable')
  bridge.say({ type: 'asked', what: 'keep-drafts' })
  await user.keyboard(' or not')
  await waitFor(() => expect(bridge.inputsOf('lock.kept')).toEqual([{ unsent: [] }]))
  expect(document.documentElement.dataset['locked']).toBe('true')
  expect(drafts.kept().map(({ content }) => JSON.parse(content).typed.assessment.text)).toEqual(['Stable'])
})

test('what cannot be kept is handed to the shell', async () => {
  const memory = memoryCase(aCase().record)
  const { user, bridge } = renderApp(visitForm, {
    ...memory.handlers,
    'drafts.keep': () => Promise.reject(new AppError('full-disk', 'The disk is full.')),
    'lock.kept': () => ({}),
  })
  await user.type(await screen.findByRole('textbox', { name: 'Assessment' }), 'Stable')
  bridge.say({ type: 'asked', what: 'keep-drafts' })
  await waitFor(() => expect(bridge.inputsOf('lock.kept')).toHaveLength(1))
  expect(bridge.inputsOf('lock.kept')).toMatchObject([{ unsent: [{ input: { place: 'case-1/visit/new' } }] }])
  expect(JSON.stringify(bridge.inputsOf('lock.kept'))).toContain('Stable')
})

test('a save that is under way and fails is in the draft before the page goes', async () => {
  const memory = memoryCase(aCase().record)
  const drafts = memoryDrafts()
  let fail = () => {}
  const saving = new Promise<never>((_, reject) => {
    fail = () => reject(new AppError('conflict', 'Somebody else was faster.'))
  })
  const { user, bridge } = renderApp(visitForm, {
    ...memory.handlers,
    ...drafts.handlers,
    'records.add': () => saving,
    'lock.kept': () => ({}),
  })
  await user.type(await screen.findByRole('textbox', { name: /^Date/ }), '12.4.2026')
  await user.type(await screen.findByRole('textbox', { name: 'Assessment' }), 'Stable')
  await user.click(screen.getByRole('combobox', { name: /^Kind of visit/ }))
  await user.keyboard('2{Control>}s{/Control}')
  await waitFor(() => expect(bridge.inputsOf('records.add')).toHaveLength(1))
  bridge.say({ type: 'asked', what: 'keep-drafts' })
  fail()
  await waitFor(() => expect(bridge.inputsOf('lock.kept')).toEqual([{ unsent: [] }]))
  expect(drafts.kept().map(({ content }) => JSON.parse(content).typed.assessment.text)).toEqual(['Stable'])
})

test('where the desktop keeps a locked screen to itself, that is said; where it tells, that it locks', async () => {
  const settings = { 'registry.settings': () => registrySettingsWith({ autoLockMinutes: 5 }) }
  const silent = /does not tell the program when its screen is locked/
  renderWith(<LockSection />, { ...settings, 'lock.screen': () => ({ isTold: false }) })
  expect(await screen.findByText(silent)).toBeDefined()
  expect(screen.queryByText(/when its screen is locked, and with/)).toBe(null)
  cleanup()
  renderWith(<LockSection />, { ...settings, 'lock.screen': () => ({ isTold: true }) })
  expect(await screen.findByText(/when the computer sleeps, when its screen is locked, and with/)).toBeDefined()
  expect(screen.queryByText(silent)).toBe(null)
})

test('the minutes are set in words, and never is one of them', async () => {
  let autoLockMinutes: number | null = 25
  const { user, bridge } = renderWith(<LockSection />, {
    'registry.settings': () => registrySettingsWith({ autoLockMinutes }),
    'registry.saveSettings': (changes, { changed }) => {
      autoLockMinutes = changes.autoLockMinutes ?? null
      changed('registry')
      return registrySettingsWith({ autoLockMinutes })
    },
  })
  const list = await screen.findByRole<HTMLSelectElement>('combobox')
  expect(list.selectedOptions[0]?.textContent).toBe('After 25 minutes')
  await user.selectOptions(list, 'Never')
  expect(bridge.inputsOf('registry.saveSettings')).toEqual([{ autoLockMinutes: null }])
  await waitFor(() => expect(list.selectedOptions[0]?.textContent).toBe('Never'))
  await user.selectOptions(list, 'After 1 minute')
  expect(bridge.inputsOf('registry.saveSettings').at(-1)).toEqual({ autoLockMinutes: 1 })
})

test('who is no administrator reads the minutes and cannot set them', async () => {
  renderWith(<LockSection />, {
    'registry.status': () => ({ ...open, rights: ['read', 'write'] }),
    'registry.settings': () => registrySettingsWith({ autoLockMinutes: 15 }),
  })
  expect(await screen.findByText('After 15 minutes')).toBeDefined()
  expect(screen.queryByRole('combobox')).toBeNull()
})
