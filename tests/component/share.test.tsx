import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { ShareReport } from '#shared/ipc/areas/share.ts'
import { aCase } from '#tests/support/a-case.ts'
import type { FakeHandlers } from '#tests/support/fake-bridge.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { renderApp } from '#tests/support/render-app.tsx'

const report = (change: Partial<ShareReport> = {}): ShareReport => ({
  digest: 'd-1',
  found: 61,
  refused: { 'not-given': 0, withdrawn: 0, 'not-recorded': 4, 'not-for-sharing': 21 },
  keptBack: 0,
  leaving: 36,
  withoutAnchor: 2,
  old: 1,
  risk: {
    cases: 36,
    threshold: 5,
    items: ['sex', 'antibody'],
    classes: 9,
    smallest: 1,
    casesInSmall: 3,
    smallClasses: [{ items: ['sex', 'antibody'], values: ['male', 'pl-7'], count: 1 }],
    smallClassCount: 1,
    smallCells: [{ items: ['antibody'], values: ['pl-7'], count: 2 }],
    smallCellCount: 1,
  },
  steps: [{ item: 'antibody', to: 'group', casesInSmall: 0, smallest: 6 }],
  tables: [{ form: 'case', label: 'Cases', columns: 12, rows: 36 }],
  values: 60_642,
  ...change,
})

const handlers: FakeHandlers = { 'share.report': () => report(), 'share.exports': () => ({ exports: [] }) }

