import { afterEach, describe, expect, it } from 'vitest'
import { columnsOf } from '#shared/dictionary/columns.ts'
import { formOf, itemOf } from '#shared/dictionary/forms.ts'
import { allLaboratoryTests, laboratoryTestOf, laboratoryTests } from '#shared/dictionary/lists/laboratory-tests.ts'
import { checkRecord, tidyValues } from '#shared/dictionary/record-schema.ts'
import { changeRefusals, codeOfAnswer, definitionProblems, nameOfSiteItem } from '#shared/dictionary/site-item-rules.ts'
import { installSiteItems, onSiteItems, siteItems, type SiteItem } from '#shared/dictionary/site-items.ts'
import { aSiteItem, aSiteMeasure } from '#tests/support/a-site-item.ts'

afterEach(() => installSiteItems([]))

const grip = aSiteItem('visit', {
  label: 'Grip strength, left',
  type: 'quantity',
  units: ['kg', '[lb_av]'],
  hard: { min: 0, max: 120 },
  soft: { min: 5, max: 70 },
})
const il6 = aSiteMeasure({
  label: 'IL-6',
  help: 'In serum.',
  units: ['pg/mL', 'ng/L'],
  hard: { min: 0 },
  soft: { max: 100 },
})

const said = (problems: readonly { readonly path: string; readonly message: string }[]) =>
  problems.map(({ path, message }) => `${path}: ${message}`)

describe('items that a site added', () => {
  it('are items of their form as long as they are installed, and the form stays the same object', () => {
    const visit = formOf('visit')
    const before = visit.items
    installSiteItems([grip])
    expect(formOf('visit')).toBe(visit)
    expect(itemOf('visit', 'x_grip_strength_left')?.label).toBe('Grip strength, left')
    expect(visit.items).toHaveLength(before.length + 1)
    expect(visit.items).toBe(visit.items)
    installSiteItems([])
    expect(visit.items.map(({ name }) => name)).toEqual(before.map(({ name }) => name))
  })

  it('have columns like any other item, marked as lying in site_values', () => {
    installSiteItems([grip])
    expect(columnsOf('visit').filter(({ site }) => site)).toEqual([
      { name: 'x_grip_strength_left', item: 'x_grip_strength_left', kind: 'REAL', role: 'value', site: true },
      { name: 'x_grip_strength_left_unit', item: 'x_grip_strength_left', kind: 'TEXT', role: 'unit', site: true },
    ])
    installSiteItems([])
    expect(columnsOf('visit').some(({ site }) => site)).toBe(false)
  })

  it('stand behind the last item of their section, and under a heading of their own without one', () => {
    const section = formOf('visit').items.find((item) => item.section)!.section!
    const placed = aSiteItem('visit', { label: 'Extra', type: 'text', section })
    installSiteItems([placed, grip])
    const titles = formOf('visit').items.map((item) => item.section ?? '')
    const starts = titles.filter((title, index) => title !== titles[index - 1])
    expect(new Set(starts).size).toBe(starts.length)
    expect(itemOf('visit', 'x_extra')?.section).toBe(section)
    expect(starts.at(-1)).toBe('Items of this registry')
  })

  it('are checked as built-in ones are', () => {
    installSiteItems([grip])
    const check = (values: Readonly<Record<string, string | number>>) =>
      checkRecord('visit', { date: '2026-01-02', kind: 'follow-up', ...values }).problems.map(
        ({ severity, message }) => `${severity}: ${message}`,
      )
    expect(check({ x_grip_strength_left: 32, x_grip_strength_left_unit: 'kg' })).toEqual([])
    expect(check({ x_grip_strength_left: 90, x_grip_strength_left_unit: 'kg' })).toEqual([
      'ask: Grip strength, left is usually between 5 and 70 kg; 90 kg was given.',
    ])
    expect(check({ x_grip_strength_left: 300, x_grip_strength_left_unit: '[lb_av]' })).toEqual([
      'refuse: Grip strength, left must be between 0 and 264.6 lb; 300 lb was given.',
    ])
    expect(check({ x_nothing: 1 })).toEqual(['refuse: Visit has no item named “x_nothing”.'])
    installSiteItems([])
    expect(check({ x_grip_strength_left: 32 })).toEqual(['refuse: Visit has no item named “x_grip_strength_left”.'])
  })

  it('are tidied as built-in ones are', () => {
    installSiteItems([grip])
    expect(tidyValues(formOf('visit'), { x_grip_strength_left: null, x_grip_strength_left_unit: 'kg' })).toEqual({
      x_grip_strength_left: null,
      x_grip_strength_left_unit: null,
    })
  })

  it('are said to have changed only when they have', () => {
    let changes = 0
    const stop = onSiteItems(() => void changes++)
    installSiteItems([grip])
    installSiteItems([structuredClone(grip)])
    installSiteItems([{ ...grip, version: 2 }])
    stop()
    installSiteItems([])
    expect(changes).toBe(2)
    expect(siteItems()).toEqual([])
  })

  it('of a form that holds who the patient is are identifying too', () => {
    installSiteItems([aSiteItem('identity', { label: 'Nickname', type: 'text' })])
    expect(itemOf('identity', 'x_nickname')?.identifying).toBe(true)
  })
})

