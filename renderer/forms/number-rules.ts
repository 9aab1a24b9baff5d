/** What a number field takes, given the other answers of its form: a laboratory test decides the units of its result. */
import type { Form, Item } from '#shared/dictionary/define-form.ts'
import {
  formatQuantity,
  parseQuantity,
  rulesOfItem,
  rulesOfTest,
  type ParsedQuantity,
  type QuantityRules,
} from '#shared/domain/parse-quantity.ts'
import { parseTitre } from '#shared/domain/parse-titre.ts'

/** What stands in the fields of a form, as far as numbers care, by item. */
export type TypedAnswers = Readonly<Record<string, { readonly text: string; readonly unit?: string } | undefined>>

export const isTitre = (item: Item) => item.type === 'integer' && item.name === 'titre'

/** The item that holds the unit of a number, where that is an item of its own. */
export const unitItemOf = (form: Form, { name }: Item): string | undefined =>
  (form.id === 'laboratory' || form.id === 'antibody') && name === 'value' ? 'unit' : undefined

/** Names of the answers that the rules of a number depend on. */
export const rulesDependOn = (form: Form): readonly string[] => (form.id === 'laboratory' ? ['test', 'unit'] : [])

/** What an item takes; undefined where it is no number. Titers have rules of their own. */
function numberRules(form: Form, item: Item, draft: TypedAnswers): QuantityRules | undefined {
  const rules = rulesOfItem(item, draft[item.name]?.unit)
  if (!rules) return undefined
  if (form.id === 'antibody' && item.name === 'value') return { ...rules, anyUnit: true }
  if (form.id !== 'laboratory') return rules
  const unit = draft['unit']?.text || undefined
  const tested = rulesOfTest(draft['test']?.text ?? '', unit)
  if (!tested) return { ...rules, unit, anyUnit: true }
  // The limits of normal are printed once for value and range: they are in the unit of the result.
  const isLimit = item.name !== 'value'
  return isLimit ? { ...tested, label: item.label, comparator: false, units: [unit ?? tested.units[0]!] } : tested
}

/** What was typed into a number field, understood; undefined for an empty one and for items that are no number. */
export function readNumberField(form: Form, item: Item, draft: TypedAnswers): ParsedQuantity | undefined {
  const text = draft[item.name]?.text.trim() ?? ''
  if (text === '') return undefined
  if (isTitre(item)) {
    const read = parseTitre(text)
    return 'problem' in read ? read : { quantity: read, echo: '', withUnit: false }
  }
  const rules = numberRules(form, item, draft)
  return rules && parseQuantity(text, rules)
}

/** The number alone, where its unit was typed and now stands beside it; undefined where the text stays as it was typed. */
export function tidiedNumber(read: ParsedQuantity): string | undefined {
  if ('problem' in read || !read.withUnit || read.converted) return undefined
  const { value, comparator } = read.quantity
  return formatQuantity({ value, ...(comparator && { comparator }) })
}
