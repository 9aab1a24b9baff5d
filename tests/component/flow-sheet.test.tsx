import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { AppError } from '#shared/ipc/app-error.ts'
import { aCase } from '#tests/support/a-case.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { givePageSize } from '#tests/support/page-environment.ts'
import { renderApp } from '#tests/support/render-app.tsx'
import type { FakeHandlers } from '#tests/support/fake-bridge.ts'
import { registrySettingsWith } from '#tests/support/registry-settings.ts'

givePageSize()

const someCase = aCase()
  .with('laboratory', { test: 'ck', date: '2021-03-01', value: 310, unit: 'U/L', ref_high: 200 })
  .with('laboratory', { test: 'crp', date: '2021-03-01', value: 4, unit: 'mg/L' })
  .with('laboratory', { test: 'ck', date: '2021-04-12', value: 190, unit: 'U/L', ref_high: 200 })

async function openSheet(start = someCase, handlers: FakeHandlers = {}) {
  const app = renderApp('/cases/case-1/flow-sheet', {
    ...memoryCase(start.record).handlers,
    'registry.settings': () => registrySettingsWith(),
    'records.change': () => ({ changeId: 'change-1', saved: [] }),
    ...handlers,
  })
  const grid = await screen.findByRole('grid', { name: 'Values by date' })
  await waitFor(() => expect(document.activeElement).toBe(grid))
  return { ...app, grid }
}

/** A row names its heading, which stands apart from it, as its own. */
function rowOf(grid: HTMLElement, item: string): Element | null {
  const head = screen.getAllByRole('rowheader').find(({ textContent }) => textContent.startsWith(item))
  return head ? grid.querySelector(`[role=row][aria-owns="${head.id}"]`) : null
}

const cellsOf = (grid: HTMLElement, item: string) =>
  [...(rowOf(grid, item)?.querySelectorAll('[role=gridcell]') ?? [])].map((cell) => cell.textContent)

/** The text of the sheet's clipboard event, as the browser would hand it out. */
function copied(): string {
  const setData = vi.fn<(type: string, text: string) => void>()
  const event = Object.assign(new Event('copy', { cancelable: true }), { clipboardData: { setData } })
  document.dispatchEvent(event)
  return setData.mock.calls[0]?.[1] ?? ''
}

function pasteInto(text: string): void {
  const event = Object.assign(new Event('paste', { cancelable: true }), { clipboardData: { getData: () => text } })
  fireEvent(document, event)
}

