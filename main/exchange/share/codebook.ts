/** What stands in the columns of an export: one line for each. */
import { formOf, type FormId } from '#shared/dictionary/forms.ts'
import { siteItems } from '#shared/dictionary/site-items.ts'
import { antibodyGroupLabels, patternGroupLabels, type Detail } from '#shared/domain/deidentify/detail.ts'
import type { ShareColumn, ShareTable } from '#shared/domain/deidentify/share-columns.ts'
import { detailOf, type ShareOptions } from '#shared/domain/deidentify/share-options.ts'

export const codebookHeader = ['file', 'column', 'label', 'form', 'type', 'unit', 'choices', 'what_was_done'] as const

const listOf = (choices: readonly (readonly [code: string, label: string])[]) =>
  choices.map(([code, label]) => `${code} = ${label}`).join(' | ')

const done: Readonly<Record<ShareColumn['role'], string>> = {
  case: 'new code; the registry code stays',
  record: 'counted within the case, in order of date',
  source: 'as entered',
  value: 'as entered',
  unit: 'as entered',
  comparator: 'as entered',
  date: '',
  span: '',
  link: 'number of the record in its table',
  age: 'from the birth date, which stays; over 89 in one group',
  'antibody-group': 'grouped; the antibodies themselves stay',
}

function typeOf({ role, item }: ShareColumn, { dates }: ShareOptions): string {
  switch (role) {
    case 'record':
    case 'link':
      return 'integer'
    case 'date':
      return dates === 'shift' ? 'date' : 'integer'
    case 'value':
      return item?.type === 'quantity' ? 'number' : (item?.type ?? 'text')
    case 'antibody-group':
      return 'choice'
    default:
      return 'text'
  }
}

function choicesOf({ role, item }: ShareColumn, form: FormId, detail: Detail): string {
  if (role === 'antibody-group') return listOf(Object.entries(antibodyGroupLabels))
  if (role !== 'value' || (item?.type !== 'choice' && item?.type !== 'choices')) return ''
  if (form === 'imaging' && item.name === 'pattern' && detail.pattern === 'group')
    return listOf(Object.entries(patternGroupLabels))
  // What the site calls measures that stay, stays too.
  const stays = new Set(
    siteItems().flatMap(({ kind, name, definition }) => (kind === 'measure' && !definition.leaves ? name : [])),
  )
  return listOf(item.choices.filter(({ code }) => !stays.has(code)).map(({ code, label }) => [code, label]))
}

function whatWasDone(column: ShareColumn, { dates, detail }: ShareOptions): string {
  const { role, item } = column
  if (role === 'date')
    return dates === 'shift'
      ? 'shifted by the same secret number of days within a case'
      : 'days from the anchor of the case'
  if (role === 'span')
    return dates === 'shift'
      ? 'only where the date is known to the month or year: the years in which it lies'
      : 'only where the date is known to the month or year: days from and to'
  if (item?.name === 'pattern' && detail.pattern === 'group') return 'grouped'
  return done[role]
}

/** @param nameOf the file of a form */
export function codebookRows(
  tables: readonly ShareTable[],
  options: ShareOptions,
  nameOf: (form: FormId) => string,
): readonly (readonly string[])[] {
  const detail = detailOf(options)
  return tables.flatMap(({ form, columns }) =>
    columns.map((column) => {
      const { name, label, role, item } = column
      const unit = role === 'value' && item && 'unit' in item ? (item.unit ?? '') : ''
      return [
        nameOf(form.id),
        name,
        label,
        formOf(form.id).label,
        typeOf(column, options),
        role === 'date' && options.dates === 'relative' ? 'd' : unit,
        choicesOf(column, form.id, detail),
        whatWasDone(column, { ...options, detail }),
      ]
    }),
  )
}
