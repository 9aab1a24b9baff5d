import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { QualityReport } from '#shared/ipc/areas/quality.ts'
import { useJob } from '#renderer/ipc/use-contract.ts'

const key = ['quality.report', {}] as const

/**
 * The last report, kept while the registry is open: whoever comes back from a field finds it as it was.
 * @param isWanted made once it is looked at
 */
export function useQualityReport(isWanted: boolean) {
  const queryClient = useQueryClient()
  const job = useJob('quality.report')
  const [report, setReport] = useState(() => queryClient.getQueryData<QualityReport>(key))
  const { run } = job
  const renew = useCallback(async () => {
    const made = await run({}).catch(() => undefined)
    if (!made) return
    queryClient.setQueryDefaults(key, { gcTime: Infinity })
    queryClient.setQueryData(key, made)
    setReport(made)
  }, [queryClient, run])
  useEffect(() => {
    if (isWanted && !queryClient.getQueryData(key)) void renew()
  }, [isWanted, queryClient, renew])
  const isOutdated = queryClient.getQueryState(key)?.isInvalidated === true
  return { ...job, report, renew, isOutdated }
}
export type ReportInHand = ReturnType<typeof useQualityReport>
