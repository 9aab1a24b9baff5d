import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { forms, tableOf } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { isKeptBack } from '#shared/domain/imaging/kept-back-readings.ts'
import type { AppError } from '#shared/ipc/app-error.ts'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { useOnlooker } from '#renderer/app/use-onlooker.ts'
import { useClient } from '#renderer/ipc/client-context.tsx'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { describeSets, type DescribedSet } from './described-sets.ts'

const pageSize = 100

export interface CaseHistory {
  readonly sets: readonly DescribedSet[] | undefined
  /** Records of the case that are out of use, by id. */
  readonly voided: ReadonlyMap<string, AnyRecord>
  readonly hasMore: boolean
  readonly isFetchingMore: boolean
  readonly showMore: () => void
  readonly error: AppError | null
  readonly retry: () => void
}

/**
 * What happened to a case, newest first, a page at a time.
 * @param all everything is wanted at once: something is looked for in it
 */
export function useChangeSets(caseRecord: CaseRecord, all: boolean): CaseHistory {
  const client = useClient()
  const caseId = caseRecord.case.id
  const history = useInfiniteQuery<OutputOf<'changes.ofCase'>, AppError>({
    queryKey: ['changes.ofCase', { caseId, limit: pageSize }],
    queryFn: ({ pageParam, signal }) =>
      client.call(
        'changes.ofCase',
        { caseId, limit: pageSize, ...(typeof pageParam === 'number' && { before: pageParam }) },
        { signal },
      ),
    initialPageParam: undefined,
    getNextPageParam: ({ sets, more }) => (more ? sets.at(-1)?.seq : undefined),
    // Who looks at it wants to see what was printed or read a moment ago, too.
    staleTime: 0,
  })
  const voidedRecords = useQueryOf('records.voided', { caseId })
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = history
  const pages = history.data?.pages
  useEffect(() => {
    if (all && pages && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [all, pages, hasNextPage, isFetchingNextPage, fetchNextPage])

  const voided = useMemo(
    () => new Map(Object.values(voidedRecords.data?.records ?? {}).flatMap((list) => list.map((one) => [one.id, one]))),
    [voidedRecords.data],
  )
  const onlooker = useOnlooker()
  const isComplete = voidedRecords.data !== undefined
  const sets = useMemo(
    () =>
      pages && isComplete
        ? describeSets(
            pages.flatMap((page) => page.sets),
            currentState(caseRecord, voided),
            (table, reading) => table === 'ct_reading' && isKeptBack(reading, caseRecord, onlooker),
          )
        : undefined,
    [pages, isComplete, caseRecord, voided, onlooker],
  )
  return {
    sets,
    voided,
    hasMore: hasNextPage,
    isFetchingMore: isFetchingNextPage,
    showMore: () => void fetchNextPage(),
    error: history.error ?? voidedRecords.error,
    retry: () => void Promise.all([history.refetch(), voidedRecords.refetch()]),
  }
}

const formByTable = new Map(forms.map((form) => [tableOf(form), form.id]))

function currentState(caseRecord: CaseRecord, voided: ReadonlyMap<string, AnyRecord>) {
  const lists = Object.values(caseRecord.records) as unknown as readonly (readonly AnyRecord[])[]
  const inUse = new Map(lists.flatMap((list) => list.map((record) => [record.id, record] as const)))
  return (table: string, id: string) =>
    formByTable.get(table) === 'case' ? (caseRecord.case as unknown as AnyRecord) : (inUse.get(id) ?? voided.get(id))
}
