/** The criteria set that is looked at, as it stands in the address: so that Back from a record leads to it. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

export function useChosenSet(): readonly [string | undefined, (id: string) => void] {
  const { caseId = '' } = useParams({ strict: false })
  const { set } = useSearch({ strict: false }) as { readonly set?: unknown }
  const navigate = useNavigate()
  const choose = useCallback(
    (id: string) =>
      void navigate({
        to: '/cases/$caseId/$tab',
        params: { caseId, tab: 'assessment' },
        search: () => ({ view: 'criteria', set: id }) as never,
        replace: true,
      }),
    [navigate, caseId],
  )
  return [typeof set === 'string' ? set : undefined, choose]
}
