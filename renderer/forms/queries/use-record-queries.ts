import { useMemo } from 'react'
import type { DataQuery } from '#shared/ipc/areas/quality.ts'
import { useQueryOf } from '../../ipc/use-contract.ts'

const none: readonly DataQuery[] = []

/** The queries about a record, the last touched first. */
export function useRecordQueries(recordId: string | undefined): readonly DataQuery[] {
  const asked = useQueryOf(
    'quality.queries',
    { recordId: recordId ?? '', offset: 0, limit: 200 },
    { enabled: recordId !== undefined },
  )
  return useMemo(() => asked.data?.queries ?? none, [asked.data])
}
