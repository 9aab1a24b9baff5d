import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { CaseBuilder } from '#tests/support/a-case.ts'
import { aCase } from '#tests/support/a-case.ts'
import type { FakeHandlers } from '#tests/support/fake-bridge.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { renderApp } from '#tests/support/render-app.tsx'

const worsening = aCase()
  .with('imaging', { date: '2022-11-02', modality: 'hrct', fibrosis: 'present' })
  .with('diagnosis', { kind: 'ild', date: '2022-11-02', others_excluded: 'yes' })
  .with('pft', { date: '2023-01-10', fvc_pct: 61 })
  .with('pft', { date: '2023-10-12', fvc_pct: 55 })
  .with('visit', { date: '2023-10-12', kind: 'follow-up', respiratory_change: 'worse' })
  .with('pft', { date: '2025-02-01', fvc_pct: 56 })

function openProgression(start: CaseBuilder = worsening, search = '', handlers: FakeHandlers = {}) {
  const memory = memoryCase(start.record)
  const app = renderApp(`/cases/case-1/assessment?view=progression${search}`, { ...memory.handlers, ...handlers })
  return { ...app, memory }
}

const rule = (name: string) => screen.findByRole('region', { name })
const asOf = '&asOf=2023-10-12'

test('a case without evidence says what goes here', async () => {
  openProgression(aCase())
  expect(await screen.findByText(/None of it is recorded yet/)).toBeDefined()
})

test('the verdict stands in one sentence, looking back from the newest evidence', async () => {
  openProgression()
  const ppf = within(await rule('PPF 2022'))
  expect(ppf.getByText('not assessable')).toBeDefined()
  expect(ppf.getByText(/^Not assessable because no two FVC values lie within 12 months/)).toBeDefined()
  expect(screen.getByLabelText('Looking back from')).toHaveProperty('value', '1 Feb 2025')
})

test('a verdict says from what to what, and its criteria lead to the records that were used', async () => {
  const { user, address } = openProgression(worsening, asOf)
  const ppf = within(await rule('PPF 2022'))
  expect(
    ppf.getByText('Met: FVC 61 → 55 % (−6 points) in 9 months and respiratory symptoms worse on 12 Oct 2023.'),
  ).toBeDefined()
  await user.click(ppf.getByText('FVC down by 5 points or more'))
  const links = ppf.getAllByRole('link', { name: 'FVC 55 % on 12 Oct 2023' })
  expect(links[0]!.getAttribute('href')).toContain('form=pft')
  await user.click(links[0]!)
  await waitFor(() => expect(address()).toContain('at=pft-2'))
})

test('by keys alone one goes from one day of evidence to the next, or types a day', async () => {
  const { user } = openProgression()
  await rule('PPF 2022')
  await user.keyboard('e')
  const field = screen.getByLabelText('Looking back from')
  await waitFor(() => expect(field).toHaveProperty('value', '12 Oct 2023'))
  expect(within(await rule('PPF 2022')).getByText('met')).toBeDefined()
  field.focus()
  await user.keyboard('{ArrowUp}')
  await waitFor(() => expect(field).toHaveProperty('value', '10 Jan 2023'))
  await user.clear(field)
  await user.type(field, '10/2024{Enter}')
  await waitFor(() => expect(field).toHaveProperty('value', '31 Oct 2024'))
})

test('when a rule was met stands in words, and each day in a table', async () => {
  const { user } = openProgression()
  const when = within(await screen.findByRole('region', { name: 'When each rule was met' }))
  const items = when.getAllByRole('listitem').map((item) => item.textContent)
  expect(items).toContain('PPF 2022 first met on 12 Oct 2023')
  await user.click(when.getByText('All 3 days'))
  expect(within(when.getByRole('table')).getAllByRole('row')).toHaveLength(4)
})

test('changes between tests are in points and in percent of the earlier value', async () => {
  openProgression(worsening, asOf)
  const table = within(await screen.findByRole('table', { name: /^FVC/ }))
  const cells = table.getAllByRole('cell').map((cell) => cell.textContent)
  expect(cells).toEqual(['61 % 10 Jan 2023', '55 % 12 Oct 2023', '9 months', '−6', '−9.8'])
})

test('a verdict that rests on illustrative values says so', async () => {
  const illustrative = aCase()
    .with('pft', { date: '2023-01-10', fvc_pct: 61, source: 'illustrative' })
    .with('pft', { date: '2023-10-12', fvc_pct: 50 })
  openProgression(illustrative)
  expect(within(await rule('INBUILD')).getByText('rests on illustrative values')).toBeDefined()
})

test('a verdict is confirmed by keys alone, and who judged it is said', async () => {
  const { user, bridge } = openProgression(worsening, asOf)
  const ppf = within(await rule('PPF 2022'))
  const confirm = ppf.getByRole('button', { name: 'Confirm met' })
  confirm.focus()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(bridge.inputsOf('records.add')).toHaveLength(1))
  const [{ values }] = bridge.inputsOf('records.add') as [{ values: object }]
  expect(values).toMatchObject({ rule: 'ppf-2022', as_of: '2023-10-12', verdict: 'met' })
  expect(values).not.toHaveProperty('reason')
  expect(await ppf.findByText('Confirmed: met')).toBeDefined()
  expect(await ppf.findByText(/A\. Author/)).toBeDefined()
})

test('overruling needs a reason; verdict of the rule and judgment then stand side by side', async () => {
  const { user, bridge } = openProgression(worsening, asOf)
  const ppf = within(await rule('PPF 2022'))
  ppf.getByRole('button', { name: 'Overrule' }).focus()
  await user.keyboard('{Enter}')
  await user.keyboard('1{Enter}')
  expect(await ppf.findByText('You differ from what the rule says: say why.')).toBeDefined()
  expect(bridge.inputsOf('records.add')).toEqual([])
  await user.keyboard('{Tab}Infection explains it{Enter}')
  await waitFor(() =>
    expect(bridge.inputsOf('records.add')).toMatchObject([
      { form: 'judgment', values: { verdict: 'not-met', reason: 'Infection explains it' } },
    ]),
  )
  expect(await ppf.findByText(/“Infection explains it”/)).toBeDefined()
  expect(ppf.getByText('met')).toBeDefined()
})

test('Escape leaves a judgment as it was and gives the key back', async () => {
  const { user, bridge } = openProgression(worsening, asOf)
  const ppf = within(await rule('PPF 2022'))
  await user.click(ppf.getByRole('button', { name: 'Overrule' }))
  await user.keyboard('{Escape}')
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Overrule'))
  expect(bridge.inputsOf('records.add')).toEqual([])
})

test('what changed since a judgment is said, and a judgment of an earlier day names it', async () => {
  const judged = worsening.with('judgment', {
    rule: 'ppf-2022',
    judged_on: '2023-10-20',
    as_of: '2023-10-12',
    verdict: 'not-met',
    reason: 'Infection',
    computed: 'met',
    rule_version: '1',
    rests_on: 'pft pft-1 1\npft pft-2 0\nvisit visit-1 1\nimaging imaging-1 1\ndiagnosis diagnosis-1 1',
  })
  openProgression(judged)
  const ppf = within(await rule('PPF 2022'))
  expect(ppf.getByText('Overruled: not met')).toBeDefined()
  expect(ppf.getByText(/looking back from 12 Oct 2023/)).toBeDefined()
  expect(
    ppf.getByText(/Changed since it was judged: the pulmonary function test of 12 Oct 2023 was changed\./),
  ).toBeDefined()
})
