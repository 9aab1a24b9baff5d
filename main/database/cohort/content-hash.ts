/** What a data cut is known by: a digest of everything that the records of its cases said. */
import { createHash } from 'node:crypto'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import type { CohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import { canonicalJson } from '#shared/lib/canonical-json.ts'

export interface ContentHash {
  /** @param record whole; cases come in the order of their codes */
  add(record: CaseRecord): void
  digest(): string
}

export function contentHash(spec: CohortSpec, settings: ClinicalSettings): ContentHash {
  const hash = createHash('sha256').update(canonicalJson([spec, settings]))
  return {
    add: (record) => void hash.update(canonicalJson(said(record))),
    digest: () => hash.digest('hex'),
  }
}

/** Not when it was last touched, which the audit chain doesn't keep with the row; fifteen digits of a number, which are what it keeps. */
function said(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(15))
  if (Array.isArray(value)) return value.map(said)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'updated_at')
      .map(([name, part]) => [name, said(part)]),
  )
}
