/** The audit chain as a table for a spreadsheet. */
import { csvLines } from './csv.ts'
import type { AuditFileEntry } from './audit-json.ts'

const columns = [
  'seq',
  'at',
  'actor',
  'case',
  'operation',
  'operation_id',
  'kind',
  'table',
  'row',
  'reason',
  'before',
  'after',
  'seal',
] as const

/** The first line. */
export const auditCsvHeader = (): string => csvLines([columns])

/** @param codeOf registry code of a case, by its id */
export function auditCsvLines(
  entries: readonly AuditFileEntry[],
  codeOf: (caseId: string) => string | undefined,
): string {
  const rows = entries.map((entry) => [
    entry.seq,
    entry.at,
    entry.actor,
    entry.case === null ? null : (codeOf(entry.case) ?? entry.case),
    entry.operation,
    entry.operationId,
    entry.kind,
    entry.table,
    entry.row,
    entry.reason,
    entry.withheld ? 'withheld' : entry.before,
    entry.withheld ? 'withheld' : entry.after,
    entry.seal,
  ])
  return csvLines(rows)
}
