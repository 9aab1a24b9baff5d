import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import '#renderer/app/later-styles.ts'
import { dayOf } from '#renderer/forms/moments.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { filterOf, useAuditAddress, type AuditAddress } from './audit-address.ts'
import { AuditFilters } from './audit-filters.tsx'
import { ChainPart } from './chain-part.tsx'
import { EntryList } from './entry-list.tsx'
import { ExportButtons } from './export-buttons.tsx'
import { useAuditEntries } from './use-audit-entries.ts'
import './audit-page.css'

/** Who did what in the registry, and whether that account can be trusted. */
export function AuditPage() {
  const { address, go } = useAuditAddress()
  const status = useQueryOf('registry.status', {}).data
  const mayLook = status?.rights?.includes('administer') ?? true
  const part = mayLook ? address.part : 'chain'
  const { part: _part, ...filters } = address
  return (
    <div className="audit">
      <title>Audit – AS-ILD Registry</title>
      <header className="audit-head">
        <h1>Audit</h1>
        {mayLook && (
          <nav className="tabs" aria-label="Parts of the audit">
            <Link
              to="/audit"
              search={() => filters as never}
              replace
              activeOptions={{ exact: true }}
              aria-current={part === undefined ? 'page' : undefined}
            >
              Entries
            </Link>
            <Link
              to="/audit"
              search={() => ({ ...filters, part: 'chain' }) as never}
              replace
              activeOptions={{ exact: true }}
              aria-current={part === 'chain' ? 'page' : undefined}
            >
              Verify and compare
            </Link>
          </nav>
        )}
      </header>
      {!status ? null : part === 'chain' ? (
        <ChainPart mayLook={mayLook} rights={status.rights} />
      ) : (
        <Entries address={address} go={go} />
      )}
    </div>
  )
}

interface EntriesProps {
  readonly address: AuditAddress
  readonly go: (address: AuditAddress) => void
}

function Entries({ address, go }: EntriesProps) {
  const filter = filterOf(address)
  const { entries, searchedTo, hasMore, isFetchingMore, goOn, error, retry } = useAuditEntries(filter)
  const isFiltered = Object.keys(filter).length > 0
  return (
    <>
      <div className="audit-bar">
        <AuditFilters address={address} onChange={go} />
        <ExportButtons filter={filter} />
      </div>
      {(!entries || isFetchingMore) && !error && <BusyBar label="Looking through the audit chain" />}
      <div className="audit-scroll">
        <ErrorMessage error={error} onRetry={retry} />
        {entries && (
          <>
            {entries.length === 0 && !hasMore && (
              <p className="audit-none">
                {isFiltered ? 'No entry is like this.' : 'Whatever is done in this registry is told here.'}
              </p>
            )}
            <EntryList entries={entries} />
            <footer className="audit-more" role="status">
              {hasMore && searchedTo && (
                <>
                  <span className="soft">
                    Searched back to {formatPartialDate(dayOf(searchedTo.at))}, entry{' '}
                    {searchedTo.seq.toLocaleString('en-US')}.
                  </span>
                  <Button size="compact-sm" variant="default" onClick={goOn} loading={isFetchingMore}>
                    Go on
                  </Button>
                </>
              )}
              {!hasMore && entries.length > 0 && <span className="soft">That is all, back to the first entry.</span>}
            </footer>
          </>
        )}
      </div>
    </>
  )
}
