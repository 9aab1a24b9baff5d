/** What is known about how far records can be trusted: checked against their source, or asked about. */
import { useMemo } from 'react'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { RegistryForm } from '#shared/dictionary/forms.ts'
import type { DataQuery, SourceCheck } from '#shared/ipc/areas/quality.ts'
import { notify } from '#renderer/app/notices.tsx'
import { titleOf } from '#renderer/forms/describe-record.ts'
import { useCommand, useQueryOf } from '#renderer/ipc/use-contract.ts'

export interface RecordTrust {
  /** The last check against the source; `stands` while the record is as it was then. */
  readonly check?: SourceCheck & { readonly stands: boolean }
  /** Queries that are not closed. */
  readonly queries: readonly DataQuery[]
}

/** How far the records of a case can be trusted, by record. */
export function useRecordTrust(caseId: string): (record: AnyRecord) => RecordTrust {
  const checks = useQueryOf('quality.checks', { caseId }).data
  const asked = useQueryOf('quality.queries', { caseId, status: ['open', 'answered'], offset: 0, limit: 500 }).data
  return useMemo(() => {
    const checkOf = new Map((checks?.checks ?? []).map((check) => [check.recordId, check]))
    const queriesOf = new Map<string, DataQuery[]>()
    for (const query of asked?.queries ?? [])
      queriesOf.set(query.recordId, [...(queriesOf.get(query.recordId) ?? []), query])
    return ({ id, version }) => {
      const check = checkOf.get(id)
      const queries = queriesOf.get(id) ?? []
      return check ? { check: { ...check, stands: check.recordVersion === version }, queries } : { queries }
    }
  }, [checks, asked])
}

/** Marks a record as verified against its source, or takes the mark back where it has one. */
export function useVerify(trustOf: (record: AnyRecord) => RecordTrust) {
  const verify = useCommand('quality.verify')
  const unverify = useCommand('quality.unverify')
  const toggle = (form: RegistryForm, record: AnyRecord) => {
    const about = { form: form.id, recordId: record.id }
    const title = titleOf(form, record)
    if (trustOf(record).check?.stands)
      unverify.mutate(about, { onSuccess: () => notify(`Not verified any more: ${title}`) })
    else
      verify.mutate(
        { ...about, version: record.version },
        { onSuccess: () => notify(`Verified against its source: ${title}`) },
      )
  }
  return { toggle, error: verify.error ?? unverify.error }
}
