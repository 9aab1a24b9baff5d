import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { FormId } from '#shared/dictionary/forms.ts'

interface RecordLinkProps {
  readonly form: FormId
  /** The record to mark in its list; without one, a new one is begun. */
  readonly recordId?: string | undefined
  readonly title?: string
  readonly children: ReactNode
}

/** Leads to a record of the case that is open, or to where a new one is entered. */
export function RecordLink({ form, recordId, title, children }: RecordLinkProps) {
  const { caseId = '' } = useParams({ strict: false })
  // Of the baseline there is but one: it is shown, not marked in a list.
  const search = form === 'case' ? { form } : recordId === undefined ? { form, open: 'new' } : { form, at: recordId }
  return (
    <Link
      to="/cases/$caseId/$tab"
      params={{ caseId, tab: 'record' }}
      // The route takes any search.
      search={() => search as never}
      title={title}
    >
      {children}
    </Link>
  )
}
