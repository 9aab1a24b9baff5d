import type { SavedCohort } from '#shared/ipc/areas/cohorts.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { momentOf } from '#renderer/forms/moments.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import type { CohortEditor } from './use-cohort-editor.ts'

interface SaveProblemProps {
  readonly editor: CohortEditor
  readonly saved: SavedCohort | undefined
  readonly onSaveOver: (version: number) => void
  readonly onTaken: (newest: SavedCohort) => void
}

/** Why it could not be saved; where somebody else was faster, the two ways on. */
export function SaveProblem({ editor, saved, onSaveOver, onTaken }: SaveProblemProps) {
  if (!editor.isConflict || !saved) return <ErrorMessage error={editor.error} />
  return <Conflict editor={editor} id={saved.id} onSaveOver={onSaveOver} onTaken={onTaken} />
}

interface ConflictProps extends Omit<SaveProblemProps, 'saved'> {
  readonly id: string
}

function Conflict({ editor, id, onSaveOver, onTaken }: ConflictProps) {
  const newest = useQueryOf('cohorts.versions', { id }, { staleTime: 0 }).data?.versions[0]
  if (!newest) return null
  return (
    <p role="alert" className="cohort-conflict">
      {newest.savedBy} saved version {newest.version} while you were changing this one ({momentOf(newest.savedAt)}).
      Nothing is lost: yours still stands here, and every version is kept.{' '}
      <button type="button" className="text-button" onClick={() => onSaveOver(newest.version)}>
        Save yours as version {newest.version + 1}
      </button>{' '}
      or{' '}
      <button
        type="button"
        className="text-button"
        onClick={() => {
          editor.adopt(newest)
          onTaken(newest)
        }}
      >
        take version {newest.version}
      </button>
    </p>
  )
}