describe('measures that a site added', () => {
  it('are tests of the catalog and choices of the form', () => {
    installSiteItems([il6])
    expect(laboratoryTestOf('x_il_6')).toMatchObject({ label: 'IL-6', help: 'In serum.', units: ['pg/mL', 'ng/L'] })
    expect(allLaboratoryTests()).toHaveLength(laboratoryTests.length + 1)
    const test = itemOf('laboratory', 'test')
    expect(test?.type === 'choice' && test.choices.at(-1)?.label).toBe('IL-6')
    installSiteItems([])
    expect(laboratoryTestOf('x_il_6')).toBeUndefined()
  })

  it('have their units and ranges watched', () => {
    installSiteItems([il6])
    const check = (value: number, unit: string) =>
      checkRecord('laboratory', { test: 'x_il_6', date: '2026-01-02', value, unit }).problems.map(
        ({ severity, path }) => `${severity} ${path}`,
      )
    expect(check(12, 'ng/L')).toEqual([])
    expect(check(800, 'pg/mL')).toEqual(['ask value'])
    expect(check(12, 'mg/L')).toEqual(['refuse unit'])
    installSiteItems([aSiteMeasure({ label: 'IL-6', units: ['pg/mL'], hard: { max: 5000 }, soft: { max: 100 } })])
    expect(check(6000, 'pg/mL')).toEqual(['refuse value'])
  })
})

describe('the name of an item', () => {
  it('is made of its label, starts with x_ and has at most 26 characters', () => {
    expect(nameOfSiteItem('Grip strength, left', [])).toBe('x_grip_strength_left')
    expect(nameOfSiteItem('Fibroscan® (kPa) – Lebersteifigkeit', [])).toBe('x_fibroscan_kpa_lebersteif')
    expect(nameOfSiteItem('Händedruck µg', [])).toBe('x_handedruck_ug')
    expect(nameOfSiteItem('6 minutes', [])).toBe('x_6_minutes')
    expect(nameOfSiteItem('握力', [])).toBe('x_item')
  })

  it('never shares a column with another item', () => {
    expect(nameOfSiteItem('Grip', ['x_grip'])).toBe('x_grip_2')
    expect(nameOfSiteItem('Grip', ['x_grip', 'x_grip_2'])).toBe('x_grip_3')
    expect(nameOfSiteItem('Grip unit', ['x_grip'])).toBe('x_grip_unit_2')
    expect(nameOfSiteItem('Grip', ['x_grip_comparator'])).toBe('x_grip_2')
    const long = 'A label that is longer than any name'
    const first = nameOfSiteItem(long, [])
    const second = nameOfSiteItem(long, [first])
    expect([first.length, second.length]).toEqual([26, 26])
    expect(second).toMatch(/_2$/)
  })

  it('and the code of an answer are ones that every export can hold', () => {
    expect(codeOfAnswer('No change', [])).toBe('no-change')
    expect(codeOfAnswer('No change', ['no-change'])).toBe('no-change-2')
    expect(codeOfAnswer('≥ 3', [])).toBe('3')
    expect(codeOfAnswer('是', [])).toBe('answer')
  })
})

