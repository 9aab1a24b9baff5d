/** The columns of each table of an export: those of the dictionary that leave, with dates as the export tells them. */
import type { Item } from '../../dictionary/define-form.ts'
import { formOf, repeatingForms, type FormId, type RegistryForm } from '../../dictionary/forms.ts'
import { detailOf, type ShareOptions } from './share-options.ts'
import { doesLeave, leavingOf } from './leaving.ts'

/** Longest name of a column: every statistics program can hold it. */
const longestName = 26

export type ColumnRole =
  'case' | 'record' | 'source' | 'value' | 'unit' | 'comparator' | 'date' | 'span' | 'link' | 'age' | 'antibody-group'

export interface ShareColumn {
  readonly name: string
  readonly role: ColumnRole
  /** The item that it tells, where it tells one. */
  readonly item?: Item
  readonly label: string
}

/** Forms of which nothing leaves; a test holds that against the white list. */
export const staysWhole: readonly FormId[] = ['identity', 'note', 'attachment', 'image_series', 'ct_pair']

export interface ShareTable {
  readonly form: RegistryForm
  readonly columns: readonly ShareColumn[]
}

/** The tables of an export, the case itself first. */
export function shareTables(options: ShareOptions): readonly ShareTable[] {
  const { antibody } = detailOf(options)
  return [formOf('case'), ...repeatingForms]
    .filter(({ id }) => !staysWhole.includes(id) && !options.without.includes(id))
    .filter(({ id }) => id !== 'antibody' || antibody === 'each')
    .map((form) => ({ form, columns: shareColumns(form, options) }))
}

/** The name with its ending, cut so that it stays short enough, and unlike any that is taken. */
function shortName(name: string, ending: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const tail = `${number === 1 ? '' : `_${number}`}${ending}`
    const cut = `${name.slice(0, longestName - tail.length).replace(/_$/, '')}${tail}`
    if (!taken.has(cut)) return cut
  }
}

function columnsOfItem(
  form: FormId,
  item: Item,
  { dates, detail }: ShareOptions,
): readonly (Omit<ShareColumn, 'name'> & { readonly ending: string })[] {
  const column = (role: ColumnRole, ending: string, label = item.label) => ({ role, ending, item, label })
  const leaving = leavingOf(form, item)
  if (!doesLeave(leaving) || leaving === 'code') return []
  if (form === 'case' && (item.name === 'sex' || item.name === 'reference_group') && detail[item.name] === 'off')
    return []
  if ((form === 'imaging' || form === 'ct_reading') && item.name === 'pattern' && detail.pattern === 'off') return []
  if (leaving === 'age')
    return detail.age === 'off' ? [] : [{ ...column('age', ''), label: 'Age at the anchor, years' }]
  if (leaving === 'date')
    return dates === 'shift'
      ? [
          column('date', '', `${item.label}, shifted`),
          column('span', '_span', `${item.label}, years within which it lies`),
        ]
      : [
          column('date', '_day', `${item.label}, days from the anchor`),
          column('span', '_span', `${item.label}, days from and to`),
        ]
  if (leaving === 'link') return [column('link', '', `${item.label}: record number`)]
  return [
    column('value', ''),
    ...(item.type === 'quantity' ? [column('unit', '_unit', `${item.label}, unit`)] : []),
    ...('comparator' in item && item.comparator
      ? [column('comparator', '_comparator', `${item.label}, below or above`)]
      : []),
  ]
}

/** Columns of the table of a form, none longer than 26 characters, all different. */
function shareColumns(form: RegistryForm, options: ShareOptions): readonly ShareColumn[] {
  const wish = { ...options, detail: detailOf(options) }
  const taken = new Set<string>()
  const named = (name: string, rest: Omit<ShareColumn, 'name'>): ShareColumn => {
    taken.add(name)
    return { name, ...rest }
  }
  return [
    named('case', { role: 'case', label: 'Case: code of this export' }),
    ...(form.repeats ? [named('record', { role: 'record', label: 'Number of the record within its case' })] : []),
    ...form.items.flatMap((item) =>
      columnsOfItem(form.id, item, wish).map(({ ending, ...column }) =>
        named(shortName(column.role === 'age' ? 'age' : item.name, ending, taken), column),
      ),
    ),
    ...(form.id === 'case' && wish.detail.antibody === 'group'
      ? [named('antibody_group', { role: 'antibody-group', label: 'Anti-synthetase antibody, in groups' })]
      : []),
    named('source', { role: 'source', label: 'Source of the values' }),
  ]
}
