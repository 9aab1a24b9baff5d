import { Button } from '@mantine/core'
import { ErrorMessage } from '../../app/error-message.tsx'
import { DraftMark } from '../../forms/draft-mark.tsx'
import type { TreatmentEdits } from './use-treatment-edits.ts'

interface UnsavedBarProps {
  readonly edits: TreatmentEdits
  readonly onSave: () => void
  /** Goes to a record. */
  readonly onShow: (id: string) => void
}

/** What is not saved yet, when it was last kept as a draft, and what to do with it. */
export function UnsavedBar({ edits, onSave, onShow }: UnsavedBarProps) {
  const { count, conflict, error, refused, restoredFrom } = edits
  return (
    <section className="unsaved-bar" aria-label="Changes not saved">
      {conflict ? (
        <div className="unsaved-conflict" role="alert">
          <p>
            {conflict.count === 1 ? 'One of these records was' : `${conflict.count} of these records were`} saved
            elsewhere since you changed {conflict.count === 1 ? 'it' : 'them'}.
          </p>
          <Button size="compact-sm" variant="default" onClick={conflict.keepMine}>
            Keep my changes on top
          </Button>
          <Button size="compact-sm" variant="default" onClick={conflict.letGo}>
            Take what is saved
          </Button>
        </div>
      ) : (
        <ErrorMessage error={error} />
      )}
      {refused.length > 0 && (
        <div className="problem-list" role="alert">
          <p className="problem-list-title">Not saved:</p>
          <ul>
            {refused.map(({ id, message }) => (
              <li key={`${id} ${message}`}>
                <button type="button" className="text-button" onClick={() => onShow(id)}>
                  {message}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="unsaved-row">
        <Button size="compact-sm" onClick={onSave} loading={edits.isSaving} disabled={conflict !== undefined}>
          Save {count === 1 ? 'one change' : `${count} changes`} <kbd aria-hidden>Ctrl S</kbd>
        </Button>
        <Button size="compact-sm" variant="default" onClick={edits.undo}>
          Undo <kbd aria-hidden>Ctrl Z</kbd>
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={edits.discardAll}>
          Discard all
        </Button>
        {restoredFrom !== undefined && (
          <p className="soft">Back from the draft of {new Date(restoredFrom).toLocaleString()}.</p>
        )}
        <DraftMark state={edits.draft} />
      </div>
    </section>
  )
}
