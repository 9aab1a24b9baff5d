import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { DataQuery, QualityReport } from '#shared/ipc/areas/quality.ts'
import { aCase } from '#tests/support/a-case.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { givePageSize } from '#tests/support/page-environment.ts'
import { renderApp } from '#tests/support/render-app.tsx'

const place = { caseId: 'case-1', caseCode: 'AS-0042', form: 'pft', recordId: 'pft-1', name: 'Pulmonary function test' }
const report: QualityReport = {
  at: '2026-11-23T09:00:00.000Z',
  cases: 1,
  records: 2,
  forms: [
    { form: 'case', records: 1, casesWithout: 0, items: [{ item: 'sex', expected: 1, answered: 1, reasoned: 0 }] },
    {
      form: 'pft',
      records: 1,
      casesWithout: 0,
      items: [
        { item: 'fvc', expected: 1, answered: 1, reasoned: 0 },
        { item: 'fvc_pct', expected: 1, answered: 0, reasoned: 0 },
      ],
    },
  ],
  rules: [
    { rule: 'soft-range', severity: 'ask', count: 1 },
    { rule: 'unit-slip', severity: 'ask', count: 1 },
  ],
  findings: [
    { ...place, date: '2020-01', item: 'fvc', rule: 'soft-range', severity: 'ask', message: 'FVC is usually less.' },
    { ...place, date: '2020-01', item: 'dlco', rule: 'unit-slip', severity: 'ask', message: 'DLCO is 3.1 here.' },
  ],
}
const start = aCase().with('pft', { date: '2020-01', fvc: 2.9, fvc_unit: 'L' })

givePageSize()

const rowsOf = (name: string) => within(screen.getByRole('grid', { name })).getAllByRole('row').slice(1)

function openQuality(search: string, more: Parameters<typeof renderApp>[1] = {}) {
  const memory = memoryCase(start.record)
  const app = renderApp(`/quality${search}`, { ...memory.handlers, 'quality.report': () => report, ...more })
  return { ...app, memory }
}

describe('completeness', () => {
  test('leads by arrow keys from the form over the item to the record, and to its field', async () => {
    const lacking = { total: 1, records: [{ ...place, date: '2020-01' }] }
    const { user, bridge, address } = openQuality('', { 'quality.lacking': () => lacking })
    const forms = await screen.findByRole('grid', { name: 'Forms' })
    await waitFor(() => expect(document.activeElement).toBe(forms))
    await user.keyboard('{ArrowDown}')
    await user.keyboard('{ArrowRight}{ArrowDown}{ArrowDown}')
    await waitFor(() => expect(address()).toContain('item=fvc_pct'))
    await waitFor(() =>
      expect(bridge.inputsOf('quality.lacking').at(-1)).toMatchObject({ form: 'pft', item: 'fvc_pct' }),
    )
    await user.keyboard('{ArrowRight}')
    const records = await screen.findByRole('grid', { name: /Lacking: FVC % predicted/ })
    await waitFor(() => expect(document.activeElement).toBe(records))
    await waitFor(() => expect(rowsOf(records.getAttribute('aria-label')!)).toHaveLength(1))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(address()).toBe('/cases/case-1/record?form=pft&open=pft-1&item=fvc_pct'))
    const field = await screen.findByRole('textbox', { name: /FVC % predicted/ })
    await waitFor(() => expect(document.activeElement).toBe(field))
  })
})

describe('one case alone', () => {
  test('is counted from its record, and everything else is a key away', async () => {
    const { bridge, address, user } = openQuality('?part=completeness&case=case-1')
    const forms = await screen.findByRole('grid', { name: 'Forms' })
    expect(await screen.findByText('AS-0042, 2 records')).toBeDefined()
    expect(within(forms).getByRole('row', { name: /Pulmonary function tests 1/ })).toBeDefined()
    expect(bridge.inputsOf('quality.report')).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Show all cases' }))
    await waitFor(() => expect(bridge.inputsOf('quality.report')).toHaveLength(1))
    expect(address()).toBe('/quality?part=completeness')
  })
})

