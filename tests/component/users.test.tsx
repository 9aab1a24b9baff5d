import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { AppError } from '#shared/ipc/app-error.ts'
import type { ListedUser } from '#shared/ipc/areas/users.ts'
import type { UserRight } from '#shared/ipc/rights.ts'
import { aCaseRow, registryOf } from '#tests/support/case-rows.ts'
import type { FakeHandlers } from '#tests/support/fake-bridge.ts'
import { renderApp } from '#tests/support/render-app.tsx'

const everything: UserRight[] = ['read', 'write', 'identity', 'export', 'administer']
const aUser = (name: string, more: Partial<ListedUser> = {}): ListedUser => ({
  id: name,
  name,
  rights: ['read'],
  since: '2026-01-02T08:00:00.000Z',
  hasPassphrase: true,
  computers: [],
  isYou: false,
  ...more,
})
const users = [
  aUser('Ada', { rights: everything, isYou: true, lastUnlocked: '2026-11-20T08:00:00.000Z', computers: ['ward-3'] }),
  aUser('Leo', { endedAt: '2026-05-04T08:00:00.000Z' }),
  aUser('Rea', { rights: ['read', 'write'], hasPassphrase: false }),
]

const inside = (rights: readonly UserRight[], more: FakeHandlers = {}): FakeHandlers => ({
  ...registryOf([]),
  'registry.status': () => ({ state: 'open', folder: '/c.asild', name: 'Clinic', user: 'Ada', rights: [...rights] }),
  'users.list': () => ({ users }),
  ...more,
})

const rowOf = async (name: string) =>
  within((await screen.findByRole('rowheader', { name: new RegExp(name) })).closest('tr')!)

