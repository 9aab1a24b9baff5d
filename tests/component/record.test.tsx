import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { aCase } from '#tests/support/a-case.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { renderApp } from '#tests/support/render-app.tsx'

function openRecord(form: string, start = aCase(), identity?: AnyRecord) {
  const memory = memoryCase(start.record, identity)
  const app = renderApp(`/cases/case-1/record?form=${form}`, memory.handlers)
  return { ...app, memory }
}

const dataRows = async () => {
  const grid = await waitFor(() => screen.queryByRole('grid') ?? screen.getByRole('treegrid'))
  return within(grid).getAllByRole('row').slice(1)
}

const threeTests = aCase()
  .with('pft', { date: '2019', fvc_pct: 70 })
  .with('pft', { date: '2021-03-02', fvc: 2.9, fvc_unit: 'L', fvc_pct: 61, dlco_pct: 48 })
  .with('pft', { date: '2020-04', missing: { fvc_pct: 'not-done' }, source: 'illustrative' })

describe('the records of a form', () => {
  test('stand newest first, with dates as known, units, and why a value is missing', async () => {
    openRecord('pft', threeTests)
    const rows = await dataRows()
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/^2 Mar 20212\.9 L61 %.*48 %/),
      expect.stringMatching(/^Apr 2020Not done.*illustrative$/),
      expect.stringMatching(/^201970 %/),
    ])
  })

  test('are walked and opened by keyboard', async () => {
    const { user, address } = openRecord('pft', threeTests)
    const [first, second] = await dataRows()
    first!.focus()
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(second)
    expect(second!.getAttribute('aria-selected')).toBe('true')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(address()).toBe('/cases/case-1/record?form=pft&open=pft-3'))
    expect(await screen.findByRole('heading', { name: /Apr 2020/ })).toBeDefined()
  })

  test('say what goes there while there is none, and A adds one', async () => {
    const { user, address } = openRecord('walk_test')
    expect(await screen.findByText(/The six-minute walk/)).toBeDefined()
    await user.keyboard('a')
    await waitFor(() => expect(address()).toBe('/cases/case-1/record?form=walk_test&open=new'))
  })

  test('are counted in the list of forms; dose steps are not in it', async () => {
    openRecord('pft', threeTests)
    const nav = await screen.findByRole('navigation', { name: 'Forms' })
    expect(within(nav).getByRole('link', { name: 'Pulmonary function tests 3' })).toBeDefined()
    expect(within(nav).queryByRole('link', { name: /Dose steps/ })).toBeNull()
  })
})

describe('voiding a record', () => {
  test('asks for a reason, keeps the record, and can be undone', async () => {
    const { user, memory } = openRecord('pft', threeTests)
    const [first] = await dataRows()
    first!.focus()
    await user.keyboard('{Delete}')
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: /^Void/ }))
    expect(within(dialog).getByText(/Say why/)).toBeDefined()
    await user.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'Another patient')
    await user.click(within(dialog).getByRole('button', { name: /^Void/ }))
    await waitFor(() => expect(memory.saved().records.pft).toHaveLength(2))

    await user.click(screen.getByRole('button', { name: 'Show voided' }))
    expect(await screen.findByText(/Another patient/)).toBeDefined()
    await user.click(await screen.findByRole('button', { name: 'Restore' }))
    await waitFor(() => expect(memory.saved().records.pft).toHaveLength(3))
  })
})

test('the history of a record says who changed what', async () => {
  const { user, memory } = openRecord('pft', threeTests)
  const [first] = await dataRows()
  await memory.handlers['records.edit']!(
    { form: 'pft', id: 'pft-2', version: 1, values: { date: '2021-03-02', fvc: 2.7, fvc_unit: 'L' } },
    { changed: () => {}, progress: () => {}, signal: new AbortController().signal },
  )
  first!.focus()
  await user.keyboard('h')
  const dialog = await screen.findByRole('dialog')
  expect(await within(dialog).findByText(/by A\. Author/)).toBeDefined()
  const [change] = within(dialog).getAllByText('FVC')
  expect(change?.nextElementSibling?.textContent).toBe('2.9 →now 2.7 L')
})