describe('the sheet', () => {
  test('shows items by date, the newest last, with the cursor on it, and values outside their range marked', async () => {
    const { grid } = await openSheet()
    expect(
      within(grid)
        .getAllByRole('columnheader')
        .map((head) => head.getAttribute('aria-label') ?? head.textContent),
    ).toEqual(['Item', '1 Mar 2021', '12 Apr 2021'])
    expect(cellsOf(grid, 'CK')).toEqual(['310', '190'])
    expect(screen.getByText('190 U/L, within (up to 200)')).toBeDefined()
  })

  test('is typed down a column and saved as one change', async () => {
    const { grid, user, bridge } = await openSheet()
    await user.keyboard('{ArrowDown}12,5{Enter}')
    expect(cellsOf(grid, 'CRP')).toEqual(['4', '12,5, not saved'])
    await user.keyboard('{ArrowUp}{ArrowUp}180{Tab}')
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.change')).toHaveLength(1))
    expect(bridge.inputsOf('records.change')[0]).toMatchObject({
      caseId: 'case-1',
      label: '2 values in the flow sheet',
      draft: 'case-1/flow-sheet',
      changes: [
        { do: 'add', form: 'laboratory', values: { test: 'crp', date: '2021-04-12', value: 12.5, unit: 'mg/L' } },
        { do: 'edit', id: 'laboratory-3', values: { test: 'ck', value: 180, ref_high: 200 } },
      ],
    })
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Save/ })).toBeNull())
  })

  test('refuses what can’t be at once, in words, and keeps the keyboard in the cell', async () => {
    const { user } = await openSheet()
    await user.keyboard('1x{Enter}')
    const editor = screen.getByRole('textbox', { name: 'CK, 12 Apr 2021' })
    expect(document.activeElement).toBe(editor)
    expect(editor.getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText(/no unit known here/)).toBeDefined()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('textbox')).toBeNull()
  })

  test('asks about what is unusual when it is saved, and keeps the answer', async () => {
    const { user, bridge } = await openSheet()
    await user.keyboard('25000{Enter}{Control>}s{/Control}')
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByRole('textbox', { name: 'Why is it right?' }), 'Checked{Enter}')
    await waitFor(() => expect(bridge.inputsOf('records.change')).toHaveLength(1))
    expect(bridge.inputsOf('records.change')[0]).toMatchObject({
      changes: [{ values: { value: 25_000 }, confirmed: { value: { value: '25000 U/L', reason: 'Checked' } } }],
    })
  })

  test('empties cells with Delete and asks once why they are voided', async () => {
    const { grid, user, bridge } = await openSheet()
    await user.keyboard('{Shift>}{ArrowLeft}{/Shift}{Delete}{Control>}s{/Control}')
    expect(cellsOf(grid, 'CK')).toEqual(['emptied, not saved', 'emptied, not saved'])
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: 'Save 2 values' }))
    expect(bridge.inputsOf('records.change')).toEqual([])
    await user.type(within(dialog).getByRole('textbox', { name: /Why are the 2 emptied/ }), 'Wrong patient{Enter}')
    await waitFor(() => expect(bridge.inputsOf('records.change')).toHaveLength(1))
    expect(bridge.inputsOf('records.change')[0]).toMatchObject({
      changes: [
        { do: 'void', id: 'laboratory-1', reason: 'Wrong patient' },
        { do: 'void', id: 'laboratory-3', reason: 'Wrong patient' },
      ],
    })
  })

  test('asks why recorded values are changed where the registry wants it', async () => {
    const { user, bridge } = await openSheet(someCase, {
      'registry.settings': () => registrySettingsWith({ reasonForChange: 'edits' }),
    })
    await user.keyboard('180{Enter}{Control>}s{/Control}')
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByRole('textbox', { name: /Why are recorded/ }), 'Typing slip{Enter}')
    await waitFor(() => expect(bridge.inputsOf('records.change')).toHaveLength(1))
    expect(bridge.inputsOf('records.change')[0]).toMatchObject({ reason: 'Typing slip' })
  })

  test('takes the value to the left with F4, and typed cells back with Ctrl+Z', async () => {
    const { grid, user } = await openSheet()
    await user.keyboard('{F4}')
    expect(cellsOf(grid, 'CK')).toEqual(['310', '310, not saved'])
    await user.keyboard('{Control>}z{/Control}')
    expect(cellsOf(grid, 'CK')).toEqual(['310', '190'])
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
    expect(cellsOf(grid, 'CK')).toEqual(['310', '310, not saved'])
  })

  test('gets a column with D, today unless another date is typed, and a row with A', async () => {
    const { grid, user } = await openSheet()
    await user.keyboard('d')
    const field = await screen.findByRole('textbox', { name: 'Date' })
    await user.clear(field)
    await user.type(field, '5.2021{Enter}')
    expect(await within(grid).findByRole('columnheader', { name: 'May 2021' })).toBeDefined()
    await waitFor(() => expect(document.activeElement).toBe(grid))
    await user.keyboard('a')
    await user.type(await screen.findByRole('combobox', { name: 'Item to add' }), 'ferritin{Enter}')
    expect(await screen.findByRole('rowheader', { name: /^Ferritin/ })).toBeDefined()
    await waitFor(() => expect(document.activeElement).toBe(grid))
    expect(screen.getByText('Ferritin, May 2021')).toBeDefined()
  })

  test('copies a block as a spreadsheet takes it', async () => {
    const { user } = await openSheet()
    await user.keyboard('{Shift>}{ArrowDown}{ArrowLeft}{/Shift}')
    expect(copied()).toBe('Item\tUnit\t2021-03-01\t2021-04-12\nCK\tU/L\t310\t190\nCRP\tmg/L\t4\t')
  })

  test('brings back what was typed and never saved', async () => {
    const content = JSON.stringify({ staged: { cells: { 'laboratory.ck@2021-04-12': '220' }, dates: [], rows: [] } })
    const draft = { place: 'case-1/flow-sheet', title: 'Flow sheet', content, savedAt: '2026-11-23T09:00:00.000Z' }
    const { grid } = await openSheet(someCase, { 'drafts.find': () => ({ draft }) })
    await waitFor(() => expect(cellsOf(grid, 'CK')).toEqual(['310', '220, not saved']))
    expect(screen.getByRole('button', { name: 'Save 1 value' })).toBeDefined()
  })

  test('keeps what was typed when it could not be saved', async () => {
    const refused = () => Promise.reject(new AppError('conflict', 'Somebody saved this record since you opened it.'))
    const { grid, user } = await openSheet(someCase, { 'records.change': refused })
    await user.keyboard('180{Enter}{Control>}s{/Control}')
    expect(await screen.findByText('Somebody saved this record since you opened it.')).toBeDefined()
    expect(cellsOf(grid, 'CK')).toEqual(['310', '180, not saved'])
  })
})

