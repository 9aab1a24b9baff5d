import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { FormId } from '#shared/dictionary/forms.ts'

interface ToRecordProps {
  readonly caseId: string
  readonly form: FormId
  /** The record to mark in its list; without one, a new one is begun. */
  readonly recordId?: string | undefined
  readonly title?: string
  readonly children: ReactNode
}

/** Leads to a record of the case, or to where a new one is entered. */
export function ToRecord({ caseId, form, recordId, title, children }: ToRecordProps) {
  const search = recordId === undefined ? { form, open: 'new' } : { form, at: recordId }
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