describe('a definition', () => {
  const problems = (definition: Partial<SiteItem['definition']>, more: Partial<SiteItem> = {}) =>
    said(
      definitionProblems({
        kind: 'item',
        form: 'visit',
        ...more,
        definition: { label: 'New', type: 'number', ...definition },
      }),
    )

  it('that is whole has no problem', () => {
    expect(problems({})).toEqual([])
    expect(problems({ units: ['own units'], soft: { min: 1 }, hard: { max: 3 } })).toEqual([])
    expect(said(definitionProblems(grip))).toEqual([])
    expect(said(definitionProblems(il6))).toEqual([])
  })

  it('needs a label that the form does not have yet', () => {
    expect(problems({ label: ' ' })[0]).toMatch(/^label: Give it a label/)
    const taken = formOf('visit').items[3]!.label
    expect(problems({ label: taken.toUpperCase() })[0]).toContain('is asked in this form already')
    expect(problems({ label: 'CK' }, { kind: 'measure', form: 'laboratory' })).toEqual([
      'label: The laboratory catalog has “CK” already.',
      'units: Give the unit that it is reported in; for a ratio or an index, write that word.',
    ])
    installSiteItems([grip])
    expect(problems({ label: 'Grip strength, left' })).toHaveLength(1)
    expect(problems({ label: 'Grip strength, left' }, { name: grip.name })).toEqual([])
    installSiteItems([{ ...grip, retired: true }])
    expect(problems({ label: 'Grip strength, left' })).toEqual([])
  })

  it('has ranges the right way round, the usual one within the possible one', () => {
    expect(problems({ hard: { min: 5, max: 1 } })).toEqual([
      'hard: The upper limit (1) must be above the lower one (5).',
    ])
    expect(problems({ hard: { min: 0 }, soft: { min: -1 } })).toEqual([
      'soft: The usual range reaches beyond what is possible.',
    ])
    expect(problems({ hard: { max: 10 }, soft: { min: 1, max: 11 } })).toHaveLength(1)
  })

  it('of choices has at least two, each with words and a code of its own', () => {
    const choices = (...labels: string[]) => labels.map((label) => ({ code: codeOfAnswer(label, []), label }))
    expect(problems({ type: 'choice', choices: choices('One') })).toEqual([
      'choices: Give at least two answers to choose from.',
    ])
    expect(problems({ type: 'choices', choices: choices('One', '') })).toEqual(['choices.1: Answer 2 has no words.'])
    expect(problems({ type: 'choice', choices: choices('One', 'one ') })).toEqual([
      'choices.1: “one ” stands there twice.',
    ])
    expect(
      problems({
        type: 'choice',
        choices: [
          { code: 'a', label: 'A' },
          { code: 'a', label: 'B' },
        ],
      }),
    ).toHaveLength(1)
  })

  it('of a quantity needs units; a number has one at most', () => {
    expect(problems({ type: 'quantity' })).toHaveLength(1)
    expect(problems({ type: 'number', units: ['kg', 'g'] })).toHaveLength(1)
    expect(problems({ type: 'quantity', units: ['kg', 'kg'] })).toEqual(['units: The same unit stands there twice.'])
  })

  it('belongs to a form that there is', () => {
    expect(problems({}, { form: 'nothing' })).toEqual(['form: Choose the form that it belongs to.'])
    expect(problems({ units: ['g'] }, { kind: 'measure', form: 'visit' })).toHaveLength(1)
  })
})

describe('once values exist', () => {
  const before = grip.definition
  const refused = (change: Partial<SiteItem['definition']>) => said(changeRefusals(before, { ...before, ...change }))

  it('words, section and the usual range may change, and what is possible may widen', () => {
    expect(refused({ label: 'Left grip', section: 'Hands', soft: { min: 10, max: 60 }, hard: { max: 150 } })).toEqual(
      [],
    )
  })

  it('the kind of answer and the unit stay', () => {
    expect(refused({ type: 'text' })).toHaveLength(1)
    expect(refused({ units: ['[lb_av]', 'kg'] })).toEqual(['units: Values exist, so the first unit stays kg.'])
    expect(refused({ units: ['kg'] })).toEqual(['units: Values exist, so lb stays among the units.'])
    expect(refused({ units: ['kg', '[lb_av]', 'g'] })).toEqual([])
    expect(refused({ units: ['kg', '[lb_av]', 'L'] })).toEqual([
      'units: Values in kg exist, and L can’t be converted to it. Add another item for it.',
    ])
    expect(refused({ units: ['kg', '[lb_av]', 'stones'] })).toHaveLength(1)
    expect(
      said(changeRefusals({ label: 'A', type: 'number' }, { label: 'A', type: 'number', units: ['kg'] })),
    ).toHaveLength(1)
  })

  it('what is possible is not narrowed, and no answer is taken away', () => {
    expect(refused({ hard: { min: 0, max: 100 } })).toEqual([
      'hard: Values exist, so what is possible can only be made wider.',
    ])
    const two = {
      label: 'A',
      type: 'choice',
      choices: [
        { code: 'a', label: 'A' },
        { code: 'b', label: 'B' },
      ],
    } as const
    expect(said(changeRefusals(two, { ...two, choices: [{ code: 'a', label: 'Other words' }] }))).toEqual([
      'choices: Values exist, so the answer “B” stays. It can be renamed.',
    ])
    expect(changeRefusals(two, { ...two, choices: [...two.choices, { code: 'c', label: 'C' }] })).toEqual([])
  })
})
