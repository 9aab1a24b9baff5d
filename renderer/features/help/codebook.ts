/** The codebook: every form and item of the dictionary in words, the site's own among them. */
import type { Choice, Form, Item, Range } from '#shared/dictionary/define-form.ts'
import { forms } from '#shared/dictionary/forms.ts'
import { allLaboratoryTests } from '#shared/dictionary/lists/laboratory-tests.ts'
import { unitLabel } from '#shared/domain/units.ts'

export interface CodebookEntry {
  readonly label: string
  /** Column in tables and exports; code of a laboratory test. */
  readonly name: string
  readonly answer: string
  /** Possible and usual values. */
  readonly range: string
  /** In public systems: `LOINC:2157-6`. */
  readonly codes: readonly string[]
  readonly choices: readonly Choice[]
  readonly help: string
  /** Added by this registry; no longer asked. */
  readonly site: boolean
  readonly retired: boolean
}

export interface CodebookForm {
  readonly id: string
  readonly label: string
  readonly about: string
  readonly entries: readonly CodebookEntry[]
}

function rangeWords({ min, max }: Range = {}): string {
  if (min !== undefined && max !== undefined) return `${min}–${max}`
  return min === undefined ? (max === undefined ? '' : `up to ${max}`) : `from ${min}`
}

function bothRanges(hard: Range | undefined, soft: Range | undefined): string {
  const [possible, usual] = [rangeWords(hard), rangeWords(soft)]
  return [possible && `possible ${possible}`, usual && `usual ${usual}`].filter(Boolean).join('; ')
}

const typeWords: Readonly<Record<Item['type'], string>> = {
  text: 'Text',
  'long-text': 'Long text',
  integer: 'Whole number',
  number: 'Number',
  quantity: 'Number',
  date: 'Date, as far as known',
  choice: 'One of',
  choices: 'Any of',
  reference: 'Another record of the case',
}

function answerWords(item: Item): string {
  const words = typeWords[item.type]
  if (item.type === 'choice' || item.type === 'choices') return `${words} ${item.choices.length} answers`
  if (item.type === 'quantity') return `${words}, ${item.units.map(unitLabel).join(' or ')}`
  const unit = 'unit' in item && item.unit ? `, ${unitLabel(item.unit)}` : ''
  return `${words}${unit}`
}

function entryOf(item: Item): CodebookEntry {
  const { label, name, codes = [], help = '', site = false, retired = false } = item
  const numeric = item.type === 'integer' || item.type === 'number' || item.type === 'quantity'
  // The tests of the laboratory have a place of their own below.
  const choices = (item.type === 'choice' || item.type === 'choices') && item.name !== 'test' ? item.choices : []
  const limits = numeric && item.comparator ? ', < and > allowed' : ''
  const answer = `${answerWords(item)}${limits}${item.required ? ', required' : ''}`
  const range = numeric ? bothRanges(item.hard, item.soft) : ''
  return { label, name, answer, range, codes, choices, help, site, retired }
}

const formOfCodebook = ({ id, label, plural, about, repeats, items }: Form): CodebookForm => ({
  id,
  label: id === 'case' ? 'Baseline' : repeats ? plural : label,
  about,
  entries: items.map(entryOf),
})

/** The catalog in the shape of a form: one entry a test. */
function catalog(): CodebookForm {
  const own = new Set(allLaboratoryTests().flatMap(({ code }) => (code.startsWith('x_') ? [code] : [])))
  return {
    id: 'catalog',
    label: 'Laboratory catalog',
    about:
      'The tests that a laboratory result can be of. Usual values only catch slips of the keyboard: they are no reference ranges.',
    entries: allLaboratoryTests().map(
      ({ code, label, help = '', units, soft, hard, codes = [], codesOfUnit = {}, retired = false }) => ({
        label,
        name: code,
        answer: units.map(unitLabel).join(' or '),
        range: bothRanges(hard, soft),
        codes: [...codes, ...Object.values(codesOfUnit).flat()],
        choices: [],
        help,
        site: own.has(code),
        retired,
      }),
    ),
  }
}

/** All forms in clinical order, then the laboratory catalog. */
export const codebook = (): readonly CodebookForm[] => [...forms.map(formOfCodebook), catalog()]

const textOf = ({ label, name, answer, codes, choices, help }: CodebookEntry): string =>
  [
    label,
    name,
    answer,
    help,
    ...codes,
    ...choices.flatMap((choice) => [choice.label, choice.code, ...(choice.codes ?? [])]),
  ]
    .join('\n')
    .toLowerCase()

/** The entries in which all the words occur; a form whose name holds them all with all of its entries. */
export function searchCodebook(all: readonly CodebookForm[], typed: string): readonly CodebookForm[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return all
  const holds = (text: string) => words.every((word) => text.includes(word))
  return all
    .map((form) =>
      holds(form.label.toLowerCase())
        ? form
        : { ...form, entries: form.entries.filter((entry) => holds(textOf(entry))) },
    )
    .filter(({ entries }) => entries.length > 0)
}
