import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { aCase } from '#tests/support/a-case.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { registrySettingsWith } from '#tests/support/registry-settings.ts'
import { renderApp } from '#tests/support/render-app.tsx'

const woman = aCase({ sex: 'female', birth_date: '1965-03-15', height: 165, height_unit: 'cm' })
const tested = woman.with('pft', { date: '2019-03-15', fvc: 2.6, fvc_unit: 'L', fvc_pct: 88 }).with('pft', {
  date: '2020-03-15',
  fvc: 2.4,
  fvc_unit: 'L',
  fev1: 2,
  fev1_unit: 'L',
  fvc_pct: 81,
  dlco: 11.9,
  dlco_unit: 'mL/min/mm[Hg]',
  dlco_basis: 'uncorrected',
  haemoglobin: 10,
  haemoglobin_unit: 'g/dL',
})

function openAssessment(start = tested) {
  return renderApp('/cases/case-1/assessment?view=lung-function', {
    ...memoryCase(start.record).handlers,
    'registry.settings': () => registrySettingsWith(),
  })
}

const row = async (name: string) => within(await screen.findByRole('row', { name: new RegExp(`^${name} `) }))

test('the newest test is shown whole: percent, limit of normal, z, band, and what was reported', async () => {
  openAssessment()
  const cells = (await row('FVC')).getAllByRole('cell').map((cell) => cell.textContent)
  expect(cells).toEqual(['2.40 L', '74.3', '2.38', '−1.60', '', 'normal', '81 %'])
  expect(screen.getByRole('heading', { name: /15 Mar 2020/ }).textContent).toMatch(/Normal$/)
  expect(screen.getByText(/Predicted for a woman of 55.0 years and 165 cm \(height of the case\)/)).toBeDefined()
})

test('DLCO is shown as measured and as corrected for hemoglobin', async () => {
  openAssessment()
  expect((await row('DLCO')).getAllByRole('cell')[0]!.textContent).toMatch(/^11\.9 mL\/min\/mmHg ?→ 13\.6$/)
  expect(screen.getByText('DLCO and KCO corrected for a hemoglobin of 10 g/dL (× 1.140).')).toBeDefined()
})

test('another set is only looked at', async () => {
  const { user, bridge } = openAssessment(
    aCase({ ...tested.record.case, reference_group: 'caucasian' }).with('pft', tested.record.records.pft[1]!),
  )
  await row('FVC')
  await user.click(screen.getByRole('radio', { name: 'GLI-2012' }))
  expect((await row('FVC')).getAllByRole('cell')[1]!.textContent).not.toBe('74.3')
  expect(screen.getByText('Only looked at here: the registry uses GLI Global 2022')).toBeDefined()
  expect(bridge.inputsOf('registry.saveSettings')).toEqual([])
})

test('without the group GLI-2012 says what it needs', async () => {
  const { user } = openAssessment()
  await row('FVC')
  await user.click(screen.getByRole('radio', { name: 'GLI-2012' }))
  expect((await screen.findAllByText(/needs the reference group, which is not recorded/)).length).toBeGreaterThan(0)
})

test('arrow keys go from test to test', async () => {
  const { user } = openAssessment()
  ;(await screen.findByRole('button', { name: '15 Mar 2020' })).focus()
  await user.keyboard('{ArrowDown}')
  expect(document.activeElement?.textContent).toBe('15 Mar 2019')
  expect(screen.getByRole('heading', { name: /15 Mar 2019/ })).toBeDefined()
  await user.keyboard('{ArrowDown}')
  expect(document.activeElement?.textContent).toBe('15 Mar 2019')
})

test('a case whose height is missing says why, beside what was reported', async () => {
  openAssessment(aCase({ sex: 'female', birth_date: '1965-03-15' }).with('pft', tested.record.records.pft[1]!))
  const cells = (await row('FVC')).getAllByRole('cell').map((cell) => cell.textContent)
  expect(cells).toEqual(['2.40 L', 'not available: height is not recorded', '81 %'])
  expect(screen.getByText(/^r: as reported/)).toBeDefined()
})

test('a case without tests says what appears here', async () => {
  openAssessment(woman)
  expect(await screen.findByText(/No pulmonary function test is recorded yet/)).toBeDefined()
})

test('a value that is typed into the form says what percentage and z-score it is', async () => {
  const { user } = renderApp('/cases/case-1/record?form=pft&open=new', memoryCase(woman.record).handlers)
  await user.type(await screen.findByRole('textbox', { name: 'FVC' }), '2.4')
  expect(screen.queryByText(/% predicted, z/)).toBeNull()
  await user.type(screen.getByRole('textbox', { name: /^Date/ }), '15.3.2020')
  expect(await screen.findByText('74.3 % predicted, z −1.60 (GLI Global 2022)')).toBeDefined()
  await user.type(screen.getByRole('textbox', { name: 'Height at the test' }), '175')
  expect(await screen.findByText(/^63\.\d % predicted/)).toBeDefined()
})
