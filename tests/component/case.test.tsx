import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { AppError } from '#shared/ipc/app-error.ts'
import { aCase } from '#tests/support/a-case.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { renderApp } from '#tests/support/render-app.tsx'

const openCase = (tab: string, start = aCase(), more = {}) =>
  renderApp(`/cases/case-1/${tab}`, { ...memoryCase(start.record).handlers, ...more })

const factOf = async (label: string) => {
  const term = (await screen.findAllByText(label)).find(({ tagName }) => tagName === 'DT')
  return term?.nextElementSibling?.textContent
}

describe('the header of a case', () => {
  test('says what one says aloud in a meeting', async () => {
    openCase(
      'documents',
      aCase({ sex: 'female', code: 'AS-0007' })
        .with('antibody', { specificity: 'jo-1', result: 'positive', intensity: '3' })
        .with('imaging', { date: '2019-03', modality: 'hrct', pattern: 'nsip-op' })
        .with('pft', { date: '2025-01-10', fvc_pct: 67 })
        .with('pft', { date: '2025-10-10', fvc_pct: 61 })
        .with('laboratory', { test: 'ck', date: '2025-10-10', value: 420, unit: 'U/L', ref_high: 200 }),
    )
    expect(await screen.findByRole('heading', { level: 1, name: 'AS-0007' })).toBeDefined()
    expect(await factOf('Sex and age')).toBe('Female, age not recorded')
    expect(await factOf('Antibodies')).toContain('Jo-1 +++')
    expect(await factOf('CT pattern')).toContain('since Mar 2019')
    expect(await factOf('FVC')).toBe('61 % as reported Oct 2025 ▼ −6 in 9 mo')
    expect(await factOf('CK')).toBe('2.1 × ULN Oct 2025')
  })

  test('says of what is not there that it is not recorded', async () => {
    openCase('documents')
    for (const label of ['Sex and age', 'CT pattern', 'Disease for', 'FVC', 'DLCO', 'CK', 'Prednisone', 'IVIg'])
      expect(await factOf(label), label).toBe('not recorded')
  })
})

describe('the parts of a case', () => {
  test('have addresses and keys', async () => {
    const { user, address } = openCase('documents')
    const record = await screen.findByRole('link', { name: /^Record/ })
    await user.keyboard('2')
    await waitFor(() => expect(address()).toBe('/cases/case-1/record'))
    expect(record.getAttribute('aria-current')).toBe('page')
    await user.keyboard('7')
    await waitFor(() => expect(address()).toBe('/cases/case-1/documents'))
    await user.keyboard('u')
    await waitFor(() => expect(address()).toBe('/cases'))
  })

  test('say so where the case is not there', async () => {
    openCase('record', aCase(), {
      'cases.get': () => {
        throw new AppError('not-found', 'There is no such case in this registry.')
      },
    })
    expect(await screen.findByText('There is no such case in this registry.')).toBeDefined()
    expect(screen.getByRole('link', { name: 'Go to the cases' })).toBeDefined()
  })
})

describe('documents', () => {
  test('are saved on the paper of choice', async () => {
    const { user, bridge } = openCase('documents', aCase(), {
      'documents.savePdf': () => ({ file: '/home/a/AS-0042.pdf' }),
    })
    await user.click(await screen.findByRole('radio', { name: 'Letter' }))
    await user.click(screen.getByRole('button', { name: 'Save as PDF' }))
    expect(await screen.findByText('Saved to /home/a/AS-0042.pdf')).toBeDefined()
    expect(bridge.inputsOf('documents.savePdf')).toEqual([
      { document: { kind: 'summary', caseId: 'case-1', paper: 'Letter' } },
    ])
  })

  test('are chosen from a list; a dossier asks for a drug, a visit note for a visit', async () => {
    const visits = aCase().with('visit', { date: '2022-01-10', kind: 'baseline' }).with('visit', { date: '2022-06-14' })
    const { user, bridge, address } = openCase('documents', visits, { 'documents.savePdf': () => ({ file: null }) })
    const saved = async () => {
      await user.click(await screen.findByRole('button', { name: 'Save as PDF' }))
      return bridge.inputsOf('documents.savePdf').at(-1)
    }
    await user.click(await screen.findByRole('link', { name: 'Dossier for the insurer' }))
    expect(address()).toBe('/cases/case-1/documents?document=dossier')
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Drug that is asked for' }), 'Rituximab')
    expect(await saved()).toEqual({ document: { kind: 'dossier', caseId: 'case-1', paper: 'A4', drug: 'rituximab' } })

    await user.click(screen.getByRole('link', { name: 'Visit note' }))
    const visit = await screen.findByRole<HTMLSelectElement>('combobox', { name: 'Visit' })
    expect([...visit.options].map(({ text }) => text)).toEqual(['14 Jun 2022', '10 Jan 2022, baseline'])
    await user.selectOptions(visit, '10 Jan 2022, baseline')
    expect(await saved()).toEqual({
      document: { kind: 'visit-note', caseId: 'case-1', paper: 'A4', visitId: 'visit-1' },
    })
  })

  test('say nothing where the dialog was dismissed, and what went wrong where something did', async () => {
    const { user, bridge } = openCase('documents?document=figure', aCase(), { 'figures.save': () => ({ file: null }) })
    await user.click(await screen.findByRole('button', { name: /^Save as SVG/ }))
    await waitFor(() => expect(bridge.inputsOf('figures.save')).toEqual([{ caseId: 'case-1', format: 'svg' }]))
    expect(screen.queryByText(/\.svg|null/)).toBeNull()
    bridge.use({
      'figures.save': () => {
        throw new AppError('full-disk', 'The disk is full.')
      },
    })
    await user.click(screen.getByRole('button', { name: /^Save as PNG/ }))
    expect(await screen.findByText('The disk is full.')).toBeDefined()
  })
})
