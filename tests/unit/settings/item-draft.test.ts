import { expect, test } from 'vitest'
import { parseQuantity } from '#shared/domain/parse-quantity.ts'
import { draftOfItem, emptyItem, readItem, type ItemDraft } from '#renderer/features/settings/item-draft.ts'
import { aSiteItem, aSiteMeasure } from '#tests/support/a-site-item.ts'

const draft = (change: Partial<ItemDraft>): ItemDraft => ({ ...emptyItem, place: 'visit', label: 'Grip', ...change })
const problems = (change: Partial<ItemDraft>) => readItem(draft(change)).problems.map(({ path }) => path)

test('What is typed becomes a definition; what does not belong to the kind of answer is left out', () => {
  expect(
    readItem(
      draft({
        type: 'quantity',
        units: 'kg, lbs , handfuls',
        hardMin: '0',
        hardMax: '120',
        softMin: '5,5',
        decimals: '1',
        chart: true,
        choices: [{ label: 'left over' }, { label: 'from before' }],
      }),
    ),
  ).toEqual({
    kind: 'item',
    form: 'visit',
    definition: {
      label: 'Grip',
      type: 'quantity',
      units: ['kg', '[lb_av]', 'handfuls'],
      hard: { min: 0, max: 120 },
      soft: { min: 5.5 },
      decimals: 1,
      chart: true,
    },
    problems: [],
  })
})

test('A place in the catalog makes it a measure, which is a number', () => {
  const { kind, form, definition } = readItem(draft({ place: 'catalog', label: 'IL-6', type: 'text', units: 'pg/mL' }))
  expect([kind, form, definition.type]).toEqual(['measure', 'laboratory', 'number'])
})

test('Answers get codes of their words; saved ones keep theirs, and rows without words are left out', () => {
  const read = readItem(
    draft({ type: 'choice', choices: [{ code: 'none', label: 'Not at all' }, { label: 'None' }, { label: ' ' }] }),
  )
  expect(read.definition.choices).toEqual([
    { code: 'none', label: 'Not at all' },
    { code: 'none-2', label: 'None' },
  ])
  expect(read.problems).toEqual([])
})

test('A number that cannot be read is named at its field, and nothing is said twice there', () => {
  expect(problems({ hardMin: 'five', hardMax: '1' })).toEqual(['hard'])
  expect(problems({ softMin: '9', softMax: '3' })).toEqual(['soft'])
  expect(problems({ label: '', place: '' })).toEqual(['form', 'label'])
})

test('An item that was read into the fields comes out of them unchanged', () => {
  const items = [
    aSiteItem('visit', {
      label: 'Grip',
      type: 'quantity',
      units: ['kg', '[lb_av]'],
      hard: { min: 0 },
      comparator: true,
    }),
    aSiteItem('visit', {
      label: 'Change',
      type: 'choice',
      choices: [
        { code: 'a', label: 'A' },
        { code: 'b', label: 'B' },
      ],
    }),
    aSiteItem('case', { label: 'Remark', type: 'long-text', help: 'Anything.', section: 'Origin' }),
    aSiteMeasure({ label: 'IL-6', units: ['pg/mL'], soft: { max: 7 }, decimals: 1, chart: true }),
  ]
  for (const item of items)
    expect(readItem(draftOfItem(item), { item, isUsed: true })).toEqual({
      kind: item.kind,
      form: item.form,
      definition: item.definition,
      problems: [],
    })
})

test('Once values exist, what they mean can no longer be changed', () => {
  const item = aSiteItem('visit', { label: 'Grip', type: 'quantity', units: ['kg'] })
  const changed = { ...draftOfItem(item), units: 'lb' }
  expect(readItem(changed, { item, isUsed: true }).problems.map(({ path }) => path)).toEqual(['units'])
  expect(readItem(changed, { item, isUsed: false }).problems).toEqual([])
})

test('A value in a unit of one’s own can be typed with it', () => {
  const rules = { label: 'Index', units: ['index', 'kg'], unit: 'kg' }
  expect(parseQuantity('3 index', rules)).toMatchObject({ quantity: { value: 3, unit: 'index' } })
  expect(parseQuantity('3 other', rules)).toHaveProperty('problem')
})
