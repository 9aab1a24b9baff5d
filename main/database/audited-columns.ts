/** Columns of a row as the audit chain kept them. */

type Columns = Record<string, unknown>

interface Kept {
  readonly before: string | null
  readonly after: string | null
}

/**
 * What a change of a row was, column by column. Values of the site's own items lie together in one column of JSON: each is
 * told under its own name, and only where it changed.
 */
export function auditedColumns({ before, after }: Kept): { readonly before?: Columns; readonly after?: Columns } {
  const [old, now] = [opened(before), opened(after)]
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

function opened(json: string | null): Opened {
  const { site_values: own, ...columns } = JSON.parse(json ?? '{}') as Columns
  return { columns, own: typeof own === 'string' ? (JSON.parse(own) as Columns) : {} }
}
