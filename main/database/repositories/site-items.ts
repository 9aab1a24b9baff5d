/** What the site has added to the dictionary, and how much it is used. */
import { formOf, isFormId, tableOf } from '#shared/dictionary/forms.ts'
import type { SiteItem, SiteItemDefinition } from '#shared/dictionary/site-items.ts'
import type { Reader, Writer } from '../connection.ts'

interface Row {
  readonly id: string
  readonly version: number
  readonly kind: SiteItem['kind']
  readonly form: string
  readonly name: string
  readonly definition: string
  readonly voided_at: string | null
}

const itemOf = ({ id, version, kind, form, name, definition, voided_at }: Row): SiteItem => ({
  id,
  version,
  kind,
  form,
  name,
  definition: JSON.parse(definition) as SiteItemDefinition,
  ...(voided_at !== null && { retired: true }),
})

const select = 'SELECT id, version, kind, form, name, definition, voided_at FROM site_item'

/** In the order in which they were added. */
export function siteItemsIn(db: Reader): readonly SiteItem[] {
  return (db.prepare(`${select} ORDER BY id`).all() as Row[]).map(itemOf)
}

export function findSiteItem(db: Reader, id: string): SiteItem | undefined {
  const row = db.prepare(`${select} WHERE id = ?`).get(id) as Row | undefined
  return row && itemOf(row)
}

export function insertSiteItem(
  db: Writer,
  { id, at, kind, form, name, definition }: Omit<SiteItem, 'version' | 'retired'> & { readonly at: string },
): void {
  db.prepare(
    `INSERT INTO site_item (id, version, created_at, updated_at, kind, form, name, definition)
     VALUES (@id, 1, @at, @at, @kind, @form, @name, @definition)`,
  ).run({ id, at, kind, form, name, definition: JSON.stringify(definition) })
}

interface At {
  readonly id: string
  readonly version: number
  readonly at: string
}

/** @returns false where `version` is not the newest: nothing was written */
export function updateSiteItem(
  db: Writer,
  { id, version, at, definition }: At & Pick<SiteItem, 'definition'>,
): boolean {
  const sql = `UPDATE site_item SET version = version + 1, updated_at = @at, definition = @definition
    WHERE id = @id AND version = @version`
  return db.prepare(sql).run({ id, version, at, definition: JSON.stringify(definition) }).changes === 1
}

/** Retires it (`reason` given, empty where none was) or takes it back into use (`null`). */
export function setRetired(db: Writer, { id, version, at, reason }: At & { readonly reason: string | null }): boolean {
  const sql = `UPDATE site_item SET version = version + 1, updated_at = @at, void_reason = @reason,
    voided_at = CASE WHEN @reason IS NULL THEN NULL ELSE @at END
    WHERE id = @id AND version = @version AND (voided_at IS NULL) = (@reason IS NOT NULL)`
  return db.prepare(sql).run({ id, version, at, reason }).changes === 1
}

/** Cases with a record, voided or not, that has a value of it: one entry a record. */
export function casesUsing(db: Reader, { kind, form, name }: SiteItem): readonly string[] {
  if (!isFormId(form)) return []
  const table = tableOf(formOf(form))
  const caseKey = form === 'case' ? 'id' : 'case_id'
  const has = kind === 'measure' ? 'test = ?' : `json_extract(site_values, '$.' || ?) IS NOT NULL`
  const rows = db.prepare(`SELECT ${caseKey} AS case_id FROM ${table} WHERE ${has}`).all(name)
  return (rows as { case_id: string }[]).map((row) => row.case_id)
}
