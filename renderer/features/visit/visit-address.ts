/** Which visit the page is about, as it stands in the address. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

interface VisitPlace {
  /** `new`, or the id of the visit that is edited. */
  readonly open: string
  readonly openVisit: (visitId: string) => void
  /** To where a visit is seen: among the records where it was edited, on the chart where it is new. */
  readonly leave: () => void
}

export function useVisitAddress(caseId: string): VisitPlace {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const open = typeof search['open'] === 'string' ? search['open'] : 'new'
  const navigate = useNavigate()
  const go = useCallback(
    (tab: string, search: Readonly<Record<string, string>>) =>
      void navigate({
        to: '/cases/$caseId/$tab',
        params: { caseId, tab },
        search: () => search as never,
        replace: true,
      }),
    [navigate, caseId],
  )
  const openVisit = useCallback((visitId: string) => go('visit', { open: visitId }), [go])
  const leave = useCallback(
    () => (open === 'new' ? go('chart', {}) : go('record', { form: 'visit', at: open })),
    [go, open],
  )
  return { open, openVisit, leave }
}