describe('sharing', () => {
  test('shows the report before anything can be written, and writes what it showed', async () => {
    const { user, bridge } = renderApp('/share', {
      ...handlers,
      'share.choosePlace': () => ({ folder: '/out/data' }),
      'share.write': () => ({ folder: '/out/data', files: ['case.csv', 'long.csv'], cases: 36, auditHead: 'a' }),
    })
    const show = await screen.findByRole('button', { name: 'Show the report' })
    expect(screen.queryByRole('button', { name: /^Write/ })).toBeNull()
    await user.click(show)
    expect(await screen.findByText('36 of 61 cases leave, 60,642 values in all.')).toBeDefined()
    expect(
      screen.getByText('Stay here: 4 whose consent is not recorded and 21 whose consent does not cover sharing.'),
    ).toBeDefined()
    expect(screen.getByText(/^2 cases have no date of the anchor/)).toBeDefined()
    expect(screen.getByText('k = 1.').parentElement?.textContent).toContain(
      '3 of 36 cases share sex and antibody with fewer than 4 others.',
    )
    expect(screen.getByText('male, PL-7')).toBeDefined()
    await user.type(screen.getByRole('textbox', { name: 'Recipient' }), 'Lyon')
    await user.click(screen.getByRole('button', { name: 'Write 36 cases…' }))
    expect(await screen.findByText(/^Written to \/out\/data: 36 cases in 2 files\./)).toBeDefined()
    expect(bridge.inputsOf('share.write')).toMatchObject([
      { dates: 'relative', anchor: 'diagnosis', digest: 'd-1', recipient: 'Lyon', folder: '/out/data' },
    ])
  })

  test('a choice that changes takes the report away: it would be about something else', async () => {
    const { user } = renderApp('/share', handlers)
    await user.click(await screen.findByRole('button', { name: 'Show the report' }))
    await screen.findByRole('button', { name: /^Write/ })
    await user.click(screen.getByRole('radio', { name: /Shifted calendar/ }))
    expect(screen.queryByRole('button', { name: /^Write/ })).toBeNull()
    expect(screen.getByRole('button', { name: 'Look again' })).toBeDefined()
  })

  test('takes the steps that are suggested, and looks again', async () => {
    const { user, bridge } = renderApp('/share', handlers)
    await user.click(await screen.findByRole('button', { name: 'Show the report' }))
    const steps = (await screen.findByText('To hide them better')).parentElement!
    expect(steps.textContent).toContain('Tell antibodies in three groups: no case in a small class, k = 6')
    await user.click(within(steps).getByRole('button', { name: 'Take this step' }))
    await waitFor(() => expect(bridge.inputsOf('share.report')).toHaveLength(2))
    expect(bridge.inputsOf('share.report')[1]).toMatchObject({ detail: { antibody: 'group', age: 'ten' } })
    expect(await screen.findByRole('button', { name: /^Write/ })).toBeDefined()
  })

  test('asks for what was chosen, and for no form that stays', async () => {
    const { user, bridge } = renderApp('/share', handlers)
    await user.type(await screen.findByRole('textbox', { name: 'Cases' }), ' jo-1 ')
    await user.selectOptions(screen.getByRole('combobox', { name: 'Anchor' }), 'drug:ivig')
    await user.click(screen.getByRole('checkbox', { name: 'Judgments' }))
    await user.click(screen.getByRole('checkbox', { name: 'Keep cases in small classes here' }))
    await user.click(screen.getByRole('button', { name: 'Show the report' }))
    await waitFor(() => expect(bridge.inputsOf('share.report')).toHaveLength(1))
    expect(bridge.inputsOf('share.report')[0]).toMatchObject({
      search: 'jo-1',
      anchor: 'drug:ivig',
      without: ['judgment'],
      withoutSmall: true,
    })
    expect(screen.queryByRole('checkbox', { name: 'Notes' })).toBeNull()
  })

  test('can’t be written where it could not be noted, nor where no case is left', async () => {
    const { user, bridge } = renderApp('/share', {
      ...handlers,
      'registry.status': () => ({ state: 'open', folder: '/cd/clinic.asild', name: 'Clinic', readOnly: true }),
    })
    await user.click(await screen.findByRole('button', { name: 'Show the report' }))
    expect(await screen.findByText(/^This registry is open for reading only/)).toBeDefined()
    expect(screen.queryByRole('button', { name: /^Write/ })).toBeNull()
    bridge.use({ 'share.report': () => report({ leaving: 0 }) })
    await user.click(screen.getByRole('radio', { name: /Shifted calendar/ }))
    await user.click(screen.getByRole('button', { name: 'Look again' }))
    expect(await screen.findByText('None of 61 cases can leave.')).toBeDefined()
  })

  test('finds the case behind a code', async () => {
    const { user } = renderApp('/share', {
      ...handlers,
      'share.exports': () => ({
        exports: [
          { at: '2026-11-20T10:00:00.000Z', by: 'Dr. Test', cases: 36, recipient: 'Lyon', dates: 'shift', smallest: 5 },
        ],
      }),
      'share.caseOf': ({ code }) => ({
        found:
          code === 'P7'
            ? { caseId: 'case-7', code: 'AS-0007', at: '2026-11-20T10:00:00.000Z', recipient: 'Lyon' }
            : null,
      }),
    })
    const field = await screen.findByRole('textbox', { name: 'Case behind a code' })
    expect(screen.getByRole('row', { name: '20 Nov 2026 Dr. Test Lyon shifted 36 5' })).toBeDefined()
    await user.type(field, 'P8{Enter}')
    expect(await screen.findByText('No export of this registry has that code.')).toBeDefined()
    await user.clear(field)
    await user.type(field, 'P7{Enter}')
    expect((await screen.findByRole('link', { name: 'AS-0007' })).getAttribute('href')).toContain('/cases/case-7/chart')
  })
})

test('a case-report draft says how many cases it looks like, before it is saved', async () => {
  renderApp('/cases/case-1/documents?document=case-report', {
    ...memoryCase(aCase().record).handlers,
    'share.classOf': () => ({
      cases: 61,
      others: 2,
      sentence: '2 others of the 61 cases in this registry look like it.',
    }),
  })
  expect(await screen.findByText('2 others of the 61 cases in this registry look like it.')).toBeDefined()
})
