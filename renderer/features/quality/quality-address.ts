/** What the quality page shows, as it stands in the address: so that Back leads to where one was. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

const parts = ['completeness', 'findings', 'queries', 'double-entry'] as const
export type QualityPart = (typeof parts)[number]

export interface QualityAddress {
  readonly part: QualityPart
  /** Completeness: the form and the item whose gaps are shown. */
  readonly form?: string
  readonly item?: string
  /** Findings: the rule that is looked at. */
  readonly rule?: string
  /** Id of the case that it is about. */
  readonly case?: string
}

function readAddress(raw: Readonly<Record<string, unknown>>): QualityAddress {
  const text = (name: string) => (typeof raw[name] === 'string' && raw[name] !== '' ? { [name]: raw[name] } : {})
  const part = parts.find((each) => each === raw['part']) ?? 'completeness'
  return { part, ...text('form'), ...text('item'), ...text('rule'), ...text('case') }
}

/** Where on the page one is, and how to get elsewhere: on it, or to a field of a record. */
export function useQualityAddress() {
  const address = readAddress(useSearch({ strict: false }))
  const navigate = useNavigate()
  const go = useCallback(
    (next: QualityAddress, { replace = true } = {}) =>
      void navigate({ to: '/quality', search: () => next as never, replace }),
    [navigate],
  )
  const goToField = useCallback(
    (place: { readonly caseId: string; readonly form: string; readonly recordId?: string; readonly item?: string }) => {
      const { caseId, form, recordId, item } = place
      const search = { form, open: recordId ?? 'new', ...(item !== undefined && { item }) }
      void navigate({
        to: '/cases/$caseId/$tab',
        params: { caseId, tab: 'record' },
        search: () => search as never,
      })
    },
    [navigate],
  )
  return { address, go, goToField }
}
