import { Button } from '@mantine/core'
import { DraftMark } from './draft-mark.tsx'
import type { DraftState } from './use-draft.ts'

interface RecordFormFooterProps {
  /** The form in mid-sentence: `visit`. */
  readonly what: string
  readonly isSaving: boolean
  readonly onSave: () => void
  /** Missing where there is no next one to go on with. */
  readonly onSaveAndAdd: (() => void) | false | undefined
  readonly onCancel: () => void
  readonly draft: DraftState
}

export function RecordFormFooter({ what, isSaving, onSave, onSaveAndAdd, onCancel, draft }: RecordFormFooterProps) {
  return (
    <footer className="record-form-footer">
      <Button onClick={onSave} loading={isSaving}>
        Save {what}
      </Button>
      {onSaveAndAdd && (
        <Button variant="default" onClick={onSaveAndAdd}>
          Save and add another
        </Button>
      )}
      <Button variant="subtle" color="gray" onClick={onCancel}>
        Cancel
      </Button>
      <DraftMark state={draft} />
      <p className="record-form-keys">
        <kbd>Enter</kbd> next <kbd>F4</kbd> as last time <kbd>F2</kbd> why empty <kbd>Ctrl</kbd> <kbd>Enter</kbd> saves
      </p>
    </footer>
  )
}
