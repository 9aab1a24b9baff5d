import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'

type Search = Readonly<Record<string, unknown>>
const none: Search = {}

/**
 * How the chart of the case was last looked at: what it counts from, which case stands beside it. The other tabs have
 * addresses of their own, and the way back finds the chart as it was left.
 * @param isChart whether the address is the chart's now
 */
export function useChartSearch(caseId: string, isChart: boolean): Search {
  const search: Search = useSearch({ strict: false })
  const [kept, setKept] = useState({ caseId, search: isChart ? search : none })
  const last = isChart ? search : kept.caseId === caseId ? kept.search : none
  if (kept.caseId !== caseId || kept.search !== last) setKept({ caseId, search: last })
  return last
}
