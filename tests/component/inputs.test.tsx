import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { aCase } from '#tests/support/a-case.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { renderApp } from '#tests/support/render-app.tsx'

const field = (name: string | RegExp) => screen.findByRole<HTMLInputElement>('textbox', { name })
const list = (name: string) => screen.findByRole<HTMLInputElement>('combobox', { name })
const focused = () => document.activeElement
const focusIsOn = (element: Element) => waitFor(() => expect(focused()).toBe(element))

/** A form of a case, at its place in the record. */
function openForm(form: string, { start = aCase(), open = 'new', more = '' } = {}) {
  const memory = memoryCase(start.record)
  return renderApp(`/cases/case-1/record?form=${form}&open=${open}${more}`, memory.handlers)
}

/** Saves with the keyboard and answers what was sent. */
async function saved({ user, bridge }: ReturnType<typeof openForm>) {
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(() => expect(bridge.inputsOf('records.add')).toHaveLength(1))
  return bridge.inputsOf('records.add')[0]
}

describe('a number with its unit typed after it', () => {
  test('chooses the unit of a quantity', async () => {
    const app = openForm('pft')
    await app.user.type(await field(/^Date/), '2020')
    const dlco = await field('DLCO')
    await app.user.type(dlco, '5,1 mmol/min/kPa')
    expect(screen.getByText('5.1 mmol/min/kPa')).toBeDefined()
    expect((await list('Unit of DLCO')).value).toBe('mmol/min/kPa')
    await app.user.tab()
    expect(dlco.value).toBe('5.1')
    expect(screen.queryByRole('button', { name: /^Convert/ })).toBeNull()
    expect(await saved(app)).toMatchObject({ values: { dlco: 5.1, dlco_unit: 'mmol/min/kPa' } })
  })

  test('is converted where the item does not offer it, says so and stays as it was typed', async () => {
    const app = openForm('pft')
    await app.user.type(await field(/^Date/), '2020')
    await app.user.type(await field('Hemoglobin at the test'), '7400 µmol/L{Tab}')
    expect(screen.getByText('7400 µmol/L = 11.924 g/dL')).toBeDefined()
    expect((await field('Hemoglobin at the test')).value).toBe('7400 µmol/L')
    expect(await saved(app)).toMatchObject({ values: { haemoglobin: 11.924, haemoglobin_unit: 'g/dL' } })
  })

  test('that it can’t have is refused in words once the field is left, and when it is saved', async () => {
    const { user, bridge } = openForm('pft')
    await user.type(await field(/^Date/), '2020')
    await user.type(await field('FVC'), '3 kg')
    expect(screen.queryByText(/not in kg/)).toBeNull()
    await user.tab()
    expect(screen.getByText('FVC can be in L or mL, not in kg.')).toBeDefined()
    await user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByRole('alert')
    expect(bridge.inputsOf('records.add')).toEqual([])
  })

  test('chooses the unit of a laboratory result', async () => {
    const app = openForm('laboratory')
    await app.user.type(await list('Test'), 'ck{Tab}')
    await app.user.type(await field(/^Sample date/), '2020-03-01')
    await app.user.type(await field(/^Value/), '5,2 µkat/l{Tab}')
    expect(within(screen.getByRole('radiogroup', { name: 'Unit' })).getByRole('radio', { checked: true })).toBe(
      screen.getByRole('radio', { name: 'µkat/L' }),
    )
    expect((await field(/^Value/)).value).toBe('5.2')
    expect(await saved(app)).toMatchObject({ values: { test: 'ck', value: 5.2, unit: 'ukat/L' } })
  })

  test('is kept in its unit even when it is saved from within the field', async () => {
    const app = openForm('laboratory')
    await app.user.type(await list('Test'), 'crp{Tab}')
    await app.user.type(await field(/^Sample date/), '2020-03-01')
    await app.user.type(await field(/^Value/), '<0.3 mg/dL')
    expect(await saved(app)).toMatchObject({
      values: { test: 'crp', value: 0.3, value_comparator: '<', unit: 'mg/dL' },
    })
  })

  test('on the scale of an antibody assay is kept as it is printed', async () => {
    const app = openForm('antibody')
    await app.user.type(await list('Antibody'), 'jo-1{Tab}')
    await app.user.type(await list('Result'), '1')
    await app.user.type(await field('Level'), '>120 AU/mL{Tab}')
    expect((await field('Unit of the level')).value).toBe('AU/mL')
    expect(await saved(app)).toMatchObject({ values: { value: 120, value_comparator: '>', unit: 'AU/mL' } })
  })
})

