import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { AppError } from '#shared/ipc/app-error.ts'
import type { CaseRow } from '#shared/ipc/areas/cases.ts'
import { aCaseRow, registryOf } from '#tests/support/case-rows.ts'
import { givePageSize } from '#tests/support/page-environment.ts'
import { renderApp } from '#tests/support/render-app.tsx'

beforeEach(() => givePageSize())

const many = (count: number): CaseRow[] => Array.from({ length: count }, (_, index) => aCaseRow(index + 1))
const rowNamed = async (code: string) =>
  (await screen.findByRole('link', { name: code })).closest('[role="row"]') as HTMLElement
const lastFind = (bridge: ReturnType<typeof renderApp>['bridge']) => bridge.inputsOf('cases.find').at(-1)

test('a row says where the case stands', async () => {
  const row = aCaseRow(7, {
    sex: 'female',
    birthDate: '1959',
    antibodies: ['jo-1', 'ro52'],
    pattern: 'nsip-op',
    fvc: {
      last: 61,
      change: -6,
      months: 9,
      series: [
        [19000, 67],
        [19270, 61],
      ],
    },
    ck: { value: 310, unit: 'U/L', timesUln: 2.1, date: '2026-10-02' },
    prednisone: 7.5,
    drugs: ['mycophenolate'],
    ivig: { count: 31, last: '2026-11-04' },
    lastSeen: '2026-11-04',
    source: 'synthetic',
  })
  renderApp('/cases', registryOf([row]))
  const text = (await rowNamed('AS-0007')).textContent
  for (const words of [
    'syn.',
    'F',
    'Jo-1, Ro52',
    'NSIP with OP',
    '61',
    '▼ 6',
    'down 6 in 9 months',
    '2.1',
    '7.5',
    'MMF',
    '#31',
    '4 Nov 2026',
    'Followed',
  ])
    expect(text).toContain(words)
})

test('a dose that is not known is shown as not known, never as zero', async () => {
  renderApp('/cases', registryOf([aCaseRow(1, { prednisone: 'unknown' }), aCaseRow(2, { prednisone: 0 })]))
  expect(within(await rowNamed('AS-0001')).getByTitle('On a glucocorticoid, dose not known').textContent).toBe('?')
  expect(within(await rowNamed('AS-0002')).getByText('0')).toBeDefined()
})

test('every keystroke searches, and the words stand in the address', async () => {
  const { user, bridge, address } = renderApp('/cases', registryOf(many(30)))
  await rowNamed('AS-0001')
  await user.keyboard('/')
  expect(document.activeElement).toBe(screen.getByRole('searchbox'))
  await user.keyboard('0012')
  await waitFor(() => expect(screen.queryByRole('link', { name: 'AS-0001' })).toBeNull())
  expect(await rowNamed('AS-0012')).toBeDefined()
  const asked = bridge.inputsOf('cases.find').map((input) => (input as { search?: string }).search)
  expect(asked).toEqual(expect.arrayContaining(['0', '00', '001', '0012']))
  await waitFor(() => expect(address()).toContain('q=0012'))
  expect(screen.getByText('1 of 30 cases')).toBeDefined()
})

test('the rows stay while the answer to the next letter is on its way', async () => {
  const { user } = renderApp('/cases', registryOf(many(3)), 40)
  await rowNamed('AS-0001')
  await user.type(screen.getByRole('searchbox'), '2')
  expect(screen.getByRole('link', { name: 'AS-0001' })).toBeDefined()
  await waitFor(() => expect(screen.queryByRole('link', { name: 'AS-0001' })).toBeNull())
})

test('the address says what is shown', async () => {
  const { bridge } = renderApp('/cases?q=pl&antibody=%5B%22pl-7%22%5D&sort=fvc&down=true', registryOf(many(3)))
  await screen.findByRole('grid', { name: 'Cases' }).catch(() => undefined)
  await waitFor(() =>
    expect(bridge.inputsOf('cases.find')[0]).toMatchObject({
      search: 'pl',
      filters: { antibody: ['pl-7'] },
      sort: { by: 'fvc', descending: true },
      offset: 0,
    }),
  )
})

