import { useInfiniteQuery } from '@tanstack/react-query'
import type { AppError } from '#shared/ipc/app-error.ts'
import type { AuditEntry, AuditFilter } from '#shared/ipc/areas/audit.ts'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { useClient } from '#renderer/ipc/client-context.tsx'

const pageSize = 100

export interface AuditEntries {
  readonly entries: readonly AuditEntry[] | undefined
  /** How far the walk through the chain has come, where there is more. */
  readonly searchedTo: { readonly seq: number; readonly at: string } | undefined
  readonly hasMore: boolean
  readonly isFetchingMore: boolean
  readonly goOn: () => void
  readonly error: AppError | null
  readonly retry: () => void
}

/** Entries of the chain, newest first, a page at a time. */
export function useAuditEntries(filter: AuditFilter): AuditEntries {
  const client = useClient()
  const found = useInfiniteQuery<OutputOf<'audit.find'>, AppError>({
    queryKey: ['audit.find', { filter }],
    queryFn: ({ pageParam, signal }) =>
      client.call(
        'audit.find',
        { filter, limit: pageSize, ...(typeof pageParam === 'number' && { before: pageParam }) },
        { signal },
      ),
    initialPageParam: undefined,
    getNextPageParam: ({ searchedTo, more }) => (more ? searchedTo?.seq : undefined),
    // Who looks at it wants to see what happened a moment ago, too.
    staleTime: 0,
  })
  return {
    entries: found.data?.pages.flatMap((page) => page.entries),
    searchedTo: found.data?.pages.at(-1)?.searchedTo,
    hasMore: found.hasNextPage,
    isFetchingMore: found.isFetchingNextPage,
    goOn: () => void found.fetchNextPage(),
    error: found.error,
    retry: () => void found.refetch(),
  }
}
