import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import { standardSchedules } from '#shared/domain/monitoring/schedules.ts'
import type { Schedule } from '#shared/domain/monitoring/schedule-model.ts'
import type { ListedDue } from '#shared/ipc/areas/due.ts'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { aCase } from '#tests/support/a-case.ts'
import { aCaseRow, registryOf } from '#tests/support/case-rows.ts'
import type { FakeHandlers } from '#tests/support/fake-bridge.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { givePageSize } from '#tests/support/page-environment.ts'
import { registrySettingsWith } from '#tests/support/registry-settings.ts'
import { renderApp } from '#tests/support/render-app.tsx'

beforeEach(() => givePageSize())

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toLocaleDateString('sv')

/** Visits 400 and 42 days ago, ILD since long before. */
const visited = aCase({ code: 'AS-0007' })
  .with('diagnosis', { kind: 'ild', date: '2015-03-01' })
  .with('visit', { date: daysAgo(400), kind: 'follow-up', mmrc: 2 })
  .with('visit', { date: daysAgo(42), kind: 'follow-up', mmrc: 1 })
  .with('laboratory', { test: 'ck', date: daysAgo(400), value: 310, unit: 'U/L' })
  .with('laboratory', { test: 'ck', date: daysAgo(42), value: 190, unit: 'U/L' })
  .with('pft', { date: daysAgo(400), fvc_pct: 61 })

async function openSide(start = visited, more: FakeHandlers = {}) {
  const rendered = renderApp('/cases/case-1/chart', { ...memoryCase(start.record).handlers, ...more })
  const side = await screen.findByRole('complementary', { name: 'What changed and what is due' })
  if (!side.dataset['shown']) await rendered.user.keyboard('s')
  return { ...rendered, side: within(side) }
}

describe('beside the chart', () => {
  test('stands what changed since the last visit, each line leading to its record', async () => {
    const { side, user, address } = await openSide()
    expect(await side.findByRole('heading', { name: 'Since last visit 42 d' })).toBeDefined()
    expect(side.getByRole('link', { name: 'CK 310 → 190 U/L' })).toBeDefined()
    expect(side.getByRole('link', { name: 'mMRC better: 2 → 1' })).toBeDefined()
    expect(side.queryByText(/FVC/)).toBeNull()
    expect(side.getByText('In words').parentElement?.textContent).toContain('CK 310 → 190 U/L. mMRC 2 → 1')
    await user.click(side.getByRole('link', { name: 'CK 310 → 190 U/L' }))
    await waitFor(() => expect(address()).toBe('/cases/case-1/record?form=laboratory&at=laboratory-2'))
  })

  test('stands what is due with its rule, leading to when it was done, or to a new record', async () => {
    const { side } = await openSide()
    const links = (await side.findAllByRole('link')).map((link) => [link.textContent, link.getAttribute('href')])
    const pft = links.find(([text]) => text?.startsWith('PFT'))!
    expect(pft[0]).toMatch(/^PFT overdue by \d+ days/)
    expect(pft[0]).toContain('Every 6–12 months after the first year, registry’s own proposal')
    expect(pft[1]).toContain('form=pft&at=pft-1')
    const desaturation = links.find(([text]) => text?.startsWith('Desaturation'))!
    expect(desaturation[0]).toContain('never; ILD known since 1 Mar 2015')
    expect(desaturation[1]).toContain('form=walk_test&open=new')
  })

  test('hides and shows with its key, and stays so for the next case', async () => {
    const { side, user } = await openSide()
    expect(await side.findByRole('heading', { name: 'Due' })).toBeDefined()
    await user.keyboard('s')
    expect(side.queryByRole('heading', { name: 'Due' })).toBeNull()
    expect(side.getByRole('button', { name: 'Show what changed and what is due' }).ariaExpanded).toBe('false')
    await user.keyboard('s')
    expect(await side.findByRole('heading', { name: 'Due' })).toBeDefined()
  })

  test('says so where there is nothing to compare and nothing watched', async () => {
    const { side } = await openSide(aCase())
    expect(await side.findByText('No visit with a date is recorded yet.')).toBeDefined()
    expect(side.getByText(/no schedule applies yet/)).toBeDefined()
    expect(side.getByRole('link', { name: 'Schedules of monitoring' })).toBeDefined()
  })

  test('says of a closed case that nothing is due', async () => {
    const { side } = await openSide(aCase({ status: 'died', status_on: '2024-01-01' }))
    expect(await side.findByText('The case is closed: nothing is due.')).toBeDefined()
  })

  test('marks what rests on illustrative values', async () => {
    const made = aCase()
      .with('visit', { date: '2024-01-10', mmrc: 2, source: 'illustrative' })
      .with('visit', { date: '2024-05-19', mmrc: 1, source: 'illustrative' })
    const { side } = await openSide(made)
    expect(await side.findByText(/illustrative values/)).toBeDefined()
  })
})