test('what an address says wrongly is left out', async () => {
  const { bridge } = renderApp('/cases?sort=shoe-size&antibody=7', registryOf(many(3)))
  await rowNamed('AS-0001')
  expect(bridge.inputsOf('cases.find')[0]).toEqual({ offset: 0, limit: 200 })
})

test('a filter offers what occurs, with counts, and is taken back in one step', async () => {
  const rows = [aCaseRow(1), aCaseRow(2, { antibodies: ['pl-7'] }), aCaseRow(3, { antibodies: ['pl-7'] })]
  const { user, bridge } = renderApp('/cases', registryOf(rows))
  await rowNamed('AS-0001')
  const menu = document.querySelector<HTMLElement>('[role="dialog"][aria-label="Antibody"]')!
  const choice = within(menu).getByText('PL-7').closest('label') as HTMLElement
  expect(choice.textContent).toBe('PL-72')
  await user.click(choice)
  await waitFor(() => expect(lastFind(bridge)).toMatchObject({ filters: { antibody: ['pl-7'] } }))
  expect(screen.getByRole('button', { name: 'Antibody: PL-7' })).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Clear filters' }))
  await waitFor(() => expect(screen.getByRole('link', { name: 'AS-0001' })).toBeDefined())
  expect(screen.queryByRole('button', { name: 'Clear filters' })).toBeNull()
})

test('a heading sorts, a second time the other way round', async () => {
  const { user, bridge } = renderApp('/cases', registryOf(many(3)))
  await rowNamed('AS-0001')
  const heading = screen.getByRole('columnheader', { name: /FVC/ })
  expect(heading.getAttribute('aria-sort')).toBeNull()
  await user.click(within(heading).getByRole('button'))
  expect(heading.getAttribute('aria-sort')).toBe('ascending')
  await user.click(within(heading).getByRole('button'))
  expect(heading.getAttribute('aria-sort')).toBe('descending')
  await waitFor(() => expect(lastFind(bridge)).toMatchObject({ sort: { by: 'fvc', descending: true } }))
})

test('the keyboard moves through the table and opens a case', async () => {
  const { user, address } = renderApp('/cases', {
    ...registryOf(many(5)),
    'cases.get': () => Promise.reject(new AppError('not-found', 'There is no such case.')),
  })
  await rowNamed('AS-0001')
  expect(document.activeElement).toBe(screen.getByRole('grid'))
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}')
  expect((await rowNamed('AS-0002')).getAttribute('aria-selected')).toBe('true')
  expect(screen.getByRole('grid').getAttribute('aria-activedescendant')).toBe((await rowNamed('AS-0002')).id)
  await user.keyboard('{End}')
  expect((await rowNamed('AS-0005')).getAttribute('aria-selected')).toBe('true')
  await user.keyboard('{Home}{ArrowDown}{Enter}')
  await waitFor(() => expect(address()).toBe('/cases/case-2/chart'))
})

test('from the search field the arrow goes to the table and Escape takes the words back', async () => {
  const { user } = renderApp('/cases?q=as', registryOf(many(5)))
  await rowNamed('AS-0001')
  await user.keyboard('/')
  await user.keyboard('{Escape}')
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('')
  await user.keyboard('{ArrowDown}')
  expect(document.activeElement).toBe(screen.getByRole('grid'))
})

test('of ten thousand cases only those in sight are drawn and only a window is fetched', async () => {
  const { bridge } = renderApp('/cases', registryOf(many(10_000)))
  await rowNamed('AS-0001')
  const grid = screen.getByRole('grid')
  expect(grid.getAttribute('aria-rowcount')).toBe('10001')
  expect(within(grid).getAllByRole('row').length).toBeLessThan(60)
  expect(screen.getByText('10,000 cases')).toBeDefined()
  const asked = bridge.inputsOf('cases.find') as { offset: number; limit: number }[]
  expect(asked.map(({ offset }) => offset)).toEqual([0, 200])
})

test('rows that are not here yet keep their place', async () => {
  const { user, bridge } = renderApp('/cases', registryOf(many(1000)))
  await rowNamed('AS-0001')
  bridge.use({ 'cases.find': () => new Promise(() => {}) })
  await user.keyboard('{End}')
  await waitFor(() => expect(lastFind(bridge)).toMatchObject({ offset: 800 }))
  const waiting = screen.getAllByRole('row').filter((row) => row.getAttribute('aria-busy') === 'true')
  expect(waiting.length).toBeGreaterThan(10)
})

