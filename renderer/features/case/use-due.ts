import { useMemo } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { dueItems, type DueItem } from '#shared/domain/monitoring/due.ts'
import { monitoringFactsOf } from '#shared/domain/monitoring/facts.ts'
import { lastDone, type DoneRecord } from '#shared/domain/monitoring/last-done.ts'
import { schedulesOf } from '#shared/domain/monitoring/schedules.ts'
import type { SubjectId } from '#shared/domain/monitoring/subjects.ts'
import type { IsoDay } from '#shared/domain/partial-date.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'

interface Due {
  readonly items: readonly DueItem[]
  /** The case is closed: nothing is due. */
  readonly isClosed: boolean
  readonly last: ReadonlyMap<SubjectId, DoneRecord>
}

/** What is due for a case by the schedules of the registry; undefined until they are here. */
export function useDue(record: CaseRecord, today: IsoDay): Due | undefined {
  const set = useQueryOf('registry.settings', {}).data?.monitoring
  return useMemo(() => {
    if (!set) return undefined
    const facts = monitoringFactsOf(record, today)
    const items = dueItems(facts, schedulesOf(set), today)
    return { items, isClosed: facts.closed === true, last: lastDone(record, today) }
  }, [record, today, set])
}
