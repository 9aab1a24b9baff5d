import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { AppError } from '#shared/ipc/app-error.ts'
import { aCase } from '#tests/support/a-case.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { renderApp } from '#tests/support/render-app.tsx'

const field = (name: string | RegExp) => screen.findByRole('textbox', { name })

/** A form of a case, at its place in the record. */
function openForm(form: string, { start = aCase(), open = 'new', more = '' } = {}) {
  const memory = memoryCase(start.record)
  const app = renderApp(`/cases/case-1/record?form=${form}&open=${open}${more}`, memory.handlers)
  return { ...app, memory }
}

describe('typing a record', () => {
  test('saves numbers, units and partial dates as columns, by keyboard alone', async () => {
    const { user, bridge, address } = openForm('pft')
    await waitFor(async () => expect(document.activeElement).toBe(await field(/^Date/)))
    await user.keyboard('4/2019{Tab}2,9{Tab}{Tab}61{Control>}{Enter}{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.add')).toHaveLength(1))
    expect(bridge.inputsOf('records.add')[0]).toEqual({
      form: 'pft',
      caseId: 'case-1',
      values: { date: '2019-04', fvc: 2.9, fvc_unit: 'L', fvc_pct: 61 },
      missing: {},
      confirmed: {},
      draft: 'case-1/pft/new',
    })
    await waitFor(() => expect(address()).toBe('/cases/case-1/record?form=pft&at=pft-new-1'))
    const row = await screen.findByRole('row', { name: /Apr 2019/ })
    await waitFor(() => expect(document.activeElement).toBe(row))
    expect(screen.getByText(/Saved: .*Apr 2019/)).toBeDefined()
  })

  test('echoes in words the date that was understood, and what of it is not known', async () => {
    const { user } = openForm('pft')
    const date = await field(/^Date/)
    await user.type(date, '12/2018')
    expect(screen.getByText('Dec 2018, day not known')).toBeDefined()
    await user.clear(date)
    await user.type(date, '31/12/50')
    expect(screen.getByText(/four digits/)).toBeDefined()
  })

  test('takes < before a value and the unit from the test', async () => {
    const { user, bridge } = openForm('laboratory')
    await user.type(await screen.findByRole('combobox', { name: 'Test' }), 'ferritin{Tab}')
    await user.type(await field(/^Sample date/), '2020-03-01')
    await user.type(await field(/^Value/), '<40')
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.add')).toHaveLength(1))
    expect(bridge.inputsOf('records.add')[0]).toMatchObject({
      values: { test: 'ferritin', value: 40, value_comparator: '<', unit: 'ug/L' },
    })
  })

  test('passes through a list without changing it', async () => {
    const start = aCase().with('laboratory', { test: 'ferritin', date: '2020-01-02', value: 300, unit: 'ug/L' })
    const { user, bridge } = openForm('laboratory', { start, open: 'laboratory-1' })
    const list = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Test' })
    await user.click(list)
    await user.tab()
    await user.click(list)
    await user.click(await field(/^Value/))
    expect(list.value).toBe('Ferritin')
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.edit')).toHaveLength(1))
    expect(bridge.inputsOf('records.edit')[0]).toMatchObject({ values: { test: 'ferritin', unit: 'ug/L', value: 300 } })
  })

  test('finds a drug by its short name, and says when nothing was found', async () => {
    const { user } = openForm('treatment')
    const list = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Drug' })
    await user.type(list, 'mmf{Tab}')
    expect(list.value).toBe('Mycophenolate mofetil')
    await user.clear(list)
    await user.type(list, 'xyzzy')
    await user.click(await field('Detail'))
    expect(screen.getByText(/“xyzzy” is no single answer of the list/)).toBeDefined()
    expect(list.value).toBe('Mycophenolate mofetil')
  })

  test('refuses to save while what was typed into a list is none of its answers', async () => {
    const { user, bridge } = openForm('treatment')
    const list = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Drug' })
    await user.type(list, 'xyzzy')
    await user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByText(/“xyzzy” is no single answer of the list/)
    expect(list.value).toBe('xyzzy')
    expect(bridge.inputsOf('records.add')).toEqual([])
    await user.clear(list)
    await user.type(list, 'mmf')
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.add')).toHaveLength(1))
  })

  test('saves nothing over what was typed into a list and is no answer, whatever saves, until it is dropped', async () => {
    const { user, bridge } = openForm('treatment')
    const list = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Drug' })
    await user.type(list, 'mmf{Tab}')
    await user.clear(list)
    await user.type(list, 'xyzzy')
    await user.click(screen.getByRole('button', { name: /^Save/ }))
    await screen.findAllByText(/“xyzzy” is no answer of the list: choose one, or drop it/)
    expect(bridge.inputsOf('records.add')).toEqual([])
    const kept = { content: expect.stringContaining('xyzzy') as string }
    await waitFor(() => expect(bridge.inputsOf('drafts.keep').at(-1)).toMatchObject(kept))
    await user.click(screen.getByRole('button', { name: 'Drop it' }))
    expect(screen.queryByText(/xyzzy/)).toBeNull()
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.add')).toHaveLength(1))
    expect(bridge.inputsOf('records.add')[0]).toMatchObject({ values: { drug: 'mycophenolate' } })
  })

  test('takes a titer as 1:5120', async () => {
    const { user, bridge } = openForm('antibody')
    await user.type(await screen.findByRole('combobox', { name: 'Antibody' }), 'ANA{Enter}')
    await user.type(screen.getByRole('combobox', { name: 'Result' }), '1')
    await user.type(await field(/^Titer/), '1:5120')
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.add')).toHaveLength(1))
    expect(bridge.inputsOf('records.add')[0]).toMatchObject({
      values: { specificity: 'ana', result: 'positive', titre: 5120 },
    })
  })

  test('chooses by digit and empties with Delete', async () => {
    const { user } = openForm('visit')
    const cough = await screen.findByRole('radiogroup', { name: 'Cough' })
    within(cough).getByRole<HTMLInputElement>('radio', { name: 'None' }).focus()
    await user.keyboard('3')
    expect(within(cough).getByRole<HTMLInputElement>('radio', { name: 'Moderate' }).checked).toBe(true)
    await user.keyboard('{Delete}')
    expect(within(cough).queryByRole('radio', { checked: true })).toBeNull()
  })

  test('says with F2 why a field is empty', async () => {
    const { user, bridge } = openForm('pft')
    await user.type(await field(/^Date/), '2020{Tab}')
    await user.keyboard('{F2}')
    await user.click(await screen.findByRole('menuitem', { name: 'Not done', hidden: true }))
    await waitFor(async () => expect(document.activeElement).toBe(await field('FVC')))
    expect((await field('FVC')).getAttribute('placeholder')).toBe('Not done')
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.add')).toHaveLength(1))
    expect(bridge.inputsOf('records.add')[0]).toMatchObject({ values: { date: '2020' }, missing: { fvc: 'not-done' } })
  })

  test('never converts a number by itself when its unit changes, but offers to', async () => {
    const { user } = openForm('pft')
    const fvc = await field('FVC')
    await user.type(fvc, '2.9')
    await user.selectOptions(screen.getByRole('combobox', { name: 'Unit of FVC' }), 'mL')
    expect((fvc as HTMLInputElement).value).toBe('2.9')
    await user.click(screen.getByRole('button', { name: 'Convert 2.9 L to 2900 mL' }))
    expect((fvc as HTMLInputElement).value).toBe('2900')
  })

  test('of a dose step starts with its treatment and how the drug is usually written', async () => {
    const start = aCase().with('treatment', { drug: 'prednisone', started: '2019-04' })
    const { user, bridge } = openForm('dose_step', { start, more: '&treatment=treatment-1' })
    const treatment = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Treatment' })
    expect(treatment.value).toBe('Prednisone, Apr 2019')
    await user.type(await field('Dose'), '20')
    await user.type(await field('From'), '2019-06')
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.add')).toHaveLength(1))
    expect(bridge.inputsOf('records.add')[0]).toMatchObject({
      form: 'dose_step',
      values: { treatment: 'treatment-1', dose: 20, unit: 'mg', frequency: 'daily', started: '2019-06' },
    })
  })

  test('goes on with the next result of the same day', async () => {
    const { user, bridge } = openForm('laboratory')
    await user.type(await screen.findByRole('combobox', { name: 'Test' }), 'ck{Tab}')
    await user.type(await field(/^Sample date/), '2020-03-01')
    await user.type(await field(/^Value/), '310')
    await user.click(screen.getByRole('button', { name: 'Save and add another' }))
    await waitFor(() => expect(bridge.inputsOf('records.add')).toHaveLength(1))
    await waitFor(async () => expect(((await field(/^Value/)) as HTMLInputElement).value).toBe(''))
    expect(((await field(/^Sample date/)) as HTMLInputElement).value).toBe('2020-03-01')
  })
})