test('where nothing matches, what was asked is said and can be taken back', async () => {
  const { user } = renderApp('/cases?q=zebra&status=%5B%22died%22%5D', registryOf(many(3)))
  expect(await screen.findByRole('heading', { name: 'No case matches “zebra”, status Died' })).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Show all cases' }))
  expect(await rowNamed('AS-0001')).toBeDefined()
})

test('an empty registry says what goes there and offers it', async () => {
  const { user, address } = renderApp('/cases', { ...registryOf([]), 'cases.nextCode': () => ({ code: 'AS-0001' }) })
  const place = (await screen.findByText('This registry is empty')).parentElement as HTMLElement
  await user.click(within(place).getByRole('button', { name: 'New case' }))
  await waitFor(() => expect(address()).toBe('/cases/new'))
})

test('where nothing can be written, no new case is offered', async () => {
  const { user, address } = renderApp('/cases', {
    ...registryOf(many(2)),
    'registry.status': () => ({ state: 'open', folder: '/cd/clinic.asild', name: 'Clinic', readOnly: true }),
  })
  await rowNamed('AS-0001')
  expect(screen.queryByRole('button', { name: 'New case' })).toBeNull()
  await user.keyboard('n')
  expect(address()).toBe('/cases')
})

test('a failure is said in its words, and trying again asks again', async () => {
  const { user, bridge } = renderApp('/cases', {
    ...registryOf(many(2)),
    'cases.find': () => Promise.reject(new AppError('internal', 'Something went wrong (log entry 12).')),
  })
  expect(await screen.findByText('Something went wrong (log entry 12).')).toBeDefined()
  bridge.use(registryOf(many(2)))
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await rowNamed('AS-0001')).toBeDefined()
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a case saved elsewhere appears by itself', async () => {
  const { bridge } = renderApp('/cases', registryOf(many(2)))
  await rowNamed('AS-0002')
  bridge.use(registryOf(many(3)))
  bridge.changed('cases')
  expect(await rowNamed('AS-0003')).toBeDefined()
})

test('documents of the cases in the list are saved into a folder, and the list says how many', async () => {
  const rows = many(3)
  const { user, bridge } = renderApp('/cases', {
    ...registryOf(rows),
    'documents.saveBatch': ({ caseIds }: { caseIds: readonly string[] }) => ({
      folder: '/home/a/clinic',
      files: caseIds.map((id) => `/home/a/clinic/${id}.pdf`),
    }),
  })
  await rowNamed('AS-0001')
  await user.keyboard('d')
  const dialog = await screen.findByRole('dialog', { name: 'Documents for these cases' })
  expect(within(dialog).getByText(/One PDF for each of the 3 cases/)).toBeDefined()
  await user.click(within(dialog).getByRole('radio', { name: /MDT sheet/ }))
  await user.click(within(dialog).getByRole('radio', { name: /Letter/ }))
  await user.click(within(dialog).getByRole('button', { name: 'Choose a folder and save' }))
  expect(await screen.findByText('Saved 3 documents to /home/a/clinic')).toBeDefined()
  expect(bridge.inputsOf('documents.saveBatch')).toEqual([
    { kind: 'mdt', paper: 'Letter', caseIds: rows.map(({ id }) => id) },
  ])
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a folder that was not chosen, and a batch that fails, leave the choice standing', async () => {
  const { user, bridge } = renderApp('/cases', {
    ...registryOf(many(1)),
    'documents.saveBatch': () => ({ folder: null, files: [] }),
  })
  await rowNamed('AS-0001')
  await user.click(screen.getByRole('button', { name: 'Documents' }))
  const save = await screen.findByRole('button', { name: 'Choose a folder and save' })
  await user.click(save)
  await waitFor(() => expect(bridge.inputsOf('documents.saveBatch')).toHaveLength(1))
  expect(screen.queryByText(/^Saved [01] document/)).toBeNull()
  bridge.use({
    'documents.saveBatch': () => {
      throw new AppError('full-disk', 'The disk is full.')
    },
  })
  await user.click(save)
  expect(await screen.findByText('The disk is full.')).toBeDefined()
  expect(screen.getByRole('dialog')).toBeDefined()
})
