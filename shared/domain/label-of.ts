/** Words for codes: what a person reads for an answer of the dictionary. */
import { itemOf, type FormId } from '../dictionary/forms.ts'
import type { Choice } from '../dictionary/define-form.ts'

/** The answer of a code, or undefined when the item has no such answer. */
export function choiceOf(form: FormId, item: string, code: string): Choice | undefined {
  const definition = itemOf(form, item)
  if (definition?.type !== 'choice' && definition?.type !== 'choices') return undefined
  return definition.choices.find((choice) => choice.code === code)
}

/** The label of a code; the code itself where the dictionary doesn't know it (a record of a newer version). */
export function labelOf(form: FormId, item: string, code: string): string {
  return choiceOf(form, item, code)?.label ?? code
}

/** `an infusion`, `a visit`: what is called by a label, as any one of its kind. */
export const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`

/** As a sentence or a line begins. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const eponyms = /^(?:Raynaud|Gottron|Sjögren)/

/** The label as it stands inside a sentence: its first letter small, unless it is an abbreviation or a name. */
export function midSentence(label: string): string {
  return /^[A-Z][a-z’]+(?:[\s,(-]|$)/.test(label) && !eponyms.test(label)
    ? label.charAt(0).toLowerCase() + label.slice(1)
    : label
}
