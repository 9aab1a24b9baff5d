import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { ChangeSet } from '#shared/ipc/areas/changes.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { aCase } from '#tests/support/a-case.ts'
import type { FakeHandlers } from '#tests/support/fake-bridge.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { renderApp } from '#tests/support/render-app.tsx'

const start = aCase()
  .with('treatment', { drug: 'prednisone', started: '2026-03' })
  .with('dose_step', { treatment: 'treatment-1', started: '2026-05', dose: 15, unit: 'mg', frequency: 'daily' })

const aSet = (seq: number, more: Partial<ChangeSet>): ChangeSet => ({
  changeId: `change-${seq}`,
  seq,
  at: new Date(2026, 10, 20, 9, seq % 60).toISOString(),
  actor: 'Dr. Ada',
  operation: 'records.edit',
  records: [],
  canRevert: false,
  ...more,
})
const edit = (before: number, after: number): ChangeSet['records'] => [
  { table: 'dose_step', recordId: 'dose_step-1', kind: 'update', before: { dose: before }, after: { dose: after } },
]
const sets = [
  aSet(40, { operation: 'audit.note', event: { kind: 'print', detail: 'Case summary' } }),
  aSet(30, { records: edit(20, 15), reason: 'Typing error', canRevert: true, label: 'Dose step changed' }),
  aSet(20, { records: edit(60, 20), actor: 'Dr. Bo', at: new Date(2026, 10, 19, 8, 0).toISOString() }),
]

/** The history of the case, a page of `size` at a time. */
const historyOf = (all: readonly ChangeSet[], size = 100): FakeHandlers => ({
  'changes.ofCase': ({ before = Number.MAX_SAFE_INTEGER }) => {
    const older = all.filter(({ seq }) => seq < before)
    return { sets: older.slice(0, size), more: older.length > size }
  },
})

function openHistory(handlers: FakeHandlers = historyOf(sets)) {
  const memory = memoryCase(start.record)
  return renderApp('/cases/case-1/history', { ...memory.handlers, ...handlers })
}
const lines = () => screen.getAllByRole('listitem').map((item) => item.querySelector('.history-what')?.textContent)

describe('the history of a case', () => {
  test('tells each change in words, under its day, with who and why', async () => {
    openHistory()
    await screen.findByText('Prednisone: dose 20 → 15 mg')
    expect(lines()).toEqual(['Printed: Case summary', 'Prednisone: dose 20 → 15 mg', 'Prednisone: dose 60 → 20 mg'])
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      'Friday 20 Nov 2026',
      'Thursday 19 Nov 2026',
    ])
    expect(screen.getByText('Typing error')).toBeDefined()
    expect(screen.getByText('Dr. Bo', { selector: '.history-actor' })).toBeDefined()
  })

  test('is walked, opened and taken back by keyboard, with a reason', async () => {
    const { user, bridge } = openHistory()
    bridge.use({ 'changes.revert': () => ({ label: 'Dose step changed' }) })
    const newest = (await screen.findByText('Printed: Case summary')).closest<HTMLElement>('.history-line')!
    newest.focus()
    await user.keyboard('{ArrowDown}{ArrowRight}')
    const change = screen.getByRole('button', { name: /dose 20 → 15 mg/ })
    expect(document.activeElement).toBe(change)
    expect(change.getAttribute('aria-expanded')).toBe('true')
    expect(screen.getByText('Dose').nextElementSibling?.textContent).toContain('15 mg')
    await user.keyboard('r')
    const dialog = await screen.findByRole('dialog', { name: 'Take this change back?' })
    await user.click(within(dialog).getByRole('button', { name: 'Take it back' }))
    expect(within(dialog).getByText(/Say why/)).toBeDefined()
    await user.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'It was right before')
    await user.click(within(dialog).getByRole('button', { name: 'Take it back' }))
    await waitFor(() =>
      expect(bridge.inputsOf('changes.revert')).toEqual([{ changeId: 'change-30', reason: 'It was right before' }]),
    )
    expect(await screen.findByText(/^Taken back: Prednisone/)).toBeDefined()
  })

  test('says plainly when a change can’t be taken back', async () => {
    const { user, bridge } = openHistory()
    bridge.use({
      'changes.revert': () => Promise.reject(new AppError('conflict', 'Something of this was changed again since.')),
    })
    await user.click(await screen.findByRole('button', { name: /^Take back/ }))
    await user.type(screen.getByRole('textbox', { name: 'Reason' }), 'x{Control>}{Enter}{/Control}')
    expect(await screen.findByText('Something of this was changed again since.')).toBeDefined()
  })

  test('is filtered by words, form and person, through pages that were not read yet', async () => {
    const { user, bridge } = openHistory(historyOf(sets, 1))
    await screen.findByText('Printed: Case summary')
    expect(lines()).toHaveLength(1)
    await user.keyboard('/')
    await user.type(screen.getByRole('textbox', { name: 'Words in the history' }), 'typing ERROR')
    await screen.findByText('Prednisone: dose 20 → 15 mg')
    await waitFor(() => expect(document.querySelector('.history-count')?.textContent).toBe('1 of 3 entries'))
    expect(lines()).toHaveLength(1)
    await user.clear(screen.getByRole('textbox', { name: 'Words in the history' }))
    await user.selectOptions(screen.getByRole('combobox', { name: 'By whom' }), 'Dr. Bo')
    expect(lines()).toEqual(['Prednisone: dose 60 → 20 mg'])
    await user.selectOptions(screen.getByRole('combobox', { name: 'By whom' }), 'By anybody')
    await user.selectOptions(screen.getByRole('combobox', { name: 'What was changed' }), 'Views and prints')
    expect(lines()).toEqual(['Printed: Case summary'])
    expect(bridge.inputsOf('changes.ofCase').length).toBeGreaterThanOrEqual(3)
  })

  test('brings a voided record back', async () => {
    const voiding: ChangeSet['records'] = [
      {
        table: 'dose_step',
        recordId: 'dose_step-1',
        kind: 'update',
        before: { voided_at: null, void_reason: null },
        after: { voided_at: '2026-11-20T09:00:00.000Z', void_reason: 'Twice' },
      },
    ]
    const memory = memoryCase(start.record)
    const context = { changed: () => {}, progress: () => {}, signal: new AbortController().signal }
    await memory.handlers['records.void']!(
      { form: 'dose_step', id: 'dose_step-1', version: 1, reason: 'Twice' },
      context,
    )
    const { user } = renderApp('/cases/case-1/history', {
      ...memory.handlers,
      ...historyOf([aSet(50, { operation: 'records.void', reason: 'Twice', records: voiding })]),
    })
    await user.click(await screen.findByRole('button', { name: /^Prednisone voided/ }))
    await user.click(await screen.findByRole('button', { name: 'Restore it' }))
    await waitFor(() => expect(memory.saved().records.dose_step).toHaveLength(1))
  })
})