describe('an empty sheet', () => {
  test('says what goes there; a date brings the usual rows', async () => {
    const { user } = renderApp('/cases/case-1/flow-sheet', {
      ...memoryCase(aCase().record).handlers,
      'registry.settings': () => registrySettingsWith(),
    })
    expect(await screen.findByText('No values yet')).toBeDefined()
    await user.keyboard('d')
    await user.type(await screen.findByRole('textbox', { name: 'Date' }), '{Enter}')
    await screen.findByRole('grid', { name: 'Values by date' })
    expect(screen.getByRole('rowheader', { name: /^CK/ })).toBeDefined()
    expect(screen.getByRole('rowheader', { name: /^FVC %/ })).toBeDefined()
  })
})

describe('pasting', () => {
  const text =
    'Test\tEinheit\t12.04.2021\t03.05.2021\nKreatinkinase\tU/l\t190\t<40\nCRP\tmg/l\t12,5\t8\nCK-MB\tU/l\t24\t18\nLDH\tU/l\t410\thämolytisch'

  test('shows what was understood, names what was not, and saves nothing before it is confirmed', async () => {
    const { user, bridge } = await openSheet()
    pasteInto(text)
    const table = await screen.findByRole('grid', { name: 'Pasted values' })
    const rows = within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent)
    expect(rows).toHaveLength(5)
    expect(rows[0]).toMatch(/leave out.*CK.*12 Apr 2021.*190.*Already recorded/)
    expect(rows[1]).toMatch(/save.*CK.*3 May 2021.*<40/)
    expect(screen.getByText(/5 values were understood · 1 is recorded already · 3 cells were not taken/)).toBeDefined()
    const refused = within(screen.getByRole('region', { name: 'Not taken' }).querySelector('table')!)
    expect(
      refused
        .getAllByRole('row')
        .slice(1)
        .map((row) => row.textContent),
    ).toEqual([
      '43CK-MB24“CK-MB” is no item known here.',
      '44CK-MB18“CK-MB” is no item known here.',
      '54LDHhämolytisch“hämolytisch” is not a number.',
    ])
    expect(bridge.inputsOf('records.change')).toEqual([])

    const labelChoice = screen.getByRole('combobox', { name: '“CK-MB” is' })
    await user.type(labelChoice, 'aldolase{Enter}')
    await waitFor(() => expect(screen.getByRole('button', { name: 'Save 6 values' })).toBeDefined())
    within(table).getAllByRole('row')
    screen.getByRole('grid', { name: 'Pasted values' }).focus()
    await user.keyboard('{ArrowDown} {Control>}s{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.change')).toHaveLength(1))
    expect(bridge.inputsOf('records.change')[0]).toMatchObject({
      label: '5 pasted values',
      changes: [
        { values: { test: 'crp', date: '2021-04-12', value: 12.5, unit: 'mg/L' } },
        { values: { test: 'crp', date: '2021-05-03', value: 8 } },
        { values: { test: 'aldolase', value: 24 } },
        { values: { test: 'aldolase', value: 18 } },
        { values: { test: 'ldh', value: 410 } },
      ],
    })
    expect(await screen.findByRole('grid', { name: 'Values by date' })).toBeDefined()
  })

  test('asks for the order of day and month where nothing settles it', async () => {
    const { user } = await openSheet()
    pasteInto('Test\t04/05/2021\nLDH U/L\t410')
    expect(await screen.findByText('04/05/2021 can be read in two ways.')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Save 0 values' }).hasAttribute('disabled')).toBe(true)
    await user.click(screen.getByRole('radio', { name: /Month first/ }))
    expect(await screen.findByRole('button', { name: 'Save 1 value' })).toBeDefined()
    expect(screen.getByText('5 Apr 2021')).toBeDefined()
  })

  test('works by a button too, and Escape leads back', async () => {
    const { user, grid } = await openSheet()
    await user.click(screen.getByRole('button', { name: /^Paste/ }))
    const dialog = await screen.findByRole('dialog')
    const field = within(dialog).getByRole('textbox')
    await user.click(field)
    await user.paste('no table at all')
    await user.click(within(dialog).getByRole('button', { name: 'Read the text' }))
    expect(await screen.findByText(/No values were found/)).toBeDefined()
    await user.keyboard('{Escape}')
    expect(await screen.findByRole('grid', { name: 'Values by date' })).toBeDefined()
    expect(grid.isConnected).toBe(false)
  })
})
