import { Button } from '@mantine/core'
import { Suspense, useMemo, useRef, useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { CaseSignatures } from '#renderer/app/signature-parts.tsx'
import { dayOf } from '#renderer/forms/moments.ts'
import { byDay, matchesFilter, type DescribedSet, type HistoryFilter } from './described-sets.ts'
import { HistoryFilters } from './history-filters.tsx'
import { HistoryList } from './history-list.tsx'
import { RevertDialog } from './revert-dialog.tsx'
import { useChangeSets } from './use-change-sets.ts'
import './history.css'

/** Who changed what of a case, when and why; who looked and printed; and the way back. */
export function HistoryTab({ record }: { readonly record: CaseRecord }) {
  const [filter, setFilter] = useState<HistoryFilter>({})
  const [reverting, setReverting] = useState<DescribedSet>()
  const isFiltered = filter.form !== undefined || filter.actor !== undefined || !!filter.words?.trim()
  const { sets, voided, hasMore, isFetchingMore, showMore, error, retry } = useChangeSets(record, isFiltered)
  const { canWrite } = useRights()
  const list = useRef<HTMLDivElement>(null)
  const days = useMemo(
    () =>
      byDay(
        (sets ?? []).filter((set) => matchesFilter(set, filter)),
        dayOf,
      ),
    [sets, filter],
  )
  const shown = days.reduce((count, { sets: { length } }) => count + length, 0)
  // After the list was drawn anew: Escape empties the filter.
  const toList = () => setTimeout(() => list.current?.querySelector<HTMLElement>('.history-line')?.focus())
  return (
    <div className="history">
      <HistoryFilters sets={sets ?? []} filter={filter} onFilter={setFilter} onLeave={toList}>
        <p className="history-count" role="status">
          {sets && countWords(shown, sets.length, hasMore)}
        </p>
      </HistoryFilters>
      {(!sets || isFetchingMore) && !error && <BusyBar label="Reading the history" />}
      <ErrorMessage error={error} onRetry={retry} />
      <div className="history-scroll" ref={list}>
        <Suspense>
          <CaseSignatures caseId={record.case.id} />
        </Suspense>
        {sets && shown === 0 && !hasMore && (
          <p className="history-empty">
            {sets.length === 0
              ? 'Every change of the case is told here, with who made it and why.'
              : 'Nothing of the history is like this.'}
          </p>
        )}
        <HistoryList days={days} voided={voided} onRevert={canWrite ? setReverting : undefined} />
        {hasMore && !isFiltered && (
          <Button className="history-more" variant="default" onClick={showMore} loading={isFetchingMore}>
            Show older changes
          </Button>
        )}
      </div>
      {reverting && <RevertDialog described={reverting} onClose={() => setReverting(undefined)} />}
    </div>
  )
}

function countWords(shown: number, all: number, hasMore: boolean): string {
  const total = `${all.toLocaleString('en-US')}${hasMore ? '+' : ''}`
  const noun = all === 1 ? 'entry' : 'entries'
  return shown === all ? `${total} ${noun}` : `${shown.toLocaleString('en-US')} of ${total} ${noun}`
}
