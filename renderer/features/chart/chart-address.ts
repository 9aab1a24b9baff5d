/** What the chart is aligned on and which case stands beside it, as it stands in the address. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

export interface ChartAddress {
  /** The drug that the axis counts from, as `drugStarts` names it. */
  readonly align?: string
  /** Id of the case that stands beside this one. */
  readonly with?: string
}

export function useChartAddress(): readonly [ChartAddress, (next: ChartAddress) => void] {
  const { caseId = '' } = useParams({ strict: false })
  const raw = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const navigate = useNavigate()
  const go = useCallback(
    (next: ChartAddress) =>
      // The route takes any search; what is usable of it is decided here.
      void navigate({
        to: '/cases/$caseId/$tab',
        params: { caseId, tab: 'chart' },
        search: () => next as never,
        replace: true,
      }),
    [navigate, caseId],
  )
  // The router reads `with=12` as a number.
  const word = (name: 'align' | 'with') => {
    const value = raw[name]
    return typeof value === 'string' || typeof value === 'number' ? { [name]: String(value) } : {}
  }
  return [{ ...word('align'), ...word('with') }, go]
}
