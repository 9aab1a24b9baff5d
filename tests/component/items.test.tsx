/** Items and measures of a site's own, as one defines them. */
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { installSiteItems, type SiteItem } from '#shared/dictionary/site-items.ts'
import type { KeptDraft } from '#shared/ipc/areas/drafts.ts'
import { addressOfDraft } from '#renderer/app/draft-places.ts'
import { aCase } from '#tests/support/a-case.ts'
import { aSiteItem, aSiteMeasure } from '#tests/support/a-site-item.ts'
import type { FakeHandlers } from '#tests/support/fake-bridge.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { givePageSize } from '#tests/support/page-environment.ts'
import { renderApp } from '#tests/support/render-app.tsx'

beforeAll(() => givePageSize())
afterEach(() => {
  installSiteItems([])
  kept.clear()
})

/** The first look at a screen loads it. */
const patience = { timeout: 4000 }

const grip = aSiteItem('visit', { label: 'Grip', type: 'quantity', units: ['kg', '[lb_av]'], chart: true })
const il6 = aSiteMeasure({ label: 'IL-6', units: ['pg/mL'] })

const kept = new Map<string, KeptDraft>()

function registryWith(items: readonly SiteItem[], used = 0): FakeHandlers {
  return {
    'dictionary.siteItems': () => ({ items: [...items] }),
    'dictionary.siteItemUse': () => ({ records: used }),
    'dictionary.saveSiteItem': () => ({ id: 'site-new', version: 1, name: 'x_new' }),
    'drafts.find': ({ place }) => ({ draft: kept.get(place) ?? null }),
    'drafts.keep'({ place, title, content }) {
      kept.set(place, { place, title, content, savedAt: '2026-11-23T09:00:00.000Z' })
      return { savedAt: '2026-11-23T09:00:00.000Z' }
    },
    'drafts.discard'({ place }) {
      kept.delete(place)
      return {}
    },
    'dictionary.retireSiteItem': ({ id, version }) => ({ id, version: version + 1 }),
  }
}

async function opened(items: readonly SiteItem[], used = 0) {
  const app = renderApp('/settings/items', registryWith(items, used))
  await screen.findByRole('heading', { name: 'Items and measures' }, patience)
  return app
}

test('An empty place says what goes there; what is wrong is said at its field, and nothing is sent', async () => {
  const { user, bridge } = await opened([])
  await user.click(await screen.findByRole('button', { name: 'Add the first one' }))
  await user.keyboard('{Control>}{Enter}{/Control}')
  await screen.findByText('Choose the form that it belongs to.')
  screen.getByText('Give it a label: what stands above the field.')
  expect(bridge.inputsOf('dictionary.saveSiteItem')).toEqual([])
})

test('What is typed is sent as a definition', async () => {
  const { user, bridge } = await opened([il6])
  await screen.findByRole('button', { name: /IL-6/ })
  await user.keyboard('a')
  await user.type(await screen.findByRole('combobox', { name: 'Belongs to' }), 'Visits{Enter}')
  await user.type(screen.getByRole('textbox', { name: 'Label' }), 'Swollen')
  await user.clear(screen.getByRole('combobox', { name: 'Kind of answer' }))
  await user.type(screen.getByRole('combobox', { name: 'Kind of answer' }), 'Any of{Enter}')
  await user.type(screen.getByRole('textbox', { name: 'Answer 1' }), 'Hands{Enter}Feet')
  expect(screen.getByText('column x_swollen')).toBeTruthy()
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(() => expect(bridge.inputsOf('dictionary.saveSiteItem')).toHaveLength(1))
  expect(bridge.inputsOf('dictionary.saveSiteItem')[0]).toEqual({
    kind: 'item',
    form: 'visit',
    definition: {
      label: 'Swollen',
      type: 'choices',
      choices: [
        { code: 'hands', label: 'Hands' },
        { code: 'feet', label: 'Feet' },
      ],
    },
  })
})