describe('what stands between a form and its being saved', () => {
  test('is listed, and each line leads to its field', async () => {
    const { user, bridge } = openForm('pft')
    await user.type(await field('FVC'), '99')
    await user.keyboard('{Control>}s{/Control}')
    const alert = await screen.findByRole('alert')
    expect(document.activeElement).toBe(alert)
    await user.click(within(alert).getByRole('button', { name: /FVC must be/ }))
    await waitFor(async () => expect(document.activeElement).toBe(await field('FVC')))
    expect(bridge.inputsOf('records.add')).toEqual([])
    expect((await field(/^Date/)).getAttribute('aria-invalid')).toBe('true')
  })

  test('is asked about where it is only unlikely, and saved when it is right', async () => {
    const { user, bridge } = openForm('pft')
    await user.type(await field(/^Date/), '2020')
    await user.type(await field('FVC'), '8')
    await user.keyboard('{Control>}s{/Control}')
    const reason = await screen.findByRole('textbox', { name: 'Why is it right?' })
    await waitFor(() => expect(document.activeElement).toBe(reason))
    expect(bridge.inputsOf('records.add')).toEqual([])
    await user.keyboard('{Enter}')
    expect(screen.getByText('A reason is needed.')).toBeDefined()
    await user.keyboard('1{Enter}')
    await waitFor(() => expect(bridge.inputsOf('records.add')).toHaveLength(1))
    expect(bridge.inputsOf('records.add')[0]).toMatchObject({
      values: { fvc: 8 },
      confirmed: { fvc: { rule: 'soft-range', value: '8 L', reason: 'Checked against the report' } },
    })
  })

  test('is asked about several values with one Enter each, the same reason offered', async () => {
    const { user, bridge } = openForm('pft')
    await user.type(await field(/^Date/), '2020')
    await user.type(await field('FVC'), '8')
    await user.type(await field('TLC'), '12')
    await user.keyboard('{Control>}s{/Control}')
    const [first, second] = await screen.findAllByRole('textbox', { name: 'Why is it right?' })
    await waitFor(() => expect(document.activeElement).toBe(first))
    await user.keyboard('A very tall rower{Enter}')
    await waitFor(() => expect(document.activeElement).toBe(second))
    expect((second as HTMLInputElement).value).toBe('A very tall rower')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(bridge.inputsOf('records.add')).toHaveLength(1))
    const reason = 'A very tall rower'
    expect(bridge.inputsOf('records.add')[0]).toMatchObject({
      confirmed: { fvc: { reason, value: '8 L' }, tlc: { reason, value: '12 L' } },
    })
  })

  test('is asked about once: the answer stands at the field until its value changes', async () => {
    const confirmed = { fvc: { rule: 'soft-range', value: '8 L', reason: 'Patient’s usual' } }
    const start = aCase().with('pft', { date: '2020-01', fvc: 8, fvc_unit: 'L', confirmed })
    const { user, bridge } = openForm('pft', { start, open: 'pft-1' })
    expect(await screen.findByText('Confirmed: patient’s usual')).toBeDefined()
    await user.type(await field('TLC'), '9')
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(bridge.inputsOf('records.edit')).toHaveLength(1))
    expect(bridge.inputsOf('records.edit')[0]).toMatchObject({ values: { tlc: 9 }, confirmed })
  })

  test('is asked about anew once the value is another', async () => {
    const confirmed = { fvc: { rule: 'soft-range', value: '8 L', reason: 'Patient’s usual' } }
    const start = aCase().with('pft', { date: '2020-01', fvc: 8, fvc_unit: 'L', confirmed })
    const { user, bridge } = openForm('pft', { start, open: 'pft-1' })
    const fvc = await field('FVC')
    await user.clear(fvc)
    await user.type(fvc, '8.2')
    expect(screen.queryByText('Confirmed: patient’s usual')).toBeNull()
    await user.keyboard('{Control>}s{/Control}')
    expect(await screen.findByRole('textbox', { name: 'Why is it right?' })).toBeDefined()
    expect(bridge.inputsOf('records.edit')).toEqual([])
  })

  test('stands at the field where the main side refuses it', async () => {
    const { user, bridge } = openForm('pft')
    bridge.use({
      'records.add': () => {
        throw new AppError('invalid-input', 'No such unit.', {
          issues: [{ path: 'fvc_unit', message: 'No such unit.' }],
        })
      },
    })
    await user.type(await field(/^Date/), '2020')
    await user.type(await field('FVC'), '3')
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(async () => expect((await field('FVC')).getAttribute('aria-invalid')).toBe('true'))
    expect(((await field('FVC')) as HTMLInputElement).value).toBe('3')
  })

  test('is said as it is where nothing typed is wrong, and what was typed stays', async () => {
    const { user, bridge } = openForm('pft')
    bridge.use({
      'records.add': () => {
        throw new AppError('full-disk', 'The disk is full. Make room, then save again.')
      },
    })
    await user.type(await field(/^Date/), '2020{Control>}s{/Control}')
    expect(await screen.findByText('The disk is full. Make room, then save again.')).toBeDefined()
    expect(((await field(/^Date/)) as HTMLInputElement).value).toBe('2020')
  })
})

