import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { FormId } from '#shared/dictionary/forms.ts'

interface RecordLinkProps {
  readonly form: FormId
  readonly recordId: string
  readonly children: ReactNode
}

/** Leads from what a rule has used to the record that it stands in. */
export function RecordLink({ form, recordId, children }: RecordLinkProps) {
  const { caseId = '' } = useParams({ strict: false })
  // Of the baseline there is but one: it is shown, not marked in a list.
  const search = form === 'case' ? { form } : { form, at: recordId }
  return (
    <Link to="/cases/$caseId/$tab" params={{ caseId, tab: 'record' }} search={() => search as never}>
      {children}
    </Link>
  )
}
