import { cleanup, screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { aCase } from '#tests/support/a-case.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { renderApp } from '#tests/support/render-app.tsx'
import { registrySettingsWith } from '#tests/support/registry-settings.ts'

const followed = aCase({ birth_date: '1960-05-02' })
  .with('visit', { date: '2025-01-10', kind: 'follow-up', mmrc: 1, weight: 70, weight_unit: 'kg' })
  .with('visit', { date: '2026-01-10', kind: 'follow-up', mmrc: 2, weight: 72, weight_unit: 'kg' })
  .with('laboratory', { test: 'ck', date: '2025-01-10', value: 400, unit: 'U/L', ref_high: 190 })
  .with('laboratory', { test: 'ck', date: '2026-01-10', value: 310, unit: 'U/L', ref_high: 190 })
  .with('pft', { date: '2026-01-10', fvc: 2.5, fvc_unit: 'L', fvc_pct: 62 })
  .with('treatment', { drug: 'prednisone', started: '2024-01-01' })
  .with('dose_step', { treatment: 'treatment-1', started: '2024-01-01', dose: 10, unit: 'mg', frequency: 'daily' })
  .with('treatment', { drug: 'ivig', started: '2025-01-01' })
  .with('infusion', {
    treatment: 'treatment-2',
    drug: 'ivig',
    date: '2026-01-12',
    weight: 72,
    weight_unit: 'kg',
    dose_per_kg: 2,
    dose_per_kg_unit: 'g/kg',
    total_dose: 144,
    total_dose_unit: 'g',
  })

function openVisit(open = 'new', start = followed) {
  const memory = memoryCase(start.record)
  const settings = () => registrySettingsWith()
  const app = renderApp(`/cases/case-1/visit?open=${open}`, { ...memory.handlers, 'registry.settings': settings })
  return { ...app, memory }
}

/** A field by its part and name. Found by id: the page is too large to be looked through by role again and again. */
const field = (name: string) => document.getElementById(`visit-${name}`) as HTMLInputElement
const isAt = (name: string) => waitFor(() => expect(document.activeElement?.id).toBe(`visit-${name}`))
const rowOf = (name: string) => field(name).closest('[data-item]')!.textContent
const headings = () =>
  Object.fromEntries(
    [...document.querySelectorAll('[data-heading]')].map((heading) => [
      heading.getAttribute('data-heading'),
      heading.getAttribute('aria-expanded') === 'true',
    ]),
  )

describe('a visit typed by keyboard', () => {
  test('goes from field to field across the sections, and is saved in one go', async () => {
    const { user, bridge, address } = openVisit()
    await isAt('visit-date')
    await user.keyboard('12.2.2026{Enter}2{Enter}{Enter}2{Enter}')
    await user.keyboard('{PageDown}71{Enter}{PageDown}{PageDown}')
    await isAt('laboratory-ck')
    await user.keyboard('290{Enter}{Enter}250{Enter}{PageDown}')
    // The last test is of the month before: its section waits closed.
    expect(document.activeElement?.textContent).toMatch(/Pulmonary function.*last 10 Jan 2026/)
    await user.keyboard('{Enter}')
    await isAt('pft-fvc')
    await user.keyboard('2.4{Enter}60{Control>}{Enter}{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.change')).toHaveLength(1))
    expect(bridge.inputsOf('records.change')[0]).toMatchObject({
      caseId: 'case-1',
      label: 'Visit 12 Feb 2026',
      draft: 'case-1/visit-page/new',
      changes: [
        { form: 'visit', values: { date: '2026-02-12', kind: 'follow-up', mmrc: 2, weight: 71 } },
        { form: 'laboratory', values: { test: 'ck', value: 290, unit: 'U/L', ref_high: 190 } },
        { form: 'laboratory', values: { test: 'ldh', value: 250 } },
        { form: 'pft', values: { date: '2026-02-12', fvc: 2.4, fvc_unit: 'L', fvc_pct: 60 } },
      ],
    })
    await waitFor(() => expect(address()).toBe('/cases/case-1/chart'))
  })

  test('shows beside each field what it was before its own date, and takes that over with F4', async () => {
    const { user } = openVisit()
    await isAt('visit-date')
    expect(rowOf('laboratory-ck')).toContain('310 10 Jan 2026')
    await user.keyboard('1.6.2025')
    await waitFor(() => expect(rowOf('laboratory-ck')).toContain('400 10 Jan 2025'))
    expect(rowOf('visit-mmrc')).toContain('1 10 Jan 2025')
    expect(document.querySelector('[data-section=treatment]')!.textContent).toContain('10 mg daily')
    await user.click(field('laboratory-ck'))
    await user.keyboard('{F4}')
    expect(field('laboratory-ck').value).toBe('400')
    await user.click(field('visit-mmrc'))
    await user.keyboard('{F4}')
    expect(field('visit-mmrc').value).toBe('1')
  })

  test('opens what matters, and keeps what is typed into a section that is closed again', async () => {
    const { user, bridge } = openVisit()
    await isAt('visit-date')
    expect(headings()).toMatchObject({
      examination: true,
      laboratory: true,
      infusion: true,
      walk_test: false,
      event: false,
    })
    await user.keyboard('12.2.2026{Enter}')
    await user.keyboard('5{Enter}')
    await waitFor(() => expect(headings()).toMatchObject({ examination: false, infusion: false }))
    await user.click(document.querySelector('[data-heading=event]')!)
    await user.click(field('event-title'))
    await user.keyboard('Zoster')
    await user.click(document.querySelector('[data-heading=event]')!)
    expect(document.getElementById('visit-event-title')).toBeNull()
    await user.keyboard('{Control>}s{/Control}')
    // What is missing opens the section that it is missing in.
    const problem = await screen.findByRole('button', { name: /Kind is needed/ })
    expect(headings()).toMatchObject({ event: true })
    expect(field('event-title').value).toBe('Zoster')
    await user.click(problem)
    await isAt('event-kind')
    await user.keyboard('1{Control>}s{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.change')).toHaveLength(1))
    expect(bridge.inputsOf('records.change')[0]).toMatchObject({
      changes: [
        { form: 'visit', values: { kind: 'telephone' } },
        { form: 'event', values: { kind: 'infection', title: 'Zoster', onset: '2026-02-12' } },
      ],
    })
  })

  test('fills an infusion like the last one, and computes its total from the weight of the day', async () => {
    const { user } = openVisit()
    await isAt('visit-date')
    await user.keyboard('9.2.2026')
    await user.click(field('infusion-given-yes'))
    expect([field('infusion-drug').value, field('infusion-dose_per_kg').value]).toEqual([
      'Immune globulin, intravenous',
      '2',
    ])
    await user.type(field('visit-weight'), '71.5')
    expect([field('infusion-weight').value, field('infusion-total_dose').value]).toEqual(['71.5', '143'])
    expect(screen.getByText('71.5 kg × 2 g/kg = 143 g')).toBeDefined()
  })

  test('takes a second event of the same day', async () => {
    const { user, bridge } = openVisit()
    await isAt('visit-date')
    await user.keyboard('12.2.2026{Enter}5')
    await user.click(document.querySelector('[data-heading=event]')!)
    await user.type(field('event-kind'), '1')
    await user.click(await screen.findByRole('button', { name: 'Add another event' }))
    await isAt('event-2-kind')
    await user.keyboard('2{Control>}s{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.change')).toHaveLength(1))
    expect(bridge.inputsOf('records.change')[0]).toMatchObject({
      changes: [
        { form: 'visit' },
        { form: 'event', values: { kind: 'infection', onset: '2026-02-12' } },
        { form: 'event', values: { kind: 'admission', onset: '2026-02-12' } },
      ],
    })
  })

  test('takes a stop for what it is, with the reasons of stopping', async () => {
    const { user, bridge } = openVisit()
    await isAt('visit-date')
    await user.keyboard('12.2.2026{Enter}2')
    await user.click(field('treatment-treatment-1'))
    await user.keyboard('stop{Enter}')
    await isAt('treatment-treatment-1_reason')
    await user.keyboard('rem{Enter}{Control>}s{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.change')).toHaveLength(1))
    expect(bridge.inputsOf('records.change')[0]).toMatchObject({
      changes: [
        { form: 'visit' },
        { do: 'edit', form: 'treatment', id: 'treatment-1', values: { ended: '2026-02-12', stop_reason: 'remission' } },
      ],
    })
  })
})

