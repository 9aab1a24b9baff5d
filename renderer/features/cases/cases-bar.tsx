import { Button } from '@mantine/core'
import PlusIcon from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import SearchIcon from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { Link } from '@tanstack/react-router'
import type { KeyboardEvent, Ref } from 'react'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { caseFilters } from '../../app/case-search.ts'
import type { CaseFilter, CaseSearch } from '../../app/case-search.ts'
import { FilterMenu } from './filter-menu.tsx'

interface CasesBarProps {
  readonly search: CaseSearch
  readonly onSearch: (search: CaseSearch) => void
  readonly facets: OutputOf<'cases.facets'> | undefined
  /** Cases that match, and cases at all. */
  readonly total: number | undefined
  readonly all: number | undefined
  /** Missing where nothing can be written. */
  readonly onNew: (() => void) | undefined
  /** Missing where there is no case to print. */
  readonly onDocuments: (() => void) | undefined
  readonly wordsRef: Ref<HTMLInputElement>
  readonly toTable: () => void
  readonly openFirst: () => void
}

/** Above the table: words, filters, how many, and a new one. */
export function CasesBar(props: CasesBarProps) {
  const { search, onSearch, facets, total, all, onNew, onDocuments, wordsRef, toTable, openFirst } = props
  const setWords = (q: string): void => {
    const { q: _, ...rest } = search
    onSearch(q ? { ...rest, q } : rest)
  }
  const setFilter = (filter: CaseFilter, codes: readonly string[]): void => {
    const { [filter]: _, ...rest } = search
    onSearch(codes.length > 0 ? { ...rest, [filter]: codes } : rest)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') toTable()
    else if (event.key === 'Enter') openFirst()
    else if (event.key === 'Escape' && search.q) setWords('')
    else if (event.key === 'Escape') toTable()
    else return
    event.preventDefault()
  }
  const hasFilter = caseFilters.some((filter) => search[filter])
  return (
    <div className="cases-bar">
      <div className="cases-search">
        <SearchIcon size={16} stroke={1.75} aria-hidden />
        <input
          type="search"
          ref={wordsRef}
          value={search.q ?? ''}
          maxLength={200}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          placeholder="Search all records"
          aria-label="Search all records"
          aria-keyshortcuts="/"
          spellCheck={false}
          autoComplete="off"
        />
        {!search.q && <kbd aria-hidden>/</kbd>}
      </div>
      {caseFilters.map((filter) => (
        <FilterMenu
          key={filter}
          filter={filter}
          chosen={search[filter] ?? []}
          counts={facets?.[filter] ?? {}}
          onChange={(codes) => setFilter(filter, codes)}
        />
      ))}
      {hasFilter && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() =>
            onSearch(
              Object.fromEntries(
                Object.entries(search).filter(([name]) => !(caseFilters as readonly string[]).includes(name)),
              ),
            )
          }
        >
          Clear filters
        </Button>
      )}
      <p className="cases-count" role="status">
        {total !== undefined && countWords(total, all)}
      </p>
      <Link to="/cases/multiples" search={search} className="cases-multiples" aria-keyshortcuts="s">
        Small multiples
      </Link>
      {onDocuments && (
        <Button variant="default" onClick={onDocuments} aria-keyshortcuts="d">
          Documents
        </Button>
      )}
      {onNew && (
        <Button leftSection={<PlusIcon size={16} stroke={1.75} aria-hidden />} onClick={onNew} aria-keyshortcuts="n">
          New case
        </Button>
      )}
    </div>
  )
}

/** `61 cases`, `7 of 61 cases`. */
export function countWords(total: number, all: number | undefined): string {
  const noun = (all ?? total) === 1 ? 'case' : 'cases'
  const number = (count: number): string => count.toLocaleString('en-US')
  return all === undefined || all === total ? `${number(total)} ${noun}` : `${number(total)} of ${number(all)} ${noun}`
}
