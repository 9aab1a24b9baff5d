/** The columns that a form needs in its table and in exports, derived from its items. */
import type { Form, Item } from './define-form.ts'
import { formOf, type FormId } from './forms.ts'
import { assertNever } from '../lib/assert-never.ts'

export interface Column {
  readonly name: string
  /** Name of the item that the column belongs to. */
  readonly item: string
  /** Type in SQLite. Lists of codes are JSON in a TEXT column. */
  readonly kind: 'TEXT' | 'INTEGER' | 'REAL'
  readonly role: 'value' | 'unit' | 'comparator'
  /** Of an item that the site added: kept in `site_values`, not in a column of the table. */
  readonly site?: boolean
}

function kindOf(item: Item): Column['kind'] {
  switch (item.type) {
    case 'integer':
      return 'INTEGER'
    case 'number':
    case 'quantity':
      return 'REAL'
    case 'text':
    case 'long-text':
    case 'date':
    case 'choice':
    case 'choices':
    case 'reference':
      return 'TEXT'
    default:
      return assertNever(item)
  }
}

/** True for items that may be answered with `<` or `>` a limit. */
function hasComparator(item: Item): boolean {
  return (item.type === 'integer' || item.type === 'number' || item.type === 'quantity') && item.comparator === true
}

function columnsOfItem(item: Item): readonly Column[] {
  const columns: Column[] = [{ name: item.name, item: item.name, kind: kindOf(item), role: 'value' }]
  if (item.type === 'quantity') {
    columns.push({ name: `${item.name}_unit`, item: item.name, kind: 'TEXT', role: 'unit' })
  }
  if (hasComparator(item)) {
    columns.push({ name: `${item.name}_comparator`, item: item.name, kind: 'TEXT', role: 'comparator' })
  }
  return item.site ? columns.map((column) => ({ ...column, site: true })) : columns
}

/** By the items themselves: a form gets other ones when the site's own are installed. */
const columnsByItems = new WeakMap<readonly Item[], readonly Column[]>()

/** Columns of a form in the order of its items, without those of the record's frame: value, then unit, then comparator. */
export function columnsOf(form: FormId | Form): readonly Column[] {
  const { items } = typeof form === 'string' ? formOf(form) : form
  const known = columnsByItems.get(items)
  if (known) return known
  const columns = items.flatMap(columnsOfItem)
  columnsByItems.set(items, columns)
  return columns
}