describe('treatments', () => {
  const start = aCase()
    .with('treatment', { drug: 'prednisone', started: '2019-04', indication: 'induction' })
    .with('dose_step', { treatment: 'treatment-1', started: '2019-04', dose_text: 'high dose', reason: 'start' })
    .with('dose_step', { treatment: 'treatment-1', started: '2019-06', dose: 20, unit: 'mg', frequency: 'daily' })

  test('carry their dose steps, which fold away', async () => {
    const { user } = openRecord('treatment', start)
    const rows = await dataRows()
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining('Prednisone'),
      expect.stringContaining('high dose'),
      expect.stringContaining('20 mg daily'),
    ])
    rows[2]!.focus()
    await user.keyboard('{ArrowLeft}')
    expect(await dataRows()).toHaveLength(1)
    expect(screen.getByText('2 dose steps')).toBeDefined()
    await user.keyboard('{ArrowRight}')
    expect(await dataRows()).toHaveLength(3)
  })

  test('get a dose step with S, from the treatment or any of its steps', async () => {
    const { user, address } = openRecord('treatment', start)
    const rows = await dataRows()
    rows[1]!.focus()
    await user.keyboard('s')
    await waitFor(() => expect(address()).toBe('/cases/case-1/record?form=dose_step&open=new&treatment=treatment-1'))
  })
})

describe('who the patient is', () => {
  const frame = { id: 'identity-1', version: 1, source: 'recorded' as const, created_at: '', updated_at: '' }

  test('is asked for only when somebody wants to see it, and hidden again', async () => {
    const { user, bridge } = openRecord('identity', aCase(), { ...frame, family_name: 'Example' })
    const show = await screen.findByRole('button', { name: 'Show identity (this viewing is recorded)' })
    expect(bridge.inputsOf('cases.viewIdentity')).toEqual([])
    await user.click(show)
    expect(await screen.findByText('Example')).toBeDefined()
    expect(bridge.inputsOf('cases.viewIdentity')).toEqual([{ caseId: 'case-1' }])
    await user.click(screen.getByRole('button', { name: 'Hide' }))
    expect(screen.queryByText('Example')).toBeNull()
  })

  test('can be entered where nothing was', async () => {
    const { user, bridge } = openRecord('identity')
    await user.click(await screen.findByRole('button', { name: /^Show identity/ }))
    await user.click(await screen.findByRole('button', { name: 'Enter identity' }))
    await user.type(await screen.findByRole('textbox', { name: 'Family name' }), 'Example{Control>}s{/Control}')
    await waitFor(() =>
      expect(bridge.inputsOf('records.add')).toMatchObject([
        { form: 'identity', caseId: 'case-1', values: { family_name: 'Example' }, missing: {} },
      ]),
    )
    expect(await screen.findByRole('button', { name: /^Show identity/ })).toBeDefined()
  })
})

test('the baseline is edited as the record of the case that it is', async () => {
  const { user, bridge } = openRecord('case', aCase({ sex: 'male' }))
  await user.click(await screen.findByRole('button', { name: /^Edit baseline/ }))
  await user.type(await screen.findByRole('textbox', { name: /^Birth date/ }), '1955{Control>}s{/Control}')
  await waitFor(() => expect(bridge.inputsOf('records.edit')).toHaveLength(1))
  expect(bridge.inputsOf('records.edit')[0]).toMatchObject({
    form: 'case',
    id: 'case-1',
    version: 1,
    values: { code: 'AS-0042', sex: 'male', birth_date: '1955' },
  })
  expect(await screen.findByText('1955')).toBeDefined()
})

test('a new case starts under the next free code and opens once it is saved', async () => {
  const memory = memoryCase(aCase().record)
  const { user, bridge, address } = renderApp('/cases/new', memory.handlers)
  const code = await screen.findByRole<HTMLInputElement>('textbox', { name: /^Registry code/ })
  expect(code.value).toBe('AS-0043')
  await user.type(screen.getByRole('textbox', { name: /^Birth date/ }), '1955{Control>}s{/Control}')
  await waitFor(() => expect(address()).toBe('/cases/case-1/record'))
  expect(bridge.inputsOf('cases.create')[0]).toMatchObject({
    values: { code: 'AS-0043', status: 'active', birth_date: '1955' },
  })
})
