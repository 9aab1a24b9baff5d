import { Button, Input } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { keepPreviousData } from '@tanstack/react-query'
import { isFormId, itemOf } from '#shared/dictionary/forms.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { queryStatuses, type DataQuery } from '#shared/ipc/areas/quality.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useShortcut } from '#renderer/app/shortcuts.tsx'
import { QueryDialog } from '#renderer/forms/queries/query-dialog.tsx'
import { momentOf, statusLabels } from '#renderer/forms/queries/query-words.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { ListGrid, type ListColumn } from '#renderer/tables/list-grid.tsx'
import { useQualityAddress } from './quality-address.ts'

/** What a query is about: `FVC, Pulmonary function test`. */
const itemLabel = ({ form, item }: DataQuery) =>
  item === undefined
    ? undefined
    : item === 'comment'
      ? 'Comment'
      : (isFormId(form) && itemOf(form, item)?.label) || item

const columns: readonly ListColumn<DataQuery>[] = [
  {
    id: 'status',
    label: 'Status',
    width: '92px',
    cell: ({ status }) => (
      <span className="query-mark" data-status={status}>
        {statusLabels[status]}
      </span>
    ),
  },
  { id: 'case', label: 'Case', width: '92px', cell: ({ caseCode }) => caseCode },
  {
    id: 'record',
    label: 'About',
    width: 'minmax(180px, 1fr)',
    cell: (query) => (
      <span className="grid-text">
        {[itemLabel(query), query.date && formatPartialDate(query.date)].filter(Boolean).join(', ')}
        <span className="unit"> {query.form === 'case' ? 'Baseline' : query.name}</span>
        {query.voided && <span className="unit"> (voided)</span>}
      </span>
    ),
  },
  {
    id: 'last',
    label: 'Last said',
    width: 'minmax(220px, 2fr)',
    cell: ({ messages }) => <span className="grid-text">{messages.findLast(({ text }) => text !== '')?.text}</span>,
  },
  {
    id: 'by',
    label: 'By',
    width: '130px',
    cell: ({ messages }) => <span className="grid-text">{messages.at(-1)?.by}</span>,
  },
  {
    id: 'at',
    label: 'When',
    width: '140px',
    cell: ({ updatedAt }) => <span className="soft">{momentOf(updatedAt)}</span>,
  },
]

/** Everything that was asked: what is open first to see, the rest by its status and words. */
export function QueriesPart() {
  const { address, go, goToField } = useQualityAddress()
  const [statuses, setStatuses] = useState<readonly DataQuery['status'][]>(['open', 'answered'])
  const [search, setSearch] = useState('')
  const [opened, setOpened] = useState<DataQuery>()
  const grid = useRef<HTMLDivElement>(null)
  const words = useRef<HTMLInputElement>(null)
  const about = address.case === undefined ? {} : { caseId: address.case }
  const found = useQueryOf(
    'quality.queries',
    { ...about, status: [...statuses], ...(search.trim() && { search: search.trim() }), offset: 0, limit: 500 },
    { placeholderData: keepPreviousData },
  )
  const counts = useQueryOf('quality.queryCounts', about).data
  const rows = useMemo(() => found.data?.queries ?? [], [found.data])
  const isHere = found.data !== undefined
  useEffect(() => {
    if (isHere && document.activeElement !== words.current) grid.current?.focus()
  }, [isHere])
  useShortcut('quality-search', () => words.current?.focus())
  const toggle = (status: DataQuery['status']) =>
    setStatuses((on) => (on.includes(status) ? on.filter((each) => each !== status) : [...on, status]))
  const isNone = counts && counts.open + counts.answered + counts.closed === 0
  return (
    <div className="quality-list">
      <div className="quality-filters">
        <div role="group" aria-label="Status" className="quality-statuses">
          {queryStatuses.map((status) => (
            <Button
              key={status}
              size="compact-sm"
              variant="default"
              aria-pressed={statuses.includes(status)}
              onClick={() => toggle(status)}
            >
              {statusLabels[status]} {counts?.[status] ?? ''}
            </Button>
          ))}
        </div>
        <Input
          ref={words}
          className="quality-search"
          aria-label="Search the queries"
          placeholder="Search  /"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'ArrowDown' && event.key !== 'Escape') return
            event.preventDefault()
            if (event.key === 'Escape') setSearch('')
            grid.current?.focus()
          }}
        />
        {address.case !== undefined && (
          <Button size="compact-sm" variant="default" onClick={() => go({ part: 'queries' })}>
            {rows[0]?.caseCode ?? 'One case'} only: show all
          </Button>
        )}
      </div>
      <ErrorMessage error={found.error} onRetry={() => void found.refetch()} />
      {found.data && rows.length === 0 ? (
        <p className="quality-none">
          {isNone ? 'Nothing was asked yet. ' : 'No query fits. '}
          <span className="soft">
            <kbd>Alt</kbd> <kbd>Q</kbd> in a field of a saved record, or <kbd>Q</kbd> in a list of records, asks about
            it.
          </span>
        </p>
      ) : (
        <ListGrid label="Queries" columns={columns} rows={rows} onOpen={setOpened} gridRef={grid} />
      )}
      {opened && (
        <QueryDialog
          caseId={opened.caseId}
          form={opened.form}
          recordId={opened.recordId}
          item={opened.item}
          about={[
            itemLabel(opened),
            opened.form === 'case' ? `${opened.caseCode} baseline` : `${opened.caseCode} ${midSentence(opened.name)}`,
          ]
            .filter(Boolean)
            .join(', ')}
          queries={[opened]}
          {...(!opened.voided && { onGo: () => goToField(opened) })}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  )
}
