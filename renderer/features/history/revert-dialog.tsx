import { Dialog } from '#renderer/app/dialog.tsx'
import { useUndo } from '#renderer/app/use-undo.ts'
import { ReasonForm } from '#renderer/forms/reason-form.tsx'
import { recordWords } from '#renderer/forms/record-words.ts'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import type { DescribedSet } from './described-sets.ts'

interface RevertDialogProps {
  readonly described: DescribedSet
  readonly onClose: () => void
}

const shownRecords = 6

/** Takes one change back, however old, with a reason. The history keeps both. */
export function RevertDialog({ described: { set, headline, records }, onClose }: RevertDialogProps) {
  const { mutateAsync, error, isPending } = useCommand('changes.revert')
  const { notifyUndoable } = useUndo()
  const onSuccess = () => {
    notifyUndoable(`Taken back: ${headline}`)
    onClose()
  }
  return (
    <Dialog title="Take this change back?" onClose={onClose}>
      <ReasonForm
        submitLabel="Take it back"
        error={error}
        isPending={isPending}
        draft={{ of: `revert/${set.changeId}`, title: 'Reason to take a change back' }}
        onSubmit={(reason) => mutateAsync({ changeId: set.changeId, reason }, { onSuccess })}
        onClose={onClose}
      >
        <p>
          <b>{headline}</b>
        </p>
        {records.length > 1 && (
          <ul className="revert-records">
            {records.slice(0, shownRecords).map((record) => (
              <li key={record.key}>{recordWords(record)}</li>
            ))}
            {records.length > shownRecords && <li className="soft">and {records.length - shownRecords} more</li>}
          </ul>
        )}
        <p className="soft">
          What it added is voided, what it changed gets its old values. The history keeps both, and this can be undone.
        </p>
      </ReasonForm>
    </Dialog>
  )
}
