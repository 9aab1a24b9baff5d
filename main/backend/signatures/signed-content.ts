/**
 * What a signature vouches for, as digests: of each record that was signed and of all together. Values as they were entered,
 * with why they are missing and what was confirmed; nothing that is computed, and not the version or the times of a record:
 * an edit that was taken back leaves what was signed.
 */
import { createHash } from 'node:crypto'
import { canonicalJson } from '#shared/lib/canonical-json.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { recordsOfVisit, recordsOfWholeCase } from '#shared/domain/visit-day.ts'
import type { SignedRecord } from '#main/database/repositories/signatures.ts'

export interface SignedContent {
  /** SHA-256, hexadecimal. */
  readonly digest: string
  readonly records: readonly SignedRecord[]
}

/** @param visit the visit that is signed with its day; the whole case where it is missing */
export function signedContent(caseRecord: CaseRecord, visit: AnyRecord | undefined): SignedContent {
  const found = visit ? recordsOfVisit(caseRecord, visit) : recordsOfWholeCase(caseRecord)
  const contents = found
    .map(({ form, record: { version: _version, created_at: _made, updated_at: _changed, ...content } }) => ({
      form,
      content,
    }))
    // Not by date: that is a value which may change.
    .sort((a, b) => (a.content.id < b.content.id ? -1 : 1))
  return {
    digest: sha256(canonicalJson(contents)),
    records: contents.map(({ form, content }) => ({ form, id: content.id, sha256: sha256(canonicalJson(content)) })),
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
