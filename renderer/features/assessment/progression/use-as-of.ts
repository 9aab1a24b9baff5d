/** The day that is looked back from, as it stands in the address: so that Back from a record leads to the same verdict. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { isPartialDate, precisionOf, type IsoDay } from '#shared/domain/partial-date.ts'

/** @param standard where the address names no day */
export function useAsOf(standard: IsoDay): readonly [IsoDay, (asOf: IsoDay) => void] {
  const { caseId = '' } = useParams({ strict: false })
  const { asOf } = useSearch({ strict: false }) as { readonly asOf?: unknown }
  const navigate = useNavigate()
  const go = useCallback(
    (day: IsoDay) =>
      void navigate({
        to: '/cases/$caseId/$tab',
        params: { caseId, tab: 'assessment' },
        search: () => ({ view: 'progression', asOf: day }) as never,
        replace: true,
      }),
    [navigate, caseId],
  )
  const isDay = typeof asOf === 'string' && isPartialDate(asOf) && precisionOf(asOf) === 'day'
  return [isDay ? asOf : standard, go]
}
