/** Where two records of one form differ, and what becomes of them by choice. */
import type { Form, Item } from '#shared/dictionary/define-form.ts'
import type { AnyRecord, ColumnValue, Confirmed, MissingReason } from '#shared/dictionary/record.ts'

export type Side = 'kept' | 'other'
/** By item. */
export type Choices = Readonly<Record<string, Side>>

/** Either record may not be there at all. */
export interface Pair {
  readonly kept: AnyRecord | undefined
  readonly other: AnyRecord | undefined
}

/** The columns that one answer takes up: a value has its unit and its sign with it. */
const columnsOf = ({ name }: Item) => [name, `${name}_unit`, `${name}_comparator`]

const answerOf = (item: Item, record: AnyRecord | undefined): string =>
  JSON.stringify([...columnsOf(item).map((column) => record?.[column] ?? null), record?.missing?.[item.name] ?? null])

const isEmpty = (item: Item, record: AnyRecord | undefined) =>
  record?.[item.name] === undefined && record?.missing?.[item.name] === undefined

/** The code stays with the case that stays: the other one is found by its own. */
const isDecided = ({ name, byProgram }: Item) => name === 'code' || byProgram === true

/** Items that the two answer differently, in the order of the form. */
export function differences(form: Form, { kept, other }: Pair): readonly Item[] {
  return form.items.filter((item) => !isDecided(item) && answerOf(item, kept) !== answerOf(item, other))
}

/** What is there goes before what isn't, and what was saved later before what was saved earlier. */
export function likelyChoices(form: Form, pair: Pair): Choices {
  const { kept, other } = pair
  const newer: Side = (other?.updated_at ?? '') > (kept?.updated_at ?? '') ? 'other' : 'kept'
  const sideOf = (item: Item): Side => (isEmpty(item, other) ? 'kept' : isEmpty(item, kept) ? 'other' : newer)
  return Object.fromEntries(differences(form, pair).map((item) => [item.name, sideOf(item)]))
}

type Columns = Record<string, Exclude<ColumnValue, readonly string[]> | string[]>
export interface Chosen {
  readonly values: Columns
  readonly missing: Record<string, MissingReason>
  readonly confirmed: Record<string, Confirmed[string]>
}

/** One record of two: where they differ as chosen, the rest as both have it. */
export function chosenOf(form: Form, { kept, other }: Pair, choices: Choices): Chosen {
  const values: Columns = {}
  const missing: Record<string, MissingReason> = {}
  const confirmed: Record<string, Confirmed[string]> = {}
  for (const item of form.items) {
    const record = choices[item.name] === 'other' ? other : (kept ?? other)
    for (const column of columnsOf(item)) {
      const value = record?.[column] as ColumnValue | undefined
      if (value !== undefined) values[column] = typeof value === 'object' ? [...value] : value
    }
    const reason = record?.missing?.[item.name]
    if (reason) missing[item.name] = reason
    const answer = record?.confirmed?.[item.name]
    if (answer) confirmed[item.name] = answer
  }
  const comments = [kept?.comment, other?.comment].filter((text) => text !== undefined)
  if (comments.length > 0) values['comment'] = [...new Set(comments)].join('\n')
  return { values, missing, confirmed }
}
