import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { SavedCohort } from '#shared/ipc/areas/cohorts.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { CohortScreen } from './cohort-screen.tsx'
import { cohortStarts, emptySpec } from './cohort-starts.ts'
import { partOf, type CohortPart } from './cohort-parts.ts'
import '#renderer/app/later-styles.ts'
import './cohort.css'

/** One cohort: who is in it, and what is asked of it. */
export function CohortPage() {
  const { cohortId = 'new', part } = useParams({ strict: false })
  const { start } = useSearch({ strict: false }) as { readonly start?: string }
  const { data, error, refetch } = useQueryOf('cohorts.list', {})
  const navigate = useNavigate()
  const go = (id: string, to: CohortPart) =>
    void navigate({
      to: '/cohorts/$cohortId/$part',
      params: { cohortId: id, part: to },
      search: id === cohortId,
      replace: true,
    })
  /** The list is read anew after saving; what was saved just now stands here meanwhile. */
  const [justSaved, setJustSaved] = useState<SavedCohort>()
  if (error)
    return (
      <div className="page">
        <ErrorMessage error={error} onRetry={() => void refetch()} />
      </div>
    )
  if (!data) return <BusyBar label="Looking for the cohort" />
  const listed = data.cohorts.find(({ id }) => id === cohortId)
  const saved = justSaved?.id === cohortId && justSaved.version > (listed?.version ?? 0) ? justSaved : listed
  if (!saved && cohortId !== 'new')
    return (
      <div className="page">
        <h1>No such cohort</h1>
        <p>
          It was put away, or never saved. <a href="#/cohorts">All cohorts</a>
        </p>
      </div>
    )
  const ready = cohortStarts.find(({ id }) => id === start)
  return (
    <CohortScreen
      key={`${cohortId} ${ready?.id}`}
      saved={saved}
      cuts={data.cuts.filter((cut) => cut.cohortId === cohortId)}
      start={saved?.spec ?? ready?.spec ?? emptySpec}
      newPlace={ready ? `new/${ready.id}` : 'new'}
      part={partOf(part)}
      onPart={(to) => go(cohortId, to)}
      onSaved={(cohort) => {
        setJustSaved(cohort)
        void refetch()
        if (cohort.id !== cohortId) go(cohort.id, partOf(part))
      }}
      onFrozen={() => void refetch()}
    />
  )
}