test('Answers move up and down, and an empty one is removed by Backspace', async () => {
  const { user } = await opened([])
  await user.keyboard('a')
  await user.clear(await screen.findByRole('combobox', { name: 'Kind of answer' }))
  await user.type(screen.getByRole('combobox', { name: 'Kind of answer' }), 'One of{Enter}')
  const answers = () =>
    screen.getAllByRole<HTMLInputElement>('textbox', { name: /^Answer/ }).map((input) => input.value)
  await user.type(screen.getByRole('textbox', { name: 'Answer 1' }), 'A{Enter}B{Enter}C')
  expect(answers()).toEqual(['A', 'B', 'C', ''])
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}')
  expect(answers()).toEqual(['A', 'C', 'B', ''])
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Answer 2' })))
  await user.click(screen.getByRole('textbox', { name: 'Answer 4' }))
  await user.keyboard('{Backspace}')
  expect(answers()).toEqual(['A', 'C', 'B'])
})

test('An item that has values keeps its kind of answer; what can’t be changed is said before it is sent', async () => {
  const { user, bridge } = await opened([grip], 3)
  const list = within(await screen.findByRole('navigation', { name: 'Items and measures' }))
  await user.click(list.getByRole('button', { name: /Grip/ }))
  await screen.findByText('Records with a value')
  await user.click(screen.getByRole('button', { name: 'Change' }))
  await screen.findByText('3 records have values', { exact: false })
  expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Kind of answer' }).disabled).toBe(true)
  const units = screen.getByRole('textbox', { name: 'Units, with commas between' })
  await user.clear(units)
  await user.type(units, 'kg')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await screen.findByText('Values exist, so lb stays among the units.')
  expect(bridge.inputsOf('dictionary.saveSiteItem')).toEqual([])
})

test('Retiring asks first, and sends the reason', async () => {
  const { user, bridge } = await opened([grip])
  await user.click(await screen.findByRole('button', { name: /Grip/ }))
  await user.click(await screen.findByRole('button', { name: 'Retire…' }))
  await user.type(await screen.findByRole('textbox', { name: 'Reason, if you like' }), 'not needed{Enter}')
  await waitFor(() =>
    expect(bridge.inputsOf('dictionary.retireSiteItem')).toEqual([{ id: grip.id, version: 1, reason: 'not needed' }]),
  )
})

test('A retired item is not asked any more, but its value is shown where it is', async () => {
  const { record } = aCase()
    .with('visit', { date: '2024-01-10', kind: 'follow-up', x_grip: 20, x_grip_unit: 'kg' } as never)
    .with('visit', { date: '2024-02-10', kind: 'follow-up' })
  const { user } = renderApp('/cases/case-1/record?form=visit', {
    ...memoryCase(record).handlers,
    ...registryWith([{ ...grip, retired: true }]),
  })
  await screen.findByRole('columnheader', { name: 'Grip' }, patience)
  await user.dblClick(screen.getByRole('row', { name: /20 ?kg/ }))
  expect((await screen.findByRole<HTMLInputElement>('textbox', { name: 'Grip' }, patience)).value).toBe('20')
  await user.keyboard('{Escape}')
  await user.dblClick(await screen.findByRole('row', { name: /10 Feb 2024/ }))
  await screen.findByRole('textbox', { name: /^Date/ }, patience)
  expect(screen.queryByRole('textbox', { name: 'Grip' })).toBeNull()
})

test('What was typed and not saved stands there again, until it is discarded', async () => {
  const { user } = await opened([])
  await user.keyboard('a')
  await user.type(await screen.findByRole('textbox', { name: 'Label' }), 'Half a')
  await user.keyboard('{Escape}')
  await screen.findByText('What you typed is kept as a draft', { exact: false })
  await waitFor(() => expect(kept.get('site-item/new')?.content).toContain('Half a'))
  await user.keyboard('a')
  await screen.findByText('This was typed before and not saved.', { exact: false })
  const label = screen.getByRole<HTMLInputElement>('textbox', { name: 'Label' })
  expect(label.value).toBe('Half a')
  await user.click(screen.getByRole('button', { name: 'Discard it' }))
  expect(label.value).toBe('')
  await waitFor(() => expect(kept.size).toBe(0))
})

test('A draft of an item leads back to where it was typed', async () => {
  expect(addressOfDraft({ place: 'site-item/new', caseId: undefined })).toBe('/settings/items?open=new')
  renderApp('/settings/items?open=new', registryWith([]))
  await screen.findByRole('heading', { name: 'New item or measure' }, patience)
})
