import { Input } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useShortcut } from '#renderer/app/shortcuts.tsx'
import { momentOf } from '#renderer/forms/queries/query-words.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { ListGrid, type ListColumn } from '#renderer/tables/list-grid.tsx'
import { useQualityAddress } from './quality-address.ts'
import { SecondEntry } from './second-entry.tsx'

type CaseLine = OutputOf<'quality.secondEntries'>['cases'][number]

const columns: readonly ListColumn<CaseLine>[] = [
  { id: 'case', label: 'Case', width: '100px', cell: ({ caseCode }) => caseCode },
  {
    id: 'agreement',
    label: 'Agreement',
    width: '180px',
    cell: ({ entered }) => {
      if (!entered) return <span className="soft">not entered again</span>
      const { agree, compared } = entered
      return (
        <span className="double-entry-mark" data-agrees={agree === compared}>
          {agree === compared ? '✓ ' : ''}
          {agree} of {compared} agree
        </span>
      )
    },
  },
  {
    id: 'by',
    label: 'Second entry by',
    width: '180px',
    cell: ({ entered }) => <span className="grid-text">{entered?.by}</span>,
  },
  {
    id: 'at',
    label: 'When',
    width: 'minmax(140px, 1fr)',
    cell: ({ entered }) => <span className="soft">{entered && momentOf(entered.at)}</span>,
  },
]

/** The key items, typed a second time by somebody who doesn’t see the first entry. */
export function DoubleEntryPart() {
  const { address } = useQualityAddress()
  return address.case === undefined ? <CaseList /> : <SecondEntry key={address.case} caseId={address.case} />
}

function CaseList() {
  const { go } = useQualityAddress()
  const [search, setSearch] = useState('')
  const grid = useRef<HTMLDivElement>(null)
  const words = useRef<HTMLInputElement>(null)
  const found = useQueryOf(
    'quality.secondEntries',
    { ...(search.trim() && { search: search.trim() }), offset: 0, limit: 500 },
    { placeholderData: keepPreviousData },
  )
  const rows = useMemo(() => found.data?.cases ?? [], [found.data])
  const isHere = found.data !== undefined
  useEffect(() => {
    if (isHere && document.activeElement !== words.current) grid.current?.focus()
  }, [isHere])
  useShortcut('quality-search', () => words.current?.focus())
  return (
    <div className="quality-list">
      <div className="quality-filters">
        <p className="soft">
          Thirteen key items, typed again from the source by a second person who doesn’t see the record.{' '}
          <kbd>Enter</kbd> opens a case.
        </p>
        <Input
          ref={words}
          className="quality-search"
          aria-label="Find a case by its code"
          placeholder="Case code  /"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'ArrowDown' && event.key !== 'Escape') return
            event.preventDefault()
            if (event.key === 'Escape') setSearch('')
            grid.current?.focus()
          }}
        />
      </div>
      <ErrorMessage error={found.error} onRetry={() => void found.refetch()} />
      {found.data && rows.length === 0 ? (
        <p className="quality-none">No case has this code.</p>
      ) : (
        <ListGrid
          label="Cases"
          columns={columns}
          rows={rows}
          onOpen={({ caseId }) => go({ part: 'double-entry', case: caseId }, { replace: false })}
          gridRef={grid}
        />
      )}
    </div>
  )
}
