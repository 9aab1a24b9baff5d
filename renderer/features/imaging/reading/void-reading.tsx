import { Dialog } from '#renderer/app/dialog.tsx'
import { useUndo } from '#renderer/app/use-undo.ts'
import { ReasonForm } from '#renderer/forms/reason-form.tsx'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import type { CtReading } from './reading-parts.ts'

/** Takes a reading out of use, with a reason; it can be restored. */
export function VoidReading({ reading, onClose }: { readonly reading: CtReading; readonly onClose: () => void }) {
  const { mutateAsync, error, isPending } = useCommand('records.void')
  const { notifyUndoable } = useUndo()
  const { id, version } = reading
  return (
    <Dialog title="Void this reading?" onClose={onClose}>
      <ReasonForm
        submitLabel="Void reading"
        error={error}
        isPending={isPending}
        draft={{ of: `ct_reading/${id}`, title: 'Reason to void a CT reading' }}
        onSubmit={(reason) =>
          mutateAsync(
            { form: 'ct_reading', id, version, reason },
            {
              onSuccess() {
                notifyUndoable('Reading voided.')
                onClose()
              },
            },
          )
        }
        onClose={onClose}
      >
        <p>It no longer counts anywhere. It is kept with your reason and can be restored.</p>
      </ReasonForm>
    </Dialog>
  )
}