describe('Enter', () => {
  test('moves on to the next field and Shift+Enter back, past units and rows of answers', async () => {
    const { user } = openForm('visit')
    const date = await field(/^Date/)
    await focusIsOn(date)
    await user.keyboard('{Enter}')
    expect(focused()).toBe(await list('Kind of visit'))
    await user.keyboard('2')
    await user.keyboard('{Enter}')
    expect(focused()).toBe(await field('Clinician'))
    await user.keyboard('{Enter}')
    expect(focused()).toBe(await field('mMRC dyspnea'))
    await user.keyboard('{Enter}')
    const cough = screen.getByRole('radiogroup', { name: 'Cough' })
    expect(cough.contains(focused())).toBe(true)
    await user.keyboard('2{Enter}{Enter}{Enter}{Enter}')
    expect(focused()).toBe(await field('Weight'))
    await user.keyboard('{Enter}')
    expect(focused()).toBe(await field('Systolic pressure'))
    await user.keyboard(
      '{Shift>}{Enter}{/Shift}{Shift>}{Enter}{/Shift}{Shift>}{Enter}{/Shift}{Shift>}{Enter}{/Shift}{Shift>}{Enter}{/Shift}',
    )
    expect(focused()).toBe(within(cough).getByRole('radio', { name: 'Mild' }))
  })

  test('takes the marked answer of an open list and moves on in one, and writes a new line in a long text', async () => {
    const { user } = openForm('laboratory')
    const test = await list('Test')
    await focusIsOn(test)
    await user.keyboard('ferr{Enter}')
    expect(test.value).toBe('Ferritin')
    const date = await field(/^Sample date/)
    expect(focused()).toBe(date)
    // Picked with the arrows as well, and backwards with Shift.
    await user.keyboard('{Shift>}{Enter}{/Shift}{ArrowDown}{ArrowDown}{Enter}')
    expect(test.value).not.toBe('Ferritin')
    expect(focused()).toBe(date)
    const comment = await field('Comment')
    await user.click(comment)
    await user.keyboard('one{Enter}two')
    expect(comment.value).toBe('one\ntwo')
  })

  test('stays in a list that has no such answer, and in one that takes several', async () => {
    const { user } = openForm('antibody')
    const antibody = await list('Antibody')
    await focusIsOn(antibody)
    await user.keyboard('xyz{Enter}')
    expect(focused()).toBe(antibody)
    await user.keyboard('{Backspace}{Backspace}{Backspace}ana{Enter}1')
    expect((await list('Result')).value).toBe('Positive')
    const pattern = await list('Immunofluorescence pattern')
    await user.click(pattern)
    await user.keyboard('AC-19{Enter}')
    expect(focused()).toBe(pattern)
  })
})

describe('F4 gives the last answer again', () => {
  const start = aCase()
    .with('laboratory', { test: 'ck', date: '2020-01-05', value: 5.2, unit: 'ukat/L', ref_low: 0.6, ref_high: 2.9 })
    .with('laboratory', { test: 'ldh', date: '2020-02-05', value: 250, unit: 'U/L' })
    .with('visit', { date: '2020-01-05', kind: 'infusion', weight: 134, weight_unit: '[lb_av]', cough: 'mild' })
    .with('infusion', { drug: 'ivig', date: '2020-01-05', premedication: ['acetaminophen', 'hydration'] })

  test('of the same laboratory test, with unit and limits of normal', async () => {
    const app = openForm('laboratory', { start })
    await app.user.type(await list('Test'), 'ck{Tab}')
    await app.user.type(await field(/^Sample date/), '2020-03-01')
    expect(screen.getByText('5 Jan 2020: 5.2 µkat/L')).toBeDefined()
    await app.user.click(await field(/^Value/))
    await app.user.keyboard('{F4}')
    expect(within(screen.getByRole('radiogroup', { name: 'Unit' })).getByRole('radio', { checked: true })).toBe(
      screen.getByRole('radio', { name: 'µkat/L' }),
    )
    expect(await saved(app)).toMatchObject({
      values: { test: 'ck', value: 5.2, unit: 'ukat/L', ref_low: 0.6, ref_high: 2.9 },
    })
  })

  test('of lists, rows of answers and quantities with their unit', async () => {
    const app = openForm('visit', { start })
    await app.user.type(await field(/^Date/), '2020-03-01{Enter}')
    await app.user.keyboard('{F4}')
    expect((await list('Kind of visit')).value).toBe('Infusion')
    within(screen.getByRole('radiogroup', { name: 'Cough' }))
      .getByRole('radio', { name: 'None' })
      .focus()
    await app.user.keyboard('{F4}')
    await app.user.click(await field('Weight'))
    await app.user.keyboard('{F4}')
    expect(await saved(app)).toMatchObject({
      values: { kind: 'infusion', cough: 'mild', weight: 134, weight_unit: '[lb_av]' },
    })
  })

  test('of several answers at once', async () => {
    const app = openForm('infusion', { start })
    await app.user.type(await list('Drug'), 'ivig{Tab}')
    await app.user.type(await field(/^First day/), '2020-03-01')
    within(screen.getByRole('group', { name: 'Premedication' }))
      .getByRole('checkbox', { name: 'None' })
      .focus()
    await app.user.keyboard('{F4}')
    expect(await saved(app)).toMatchObject({ values: { premedication: ['acetaminophen', 'hydration'] } })
  })
})

