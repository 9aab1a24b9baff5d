/** Choices that the site has added to its forms and lets leave: a result carries its data. */
import type { Item } from '../../../dictionary/define-form.ts'
import { forms, type FormId, type RegistryForm } from '../../../dictionary/forms.ts'
import type { AnyRecord } from '../../../dictionary/record.ts'
import { siteItemsRevision } from '../../../dictionary/site-items.ts'
import { doesLeave, leavingOf } from '../../deidentify/leaving.ts'
import { placedDay } from '../placed-day.ts'
import type { CohortCase, Variable, VariableValue } from '../variable-model.ts'
import { withIndex } from './pick.ts'

type ChoiceItem = Extract<Item, { readonly type: 'choice' | 'choices' }>

let made: { readonly revision: number; readonly variables: readonly Variable[] } | undefined

/** The same list until the site’s items change. */
export function siteVariables(): readonly Variable[] {
  const revision = siteItemsRevision()
  if (made?.revision !== revision)
    made = {
      revision,
      variables: forms
        .filter(({ identifying }) => !identifying)
        .flatMap((form) =>
          form.items
            .filter(isOwnChoice)
            .filter((item) => doesLeave(leavingOf(form.id as FormId, item)))
            .flatMap((item) => variablesOf(form, item)),
        ),
    }
  return made.variables
}

const isOwnChoice = (item: Item): item is ChoiceItem =>
  item.site === true && !item.identifying && (item.type === 'choice' || item.type === 'choices')

function variablesOf(form: RegistryForm, { name, label, type, choices }: ChoiceItem): readonly Variable[] {
  const id = form.id as FormId
  const shape = {
    group: 'Items of this registry',
    type,
    choices: choices.map((choice) => ({ code: choice.code, label: choice.label })),
    reads: [id],
  } as const
  const of = (one: CohortCase, until?: number) => lastAnswer(one, form, name, until)
  const from = `“${label}” of ${form.label.toLowerCase()}`
  if (id === 'case')
    return [{ ...shape, id: `site.${id}.${name}`, label, about: `${from}, as recorded.`, of: (one) => of(one) }]
  const last = {
    ...shape,
    id: `site.${id}.${name}-last`,
    label: `${label}, last`,
    about: `${from}: the last answer on record.`,
    of: (one: CohortCase) => of(one),
  }
  if (form.dateItem === undefined) return [last]
  return [
    {
      ...shape,
      id: `site.${id}.${name}-at-index`,
      label: `${label} at index`,
      about: `${from}: the last answer on or before the index date.`,
      atIndex: true,
      of: withIndex(of),
    },
    last,
  ]
}

/** Of two on one day the one that was entered later. Where a day is asked for, what has no date does not count. */
function lastAnswer(
  { record: { case: own, records }, dates }: CohortCase,
  { id, dateItem }: RegistryForm,
  name: string,
  until?: number,
): VariableValue | undefined {
  const lists = records as unknown as Readonly<Record<string, readonly AnyRecord[] | undefined>>
  const all = id === 'case' ? [own as unknown as AnyRecord] : (lists[id] ?? [])
  let latest = -Infinity
  let answer: VariableValue | undefined
  for (const record of all) {
    const value = record[name] as VariableValue | undefined
    if (value === undefined) continue
    const date = dateItem === undefined ? undefined : record[dateItem]
    const day = typeof date === 'string' ? placedDay(date, dates) : -Infinity
    if (until !== undefined && !(day > -Infinity && day <= until)) continue
    if (day >= latest) [latest, answer] = [day, value]
  }
  return answer
}
