/** The columns of a form’s table as it leaves for a larger program: those of the frame, of the items, and of the site’s own. */
import { columnsOf, type Column } from '#shared/dictionary/columns.ts'
import { formOf, repeatingForms, type FormId } from '#shared/dictionary/forms.ts'
import { tableOf } from '#shared/dictionary/forms.ts'

export interface TableColumn {
  readonly name: string
  readonly kind: Column['kind']
  /** What it is in the registry’s own table. */
  readonly sql: string
}

export interface LeavingTable {
  readonly form: FormId
  /** `walk_test`; the file has its name. */
  readonly name: string
  /** The registry’s own table. */
  readonly from: string
  readonly columns: readonly TableColumn[]
}

const text = (name: string): TableColumn => ({ name, kind: 'TEXT', sql: name })

function leavingTable(formId: FormId): LeavingTable {
  const form = formOf(formId)
  const items = columnsOf(form).map(({ name, kind, site }): TableColumn => {
    return { name, kind, sql: site ? `json_extract(site_values, '$.${name}')` : name }
  })
  const frame = [text('id'), ...(formId === 'case' ? [] : [text('case_id')])]
  const rest = [text('missing'), text('source'), text('comment'), text('created_at'), text('updated_at')]
  return { form: formId, name: form.id, from: tableOf(form), columns: [...frame, ...items, ...rest] }
}

/** All tables but that of identity, the cases first. Call after the site’s items are installed. */
export const leavingTables = (): readonly LeavingTable[] =>
  (['case', ...repeatingForms.map(({ id }) => id)] as const).map(leavingTable)
