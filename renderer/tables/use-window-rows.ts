import { useEffect, useState } from 'react'
import type { InputOf, OutputOf } from '#shared/ipc/contract.ts'
import type { AppError } from '#shared/ipc/app-error.ts'
import { useQueryOf } from '../ipc/use-contract.ts'

/** Questions that are answered in windows: so many rows from a place on, and how many there are in all. */
type WindowName = 'cases.find' | 'due.list'
export type CriteriaOf<N extends WindowName> = Omit<InputOf<N>, 'offset' | 'limit'>
type RowOf<N extends WindowName> = OutputOf<N>['rows'][number]

const pageRows = 200

export interface WindowRows<N extends WindowName> {
  /** `undefined` until the first answer. */
  readonly total: number | undefined
  readonly rowAt: (index: number) => RowOf<N> | undefined
  /** The newest answer, for what it says besides. */
  readonly found: OutputOf<N> | undefined
  /** What is shown answers an earlier question. */
  readonly isBehind: boolean
  readonly error: AppError | null
  readonly retry: () => void
}

/**
 * The rows in sight, fetched two pages at a time: those in sight lie on at most two, and when on one, the neighbor is
 * fetched ahead. Rows of the question before stay until the new ones are here.
 */
export function useWindowRows<N extends WindowName>(
  name: N,
  criteria: CriteriaOf<N>,
  first: number,
  last: number,
): WindowRows<N> {
  const [here, there] = pagesOf(first, last)
  const [known, setKnown] = useState<{ readonly question: string; readonly total: number }>()
  const question = JSON.stringify(criteria)
  // What is in sight comes first; the neighbor only after it, so that it never holds up the next letter.
  const isFetched = (page: number): boolean =>
    page === here || (known?.question === question && page * pageRows < known.total)
  const [evenPage, oddPage] = here % 2 === 0 ? [here, there] : [there, here]
  const even = usePage(name, criteria, evenPage, isFetched(evenPage))
  const odd = usePage(name, criteria, oddPage, isFetched(oddPage))
  const main = here % 2 === 0 ? even : odd
  const newest = [main, even, odd].find(({ data, isPlaceholderData }) => data && !isPlaceholderData) ?? main
  // After a jump no page in sight has come yet: the table keeps its length.
  const total = newest.data?.total ?? known?.total
  const isBehind = main.isPlaceholderData || main.isPending
  useEffect(() => {
    if (!isBehind && total !== undefined) setKnown({ question, total })
  }, [isBehind, question, total])
  const error = even.error ?? odd.error
  return {
    total,
    rowAt(index) {
      const page = Math.floor(index / pageRows)
      if (page !== here && page !== there) return undefined
      return (page % 2 === 0 ? even : odd).data?.rows[index - page * pageRows]
    },
    found: newest.data,
    isBehind,
    error,
    retry: () => {
      if (even.error) void even.refetch()
      if (odd.error) void odd.refetch()
    },
  }
}

/** The page of the first row in sight and the other one of a pair of even and odd. */
export function pagesOf(first: number, last: number): readonly [number, number] {
  const here = Math.floor(first / pageRows)
  const end = Math.floor(last / pageRows)
  if (end > here) return [here, here + 1]
  const isLate = first - here * pageRows > pageRows / 2
  return [here, isLate || here === 0 ? here + 1 : here - 1]
}

type Range = readonly [first: number, last: number]

/** Whether two stretches of rows need the same pages: then nothing is to be fetched between them. */
export function samePages(a: Range, b: Range): boolean {
  return pagesOf(...a).join() === pagesOf(...b).join()
}

function usePage<N extends WindowName>(name: N, criteria: CriteriaOf<N>, page: number, enabled: boolean) {
  const offset = page * pageRows
  return useQueryOf(
    name,
    { ...criteria, offset, limit: pageRows } as InputOf<N>,
    {
      enabled,
      placeholderData: (before: OutputOf<N> | undefined, query: { queryKey: readonly unknown[] } | undefined) =>
        (query?.queryKey[1] as { offset?: number } | undefined)?.offset === offset ? before : undefined,
    } as Parameters<typeof useQueryOf<N>>[2],
  )
}