describe('what is typed and not saved', () => {
  test('is kept as one draft and put back field for field', async () => {
    const { user, bridge } = openVisit()
    await isAt('visit-date')
    await user.keyboard('12.2.2026{Enter}2')
    await user.click(field('laboratory-ck'))
    await user.keyboard('290')
    await user.type(field('laboratory-add'), 'sp-d{Enter}')
    await isAt('laboratory-sp-d')
    await user.keyboard('120')
    await waitFor(() =>
      expect(bridge.inputsOf('drafts.keep').at(-1)).toMatchObject({
        content: expect.stringContaining('"120"') as string,
      }),
    )
    const kept = bridge.inputsOf('drafts.keep').at(-1) as { place: string; content: string; title: string }
    expect(kept).toMatchObject({ place: 'case-1/visit-page/new', title: 'New visit', form: 'visit' })

    cleanup()
    const again = memoryCase(followed.record)
    const draft = { ...kept, savedAt: '2026-02-12T10:00:00.000Z' }
    const { user: later } = renderApp('/cases/case-1/visit?open=new', {
      ...again.handlers,
      'drafts.find': () => ({ draft }),
    })
    await later.click(await screen.findByRole('button', { name: 'Go on with it' }))
    await waitFor(() => expect(field('laboratory-ck').value).toBe('290'))
    expect([field('visit-date').value, field('visit-kind').value, field('laboratory-sp-d').value]).toEqual([
      '12.2.2026',
      'Follow-up',
      '120',
    ])
  })
})

