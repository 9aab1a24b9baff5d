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
  const [old, now] = [before, after].map((json) => (json === null ? undefined : (JSON.parse(json) as Columns)))
  const [oldOwn, nowOwn] = [old, now].map((columns) => JSON.parse(String(columns?.['site_values'] ?? '{}')) as Columns)
  const changed = [...new Set([...Object.keys(oldOwn!), ...Object.keys(nowOwn!)])].filter(
    (name) => JSON.stringify(oldOwn![name]) !== JSON.stringify(nowOwn![name]),
  )
  const told = (columns: Columns | undefined, own: Columns): Columns | undefined => {
    if (!columns) return undefined
    const { site_values: _, ...rest } = columns
    return { ...rest, ...Object.fromEntries(changed.map((name) => [name, own[name] ?? null])) }
  }
  const [toldBefore, toldAfter] = [told(old, oldOwn!), told(now, nowOwn!)]
  return { ...(toldBefore && { before: toldBefore }), ...(toldAfter && { after: toldAfter }) }
}
