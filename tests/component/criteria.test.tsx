import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'
import type { FakeHandlers } from '#tests/support/fake-bridge.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { registrySettingsWith } from '#tests/support/registry-settings.ts'
import { renderApp } from '#tests/support/render-app.tsx'

const lungs = aCase({ sex: 'male', birth_date: '1950-02-01' })
  .with('diagnosis', { kind: 'asys', date: '2019' })
  .with('imaging', { date: '2019-03', modality: 'hrct', pattern: 'nsip' })
  .with('manifestation', { term: 'arthritis', status: 'present', onset: '2019-01' })
  .with('manifestation', { term: 'fever', status: 'absent', observed_on: '2019-04-02' })
const positive = lungs.with('antibody', { specificity: 'pl-7', result: 'positive', date: '2019-03-04' })
const measured = positive.with('pft', { date: '2020-05-01', fvc_pct: 68, dlco_pct: 45 })

const visits = measured
  .with('visit', { date: '2020-01-10', physician_global: 6, mmt8: 64, mmt8_range: '0-80' })
  .with('visit', { date: '2020-07-10', physician_global: 3, mmt8: 74, mmt8_range: '0-80' })
  .with('visit', { date: '2021-01-10', physician_global: 2, mmt8: 140, mmt8_range: '0-150' })

function openCriteria(start: CaseBuilder, handlers: FakeHandlers = {}, tab = 'assessment?view=criteria') {
  const memory = memoryCase(start.record)
  const app = renderApp(`/cases/case-1/${tab}`, {
    'registry.settings': () => registrySettingsWith(),
    ...memory.handlers,
    ...handlers,
  })
  return { ...app, memory }
}

const set = (name: string) => screen.findByRole('tab', { name: new RegExp(`^${name}`) })

test('each set says its verdict, and the chosen one why', async () => {
  openCriteria(positive)
  expect((await set('Connors')).textContent).toContain('● met')
  expect((await set('Bohan and Peter')).textContent).toContain('? not assessable')
  const panel = within(screen.getByRole('tabpanel', { name: 'Connors' }))
  expect(panel.getByText(/^Met: anti-synthetase antibody, interstitial lung disease, arthritis\./)).toBeDefined()
})

test('without the antibody it says that it is not recorded', async () => {
  openCriteria(lungs)
  await set('Connors')
  expect(screen.getByText(/^Not assessable: required antibody not recorded\./)).toBeDefined()
  expect(screen.getByText(/^To be recorded: anti-synthetase antibody\.$/)).toBeDefined()
})

test('by keys alone one goes from set to set, and from an item to its record', async () => {
  const { user, address } = openCriteria(positive)
  const first = await set('Connors')
  first.focus()
  await user.keyboard('{ArrowRight}{ArrowRight}')
  await waitFor(() => expect(address()).toContain('set=lega'))
  const lega = await set('Lega')
  expect(lega.getAttribute('aria-selected')).toBe('true')
  await waitFor(() => expect(document.activeElement).toBe(lega))
  await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}')
  await waitFor(async () => expect(document.activeElement).toBe(await set('Connors')))
  const row = screen.getByRole('row', { name: /^Anti-synthetase antibody/ })
  within(row).getByRole('link', { name: 'PL-7 positive on 4 Mar 2019' }).focus()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(address()).toContain('at=antibody-1'))
})

test('an item says present, absent and open, for each set that asks for it', async () => {
  openCriteria(positive)
  await set('Connors')
  const cells = (name: RegExp) =>
    within(screen.getByRole('row', { name }))
      .getAllByRole('cell')
      .map(({ textContent }) => textContent)
  expect(cells(/^Arthritis present/)).toEqual(['present since Jan 2019', '✓yes', '✓yes', '', '', '', ''])
  expect(cells(/^Unexplained fever/)).toEqual(['absent on 2 Apr 2019', '–no', '', '–no', '', '', ''])
  expect(cells(/^Raynaud/)).toEqual(['Not recorded.', '?open', '?open', '?open', '', '', '?open'])
})

test('a verdict is overruled with a reason, by keys', async () => {
  const { user, bridge } = openCriteria(positive)
  const panel = within(await screen.findByRole('tabpanel', { name: 'Connors' }))
  panel.getByRole('button', { name: 'Overrule' }).focus()
  await user.keyboard('{Enter}')
  await user.click(await panel.findByRole('radio', { name: /Not met/ }))
  await user.type(panel.getByLabelText('Reason'), 'Weak band, not repeated{Enter}')
  await waitFor(() =>
    expect(bridge.inputsOf('records.add')).toMatchObject([
      { form: 'judgment', values: { rule: 'connors', verdict: 'not-met', reason: 'Weak band, not repeated' } },
    ]),
  )
})

test('ILD-GAP shows its arithmetic, and stands in the header where it can be calculated', async () => {
  const { user, address } = openCriteria(measured, {}, 'documents')
  const link = await screen.findByRole('link', { name: 'ILD-GAP 3' })
  link.focus()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(address()).toContain('assessment'))
  const gap = within(await screen.findByRole('region', { name: 'ILD-GAP' }))
  expect(gap.getByText(/^1 \+ 2 \+ 1 \+ 1 − 2 = 3; mortality 8\.8 % in 1 year, 26\.9 % in 3 years\./)).toBeDefined()
  expect(gap.getByRole('link', { name: 'FVC 68 % on 1 May 2020, as reported' }).getAttribute('href')).toContain('pft-1')
})

test('without lung function there is no ILD-GAP in the header, and the view says what is missing', async () => {
  openCriteria(positive)
  const gap = within(await screen.findByRole('region', { name: 'ILD-GAP' }))
  expect(gap.getByText(/^Not calculable: FVC, DLCO not known\./)).toBeDefined()
  expect(screen.queryByRole('link', { name: /^ILD-GAP/ })).toBeNull()
})

test('muscle testing never stands without its range, and improvement is told between two chosen visits', async () => {
  const { user } = openCriteria(visits)
  const muscle = within(await screen.findByRole('table', { name: 'Manual muscle testing over time' }))
  expect(muscle.getAllByRole('row').map(({ textContent }) => textContent)).toEqual([
    'VisitSumRangeShare % of the range',
    '10 Jan 20211400–15093',
    '10 Jul 2020740–8093',
    '10 Jan 2020640–8080',
  ])
  const score = within(screen.getByRole('region', { name: 'Total Improvement Score' }))
  expect(score.getByText('Table not yet confirmed against the publication.')).toBeDefined()
  expect(score.getByText('The sums have different ranges.')).toBeDefined()
  await user.selectOptions(score.getByLabelText('To'), '10 Jul 2020')
  expect(
    score.getByText(/^Not complete: 37\.5 points from 2 of 6 measures, 10 Jan 2020 to 10 Jul 2020\./),
  ).toBeDefined()
})

test('a case without any entry says what goes here', async () => {
  openCriteria(aCase())
  await set('Connors')
  expect(screen.getByText(/^Sums of manual muscle testing stand here/)).toBeDefined()
  expect(
    screen.getByText(/It compares two visits with measures of myositis activity\. None is recorded\./),
  ).toBeDefined()
})
