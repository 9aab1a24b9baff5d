import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { aCase } from '#tests/support/a-case.ts'
import { aCaseRow } from '#tests/support/case-rows.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { givePageSize } from '#tests/support/page-environment.ts'
import { renderApp } from '#tests/support/render-app.tsx'

beforeAll(() => {
  givePageSize(930, 600)
  HTMLCanvasElement.prototype.getContext = () => null
})

const one = aCase({ code: 'AS-0001' })
  .with('treatment', { drug: 'mycophenolate', started: '2020-03-04' })
  .with('pft', { date: '2020-01-10', fvc_pct: 78 })
  .with('pft', { date: '2021-01-10', fvc_pct: 61 }).record
const base = aCase({ code: 'AS-0002' })
  .with('treatment', { drug: 'mycophenolate', started: '2022-01-01' })
  .with('pft', { date: '2022-02-10', fvc_pct: 90 }).record
const two = { ...base, case: { ...base.case, id: 'case-2' } } as CaseRecord

function openChart(search = '', more = {}) {
  const settings = { hiddenLanes: [] as string[] }
  return renderApp(`/cases/case-1/chart${search}`, {
    ...memoryCase(one).handlers,
    'cases.get': (which) => ('caseId' in which && which.caseId === 'case-2' ? two : one),
    'cases.find': () => ({ total: 2, rows: [aCaseRow(1, { id: 'case-1' }), aCaseRow(2, { id: 'case-2' })] }),
    'shell.settings': () => ({ theme: 'light', paper: 'A4', ...settings }),
    'shell.saveSettings': ({ hiddenLanes }, { changed }) => {
      if (hiddenLanes) settings.hiddenLanes = hiddenLanes
      changed('settings')
      return {}
    },
    ...more,
  })
}

describe('the view of the chart', () => {
  test('is aligned on the start of a drug, in the address, and goes back to the calendar', async () => {
    const { user, address } = openChart()
    await user.click(await screen.findByLabelText(/Months from MMF/))
    await waitFor(() => expect(address()).toContain('align=mycophenolate'))
    screen.getByRole('slider').focus()
    await user.keyboard('{End}')
    expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toBe('10 Jan 2021, month 10.3')
    expect(screen.getByText(/Months count from the first start of MMF/)).toBeDefined()
    await user.click(screen.getByLabelText('Calendar'))
    await waitFor(() => expect(address()).not.toContain('align'))
  })

  test('is found as it was left after another part of the case was looked at', async () => {
    const { user, address } = openChart('?align=mycophenolate&with=case-2')
    await screen.findByLabelText(/Months from MMF/)
    await user.keyboard('8')
    await waitFor(() => expect(address()).toBe('/cases/case-1/history'))
    await user.keyboard('1')
    await waitFor(() => expect(address()).toBe('/cases/case-1/chart?align=mycophenolate&with=case-2'))
  })

  test('offers the ways to a first entry where nothing is recorded', async () => {
    const { user, address } = renderApp('/cases/case-1/chart', memoryCase(aCase().record).handlers)
    await user.click(await screen.findByRole('link', { name: 'Record a visit' }))
    await waitFor(() => expect(address()).toBe('/cases/case-1/visit?open=new'))
  })

  test('leaves lanes out, and remembers on this workstation which', async () => {
    const { user, bridge } = openChart()
    await waitFor(() => expect(document.querySelector('[data-lane="fvc"]')).not.toBeNull())
    await user.click(screen.getByLabelText(/^FVC/))
    await waitFor(() => expect(document.querySelector('[data-lane="fvc"]')).toBeNull())
    expect(bridge.inputsOf('shell.saveSettings')).toEqual([{ hiddenLanes: ['fvc'] }])
    await user.click(screen.getByText('Show all'))
    await waitFor(() => expect(document.querySelector('[data-lane="fvc"]')).not.toBeNull())
  })

  test('sets a second case under the first, each with its name', async () => {
    const { user, address } = openChart()
    // jsdom knows no popover: what is in one can't be typed into there.
    fireEvent.change(await screen.findByLabelText(/words of the other case/), { target: { value: '0002' } })
    await user.click(await screen.findByText('AS-0002'))
    await waitFor(() => expect(address()).toContain('with=case-2'))
    expect(await screen.findByRole('slider', { name: 'Date read in the chart of AS-0002' })).toBeDefined()
    expect(screen.getByRole('heading', { level: 2, name: 'AS-0001' })).toBeDefined()
    await user.click(screen.getByText('Show this case alone'))
    await waitFor(() => expect(screen.queryByRole('slider', { name: /AS-0002/ })).toBeNull())
  })

  test('moves one cursor through both, from each one’s own start', async () => {
    const { user } = openChart('?align=mycophenolate&with=case-2')
    const other = await screen.findByRole('slider', { name: 'Date read in the chart of AS-0002' })
    other.focus()
    await user.keyboard('{End}')
    expect(other.getAttribute('aria-valuetext')).toBe('10 Feb 2022, month 1.3')
    expect(screen.getByRole('slider', { name: /AS-0001/ }).getAttribute('aria-valuetext')).toBe(
      '13 Apr 2020, month 1.3',
    )
  })

  test('is saved as it is shown', async () => {
    const save = vi.fn(() => ({ file: '/home/a/chart.pdf' }))
    const { user, bridge } = openChart('?align=mycophenolate&with=case-2', { 'figures.save': save })
    await screen.findByRole('slider', { name: 'Date read in the chart of AS-0002' })
    await user.click(screen.getByText('PDF'))
    expect(await screen.findByText('Saved to /home/a/chart.pdf')).toBeDefined()
    expect(bridge.inputsOf('figures.save')).toEqual([
      { caseId: 'case-1', format: 'pdf', view: { align: 'mycophenolate', with: 'case-2' } },
    ])
  })
})