describe('answers that are chosen without their list', () => {
  test('are ticked by digit where several can be given, and emptied with Delete', async () => {
    const { user } = openForm('infusion')
    const group = await screen.findByRole('group', { name: 'Premedication' })
    const ticked = () => within(group).queryAllByRole('checkbox', { checked: true })
    within(group).getByRole('checkbox', { name: 'None' }).focus()
    await user.keyboard('25')
    expect(ticked()).toEqual([
      within(group).getByRole('checkbox', { name: 'Acetaminophen' }),
      within(group).getByRole('checkbox', { name: 'Hydration' }),
    ])
    await user.keyboard('5')
    expect(ticked()).toHaveLength(1)
    await user.keyboard('{Delete}')
    expect(ticked()).toEqual([])
  })

  test('are not replaced by letters that were typed before F4', async () => {
    const start = aCase().with('visit', { date: '2020-01-05', kind: 'infusion' })
    const { user } = openForm('visit', { start })
    const kind = await list('Kind of visit')
    await user.type(kind, 'tele')
    await user.keyboard('{F4}')
    await user.click(await field('Clinician'))
    expect(kind.value).toBe('Infusion')
  })
})

describe('F2 says why a field is empty', () => {
  test('in rows of answers, long lists, dates and texts, by digit', async () => {
    const app = openForm('imaging')
    const { user } = app
    await user.type(await field(/^Date/), '2020')
    await user.type(await list('Modality'), '1')
    const because = async (control: HTMLElement, digit: string) => {
      control.focus()
      await user.keyboard('{F2}')
      // Whether the menu takes the keyboard is seen in the app: here nothing has a place on the screen.
      fireEvent.keyDown(await screen.findByRole('menu', { hidden: true }), { key: digit })
      await waitFor(() => expect(screen.queryByRole('menu', { hidden: true })).toBeNull())
      await focusIsOn(control)
    }
    await because(await list('Pattern'), '1')
    const honeycombing = screen.getByRole('radiogroup', { name: 'Honeycombing' })
    await because(within(honeycombing).getAllByRole('radio')[0]!, '2')
    await because(await field('Extent of disease'), '4')
    expect(within(honeycombing.closest<HTMLElement>('[data-item]')!).getByText('Not done')).toBeDefined()
    expect(await saved(app)).toMatchObject({
      missing: { pattern: 'unknown', honeycombing: 'not-done', extent_pct: 'not-applicable' },
    })
  })
})

describe('a dose in one line', () => {
  const start = aCase()
    .with('treatment', { drug: 'prednisone', started: '2019-04' })
    .with('dose_step', { treatment: 'treatment-1', started: '2019-04', dose: 40, unit: 'mg', frequency: 'daily' })
  const open = () => openForm('dose_step', { start, more: '&treatment=treatment-1' })

  test('fills the fields of the dose and says what was understood', async () => {
    const app = open()
    await app.user.type(await field('From'), '2019-06')
    await app.user.type(await field('Dose in one line'), '2 g/kg over 2 days q4w')
    expect(screen.getByText('2 g/kg over 2 days every 4 weeks')).toBeDefined()
    expect((await field('Dose')).value).toBe('2')
    expect(await saved(app)).toMatchObject({
      values: { treatment: 'treatment-1', dose: 2, unit: 'g/kg', frequency: 'q4w', over_days: 2, started: '2019-06' },
    })
    expect(app.bridge.inputsOf('records.add')[0]).not.toHaveProperty('values.dose_line')
  })

  test('takes the drug’s usual unit and frequency, and follows the fields', async () => {
    const { user } = open()
    const line = await field('Dose in one line')
    await user.type(line, '20')
    expect(screen.getByText('20 mg daily (unit and how often as usual for the drug)')).toBeDefined()
    await user.clear(await field('Dose'))
    await user.type(await field('Dose'), '17.5')
    expect(line.value).toBe('17.5 mg daily')
  })

  test('that can’t be understood is not saved, nor what was understood of its beginning', async () => {
    const { user, bridge } = open()
    await user.type(await field('Dose in one line'), '20 mg every 6 weeks{Tab}')
    expect(screen.getByText(/“every 6 weeks” is not how often/)).toBeDefined()
    await user.keyboard('{Control>}{Enter}{/Control}')
    const alert = await screen.findByRole('alert')
    expect(within(alert).getByRole('button', { name: /every 6 weeks/ })).toBeDefined()
    expect(bridge.inputsOf('records.add')).toEqual([])
  })

  test('is given again by F4', async () => {
    const app = open()
    await app.user.type(await field('From'), '2019-06')
    expect(screen.getByText('Apr 2019: 40 mg daily')).toBeDefined()
    await app.user.click(await field('Dose in one line'))
    await app.user.keyboard('{F4}')
    expect(await saved(app)).toMatchObject({ values: { dose: 40, unit: 'mg', frequency: 'daily' } })
  })
})