describe('the header of a case', () => {
  const due = async () => (await screen.findByText('Due', { selector: 'dt' })).nextElementSibling?.textContent

  test('says what is due first', async () => {
    renderApp('/cases/case-1/documents', memoryCase(visited.record).handlers)
    expect(await due()).toMatch(/^Desaturation \d+(\.\d)? y over \+1$/)
  })

  test('follows the schedules of the registry', async () => {
    const off = standardSchedules.map((schedule) => ({ ...schedule, on: false }))
    renderApp('/cases/case-1/documents', {
      ...memoryCase(visited.record).handlers,
      'registry.settings': () => registrySettingsWith({ monitoring: off }),
    })
    await screen.findByRole('heading', { level: 1, name: 'AS-0007' })
    expect(screen.queryByText('Due', { selector: 'dt' })).toBeNull()
  })
})

test('the case table says what is due next, and sorts by it', async () => {
  const rows = [
    aCaseRow(1, { due: { label: 'PFT', on: '2026-01-05', state: 'overdue', standing: '4 mo over', overdue: 2 } }),
    aCaseRow(2, { due: { label: 'PFT', on: '2027-06-05', state: 'later', standing: '5 Jun 2027', overdue: 0 } }),
    aCaseRow(3),
  ]
  const { user, bridge } = renderApp('/cases', registryOf(rows))
  const overdue = await screen.findByTitle('PFT, due by 5 Jan 2026; 2 things are overdue')
  expect(overdue.textContent).toBe('4 mo over PFT')
  expect(screen.getByTitle('PFT, due by 5 Jun 2027').textContent).toBe('Jun 2027 PFT')
  await user.click(within(screen.getByRole('columnheader', { name: 'Next due' })).getByRole('button'))
  await waitFor(() => expect(bridge.inputsOf('cases.find').at(-1)).toMatchObject({ sort: { by: 'due' } }))
})

const line = (number: number, more: Partial<ListedDue> = {}): ListedDue => ({
  caseId: `case-${number}`,
  caseCode: `AS-${String(number).padStart(4, '0')}`,
  what: 'pft',
  label: 'Pulmonary function test',
  state: 'overdue',
  from: '2026-04-10',
  to: '2026-07-10',
  standing: 'overdue by 4 months',
  last: 'last 10 Jan 2026',
  rule: 'every 3–6 months in the first year after the diagnosis of ILD',
  ruleSource: '2023 ACR/CHEST guideline',
  ...more,
})
const listOf = (lines: readonly ListedDue[]): FakeHandlers => ({
  'due.list': ({ offset, limit }): OutputOf<'due.list'> => ({
    total: lines.length,
    rows: lines.slice(offset, offset + limit),
    states: { overdue: lines.length, soon: 7, open: 1, later: 2, undated: 0 },
    whats: { pft: lines.length },
  }),
})

describe('the page of what is due', () => {
  test('lists whom to call in, for what and by which rule; Enter leads to the case', async () => {
    const { user, address } = renderApp('/due', {
      ...listOf([line(1), line(2)]),
      ...memoryCase(aCase().record).handlers,
    })
    const row = (await screen.findByText('AS-0001')).closest<HTMLElement>('[role="row"]')!
    for (const words of [
      'Pulmonary function test',
      'overdue by 4 months',
      '10 Jul 2026',
      'last 10 Jan 2026',
      '2023 ACR/CHEST',
    ])
      expect(row.textContent).toContain(words)
    expect(document.activeElement).toBe(screen.getByRole('grid', { name: 'Overdue' }))
    await user.keyboard('{ArrowDown}{Enter}')
    await waitFor(() => expect(address()).toBe('/cases/case-2/chart'))
  })

  test('shows what is due soon and later by its keys, counts and one thing only', async () => {
    const { user, bridge, address } = renderApp('/due', listOf([line(1)]))
    expect(await screen.findByRole('link', { name: /^Overdue 1/ })).toBeDefined()
    expect(screen.getByRole('link', { name: /^Later 3/ })).toBeDefined()
    await user.keyboard('2')
    await waitFor(() => expect(bridge.inputsOf('due.list').at(-1)).toMatchObject({ states: ['soon', 'undated'] }))
    await user.selectOptions(screen.getByRole('combobox', { name: 'Show only' }), 'pft')
    await waitFor(() =>
      expect(bridge.inputsOf('due.list').at(-1)).toMatchObject({ states: ['soon', 'undated'], what: 'pft' }),
    )
    expect(address()).toBe('/due?view=soon&what=pft')
    screen.getByRole('grid').focus()
    await user.keyboard('3')
    await waitFor(() =>
      expect(bridge.inputsOf('due.list').at(-1)).toMatchObject({ states: ['open', 'later'], what: 'pft' }),
    )
  })

  test('turns the order round', async () => {
    const { user, bridge } = renderApp('/due', listOf([line(1)]))
    await user.click(await screen.findByRole('button', { name: /Due by/ }))
    await waitFor(() => expect(bridge.inputsOf('due.list').at(-1)).toMatchObject({ descending: true }))
  })

  test('says so where nothing is overdue', async () => {
    renderApp('/due', listOf([]))
    expect(await screen.findByText('Nothing is overdue.')).toBeDefined()
  })
})

