/** Items of the site in words. */
import { formOf, forms, isFormId } from '#shared/dictionary/forms.ts'
import type { SiteItem, SiteItemDefinition, SiteItemType } from '#shared/dictionary/site-items.ts'
import { unitLabel } from '#shared/domain/units.ts'
import { catalog } from './item-draft.ts'

export const typeLabels: Readonly<Record<SiteItemType, string>> = {
  text: 'Text, one line',
  'long-text': 'Text, several lines',
  integer: 'Whole number',
  number: 'Number',
  quantity: 'Number, in several units',
  date: 'Date',
  choice: 'One of several answers',
  choices: 'Any of several answers',
}

const catalogLabel = 'Laboratory catalog'

/** What a form is called where items are put into it. */
export const placeLabel = (place: string): string =>
  place === catalog ? catalogLabel : place === 'case' ? 'Baseline' : isFormId(place) ? formOf(place).plural : place

/** Everywhere that an item can belong to: measures first, since most additions are one. */
export const places = [
  { value: catalog, label: catalogLabel },
  ...forms.map(({ id }) => ({ value: id, label: placeLabel(id) })),
]

export const placeOf = ({ kind, form }: SiteItem): string => (kind === 'measure' ? catalog : form)

/** The kind of answer in a few words: `Number, kg or lb`, `One of 4 answers`. */
export function answerWords({ type, units = [], choices = [] }: SiteItemDefinition): string {
  if (type === 'choice') return `One of ${choices.length} answers`
  if (type === 'choices') return `Any of ${choices.length} answers`
  const word = type === 'quantity' ? 'Number' : typeLabels[type]
  return units.length > 0 ? `${word}, ${units.map(unitLabel).join(' or ')}` : word
}