test('everybody is listed with rights and state, who has left last', async () => {
  renderApp('/users', inside(everything))
  expect((await rowOf('Ada')).getByText('active; on ward-3 without the passphrase')).toBeDefined()
  expect((await rowOf('Ada')).getByText('Administrator')).toBeDefined()
  expect((await rowOf('Rea')).getByText('no passphrase yet')).toBeDefined()
  expect((await rowOf('Rea')).getByText('reads, enters')).toBeDefined()
  const names = screen.getAllByRole('rowheader').map(({ textContent }) => textContent?.trim())
  expect(names).toEqual(['Ada (you)', 'Rea', 'Leo'])
  expect((await rowOf('Leo')).getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Let in again…'])
  expect((await rowOf('Ada')).getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Rights…'])
})

test('a user is added with a first passphrase, whose strength is said while it is typed', async () => {
  const judged = { score: 1, isGood: false, sentence: 'Too easy: it is a common password.' }
  const { user, bridge } = renderApp(
    '/users',
    inside(everything, { 'users.add': () => ({ id: 'n' }), 'passphrases.judge': () => judged }),
  )
  await user.click(await screen.findByRole('button', { name: 'Add a user…' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Add a user', hidden: true }))
  await user.type(dialog.getByLabelText('Name'), 'Ida')
  await user.click(dialog.getByLabelText(/^Data entry/))
  await user.type(dialog.getByLabelText('First passphrase'), 'violet kettle')
  expect(await dialog.findByText('Too easy: it is a common password.')).toBeDefined()
  expect(bridge.inputsOf('passphrases.judge').at(-1)).toEqual({ passphrase: 'violet kettle', about: ['Ida', 'Clinic'] })
  await user.type(dialog.getByLabelText('First passphrase again'), 'violet kettl')
  await user.click(dialog.getByRole('button', { name: 'Add the user', hidden: true }))
  expect(await dialog.findByText('The two passphrases differ.')).toBeDefined()
  expect(bridge.inputsOf('users.add')).toEqual([])
  await user.type(dialog.getByLabelText('First passphrase again'), 'e{Enter}')
  await waitFor(() => expect(screen.queryByRole('dialog', { hidden: true })).toBeNull())
  expect(bridge.inputsOf('users.add')).toEqual([
    { name: 'Ida', rights: ['read', 'write', 'identity'], passphrase: 'violet kettle' },
  ])
})

test('ending says what it can’t undo, and a refusal stays in the dialog', async () => {
  const refused = () => Promise.reject(new AppError('conflict', 'This is the last administrator with a passphrase.'))
  const { user } = renderApp('/users', inside(everything, { 'users.end': refused }))
  await user.click(await screen.findByRole('button', { name: 'End access of Rea' }))
  expect(screen.getByText(/Copies of the folder that were made before, and backups, still open/)).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'End this user', hidden: true }))
  expect(await screen.findByText('This is the last administrator with a passphrase.')).toBeDefined()
})

test('who may not administer is told so, and asks for no list', async () => {
  const { bridge } = renderApp('/users', inside(['read', 'write']))
  expect(await screen.findByText('Only an administrator of this registry can do that.')).toBeDefined()
  expect(bridge.inputsOf('users.list')).toEqual([])
})

test('a reader is offered nothing that changes or leaves the registry', async () => {
  renderApp('/cases', {
    ...inside(['read']),
    ...registryOf([aCaseRow(1)]),
    'registry.status': inside(['read'])['registry.status']!,
  })
  await screen.findByRole('grid', { name: 'Cases' })
  for (const name of [/New case/, /Documents/, /Undo/]) expect(screen.queryByRole('button', { name })).toBeNull()
})

test('the own passphrase is changed with the one until now, and a wrong one is said at its field', async () => {
  const wrong = new AppError('invalid-input', 'This is not your passphrase.', {
    issues: [{ path: 'old', message: 'This is not your passphrase.' }],
  })
  let isWrong = true
  const { user, bridge } = renderApp(
    '/settings',
    inside(['read'], { 'users.changePassphrase': () => (isWrong ? Promise.reject(wrong) : {}) }),
  )
  await user.click(await screen.findByRole('button', { name: 'Change the passphrase…' }))
  await user.type(screen.getByLabelText('Passphrase until now'), 'old one')
  await user.type(screen.getByLabelText('New passphrase'), 'violet kettle glacier')
  await user.type(screen.getByLabelText('New passphrase again'), 'violet kettle glacier{Enter}')
  const message = await screen.findByText('This is not your passphrase.')
  expect(screen.getByLabelText('Passphrase until now').getAttribute('aria-describedby')).toContain(message.id)
  isWrong = false
  await user.type(screen.getByLabelText('New passphrase again'), '{Enter}')
  expect(await screen.findByText('Changed. It is asked for from the next unlocking on.')).toBeDefined()
  expect(bridge.inputsOf('users.changePassphrase').at(-1)).toEqual({
    old: 'old one',
    passphrase: 'violet kettle glacier',
  })
})

test('the keychain is turned on with the passphrase, where there is one', async () => {
  let isOn = false
  const { user, bridge } = renderApp(
    '/settings',
    inside(['read'], {
      'keychain.offer': () => ({ isOffered: true }),
      'keychain.keeps': () => (isOn ? { user: 'Ada' } : {}),
      'keychain.remember': (_, { changed }) => {
        isOn = true
        changed('registry')
        return {}
      },
    }),
  )
  await user.click(await screen.findByRole('button', { name: 'Turn it on…' }))
  await user.type(screen.getByLabelText('Your passphrase', { selector: 'input' }), 'four words{Enter}')
  expect(await screen.findByText('On, for Ada.')).toBeDefined()
  expect(bridge.inputsOf('keychain.remember')).toEqual([{ passphrase: 'four words' }])
})

const locked: FakeHandlers = {
  ...registryOf([]),
  'registry.status': () => ({ state: 'closed' }),
  'shell.recent': () => ({
    registries: [{ folder: '/c.asild', name: 'Clinic', openedAt: '2026-11-01T08:00:00Z', exists: true, user: 'Rea' }],
  }),
}

test('of several users the one who was here last is chosen, and said with the passphrase', async () => {
  const opened = () => ({ state: 'open' as const, folder: '/c.asild', name: 'Clinic' })
  const { user, bridge } = renderApp('/', {
    ...locked,
    'unlock.state': () => ({ users: ['Ada', 'Rea'], waitSeconds: 0 }),
    'registry.open': opened,
  })
  const choice = await screen.findByLabelText<HTMLSelectElement>('User')
  expect(choice.value).toBe('Rea')
  await user.selectOptions(choice, 'Ada')
  await user.type(screen.getByLabelText('Passphrase'), 'mine{Enter}')
  await waitFor(() =>
    expect(bridge.inputsOf('registry.open')).toEqual([{ folder: '/c.asild', user: 'Ada', passphrase: 'mine' }]),
  )
})

test('of several users none is chosen where none was here before: it is asked who it is', async () => {
  const { user, bridge } = renderApp('/', {
    ...locked,
    'shell.recent': () => ({
      registries: [{ folder: '/c.asild', name: 'Clinic', openedAt: '2026-11-01T08:00:00Z', exists: true }],
    }),
    'unlock.state': () => ({ users: ['Ada', 'Rea'], waitSeconds: 0 }),
    'registry.open': () => ({ state: 'open' as const, folder: '/c.asild', name: 'Clinic' }),
  })
  const choice = await screen.findByLabelText<HTMLSelectElement>('Who are you?')
  expect(choice.value).toBe('')
  expect(document.activeElement).toBe(choice)
  await user.type(screen.getByLabelText('Passphrase'), 'mine{Enter}')
  expect(await screen.findByText(/^Choose your name: each has/)).toBeDefined()
  expect(document.activeElement).toBe(choice)
  expect(bridge.inputsOf('registry.open')).toEqual([])
  await user.selectOptions(choice, 'Rea')
  await user.type(screen.getByLabelText('Passphrase'), '{Enter}')
  await waitFor(() =>
    expect(bridge.inputsOf('registry.open')).toEqual([{ folder: '/c.asild', user: 'Rea', passphrase: 'mine' }]),
  )
})

test('while the next passphrase has to wait, none is sent, and it is said how long', async () => {
  const { user, bridge } = renderApp('/', { ...locked, 'unlock.state': () => ({ users: ['Ada'], waitSeconds: 90 }) })
  expect((await screen.findByRole('timer')).textContent).toMatch(/can be tried in 2 minutes\. The recovery sheet opens/)
  await user.type(screen.getByLabelText('Passphrase'), 'mine{Enter}')
  expect(bridge.inputsOf('registry.open')).toEqual([])
})

test('what this computer keeps is offered first; when it fails the passphrase is asked for', async () => {
  const lost = new AppError('wrong-key', 'The keychain did not give back what it had kept. Type the passphrase.')
  const { user } = renderApp('/', {
    ...locked,
    'keychain.keeps': () => ({ user: 'Rea' }),
    'keychain.open': () => Promise.reject(lost),
  })
  const button = await screen.findByRole('button', { name: 'Open as Rea' })
  expect(document.activeElement).toBe(button)
  await user.click(button)
  expect(await screen.findByText(lost.message)).toBeDefined()
  expect(screen.getByLabelText('Passphrase')).toBeDefined()
})
