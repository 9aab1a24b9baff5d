/** Where in the record one is, as it stands in the address: so that Back, reload and links from elsewhere work. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { isFormId, type FormId } from '#shared/dictionary/forms.ts'

export interface RecordAddress {
  /** The form whose records are shown. */
  readonly form?: FormId
  /** `new`, or the id of the record that is being edited. */
  readonly open?: string
  /** The item of the edited record that somebody comes for. */
  readonly item?: string
  /** The record that is marked in the list. */
  readonly at?: string
  /** The treatment that a new dose step or infusion belongs to. */
  readonly treatment?: string
}

/** Takes what is usable from an address and leaves out the rest. */
function readRecordAddress(raw: Readonly<Record<string, unknown>>): RecordAddress {
  const text = (name: string) => {
    const value = raw[name]
    return typeof value === 'string' || typeof value === 'number' ? { [name]: String(value) } : {}
  }
  const form = raw['form']
  return {
    ...(typeof form === 'string' && isFormId(form) && { form }),
    ...text('open'),
    ...text('item'),
    ...text('at'),
    ...text('treatment'),
  }
}

interface RecordPlace {
  readonly caseId: string
  readonly address: RecordAddress
  readonly go: (address: RecordAddress) => Promise<void>
}

/** The place in the record, and how to go to another one. */
export function useRecordAddress(): RecordPlace {
  const { caseId = '' } = useParams({ strict: false })
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const navigate = useNavigate()
  const go = useCallback(
    // The route takes any search; what is usable of it is decided above.
    (address: RecordAddress) =>
      navigate({ to: '/cases/$caseId/$tab', params: { caseId, tab: 'record' }, search: () => address as never }),
    [navigate, caseId],
  )
  return { caseId, address: readRecordAddress(search), go }
}