describe('a record that somebody else changed meanwhile', () => {
  test('keeps what was typed, shows what is saved now, and can be saved over it', async () => {
    const start = aCase().with('pft', { date: '2020-01', fvc: 2.9, fvc_unit: 'L' })
    const { user, bridge, memory } = openForm('pft', { start, open: 'pft-1' })
    const fvc = await field('FVC')
    await user.clear(fvc)
    await user.type(fvc, '2.7')
    memory.changeBehind('pft', 'pft-1', { fvc: 2.8 })
    await user.keyboard('{Control>}s{/Control}')
    await user.click(await screen.findByRole('button', { name: 'Show what is saved now' }))
    expect(await screen.findByText(/Saved now: 2.8 L/)).toBeDefined()
    expect((fvc as HTMLInputElement).value).toBe('2.7')
    await user.click(screen.getByRole('button', { name: 'Save pulmonary function test' }))
    await waitFor(() => expect(memory.saved().records.pft[0]?.fvc).toBe(2.7))
    expect(bridge.inputsOf('records.edit')).toHaveLength(2)
  })
})

describe('leaving a form', () => {
  test('with Escape offers to keep what was typed, to discard it, or to go on', async () => {
    const { user, address } = openForm('pft')
    await user.type(await field(/^Date/), '2020{Escape}')
    await user.click(await screen.findByRole('button', { name: 'Go on typing' }))
    expect(((await field(/^Date/)) as HTMLInputElement).value).toBe('2020')
    await user.type(await field(/^Date/), '{Escape}')
    await user.click(await screen.findByRole('button', { name: 'Discard' }))
    await waitFor(() => expect(address()).toBe('/cases/case-1/record?form=pft'))
    expect(screen.queryByText(/Kept as a draft/)).toBeNull()
  })

  test('without having typed anything asks nothing', async () => {
    const { user, address } = openForm('pft')
    await waitFor(async () => expect(document.activeElement).toBe(await field(/^Date/)))
    await user.keyboard('{Escape}')
    await waitFor(() => expect(address()).toBe('/cases/case-1/record?form=pft'))
  })

  test('for another screen asks nothing: what was typed is kept, and said to be', async () => {
    const { user, address, bridge } = openForm('pft')
    await user.type(await field(/^Date/), '2020')
    await user.click(screen.getByRole('link', { name: /^Documents/ }))
    await waitFor(() => expect(address()).toBe('/cases/case-1/documents'))
    expect(await screen.findByText(/Kept as a draft/)).toBeDefined()
    const kept = bridge.inputsOf('drafts.keep').at(-1) as { place: string; content: string }
    expect(kept.place).toBe('case-1/pft/new')
    expect(JSON.parse(kept.content)).toMatchObject({ typed: { date: { text: '2020' } } })
  })

  test('asks only where the draft could not be kept, and the text stays', async () => {
    const { user, address, bridge } = openForm('pft')
    await field(/^Date/)
    bridge.use({ 'drafts.keep': () => Promise.reject(new AppError('full-disk', 'The disk is full.')) })
    await user.type(await field(/^Date/), '2020')
    expect(await screen.findByText('Not kept as a draft: The disk is full.')).toBeDefined()
    await user.click(screen.getByRole('link', { name: /^Documents/ }))
    await user.click(await screen.findByRole('button', { name: 'Stay' }))
    expect(address()).toContain('open=new')
    expect(((await field(/^Date/)) as HTMLInputElement).value).toBe('2020')
    await user.click(screen.getByRole('link', { name: /^Documents/ }))
    await user.click(await screen.findByRole('button', { name: 'Leave without it' }))
    await waitFor(() => expect(address()).toBe('/cases/case-1/documents'))
  })
})
