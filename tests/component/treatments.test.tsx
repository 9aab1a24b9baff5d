import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { AppError } from '#shared/ipc/app-error.ts'
import { aCase } from '#tests/support/a-case.ts'
import type { FakeHandlers } from '#tests/support/fake-bridge.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { memoryDrafts } from '#tests/support/memory-drafts.ts'
import { renderApp } from '#tests/support/render-app.tsx'
import { registrySettingsWith } from '#tests/support/registry-settings.ts'

const prednisone = aCase().with('treatment', { drug: 'prednisone', started: '2024-01-01' }).with('dose_step', {
  treatment: 'treatment-1',
  dose: 20,
  unit: 'mg',
  frequency: 'daily',
  started: '2024-01-01',
  reason: 'start',
})

function openTreatments(handlers: FakeHandlers = {}, start = prednisone) {
  const memory = memoryCase(start.record)
  const app = renderApp('/cases/case-1/treatments', {
    ...memory.handlers,
    'registry.settings': () => registrySettingsWith(),
    ...handlers,
  })
  return { ...app, memory }
}

const dose = () => screen.findByRole('gridcell', { name: /^\d.* mg daily/ })
const unsaved = () => screen.findByRole('region', { name: 'Changes not saved' })

test('a case without treatments says what goes here and offers it', async () => {
  const { user } = openTreatments({}, aCase())
  await user.click(await screen.findByRole('button', { name: 'Add the first course' }))
  expect(await screen.findByRole('heading', { name: 'New course' })).toBeDefined()
})

test('what the registry refuses stays staged, is said in words, and each line leads to its dose', async () => {
  const message = 'The dose must be at most 15.'
  const { user } = openTreatments({
    'records.change': () => {
      throw new AppError('invalid-input', message, { issues: [{ path: 'changes.0.dose', message }] })
    },
  })
  ;(await dose()).focus()
  await user.keyboard('-')
  await user.click(within(await unsaved()).getByRole('button', { name: /^Save one change/ }))
  await user.click(await screen.findByRole('button', { name: message }))
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^17.5 mg daily.*not saved$/))
})

test('where the registry asks for a reason, nothing is saved without one', async () => {
  const { user, bridge } = openTreatments({
    'registry.settings': () => registrySettingsWith({ reasonForChange: 'edits' }),
    'records.change': () => ({ changeId: 'change-1', saved: [] }),
  })
  ;(await dose()).focus()
  await user.keyboard('-{Control>}s{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Save the changes' })
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))
  expect(bridge.inputsOf('records.change')).toEqual([])
  await user.type(within(dialog).getByLabelText('Reason'), 'Misread{Enter}')
  await waitFor(() =>
    expect(bridge.inputsOf('records.change')).toMatchObject([
      { reason: 'Misread', draft: 'case-1/treatments', changes: [{ do: 'edit', version: 1, values: { dose: 17.5 } }] },
    ]),
  )
})

test('a reason to void a dose is kept while it is typed, until the voiding stands among the changes', async () => {
  const drafts = memoryDrafts()
  const { user } = openTreatments(drafts.handlers)
  ;(await dose()).focus()
  await user.keyboard('{Delete}')
  await user.type(await screen.findByLabelText('Reason'), 'Never given')
  await waitFor(() =>
    expect(drafts.kept()).toMatchObject([
      { place: 'case-1/reason/treatments/dose_step-1', title: 'Reason to void this dose' },
    ]),
  )
  await user.keyboard('{Enter}')
  await unsaved()
  await waitFor(() => expect(drafts.kept()).toMatchObject([{ place: 'case-1/treatments' }]))
  expect(drafts.kept()[0]?.content).toContain('Never given')
})

test('where nothing can be written no change is offered, and a key that would make one says why', async () => {
  const { user } = openTreatments({
    'registry.status': () => ({ state: 'open', folder: '/cd/clinic.asild', name: 'Clinic', readOnly: true }),
  })
  ;(await dose()).focus()
  expect(screen.queryByRole('button', { name: /^Add course/ })).toBeNull()
  await user.keyboard('{Delete}')
  expect(await screen.findByText(/^This registry is open for reading only/)).toBeDefined()
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a dose that somebody else saved meanwhile is said; mine can go on top of it', async () => {
  const { user, bridge, memory } = openTreatments({
    'records.change': () => ({ changeId: 'change-1', saved: [] }),
  })
  ;(await dose()).focus()
  await user.keyboard('-')
  memory.changeBehind('dose_step', 'dose_step-1', { dose: 40 })
  bridge.changed('case:case-1')
  expect(await screen.findByText(/^One of these records was saved elsewhere/)).toBeDefined()
  expect(within(await unsaved()).getByRole('button', { name: /^Save/ })).toHaveProperty('disabled', true)
  await user.click(screen.getByRole('button', { name: 'Keep my changes on top' }))
  await user.click(within(await unsaved()).getByRole('button', { name: /^Save/ }))
  await waitFor(() =>
    expect(bridge.inputsOf('records.change')).toMatchObject([{ changes: [{ version: 2, values: { dose: 17.5 } }] }]),
  )
})

test('what was staged and kept is back on the lanes', async () => {
  const staged = {
    added: [],
    changed: [{ form: 'dose_step', id: 'dose_step-1', version: 1, values: { dose: 30 } }],
    voided: [],
  }
  const kept = { place: 'case-1/treatments', title: 'Treatments', savedAt: '2026-11-23T09:00:00.000Z' }
  openTreatments({ 'drafts.find': () => ({ draft: { ...kept, content: JSON.stringify({ staged }) } }) })
  expect(await screen.findByRole('gridcell', { name: /^30 mg daily.*changed, not saved$/ })).toBeDefined()
  expect(within(await unsaved()).getByText(/^Back from/)).toBeDefined()
})
