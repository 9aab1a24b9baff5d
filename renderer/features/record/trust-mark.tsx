import { momentOf, unsettledWords } from '#renderer/forms/queries/query-words.ts'
import type { RecordTrust } from './record-trust.ts'

/** Whether a record was held against its source, and what is asked about it. */
export function TrustMark({ trust: { check, queries } }: { readonly trust: RecordTrust }) {
  const count = (status: string) => queries.filter((query) => query.status === status).length
  const asked = unsettledWords({ open: count('open'), answered: count('answered') })
  return (
    <>
      {check && (
        <span
          className="trust-check"
          data-stands={check.stands}
          title={`${check.checkedBy}, ${momentOf(check.checkedAt)}${check.stands ? '' : '; changed since'}`}
        >
          {check.stands ? '✓ verified' : 'changed since verified'}
        </span>
      )}
      {check && asked && ', '}
      {asked && <span className="trust-asked">{asked}</span>}
    </>
  )
}
