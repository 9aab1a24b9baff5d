/** Columns of a row as the audit chain kept them, opened. */
import { formOfTable } from '#shared/dictionary/forms.ts'
import type { RegistryForm } from '#shared/dictionary/forms.ts'

type Columns = Record<string, unknown>

interface Kept {
  readonly table_name: string | null
  readonly before: string | null
  readonly after: string | null
}

/** Columns of every record that hold JSON. */
const frameOfJson = new Set(['missing', 'confirmed'])

/**
 * What a change of a row was, column by column, lists and reasons opened from their JSON text. Values of the site's own items
 * lie together in one column of JSON: each is told under its own name, and only where it changed.
 */
export function auditedColumns({ table_name: table, before, after }: Kept): {
  readonly before?: Columns
  readonly after?: Columns
} {
  const form = table === null ? undefined : formOfTable(table)
  const [old, now] = [opened(form, before), opened(form, after)]
  const names = [...new Set([...Object.keys(old.own), ...Object.keys(now.own)])]
  const changed = names.filter((name) => JSON.stringify(old.own[name]) !== JSON.stringify(now.own[name]))
  const told = ({ columns, own }: Opened): Columns => ({
    ...columns,
    ...Object.fromEntries(changed.map((name) => [name, own[name] ?? null])),
  })
  return { ...(before !== null && { before: told(old) }), ...(after !== null && { after: told(now) }) }
}

interface Opened {
  readonly columns: Columns
  /** Values of the site's own items. */
  readonly own: Columns
}

function opened(form: RegistryForm | undefined, json: string | null): Opened {
  const { site_values: own, ...columns } = JSON.parse(json ?? '{}') as Columns
  const isJson = (name: string) =>
    form !== undefined &&
    (frameOfJson.has(name) || form.items.some((item) => item.name === name && item.type === 'choices'))
  const open = ([name, value]: [string, unknown]) =>
    [name, typeof value === 'string' && isJson(name) ? (JSON.parse(value) as unknown) : value] as const
  return {
    columns: Object.fromEntries(Object.entries(columns).map(open)),
    own: typeof own === 'string' ? (JSON.parse(own) as Columns) : {},
  }
}
