/** The command palette and help, over the whole page. */
import { screen, waitFor, within } from '@testing-library/react'
import { beforeAll, describe, expect, test } from 'vitest'
import { createAppRouter } from '#renderer/app/router.tsx'
import { screens } from '#renderer/app/screens.ts'
import { aCase } from '#tests/support/a-case.ts'
import { aCaseRow, registryOf } from '#tests/support/case-rows.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { givePageSize } from '#tests/support/page-environment.ts'
import { renderApp } from '#tests/support/render-app.tsx'

beforeAll(() => givePageSize())

/** The first look at a screen loads it. */
const patience = { timeout: 10_000 }

const registry = registryOf([aCaseRow(1), aCaseRow(2), aCaseRow(12, { antibodies: ['pl-7'] })])
const { record } = aCase({ code: 'AS-0001' })
const handlers = { ...registry, ...memoryCase(record).handlers }

async function opened(address = '/cases', more = {}) {
  const app = renderApp(address, { ...handlers, ...more })
  if (address === '/cases') await screen.findByText('3 cases')
  else await screen.findByRole('navigation', { name: 'Forms' }, patience)
  await app.user.keyboard('{Control>}k{/Control}')
  await screen.findByRole('combobox', { name: 'Command or case' })
  return app
}
const options = () => screen.queryAllByRole('option').map(({ textContent }) => textContent)
const marked = () => screen.getByRole('option', { selected: true }).textContent

describe('the command palette', () => {
  test('reaches every screen that has an address of its own', () => {
    const { routesByPath } = createAppRouter({} as never)
    const addresses = Object.keys(routesByPath).filter((to) => to !== '/' && !/\$|^\/print\//.test(to))
    const known: readonly string[] = [...screens.map(({ to }) => to), '/cases/new']
    expect(addresses.toSorted()).toEqual(known.toSorted())
  })

  test('offers what the keys of the screen do, every screen, a new case and the themes, each once', async () => {
    await opened()
    const all = options().join('\n')
    for (const label of [
      'New case',
      'Search',
      'Settings',
      'Items and measures',
      'Help',
      'Dark theme',
      'Close the registry',
    ])
      expect(all).toContain(label)
    expect(options().filter((text) => text?.startsWith('New case'))).toHaveLength(1)
    expect(all).not.toContain('Open a registry')
    expect(all).not.toContain('Add visit')
  })

  test('is searched by typing, moved in by arrows, and does what is marked on Enter', async () => {
    const { user, address } = await opened()
    await user.keyboard('set')
    expect(marked()).toMatch(/^Settings/)
    const field = screen.getByRole('combobox', { name: 'Command or case' })
    expect(field.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option', { selected: true }).id)
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{ArrowUp}{Enter}')
    await waitFor(() => expect(address()).toBe('/settings'))
    expect(screen.queryByRole('combobox', { name: 'Command or case' })).toBeNull()
  })

  test('shows first what was used lately', async () => {
    const { user, address } = await opened()
    await user.keyboard('about{Enter}')
    await waitFor(() => expect(address()).toBe('/about'))
    await user.keyboard('{Control>}k{/Control}')
    await screen.findByRole('combobox', { name: 'Command or case' })
    expect(marked()).toMatch(/^About/)
  })

  test('finds cases by code and words, and says nothing of who they are', async () => {
    const { user, address, bridge } = await opened()
    await user.keyboard('0012')
    await waitFor(() => expect(options()).toHaveLength(1))
    await user.keyboard('{Control>}a{/Control}as-0012')
    await waitFor(() => expect(marked()).toMatch(/^AS-0012/))
    expect(marked()).toMatch(/^AS-0012 .*PL-7.*Case$/)
    expect(bridge.inputsOf('cases.viewIdentity')).toEqual([])
    await user.keyboard('{Enter}')
    await waitFor(() => expect(address()).toMatch(/^\/cases\/case-12/))
  })

  test('adds to the open case', async () => {
    const { user, address } = await opened('/cases/case-1/record')
    await user.keyboard('add pulm{Enter}')
    await waitFor(() => expect(address()).toBe('/cases/case-1/record?form=pft&open=new'))
  })

  test('undoes under the name of what was done', async () => {
    const undo = { changeId: 'c1', label: 'Visit 12 Apr 2021', caseId: 'case-1' }
    const { user, bridge } = await opened('/cases', {
      'changes.undoable': () => ({ undo }),
      'changes.undo': () => ({ label: undo.label }),
    })
    await user.keyboard('undo')
    await waitFor(() => expect(marked()).toContain('Undo: Visit 12 Apr 2021'))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(bridge.inputsOf('changes.undo')).toHaveLength(1))
    await screen.findByText('Undone: Visit 12 Apr 2021')
  })

  test('leaves with Escape, and gives the keyboard back', async () => {
    const { user, address } = await opened()
    const before = address()
    await user.keyboard('abc')
    screen.getByText('No command and no case has these words.')
    screen.getByRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true }))
    await waitFor(() => expect(screen.queryByRole('combobox', { name: 'Command or case' })).toBeNull())
    expect(address()).toBe(before)
  })
})

describe('help', () => {
  test('opens with F1 and lists every key by where it works', async () => {
    const { user, address } = renderApp('/cases', handlers)
    await screen.findByText('3 cases')
    await user.keyboard('{F1}')
    await waitFor(() => expect(address()).toBe('/help'))
    const everywhere = within(await screen.findByRole('region', { name: 'Everywhere' }))
    everywhere.getByText('All commands')
    const forms = within(screen.getByRole('region', { name: 'Forms' }))
    expect(forms.getAllByText('Save')).toHaveLength(1)
  })

  test('has the codebook, to be searched', async () => {
    const { user } = renderApp('/help', handlers)
    await user.type(await screen.findByRole('textbox', { name: 'Search the codebook' }), 'fvc_pct')
    await screen.findByText('1 item', {}, patience)
    screen.getByRole('rowheader', { name: /^FVC/ })
  })
})
