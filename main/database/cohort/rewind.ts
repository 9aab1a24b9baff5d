/** Records as they were when the audit chain had so many entries: later changes are taken back, the newest first. */
import { forms, formOf, formOfTable, repeatingForms, tableOf } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { auditHead } from '../audit.ts'
import type { Reader } from '../connection.ts'
import { recordOfRow, storedRowsOfCase } from '../repositories/records.ts'
import type { StoredRow } from '../repositories/records.ts'

type Columns = Readonly<Record<string, string | number | null>>

export interface LaterChange {
  readonly form: FormId
  readonly rowId: string
  readonly added: boolean
  /** Changed columns as they were. */
  readonly before: Columns
}

/**
 * Rows as they were before some changes.
 * @param rows as they are now, voided ones too, of every case that a change names
 * @param later the newest first
 */
export function rewound(rows: readonly StoredRow[], later: Iterable<LaterChange>): readonly StoredRow[] {
  const key = (form: FormId, id: string) => `${form} ${id}`
  const known = new Map(rows.map((row) => [key(row.form, row.id), row]))
  for (const { form, rowId, added, before } of later) {
    const at = key(form, rowId)
    const row = known.get(at)
    if (added) known.delete(at)
    else if (row) {
      const { case_id: caseId = row.caseId, ...columns } = before
      known.set(at, { ...row, caseId: String(caseId), columns: { ...row.columns, ...columns } })
    }
  }
  return [...known.values()]
}

interface AuditedRow {
  readonly kind: string
  readonly table_name: string
  readonly row_id: string
  readonly case_id: string
  readonly before: string | null
}

/** Cases that changed since, as they were then: undefined for one that was not there, or not in use. */
export type RewoundCases = ReadonlyMap<string, CaseRecord | undefined>

/**
 * @param entries how long the audit chain was
 * @param watch told how far it is; what it throws ends this
 */
export function casesRewound(
  db: Reader,
  entries: number,
  watch: (done: number, total: number, what: string) => void,
): RewoundCases {
  const since = auditHead(db).entries - entries
  const read = forms.filter(({ identifying }) => !identifying)
  const tables = read.map((form) => `'${tableOf(form)}'`)
  const audited = db
    .prepare(
      `SELECT kind, table_name, row_id, case_id, before FROM audit WHERE seq > ? AND table_name IN (${tables.join(', ')}) ORDER BY seq DESC`,
    )
    .iterate(entries) as IterableIterator<AuditedRow>
  const touched = new Set<string>()
  const later: LaterChange[] = []
  for (const { kind, table_name, row_id, case_id, before } of audited) {
    watch(later.length, since, 'Reading what changed since the data cut')
    const columns = JSON.parse(before ?? '{}') as Columns
    touched.add(case_id)
    // It came from there.
    if (typeof columns['case_id'] === 'string') touched.add(columns['case_id'])
    later.push({ form: formOfTable(table_name)!.id, rowId: row_id, added: kind === 'insert', before: columns })
  }
  const rows = [...touched].flatMap((caseId, done) => {
    watch(done, touched.size, 'Taking back what changed since the data cut')
    return read.flatMap(({ id }) => storedRowsOfCase(db, id, caseId))
  })
  const byCase = Map.groupBy(rewound(rows, later), ({ caseId }) => caseId)
  return new Map([...touched].map((caseId) => [caseId, recordOfRows(byCase.get(caseId) ?? [])]))
}

function recordOfRows(rows: readonly StoredRow[]): CaseRecord | undefined {
  const byForm = Map.groupBy(
    rows.filter(({ columns }) => columns['voided_at'] === null),
    ({ form }) => form,
  )
  const [own] = byForm.get('case') ?? []
  if (!own) return undefined
  const records = repeatingForms.map(({ id }) => [id, inOrder(id, (byForm.get(id) ?? []).map(recordOfRow))])
  return { case: recordOfRow(own), records: Object.fromEntries(records) } as unknown as CaseRecord
}

/** As SQL orders them: without a date first, then by date, time of entry and id. */
function inOrder(form: FormId, records: readonly AnyRecord[]): readonly AnyRecord[] {
  const { dateItem = 'id' } = formOf(form)
  const keyOf = (record: AnyRecord) => [textOf(record[dateItem]), record.created_at, record.id]
  return records
    .map((record) => ({ record, key: keyOf(record) }))
    .toSorted((a, b) => {
      const at = a.key.findIndex((part, index) => part !== b.key[index])
      return at < 0 ? 0 : a.key[at]! < b.key[at]! ? -1 : 1
    })
    .map(({ record }) => record)
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