describe('undo', () => {
  const step = { changeId: 'change-1', label: 'Visit 12 Apr 2026 added', caseId: 'case-1' }

  test('is named in the rail, takes the newest change back outside of fields, and offers to redo it', async () => {
    const { user, bridge } = openHistory()
    bridge.use({
      'changes.undoable': () => ({ undo: step }),
      'changes.undo': (_input, { changed }) => {
        changed('changes')
        return { label: step.label, caseId: 'case-1' }
      },
    })
    bridge.changed('changes')
    await screen.findByRole('button', { name: 'Undo: Visit 12 Apr 2026 added' })
    await user.type(await screen.findByRole('textbox', { name: 'Words in the history' }), 'x{Control>}z{/Control}')
    expect(bridge.inputsOf('changes.undo')).toEqual([])
    await user.keyboard('{Escape}')
    await waitFor(() => expect(document.activeElement?.className).toBe('history-line'))
    await user.keyboard('{Control>}z{/Control}')
    expect(await screen.findByText('Undone: Visit 12 Apr 2026 added')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Redo' })).toBeDefined()
  })

  test('says in plain words why a change can’t be undone', async () => {
    const { user, bridge } = openHistory()
    bridge.use({
      'changes.undoable': () => ({ undo: step }),
      'changes.undo': () => Promise.reject(new AppError('conflict', 'Something of this was changed again since.')),
    })
    await screen.findByText('Printed: Case summary')
    await user.keyboard('{Control>}z{/Control}')
    expect(await screen.findByText('Not undone. Something of this was changed again since.')).toBeDefined()
  })

  test('offered after a save never takes back anything else', async () => {
    const memory = memoryCase(start.record)
    const { user, bridge } = renderApp('/cases/case-1/record?form=note&open=new', memory.handlers)
    bridge.use({ 'changes.undoable': () => ({ undo: step }) })
    await user.type(await screen.findByRole('textbox', { name: /^Title/ }), 'Call{Control>}s{/Control}')
    const undo = await screen.findByRole('button', { name: 'Undo' })
    bridge.use({ 'changes.undoable': () => ({ undo: { ...step, changeId: 'change-2' } }) })
    await user.click(undo)
    expect(await screen.findByText(/^Not undone: something else was changed since/)).toBeDefined()
    expect(bridge.inputsOf('changes.undo')).toEqual([])
  })
})
