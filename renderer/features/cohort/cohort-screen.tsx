import { Button, NativeSelect } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import type { CohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import type { CohortSubject, DataCut, SavedCohort } from '#shared/ipc/areas/cohorts.ts'
import { keyNames } from '#renderer/app/shortcut-table.ts'
import { useShortcut } from '#renderer/app/shortcuts.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { DraftMark } from '#renderer/forms/draft-mark.tsx'
import { LeaveGuard } from '#renderer/forms/leave-guard.tsx'
import { dayOf, momentOf } from '#renderer/forms/moments.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { AnalysisPane } from './analysis-pane.tsx'
import { CasesBehind, type Behind } from './cases-behind.tsx'
import { cohortParts, type AnalysisPart, type CohortPart } from './cohort-parts.ts'
import { CountPane } from './count-pane.tsx'
import { FreezeDialog } from './freeze-dialog.tsx'
import { startRequests, type AnalysisRun } from './analysis-run.ts'
import { SaveProblem } from './save-problem.tsx'
import { SpecFields } from './spec-fields.tsx'
import { StepsEditor } from './steps-editor.tsx'
import { countable, useCount } from './use-count.ts'
import { useCohortEditor } from './use-cohort-editor.ts'
import { VersionsDialog } from './versions-dialog.tsx'

interface CohortScreenProps {
  readonly saved: SavedCohort | undefined
  readonly cuts: readonly DataCut[]
  readonly start: CohortSpec
  /** Where the draft of a new one lies: one for each ready start. */
  readonly newPlace: string
  readonly part: CohortPart
  readonly onPart: (part: CohortPart) => void
  readonly onSaved: (cohort: SavedCohort) => void
  readonly onFrozen: () => void
}

type Runs = Readonly<Record<AnalysisPart, AnalysisRun>>

/** Builder and analyses of one cohort. What was asked and answered stays while the screen is open. */
export function CohortScreen({ saved, cuts, start, newPlace, part, onPart, onSaved, onFrozen }: CohortScreenProps) {
  const editor = useCohortEditor(saved, start, newPlace)
  const { spec, change, isChanged } = editor
  const { canWrite } = useRights()
  const count = useCount(spec)
  const [cutId, setCutId] = useState('')
  const [behind, setBehind] = useState<Behind>()
  const [dialog, setDialog] = useState<'versions' | 'freeze'>()
  const [asksForName, setAsksForName] = useState(false)
  const [runs, setRuns] = useState<Runs>(startRequests)
  const nameField = useRef<HTMLInputElement>(null)
  const dataField = useRef<HTMLSelectElement>(null)
  const save = async (over?: number) => {
    if (editor.problem) {
      setAsksForName(true)
      onPart('definition')
      if (spec.name.trim() === '') setTimeout(() => nameField.current?.focus())
      return
    }
    const result = await editor.save(over)
    if (result) onSaved({ ...result, spec, savedAt: new Date().toISOString(), savedBy: '' })
  }
  const canSave = canWrite && (isChanged || !saved)
  useShortcut('cohort-save', () => canSave && void save())
  useShortcut('cohort-data', () => dataField.current?.focus())
  usePartKeys(onPart)
  const subject: CohortSubject = useMemo(() => (cutId === '' ? { spec: countable(spec) } : { cutId }), [cutId, spec])
  return (
    <div className="cohort">
      <title>{`${spec.name || 'New cohort'} – AS-ILD Registry`}</title>
      <LeaveGuard keepNow={editor.keepNow} isInDanger={editor.draft.error !== undefined} />
      <header className="cohort-head">
        <div className="cohort-title">
          <Link to="/cohorts" className="cohort-up">
            Cohorts
          </Link>
          <h1 title={spec.name}>{spec.name.trim() || 'New cohort'}</h1>
          <p className="cohort-version">
            {saved ? (
              <button type="button" className="text-button" onClick={() => setDialog('versions')}>
                Version {saved.version}
              </button>
            ) : (
              'Not saved yet'
            )}
            {saved && saved.savedBy !== '' && (
              <span className="soft"> {`${saved.savedBy}, ${momentOf(saved.savedAt)}`}</span>
            )}
            {saved && isChanged && <span className="cohort-changed"> with changes</span>}
          </p>
        </div>
        <div className="cohort-actions">
          <NativeSelect
            ref={dataField}
            className="cohort-data"
            aria-label="Data"
            value={cutId}
            onChange={({ currentTarget: { value } }) => setCutId(value)}
            data={[
              { value: '', label: 'Data as of now' },
              ...cuts.map(({ id, name, at, cases }) => ({
                value: id,
                label: `${name} (${formatPartialDate(dayOf(at))}, n = ${cases})`,
              })),
            ]}
          />
          {saved && canWrite && (
            <Button variant="default" onClick={() => setDialog('freeze')}>
              Freeze…
            </Button>
          )}
          {canWrite && (
            <Button onClick={() => void save()} disabled={!canSave} loading={editor.isSaving}>
              {saved ? `Save version ${saved.version + 1}` : 'Save cohort'} <kbd aria-hidden>Ctrl S</kbd>
            </Button>
          )}
        </div>
      </header>
      <nav className="tabs cohort-tabs" aria-label="Parts of the cohort">
        {cohortParts.map(({ id, label, shortcut }) => (
          <Link
            key={id}
            to="/cohorts/$cohortId/$part"
            params={{ cohortId: saved?.id ?? 'new', part: id }}
            search
            replace
            aria-current={id === part ? 'page' : undefined}
          >
            {label} <kbd aria-hidden>{keyNames(shortcut)}</kbd>
          </Link>
        ))}
      </nav>
      <div className="cohort-notices">
        <SaveProblem editor={editor} saved={saved} onSaveOver={(over) => void save(over)} onTaken={onSaved} />
        {asksForName && editor.problem && <p role="alert">{editor.problem}</p>}
        {editor.isFromBefore && (
          <p className="soft">
            This was changed before and not saved.{' '}
            <button type="button" className="text-button" onClick={editor.startAnew}>
              {saved ? `Back to version ${saved.version}` : 'Discard it'}
            </button>
          </p>
        )}
        {cutId !== '' && isChanged && part !== 'definition' && (
          <p className="soft">
            A data cut runs with the cohort as it was frozen; the changes on this screen do not count.
          </p>
        )}
      </div>
      <div className="cohort-body" data-behind={behind ? '' : undefined}>
        {part === 'definition' ? (
          <div className="cohort-columns">
            <div className="cohort-builder">
              <SpecFields
                spec={spec}
                onChange={change}
                nameField={nameField}
                nameProblem={asksForName && spec.name.trim() === '' ? 'Give the cohort a name.' : undefined}
              />
              <StepsEditor steps={spec.steps} onChange={(steps) => change({ steps })} />
              {canWrite && <DraftMark state={editor.draft} />}
            </div>
            <CountPane spec={spec} count={count} onList={setBehind} />
          </div>
        ) : (
          <AnalysisPane
            key={part}
            part={part}
            run={runs[part]}
            onRun={(next) => setRuns((all) => ({ ...all, [part]: { ...all[part], ...next } }))}
            subject={subject}
            resultIds={Object.values(runs).flatMap(({ result }) => result?.id ?? [])}
            cases={cutId === '' ? count.counted?.flow.cases : cuts.find(({ id }) => id === cutId)?.cases}
            onList={setBehind}
          />
        )}
        {behind && <CasesBehind key={behind.title} behind={behind} onClose={() => setBehind(undefined)} />}
      </div>
      {dialog === 'versions' && saved && (
        <VersionsDialog
          cohort={saved}
          onTake={(old) => {
            editor.take(old)
            setDialog(undefined)
            onPart('definition')
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'freeze' && saved && (
        <FreezeDialog
          cohort={saved}
          isChanged={isChanged}
          onFrozen={(cut) => {
            setDialog(undefined)
            setCutId(cut.id)
            onFrozen()
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  )
}

function usePartKeys(onPart: (part: CohortPart) => void): void {
  useShortcut('cohort-definition', () => onPart('definition'))
  useShortcut('cohort-table1', () => onPart('table1'))
  useShortcut('cohort-trajectories', () => onPart('trajectories'))
  useShortcut('cohort-time-to-event', () => onPart('time-to-event'))
  useShortcut('cohort-rates', () => onPart('rates'))
  useShortcut('cohort-paired', () => onPart('paired'))
  useShortcut('cohort-exposure', () => onPart('exposure'))
}
