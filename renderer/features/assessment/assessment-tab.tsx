import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { IsoDay } from '#shared/domain/partial-date.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { views, type View } from './views.ts'
import './assessment.css'

interface AssessmentTabProps {
  readonly record: CaseRecord
  readonly today: IsoDay
}

/** What the rules make of the record: lung function, progression, criteria and scores, response to each drug. */
export function AssessmentTab({ record, today }: AssessmentTabProps) {
  const settings = useQueryOf('registry.settings', {})
  const { view } = useSearch({ strict: false }) as { readonly view?: unknown }
  const current = views.find(({ id }) => id === view) ?? views[0]
  if (settings.isPending) return <BusyBar />
  if (!settings.data) return <ErrorMessage error={settings.error} onRetry={() => void settings.refetch()} />
  const { View: Content } = current
  return (
    <div className="assessment">
      <ViewLinks current={current} />
      <section className="assessment-view" aria-label={current.label}>
        <Content record={record} today={today} settings={settings.data} />
      </section>
    </div>
  )
}

function ViewLinks({ current }: { readonly current: View }) {
  const { caseId = '' } = useParams({ strict: false })
  return (
    <nav className="assessment-views" aria-label="Parts of the assessment">
      {views.map(({ id, label }) => (
        <Link
          key={id}
          to="/cases/$caseId/$tab"
          params={{ caseId, tab: 'assessment' }}
          search={() => ({ view: id }) as never}
          replace
          aria-current={id === current.id ? 'page' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