describe('a visit that is recorded already', () => {
  const recorded = followed
    .with('visit', { date: '2026-02-12', kind: 'follow-up', mmrc: 2 })
    .with('laboratory', { test: 'ck', date: '2026-02-12', value: 290, unit: 'U/L' })

  test('is pointed at where its day is typed again', async () => {
    const { user, address } = openVisit('new', recorded)
    await isAt('visit-date')
    await user.keyboard('12.2.2026')
    expect(await screen.findByText(/A visit of 12 Feb 2026 is recorded already/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Open that one' }))
    await waitFor(() => expect(address()).toBe('/cases/case-1/visit?open=visit-3'))
    await waitFor(() => expect(field('laboratory-ck').value).toBe('290'))
  })

  test('that somebody changed meanwhile keeps what was typed, and can be saved over it', async () => {
    const { user, bridge, memory } = openVisit('visit-3', recorded)
    await isAt('visit-date')
    await user.clear(field('visit-mmrc'))
    await user.type(field('visit-mmrc'), '3')
    memory.changeBehind('visit', 'visit-3', { mmrc: 1 })
    await user.keyboard('{Control>}s{/Control}')
    await user.click(await screen.findByRole('button', { name: 'Show what is saved now' }))
    expect(await screen.findByText(/Saved now: 1/)).toBeDefined()
    expect(field('visit-mmrc').value).toBe('3')
    await user.click(field('visit-mmrc'))
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(memory.saved().records.visit.find(({ id }) => id === 'visit-3')?.mmrc).toBe(3))
    expect(bridge.inputsOf('records.change')).toHaveLength(2)
  })
})
