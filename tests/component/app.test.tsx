import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Topic } from '#shared/ipc/contract.ts'
import { isStale } from '#renderer/ipc/topics.ts'
import { registryOf } from '#tests/support/case-rows.ts'
import { renderApp } from '#tests/support/render-app.tsx'

const about = { version: '1.2.3', electron: '45', chrome: '156', node: '24', sqlite: '3.53', notices: 'zod 4, MIT' }

test('cases are not shown while no registry is open', async () => {
  const { address, bridge } = renderApp('/cases', { 'registry.status': () => ({ state: 'closed' }) })
  expect(await screen.findByText('No registry was opened here yet')).toBeDefined()
  expect(address()).toBe('/open')
  expect(bridge.inputsOf('cases.find')).toEqual([])
})

test('the demo says on every screen that it is the demo', async () => {
  renderApp('/settings', { 'registry.status': () => ({ state: 'open', folder: '/d', name: 'Demo', demo: true }) })
  expect(await screen.findByText('Demo registry: synthetic and illustrative cases')).toBeDefined()
})

test('a file found damaged while it is open takes the place of every screen', async () => {
  renderApp('/cases', {
    ...registryOf([]),
    'registry.status': () => ({ state: 'open', folder: '/data/c.asild', name: 'C', damage: 'Page 3 fails its check.' }),
  })
  expect(await screen.findByRole('heading', { name: 'This registry file is damaged' })).toBeDefined()
  expect(screen.queryByRole('grid')).toBeNull()
})

test('what can be read of a damaged file stays readable, under a banner that leads back', async () => {
  const { user } = renderApp('/cases', {
    ...registryOf([]),
    'registry.status': () => ({ state: 'open', folder: '/data/c.asild', name: 'C', damage: 'Page 3 fails its check.' }),
  })
  await user.click(await screen.findByRole('button', { name: 'Look at what can be read' }))
  expect(await screen.findByText(/^Damaged: what can still be read is shown/)).toBeDefined()
  expect(screen.queryByRole('heading', { name: 'This registry file is damaged' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'What to do' }))
  expect(await screen.findByRole('heading', { name: 'This registry file is damaged' })).toBeDefined()
})

test('a question mark shows the shortcuts of the screen, and nothing happens behind them', async () => {
  const { user, address } = renderApp('/cases', registryOf([]))
  await screen.findByText('This registry is empty')
  await user.keyboard('?')
  const dialog = await screen.findByRole('dialog', { name: 'Shortcuts on this screen' })
  expect(within(dialog).getByText('New case')).toBeDefined()
  await user.keyboard('n')
  expect(address()).toBe('/cases')
  await user.click(within(dialog).getByRole('button', { name: 'Close' }))
  expect(screen.queryByRole('dialog', { name: 'Shortcuts on this screen' })).toBeNull()
})

test('a setting holds at once', async () => {
  const saved: unknown[] = []
  const { user, bridge } = renderApp('/settings', {
    'shell.saveSettings': (input, { changed }) => {
      saved.push(input)
      bridge.use({ 'shell.settings': () => ({ theme: 'dark', paper: 'A4' }) })
      changed('settings')
      return {}
    },
  })
  await user.click(await screen.findByLabelText('Dark'))
  expect(saved).toEqual([{ theme: 'dark' }])
  await waitFor(() => expect(document.documentElement.dataset['mantineColorScheme']).toBe('dark'))
  expect(screen.getByLabelText<HTMLInputElement>('Dark').checked).toBe(true)
})

test('about says what the program is not', async () => {
  renderApp('/about', { 'shell.about': () => about })
  expect(await screen.findByRole('heading', { name: 'AS-ILD Registry 1.2.3' })).toBeDefined()
  expect(screen.getByText('The registry records and computes; it does not advise treatment.')).toBeDefined()
  expect(screen.getByRole('region', { name: 'Third-party notices' }).textContent).toBe('zod 4, MIT')
})

const info = {
  name: 'Clinic',
  folder: '/data/clinic.asild',
  registryId: 'r1',
  createdAt: '2026-01-03T09:12:00Z',
  cases: 61,
  records: { visit: 1834, note: 0 },
  schema: 1,
  sizeBytes: 48_234_496,
  lastBackup: null,
  auditEntries: 12,
  auditHead: 'ab12',
}

test('the registry page says what the registry holds', async () => {
  renderApp('/registry', { 'registry.info': () => info })
  expect((await screen.findByText('Visits')).nextSibling?.textContent).toBe('1,834')
  expect(screen.queryByText('Notes')).toBeNull()
})

test('the health page says how each part stands and verifies the registry', async () => {
  const checks = [
    { name: 'Pages', ok: true, detail: '12 pages' },
    { name: 'Audit chain', ok: false, detail: 'Entry 7 does not fit' },
  ]
  const { user } = renderApp('/health', {
    'health.report': () => ({
      light: 'good',
      parts: [{ id: 'integrity', light: 'good', sentences: ['No damage was found.'] }],
    }),
    'registry.verify': () => ({ ok: false, checks }),
  })
  expect((await screen.findByRole('heading', { name: /^The file/ })).textContent).toContain('safe')
  await user.click(screen.getByRole('button', { name: 'Verify now' }))
  expect(await screen.findByText(/^Not every check passed/)).toBeDefined()
  expect(screen.getByText('Audit chain').closest('li')?.textContent).toContain('failed:')
})

test('an address that leads nowhere says so', async () => {
  renderApp('/nowhere')
  expect(await screen.findByRole('heading', { name: 'Nothing here' })).toBeDefined()
})

test.each<[Topic, string, object, boolean]>([
  ['cases', 'cases.find', { offset: 0 }, true],
  ['cases', 'due.list', { offset: 0 }, true],
  ['cases', 'cases.get', { caseId: 'a' }, false],
  ['case:a', 'cases.get', { caseId: 'a' }, true],
  ['case:a', 'cases.get', { caseId: 'b' }, false],
  ['case:a', 'records.history', { form: 'pft', id: 'x' }, true],
  ['case:a', 'cases.find', { offset: 0 }, false],
  ['registry', 'registry.status', {}, true],
  ['registry', 'shell.settings', {}, false],
  ['registry', 'shell.recent', {}, true],
  ['settings', 'shell.settings', {}, true],
  ['settings', 'cases.find', {}, false],
])('after a change of %s, %s of %o is stale: %s', (topic, name, input, stale) => {
  expect(isStale({ name: name as 'cases.find', input, data: undefined }, topic)).toBe(stale)
})

test('a case read by its code is known by what was read', () => {
  const read = { name: 'cases.get' as const, input: { code: 'AS-0001' }, data: { case: { id: 'a' } } }
  expect(isStale(read, 'case:a')).toBe(true)
  expect(isStale(read, 'case:b')).toBe(false)
})
