import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { publishedCase } from '#main/demo/published-case.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { aCase } from '#tests/support/a-case.ts'
import { demoRecord } from '#tests/support/demo-record.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { registrySettingsWith } from '#tests/support/registry-settings.ts'
import { renderApp } from '#tests/support/render-app.tsx'

function openResponse(record: CaseRecord, search = '') {
  const { handlers } = memoryCase(record)
  return renderApp(`/cases/case-1/assessment?view=response${search}`, {
    ...handlers,
    'registry.settings': () => registrySettingsWith(),
  })
}

const started = aCase()
  .with('treatment', { drug: 'rituximab', started: '2022-01-01' })
  .with('laboratory', { test: 'ck', date: '2021-12-20', value: 800, unit: 'U/L' })
  .with('laboratory', { test: 'ck', date: '2022-03-25', value: 500, unit: 'U/L' })
  .with('laboratory', { test: 'ck', date: '2022-07-01', value: 300, unit: 'U/L' })
const card = () => screen.findByRole('article', { name: 'Rituximab, started 1 Jan 2022' })

test('a case without treatment says what goes here', async () => {
  openResponse(aCase().record)
  expect(await screen.findByText(/^No treatment is recorded yet/)).toBeDefined()
})

test('a card says what changed, and its windows are chosen by keyboard', async () => {
  const { user } = openResponse(started.record)
  expect(within(await card()).getByText('CK 800 → 300 U/L in 6 months')).toBeDefined()
  await user.selectOptions(screen.getByLabelText('Before: the last within'), '6 months')
  await user.selectOptions(screen.getByLabelText('After: the nearest to'), '3 and 6 months')
  await user.selectOptions(screen.getByLabelText('Within'), '± 1 month')
  expect(within(await card()).getByRole('columnheader', { name: '3 months' })).toBeDefined()
  expect(within(await card()).getByText('500')).toBeDefined()
})

test('windows come with the address', async () => {
  openResponse(started.record, '&after=12-24')
  expect(within(await card()).getByRole('columnheader', { name: '24 months' })).toBeDefined()
  expect(within(await card()).getByText(/^No value stands both before and after/)).toBeDefined()
})

test('a number leads to its record, one that rests on several to the list of them', async () => {
  const { user } = openResponse(started.with('visit', { date: '2022-12-31', kind: 'follow-up' }).record)
  const value = within(await card()).getByRole('link', { name: '800' })
  expect(value.getAttribute('href')).toMatch(/record\?form=laboratory&at=laboratory-1/)
  const slope = within(await card()).getByRole('button', { name: /%$/ })
  slope.focus()
  await user.keyboard('{Enter}')
  const list = await screen.findByRole('dialog')
  expect(within(list).getAllByRole('link')).toHaveLength(2)
  await user.keyboard('{Escape}')
  await waitFor(() => expect(slope.getAttribute('aria-expanded')).toBe('false'))
  await waitFor(() => expect(document.activeElement).toBe(slope))
})

test('the published case says what its prednisone did, and that the values are illustrative', async () => {
  openResponse({ ...demoRecord(publishedCase()) })
  const ivig = await screen.findByRole('article', { name: 'Immune globulin, intravenous, started Apr 2021' })
  expect(within(ivig).getByText('prednisone 20 → 10 mg daily').textContent).toMatch(/\(illustrative\)$/)
  expect(screen.getByRole('heading', { name: 'Immune globulin, cycle by cycle' })).toBeDefined()
  expect(screen.getByText(/^Not counted.*high dose; 20 mg daily; 10 mg daily/)).toBeDefined()
  expect(screen.getByRole('row', { name: /^Whole 780 15,815/ })).toBeDefined()
})

test('unknown doses are shown as such, never as 0', async () => {
  const built = aCase()
    .with('treatment', { drug: 'prednisone', started: '2021-01-01', ended: '2021-01-31' })
    .with('dose_step', { treatment: 'treatment-1', started: '2021-01-01', dose_text: 'high dose' })
  openResponse(built.record)
  expect(await screen.findByRole('row', { name: /^Whole 31 not known/ })).toBeDefined()
  expect(screen.getAllByText(/can’t be told/)).toHaveLength(3)
})
