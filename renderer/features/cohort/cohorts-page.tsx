import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useRef, useState, type KeyboardEvent } from 'react'
import type { DataCut, SavedCohort } from '#shared/ipc/areas/cohorts.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { Dialog } from '#renderer/app/dialog.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { NoRight } from '#renderer/app/no-right.tsx'
import { useShortcut, useShortcutNote } from '#renderer/app/shortcuts.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { momentOf } from '#renderer/forms/moments.ts'
import { ReasonForm } from '#renderer/forms/reason-form.tsx'
import { useCommand, useQueryOf } from '#renderer/ipc/use-contract.ts'
import { cohortStarts } from './cohort-starts.ts'
import { indexWords } from '#shared/domain/cohort/index-date.ts'
import '#renderer/app/later-styles.ts'
import './cohort.css'

/** The cohorts that were saved, and ready starts for new ones. */
export function CohortsPage() {
  const { data, error, isPending, refetch } = useQueryOf('cohorts.list', {})
  const { canWrite } = useRights()
  const navigate = useNavigate()
  const [away, setAway] = useState<SavedCohort>()
  const begin = (start?: string) =>
    void navigate({
      to: '/cohorts/$cohortId/$part',
      params: { cohortId: 'new', part: 'definition' },
      search: () => (start ? { start } : {}) as never,
    })
  useShortcut('cohorts-new', () => begin())
  const cohorts = data?.cohorts ?? []
  return (
    <div className="page cohorts">
      <title>Cohorts – AS-ILD Registry</title>
      {isPending && <BusyBar label="Looking for cohorts" />}
      <div className="cohorts-head">
        <h1>Cohorts</h1>
        <Button onClick={() => begin()}>
          New cohort <kbd aria-hidden>N</kbd>
        </Button>
      </div>
      {!canWrite && <NoRight right="write" />}
      <ErrorMessage error={error} onRetry={() => void refetch()} />
      {cohorts.length > 0 && (
        <CohortTable cohorts={cohorts} cuts={data?.cuts ?? []} onAway={canWrite ? setAway : undefined} />
      )}
      {data && <Starts isEmpty={cohorts.length === 0} onStart={begin} />}
      {away && (
        <AwayDialog
          cohort={away}
          onClose={() => setAway(undefined)}
          onDone={() => {
            setAway(undefined)
            void refetch()
          }}
        />
      )}
    </div>
  )
}

interface CohortTableProps {
  readonly cohorts: readonly SavedCohort[]
  readonly cuts: readonly DataCut[]
  readonly onAway: ((cohort: SavedCohort) => void) | undefined
}

function CohortTable({ cohorts, cuts, onAway }: CohortTableProps) {
  const table = useRef<HTMLTableElement>(null)
  useShortcutNote('cohorts-move')
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const links = [...(table.current?.querySelectorAll<HTMLElement>('.cohorts-name') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLElement)
    if (at < 0) return
    event.preventDefault()
    links[Math.min(links.length - 1, Math.max(0, at + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus()
  }
  return (
    <table className="cohorts-table" ref={table} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Day 0</th>
          <th scope="col" className="cohorts-number">
            Steps
          </th>
          <th scope="col" className="cohorts-number">
            Version
          </th>
          <th scope="col">Saved</th>
          <th scope="col">Data cuts</th>
          <th scope="col">
            <span className="visually-hidden">Put away</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {cohorts.map((cohort) => {
          const { id, spec, version, savedAt, savedBy } = cohort
          const own = cuts.filter(({ cohortId }) => cohortId === id)
          return (
            <tr key={id}>
              <th scope="row">
                <Link
                  className="cohorts-name"
                  to="/cohorts/$cohortId/$part"
                  params={{ cohortId: id, part: 'definition' }}
                  title={spec.description ?? spec.name}
                >
                  {spec.name}
                </Link>
              </th>
              <td>{indexWords(spec.index)}</td>
              <td className="cohorts-number">{spec.steps.length}</td>
              <td className="cohorts-number">{version}</td>
              <td>
                {savedBy} <span className="soft">{momentOf(savedAt)}</span>
              </td>
              <td>
                {own.map(({ id: cutId, name, cases }) => (
                  <span key={cutId} className="cohorts-cut">
                    {name} <span className="soft">n = {cases}</span>
                  </span>
                ))}
              </td>
              <td className="cohorts-number">
                {onAway && (
                  <button
                    type="button"
                    className="quiet-button"
                    aria-label={`Put ${spec.name} away`}
                    onClick={() => onAway(cohort)}
                  >
                    Put away
                  </button>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Starts({ isEmpty, onStart }: { readonly isEmpty: boolean; readonly onStart: (start: string) => void }) {
  return (
    <section className="cohorts-starts" aria-labelledby="cohorts-starts">
      <h2 id="cohorts-starts">{isEmpty ? 'No cohort yet' : 'Start from'}</h2>
      {isEmpty && (
        <p className="cohorts-teach">
          A cohort is who is asked about: the cases that meet some conditions, and the day that each one’s time counts
          from, such as the first infusion. While you build it you see how many it is of, and where the others went.
          Then run Table 1, trajectories, survival and the rest over it. Start from one of these, or from nothing.
        </p>
      )}
      <ul>
        {cohortStarts.map(({ id, about, spec }) => (
          <li key={id}>
            <Button variant="default" size="compact-sm" onClick={() => onStart(id)}>
              {spec.name}
            </Button>
            <p className="soft">{about}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface AwayDialogProps {
  readonly cohort: SavedCohort
  readonly onClose: () => void
  readonly onDone: () => void
}

function AwayDialog({ cohort: { id, spec }, onClose, onDone }: AwayDialogProps) {
  const { mutateAsync, error, isPending } = useCommand('cohorts.remove')
  return (
    <Dialog title="Put this cohort away?" onClose={onClose}>
      <ReasonForm
        submitLabel="Put it away"
        error={error}
        isPending={isPending}
        draft={{ of: `cohort/${id}`, title: `Reason to put away ${spec.name}`.slice(0, 200) }}
        onSubmit={(reason) => mutateAsync({ id, reason }, { onSuccess: onDone })}
        onClose={onClose}
      >
        <p>
          <b>{spec.name}</b> leaves this list. Its versions and data cuts stay in the registry, with your reason.
        </p>
      </ReasonForm>
    </Dialog>
  )
}