describe('findings', () => {
  test('are chosen by rule and lead to their field', async () => {
    const { user, address } = openQuality('?part=findings')
    const grid = await screen.findByRole('grid', { name: 'Findings' })
    await waitFor(() => expect(document.activeElement).toBe(grid))
    expect(rowsOf('Findings')).toHaveLength(2)
    await user.keyboard('{ArrowLeft}{ArrowDown}{ArrowDown}')
    await waitFor(() => expect(rowsOf('Findings')).toHaveLength(1))
    await user.keyboard('{ArrowRight}{Enter}')
    await waitFor(() => expect(address()).toBe('/cases/case-1/record?form=pft&open=pft-1&item=dlco'))
  })

  test('that are none say so, and what is not listed', async () => {
    openQuality('?part=findings', { 'quality.report': () => ({ ...report, rules: [], findings: [] }) })
    expect(await screen.findByText(/Nothing stands against a rule/)).toBeDefined()
  })
})

describe('queries', () => {
  const query: DataQuery = {
    ...place,
    id: 'query-1',
    version: 1,
    item: 'fvc',
    date: '2020-01',
    status: 'open',
    createdAt: '2026-11-20T09:00:00.000Z',
    updatedAt: '2026-11-20T09:00:00.000Z',
    voided: false,
    messages: [{ at: '2026-11-20T09:00:00.000Z', by: 'B. Reader', kind: 'question', text: 'Before or after?' }],
  }
  const asked = { 'quality.queries': () => ({ total: 1, queries: [query] }) }

  test('are read and answered by keyboard', async () => {
    const { user, bridge } = openQuality('?part=queries', {
      ...asked,
      'quality.reply': () => ({ id: 'query-1', version: 2 }),
    })
    const grid = await screen.findByRole('grid', { name: 'Queries' })
    await waitFor(() => expect(document.activeElement).toBe(grid))
    await user.keyboard('{Enter}')
    const answer = await screen.findByRole('textbox', { name: /Answer/ })
    // A browser gives it the keyboard when the dialog opens; jsdom doesn’t.
    await user.click(answer)
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(screen.getByText('Write a sentence first.')).toBeDefined()
    await user.keyboard('Before.{Control>}{Enter}{/Control}')
    await waitFor(() =>
      expect(bridge.inputsOf('quality.reply')).toEqual([
        { id: 'query-1', version: 1, kind: 'answer', text: 'Before.' },
      ]),
    )
    await waitFor(() => expect(document.activeElement).toBe(grid))
  })

  test('of a field stand at it, and Alt+Q leads to them', async () => {
    const memory = memoryCase(start.record)
    const { user, bridge } = renderApp('/cases/case-1/record?form=pft&open=pft-1', {
      ...memory.handlers,
      ...asked,
      'quality.ask': () => ({ id: 'query-2' }),
      'quality.queryCounts': () => ({ open: 1, answered: 0, closed: 0 }),
    })
    const fvc = await screen.findByRole('textbox', { name: 'FVC' })
    // In the header of the case, and at the field.
    await waitFor(() => expect(screen.getAllByText('1 open query')).toHaveLength(2))
    expect(screen.getByText('Before or after?')).toBeDefined()
    await user.click(await screen.findByRole('textbox', { name: 'TLC' }))
    await user.keyboard('{Alt>}[KeyQ]{/Alt}')
    const question = await screen.findByRole('textbox', { name: 'Question' })
    await user.type(question, 'Plethysmography?{Control>}{Enter}{/Control}')
    await waitFor(() =>
      expect(bridge.inputsOf('quality.ask')).toEqual([
        { caseId: 'case-1', form: 'pft', recordId: 'pft-1', item: 'tlc', text: 'Plethysmography?' },
      ]),
    )
    expect(bridge.inputsOf('records.edit')).toEqual([])
    await user.click(fvc)
    await user.keyboard('{Alt>}[KeyQ]{/Alt}')
    expect(await screen.findByRole('textbox', { name: /Answer/ })).toBeDefined()
  })
})

