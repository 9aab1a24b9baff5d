/** Finding an answer in a long list by what a person types: its label, its short form (`MMF`, `IVIg`) or its code. */
import type { Choice } from '#shared/dictionary/define-form.ts'

/** Drugs and tests carry what colleagues write in short. */
const shortOf = (choice: Choice): string => ('short' in choice && typeof choice.short === 'string' ? choice.short : '')

const plain = (text: string) => text.trim().toLowerCase()

/** 0 where a name is what was typed, 1 where one starts with it, 2 where one contains it, 3 otherwise. */
function distance(choice: Choice, typed: string): number {
  const names = [choice.label, shortOf(choice), choice.code].map(plain)
  if (names.includes(typed)) return 0
  if (names.some((name) => name.startsWith(typed))) return 1
  return names.some((name) => name.includes(typed)) ? 2 : 3
}

/** The answers that fit what was typed, nearest first; all of them while nothing is typed. */
export function matchingChoices<C extends Choice>(choices: readonly C[], typed: string): readonly C[] {
  const wanted = plain(typed)
  if (!wanted) return choices
  return choices
    .map((choice) => ({ choice, far: distance(choice, wanted) }))
    .filter(({ far }) => far < 3)
    .sort((a, b) => a.far - b.far)
    .map(({ choice }) => choice)
}

interface Option {
  readonly value: string
  readonly label: string
}
type Options = (Option | { readonly group: string; readonly items: Option[] })[]

const optionOf = ({ code, label }: Choice): Option => ({ value: code, label })

/** Choices as a list shows them: under their headings where they have some, in the order of the dictionary. */
function optionsOf(choices: readonly Choice[]): Options {
  if (!choices.some(({ group }) => group)) return choices.map(optionOf)
  const groups = new Map<string, Option[]>()
  for (const choice of choices) {
    const group = choice.group ?? 'Others'
    groups.set(group, [...(groups.get(group) ?? []), optionOf(choice)])
  }
  return [...groups].map(([group, items]) => ({ group, items }))
}

/** While something is typed, a list without headings: the nearest answer first, and nothing between it and the next. */
export const optionsFor = (choices: readonly Choice[], typed: string): Options =>
  typed.trim() ? matchingChoices(choices, typed).map(optionOf) : optionsOf(choices)