describe('schedules of monitoring', () => {
  function openSchedules(set: readonly Schedule[] = [], more: FakeHandlers = {}) {
    let monitoring = set
    return renderApp('/settings/monitoring', {
      'registry.settings': () => registrySettingsWith({ monitoring }),
      'registry.saveSettings': (wish, { changed }) => {
        monitoring = wish.monitoring ?? monitoring
        changed('registry')
        return registrySettingsWith({ monitoring })
      },
      ...more,
    })
  }
  const rowOf = async (name: string) => within(await screen.findByRole('group', { name }))

  test('an interval is kept when its field is left, and the keyboard stays where it went', async () => {
    const { user, bridge } = openSchedules()
    const hrct = await rowOf('HRCT with ILD')
    expect(hrct.getByText(/no fixed interval/)).toBeDefined()
    await user.type(hrct.getByRole('textbox', { name: 'HRCT: then, due by' }), '24')
    await user.tab()
    await waitFor(() => expect(bridge.inputsOf('registry.saveSettings')).toHaveLength(1))
    expect(bridge.inputsOf('registry.saveSettings')[0]).toEqual({
      monitoring: [
        { id: 'hrct', what: ['hrct'], whom: 'ild', every: { from: 24, to: 24, unit: 'mo' }, soonDays: 30, on: false },
      ],
    })
    expect(document.activeElement).toBe(hrct.getByRole('combobox', { name: 'HRCT: then, unit' }))
    await user.click(hrct.getByRole('checkbox'))
    await waitFor(() =>
      expect(bridge.inputsOf('registry.saveSettings').at(-1)).toMatchObject({ monitoring: [{ id: 'hrct', on: true }] }),
    )
    await user.click(await hrct.findByRole('button', { name: 'As it came' }))
    await waitFor(() => expect(bridge.inputsOf('registry.saveSettings').at(-1)).toEqual({ monitoring: [] }))
    await waitFor(() =>
      expect(hrct.getByRole<HTMLInputElement>('textbox', { name: 'HRCT: then, due by' }).value).toBe(''),
    )
  })

  test('what makes no sense is said and not kept', async () => {
    const { user, bridge } = openSchedules()
    const pft = await rowOf('Pulmonary function test with ILD')
    const field = pft.getByRole('textbox', { name: 'Pulmonary function test: at first, due by' })
    await user.clear(field)
    await user.type(field, '2')
    await user.tab()
    expect((await pft.findByRole('alert')).textContent).toContain('The shorter interval comes first.')
    expect(bridge.inputsOf('registry.saveSettings')).toEqual([])
    await user.click((await rowOf('HRCT with ILD')).getByRole('checkbox'))
    expect((await rowOf('HRCT with ILD')).getByRole('alert').textContent).toContain('Give an interval')
  })

  test('a schedule of one’s own is added and taken away again', async () => {
    const { user, bridge } = openSchedules()
    await screen.findByRole('group', { name: 'HRCT with ILD' })
    await user.selectOptions(screen.getByRole('combobox', { name: 'What' }), 'igg')
    await user.selectOptions(screen.getByRole('combobox', { name: 'For whom' }), 'drug:rituximab')
    await user.click(screen.getByRole('button', { name: 'Add' }))
    const own = await rowOf('IgG on RTX')
    expect(bridge.inputsOf('registry.saveSettings')[0]).toMatchObject({
      monitoring: [{ id: 'own-1', what: ['igg'], whom: { drugs: ['rituximab'] }, on: false }],
    })
    await user.click(own.getByRole('button', { name: 'Remove' }))
    await waitFor(() => expect(screen.queryByRole('group', { name: 'IgG on RTX' })).toBeNull())
  })

  test('where nothing can be written they can be read only', async () => {
    openSchedules([], {
      'registry.status': () => ({ state: 'open', folder: '/cd/clinic.asild', name: 'Clinic', readOnly: true }),
    })
    const pft = await rowOf('Pulmonary function test with ILD')
    await waitFor(() => expect(pft.getByRole<HTMLInputElement>('checkbox').matches(':disabled')).toBe(true))
    expect(screen.queryByRole('button', { name: 'Add' })).toBeNull()
  })
})