describe('a record that was verified', () => {
  const check = { form: 'pft', recordId: 'pft-1', checkedAt: '2026-11-20T09:00:00.000Z', checkedBy: 'B. Reader' }

  test.each([
    [1, '✓ verified'],
    [2, 'changed since verified'],
  ])('at version %i of 1 says so in the list: %s', async (recordVersion, said) => {
    const memory = memoryCase(start.record)
    const checks = [{ ...check, recordVersion }]
    renderApp('/cases/case-1/record?form=pft', { ...memory.handlers, 'quality.checks': () => ({ checks }) })
    expect(await screen.findByText(said)).toBeDefined()
  })

  test('is marked by a key', async () => {
    const memory = memoryCase(start.record)
    const handlers = { ...memory.handlers, 'quality.verify': () => ({}) }
    const { user, bridge } = renderApp('/cases/case-1/record?form=pft&at=pft-1', handlers)
    await screen.findByRole('row', { name: /Jan 2020/ })
    await user.keyboard('y')
    await waitFor(() =>
      expect(bridge.inputsOf('quality.verify')).toEqual([{ form: 'pft', recordId: 'pft-1', version: 1 }]),
    )
    expect(await screen.findByText(/Verified against its source/)).toBeDefined()
  })
})

describe('double entry', () => {
  test('shows nothing of the record while it is typed, then compares item by item', async () => {
    const first = aCase({ sex: 'male', birth_date: '1952-03-01' }).with('pft', {
      date: '2020-01',
      fvc: 2.9,
      fvc_unit: 'L',
    })
    const memory = memoryCase(first.record)
    let entry: object | null = null
    const { user, bridge } = renderApp('/quality?part=double-entry&case=case-1', {
      ...memory.handlers,
      'quality.report': () => report,
      'quality.secondEntry': () => ({ entry: entry as never }),
      'quality.enterAgain': ({ answers }, { changed }) => {
        entry = { id: 'entry-1', version: 1, createdAt: '2026-11-23T09:00:00.000Z', enteredBy: 'B. Reader', answers }
        changed('quality')
        return { id: 'entry-1' }
      },
    })
    const birth = await screen.findByRole('textbox', { name: 'Birth date' })
    await waitFor(() => expect(document.activeElement).toBe(birth))
    expect(screen.getByRole('main').textContent).not.toMatch(/1952|2\.9/)
    await user.keyboard('1.3.1952')
    await user.type(await screen.findByRole('textbox', { name: 'First FVC' }), '2.7')
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() =>
      expect(bridge.inputsOf('quality.enterAgain')).toEqual([
        {
          caseId: 'case-1',
          answers: { birth_date: '1952-03-01', first_fvc: 2.7, first_fvc_unit: 'L' },
          draft: 'case-1/second-entry',
        },
      ]),
    )
    expect(await screen.findByRole('heading', { name: 'AS-0042: 1 of 3 agree' })).toBeDefined()
    expect(within(screen.getByRole('row', { name: /Birth date/ })).getByText('✓ agree')).toBeDefined()
    expect(within(screen.getByRole('row', { name: /First FVC 2.9/ })).getByText('≠ differ')).toBeDefined()
    expect(within(screen.getByRole('row', { name: /Sex/ })).getByText('only in the record')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Ask about it: First FVC' }))
    const question = await screen.findByRole('textbox', { name: 'Question' })
    expect((question as HTMLTextAreaElement).value).toBe(
      'The record says 2.9 L, the second entry 2.7 L. Which is right?',
    )
  })

  test('asks for nothing where nothing can be written', async () => {
    renderApp('/quality?part=double-entry&case=case-1', {
      ...memoryCase(start.record).handlers,
      'quality.report': () => report,
      'quality.secondEntry': () => ({ entry: null }),
      'registry.status': () => ({ state: 'open', folder: '/cd/clinic.asild', name: 'Clinic', readOnly: true }),
    })
    expect(await screen.findByText(/^This registry is open for reading only/)).toBeDefined()
    expect(screen.queryByRole('textbox', { name: 'First FVC' })).toBeNull()
  })

  test('refuses what can’t be, at its field', async () => {
    const memory = memoryCase(start.record)
    const { user, bridge } = renderApp('/quality?part=double-entry&case=case-1', {
      ...memory.handlers,
      'quality.report': () => report,
      'quality.secondEntry': () => ({ entry: null }),
    })
    const fvc = await screen.findByRole('textbox', { name: 'First FVC' })
    await user.type(fvc, '99{Control>}{Enter}{/Control}')
    const alert = await screen.findByRole('alert')
    await user.click(within(alert).getByRole('button', { name: /First FVC must be/ }))
    await waitFor(() => expect(document.activeElement).toBe(fvc))
    expect(bridge.inputsOf('quality.enterAgain')).toEqual([])
  })
})
