/** The audit chain read by operation: what was changed together, by whom and why. */
import type { ChangeSet } from '#shared/ipc/areas/changes.ts'
import type { AuditRow } from '../audit.ts'
import { auditedColumns } from '../audited-columns.ts'
import type { Reader } from '../connection.ts'

/**
 * Tables of which the content is shown to nobody here: viewing identity has its own, audited operation, and the digests of a
 * signature say nothing to a reader.
 */
const hiddenTables = new Set(['identity', 'signature'])

/** Operations on a case, newest first. `before`: only those whose newest row stands before that one in the chain. */
export function changeSetsOfCase(
  db: Reader,
  caseId: string,
  { before = Number.MAX_SAFE_INTEGER, limit }: { readonly before?: number | undefined; readonly limit: number },
): Omit<ChangeSet, 'canRevert'>[] {
  const operations = db
    .prepare(
      `SELECT operation_id AS id, max(seq) AS seq FROM audit WHERE case_id = ? GROUP BY operation_id
       HAVING max(seq) < ? ORDER BY seq DESC LIMIT ?`,
    )
    .all(caseId, before, limit) as { id: string; seq: number }[]
  // Of an operation on many cases, the making of the demo above all, only what is asked for: its label, and the rows of the case.
  const labelRow = db.prepare(`SELECT * FROM audit WHERE table_name IS NULL AND kind = 'label' AND operation_id = ?`)
  const own = db.prepare('SELECT * FROM audit WHERE case_id = ? AND operation_id = ? ORDER BY seq')
  return operations.map(({ id, seq }) => {
    const rows = own.all(caseId, id) as AuditRow[]
    const first = (labelRow.get(id) as AuditRow | undefined) ?? rows[0]!
    return changeSetOf(
      id,
      seq,
      first,
      rows.filter(({ table_name }) => table_name !== null),
    )
  })
}

/** What an operation is called where it can be undone. */
export function labelOfOperation(db: Reader, operationId: string): string | undefined {
  const row = db
    .prepare(`SELECT after FROM audit WHERE table_name IS NULL AND kind = 'label' AND operation_id = ?`)
    .get(operationId)
  return detailOf(row as Pick<AuditRow, 'after'> | undefined)
}

const detailOf = (row: Pick<AuditRow, 'after'> | undefined): string | undefined =>
  row?.after ? (JSON.parse(row.after) as { detail?: string }).detail : undefined

function changeSetOf(
  changeId: string,
  seq: number,
  first: AuditRow,
  own: readonly AuditRow[],
): Omit<ChangeSet, 'canRevert'> {
  const { at, actor, operation, reason } = first
  const label = first.kind === 'label' ? detailOf(first) : undefined
  const event = first.table_name === null && first.kind !== 'label' ? first : undefined
  return {
    changeId,
    seq,
    at,
    actor,
    operation,
    ...(label !== undefined && { label }),
    ...(reason !== null && { reason }),
    ...(event && { event: { kind: event.kind, ...eventDetail(event) } }),
    records: own.map(({ table_name, row_id, kind, before, after }) => {
      const isHidden = hiddenTables.has(table_name!)
      return {
        table: table_name!,
        recordId: row_id!,
        kind: kind === 'insert' ? ('insert' as const) : ('update' as const),
        ...(!isHidden && auditedColumns({ table_name, before, after })),
      }
    }),
  }
}

function eventDetail(row: AuditRow): { detail?: string } {
  const detail = detailOf(row)
  return detail === undefined ? {} : { detail }
}
