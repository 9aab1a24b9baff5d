import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { CaseRow } from '#shared/ipc/areas/cases.ts'
import { BusyBar } from '../../app/busy-bar.tsx'
import { caseFilters, criteriaOf, readCaseSearch } from '../../app/case-search.ts'
import type { CaseSearch } from '../../app/case-search.ts'
import { ErrorMessage } from '../../app/error-message.tsx'
import { useShortcut, useShortcutNote } from '../../app/shortcuts.tsx'
import { Unfinished } from '../../app/unfinished.tsx'
import { useRights } from '../../app/use-rights.ts'
import { useQueryOf } from '../../ipc/use-contract.ts'
import { DataGrid } from '../../tables/data-grid.tsx'
import { samePages, useWindowRows } from '../../tables/use-window-rows.ts'
import { todayHere } from '../../forms/today.ts'
import { caseColumns } from './case-columns.tsx'
import { CasesBar } from './cases-bar.tsx'
import { EmptyRegistry, NoMatch } from './no-cases.tsx'
import './cases-page.css'

/** Not needed for the first screen: it brings the kinds of documents and their validation. */
const DocumentsDialog = lazy(async () => ({ default: (await import('./documents-dialog.tsx')).DocumentsDialog }))

/** Where the table stood when it was left, to stand there again. */
let left: { readonly address: string; readonly active: number; readonly top: number } | undefined

/** All cases: one table to search, filter, sort and open from. */
export function CasesPage() {
  const inAddress = readCaseSearch(useSearch({ from: '/cases' }))
  const [search, setSearch] = useSearchAheadOfAddress(inAddress)
  const navigate = useNavigate()
  const router = useRouter()
  const address = JSON.stringify(search)
  const [start] = useState(() => (left?.address === address ? left : { active: 0, top: 0 }))
  const [active, setActive] = useState(start.active)
  const [[first, last], setRange] = useState([start.top, start.top])
  const grid = useRef<HTMLDivElement>(null)
  const words = useRef<HTMLInputElement>(null)
  const columns = useMemo(() => caseColumns(todayHere()), [])
  const { may, canWrite } = useRights()
  const { total, rowAt, isBehind, error, retry } = useWindowRows('cases.find', criteriaOf(search), first, last)
  // After the rows: the backend answers one at a time.
  const facets = useQueryOf('cases.facets', {}, { enabled: total !== undefined }).data

  const change = (next: CaseSearch): void => {
    setSearch(next)
    setActive(0)
    // jsdom has elements that can't scroll.
    grid.current?.parentElement?.scrollTo?.({ top: 0 })
  }
  const openCase = useCallback(
    ({ id }: CaseRow) => void navigate({ to: '/cases/$caseId/$tab', params: { caseId: id, tab: 'chart' } }),
    [navigate],
  )
  const top = useRef(start.top)
  const showRange = useCallback((from: number, to: number) => {
    top.current = from
    setRange((before) => (samePages(before, [from, to]) ? before : [from, to]))
  }, [])
  const newCase = (): void => void navigate({ to: '/cases/new' })
  useEffect(
    () => () => {
      left = { address, active, top: top.current }
    },
    [address, active],
  )
  // What comes next, most likely: a case.
  useEffect(() => void router.loadRouteChunk(router.routesByPath['/cases/$caseId/$tab']), [router])
  const isHere = total !== undefined
  useEffect(() => {
    // The table takes the keyboard when it appears, but not out of the search field.
    if (isHere && document.activeElement !== words.current) grid.current?.focus({ preventScroll: true })
  }, [isHere])
  useShortcutNote('cases-move')
  useShortcutNote('cases-open')
  useShortcut('cases-search', () => {
    words.current?.focus()
    words.current?.select()
  })
  useShortcut('cases-multiples', () => void navigate({ to: '/cases/multiples', search }))
  useShortcut('cases-new', () => canWrite && newCase())
  const [isPrinting, setIsPrinting] = useState(false)
  const hasCases = total !== undefined && total > 0
  useShortcut('cases-documents', () => hasCases && may('export') && setIsPrinting(true))

  const isFiltered = Boolean(search.q) || caseFilters.some((filter) => search[filter])
  return (
    <div className="cases">
      <title>Cases – AS-ILD Registry</title>
      <h1 className="visually-hidden">Cases</h1>
      {isBehind && !error && <BusyBar label="Looking for cases" />}
      <div>
        <CasesBar
          search={search}
          onSearch={change}
          facets={facets}
          total={total}
          all={facets && sum(facets.status)}
          onNew={canWrite ? newCase : undefined}
          onDocuments={hasCases && may('export') ? () => setIsPrinting(true) : undefined}
          wordsRef={words}
          toTable={() => grid.current?.focus()}
          openFirst={() => {
            const row = rowAt(active)
            if (row && !isBehind) openCase(row)
          }}
        />
        <Unfinished />
      </div>
      {error && <ErrorMessage error={error} onRetry={retry} />}
      {total === 0 &&
        !isBehind &&
        (isFiltered ? (
          <NoMatch search={search} clear={() => change(onlyOrder(search))} />
        ) : (
          <EmptyRegistry onNew={canWrite ? newCase : undefined} />
        ))}
      {hasCases && (
        <DataGrid
          label="Cases"
          columns={columns}
          total={total}
          rowAt={rowAt}
          sort={{ by: search.sort ?? 'code', descending: search.down ?? false }}
          onSort={({ by, descending }) => change({ ...search, sort: by, down: descending || undefined })}
          active={Math.min(active, total - 1)}
          onActive={setActive}
          onOpen={openCase}
          onRange={showRange}
          startAt={start.top}
          gridRef={grid}
        />
      )}
      {isPrinting && hasCases && (
        <Suspense>
          <DocumentsDialog criteria={criteriaOf(search)} total={total} onClose={() => setIsPrinting(false)} />
        </Suspense>
      )}
    </div>
  )
}

/** What is typed counts at once; the address follows, and leads when it changes by itself (back, a link). */
function useSearchAheadOfAddress(inAddress: CaseSearch): [CaseSearch, (search: CaseSearch) => void] {
  const navigate = useNavigate()
  const [search, setSearch] = useState(inAddress)
  const written = useRef(JSON.stringify(inAddress))
  const arrived = JSON.stringify(inAddress)
  useEffect(() => {
    if (arrived !== written.current) setSearch(JSON.parse(arrived) as CaseSearch)
    written.current = arrived
  }, [arrived])
  const change = (next: CaseSearch): void => {
    setSearch(next)
    written.current = JSON.stringify(next)
    void navigate({ to: '/cases', search: next, replace: true })
  }
  return [search, change]
}

const onlyOrder = ({ sort, down }: CaseSearch): CaseSearch => ({ ...(sort && { sort }), ...(down && { down }) })
const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, count) => all + count, 0)
