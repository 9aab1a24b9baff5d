/** Takes the audit chain out of the registry, as a table or as a signed copy, slice by slice. */
import type { KeyObject } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import type { AuditRow } from '#main/database/audit.ts'
import { auditCsvHeader, auditCsvLines } from './audit-csv.ts'
import { auditJsonWriter } from './audit-json.ts'
import type { AuditFileEntry, AuditFileHead } from './audit-json.ts'
import { openPartFile } from './part-file.ts'
import { problemOfFile } from './problem-of-file.ts'

export interface AuditFileSource {
  readonly head: AuditFileHead
  readonly batches: Iterable<readonly AuditRow[]>
  readonly sealBefore: (seq: number) => string
  readonly codesOf: (caseIds: Iterable<string>) => ReadonlyMap<string, string>
}

export interface AuditFileWish {
  readonly file: string
  readonly format: 'csv' | 'json'
  readonly key: KeyObject
  /** Called between slices, with the number of the last entry that was written; throws where it was cancelled. */
  readonly onSlice: (lastSeq: number) => void
}

/**
 * Writes the file whole or not at all.
 * @returns how many entries it holds
 * @throws AppError that says why it could not be written there
 */
export async function writeAuditFile(source: AuditFileSource, wish: AuditFileWish): Promise<number> {
  try {
    return await write(source, wish)
  } catch (error) {
    throw problemOfFile(error, wish.file)
  }
}

async function write(source: AuditFileSource, wish: AuditFileWish): Promise<number> {
  const part = openPartFile(wish.file)
  try {
    const json = wish.format === 'json' ? auditJsonWriter(part, source.head, wish.key) : undefined
    if (!json) part.write(auditCsvHeader())
    let count = 0
    let last = 0
    for (const rows of source.batches) {
      const entries = rows.map((row) => {
        const follows = count > 0 && row.seq === last + 1
        count += 1
        last = row.seq
        return entryOf(row, source.head.withIdentity, follows ? undefined : source.sealBefore(row.seq))
      })
      if (json) entries.forEach((entry) => json.add(entry))
      else if (entries.length > 0) {
        const codes = source.codesOf(entries.flatMap((entry) => entry.case ?? []))
        part.write(auditCsvLines(entries, (caseId) => codes.get(caseId)))
      }
      wish.onSlice(last)
      await breathe()
    }
    json?.end()
    part.finish()
    return count
  } finally {
    part.discard()
  }
}

/** What an identity held goes along only where that was asked for. */
function entryOf(row: AuditRow, withIdentity: boolean, sealBefore: string | undefined): AuditFileEntry {
  const isWithheld = row.table_name === 'identity' && !withIdentity
  return {
    seq: row.seq,
    ...(sealBefore !== undefined && { sealBefore }),
    at: row.at,
    actor: row.actor,
    operation: row.operation,
    operationId: row.operation_id,
    reason: row.reason,
    kind: row.kind,
    table: row.table_name,
    row: row.row_id,
    case: row.case_id,
    before: isWithheld ? null : row.before,
    after: isWithheld ? null : row.after,
    ...(isWithheld && { withheld: true }),
    seal: row.mac,
  }
}
