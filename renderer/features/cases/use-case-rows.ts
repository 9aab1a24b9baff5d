import { useEffect, useState } from 'react'
import type { InputOf, OutputOf } from '#shared/ipc/contract.ts'
import type { AppError } from '#shared/ipc/app-error.ts'
import type { CaseRow } from '#shared/ipc/areas/cases.ts'
import { useQueryOf } from '../../ipc/use-contract.ts'

export type CaseCriteria = Omit<InputOf<'cases.find'>, 'offset' | 'limit'>
type Found = OutputOf<'cases.find'>

const pageRows = 200

export interface CaseRows {
  /** `undefined` until the first answer. */
  readonly total: number | undefined
  readonly rowAt: (index: number) => CaseRow | undefined
  /** What is shown answers an earlier question. */
  readonly isBehind: boolean
  readonly error: AppError | null
  readonly retry: () => void
}

/**
 * The rows in sight, fetched two pages at a time: those in sight lie on at most two, and when on one, the neighbor is
 * fetched ahead. Rows of the question before stay until the new ones are here.
 */
export function useCaseRows(criteria: CaseCriteria, first: number, last: number): CaseRows {
  const [here, there] = pagesOf(first, last)
  const [known, setKnown] = useState<{ readonly question: string; readonly total: number }>()
  const question = JSON.stringify(criteria)
  // What is in sight comes first; the neighbor only after it, so that it never holds up the next letter.
  const isFetched = (page: number): boolean =>
    page === here || (known?.question === question && page * pageRows < known.total)
  const [evenPage, oddPage] = here % 2 === 0 ? [here, there] : [there, here]
  const even = usePage(criteria, evenPage, isFetched(evenPage))
  const odd = usePage(criteria, oddPage, isFetched(oddPage))
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

function usePage(criteria: CaseCriteria, page: number, enabled: boolean) {
  const offset = page * pageRows
  return useQueryOf(
    'cases.find',
    { ...criteria, offset, limit: pageRows },
    {
      enabled,
      placeholderData: (before: Found | undefined, query: { queryKey: readonly unknown[] } | undefined) =>
        (query?.queryKey[1] as { offset?: number } | undefined)?.offset === offset ? before : undefined,
    },
  )
}
