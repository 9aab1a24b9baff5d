/** Entries of the audit chain as they are shown: columns opened, cases and records named. */
import { formOfTable } from '#shared/dictionary/forms.ts'
import { auditGroupOf } from '#shared/domain/audit-kinds.ts'
import type { AuditEntry } from '#shared/ipc/areas/audit.ts'
import type { AuditRow } from '#main/database/audit.ts'
import { auditedColumns } from '#main/database/audited-columns.ts'
import type { Reader } from '#main/database/connection.ts'
import { codesOfCases } from '#main/database/repositories/audit-entries.ts'
import { findRecord } from '#main/database/repositories/records.ts'

export function describedEntries(db: Reader, rows: readonly AuditRow[]): AuditEntry[] {
  const codes = codesOfCases(
    db,
    rows.flatMap((row) => row.case_id ?? []),
  )
  const records = recordsBy(db)
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    actor: row.actor,
    operation: row.operation,
    operationId: row.operation_id,
    kind: row.kind,
    group: auditGroupOf(row.kind, row.table_name),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.case_id !== null && { caseId: row.case_id }),
    ...(row.case_id !== null && codes.has(row.case_id) && { caseCode: codes.get(row.case_id)! }),
    ...(row.table_name === null ? eventOf(row) : changeOf(row, records)),
  }))
}

function eventOf({ after }: AuditRow): Partial<AuditEntry> {
  const detail = after === null ? undefined : (JSON.parse(after) as { detail?: unknown }).detail
  return typeof detail === 'string' ? { detail } : {}
}

type FindRecord = (table: string, id: string) => Readonly<Record<string, unknown>> | undefined

/** Of an identity nothing leaves but that it was changed; of a signature only what was signed, not its digests. */
function changeOf(row: AuditRow, records: FindRecord): Partial<AuditEntry> {
  const { table_name: table, row_id: recordId, before, after } = row
  const named = { table: table!, recordId: recordId! }
  if (table === 'identity') return { ...named, withheld: true }
  const changed = auditedColumns({ table_name: table, before, after })
  if (table === 'signature') delete changed.after?.['content']
  const record = records(table!, recordId!)
  const treatment = table === 'dose_step' ? (changed.after?.['treatment'] ?? record?.['treatment']) : undefined
  const drug = typeof treatment === 'string' ? records('treatment', treatment)?.['drug'] : undefined
  return { ...named, ...changed, ...(record && { record }), ...(typeof drug === 'string' && { drug }) }
}

/** Records as they stand now: each is looked for once. */
function recordsBy(db: Reader): FindRecord {
  const known = new Map<string, ReturnType<FindRecord>>()
  return (table, id) => {
    const form = formOfTable(table)
    if (!form || form.identifying) return undefined
    const key = `${table} ${id}`
    if (!known.has(key)) known.set(key, findRecord(db, form.id, id)?.record)
    return known.get(key)
  }
}
