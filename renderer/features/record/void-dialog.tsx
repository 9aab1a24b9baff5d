import { midSentence, withArticle } from '#shared/domain/label-of.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { titleOf } from '#renderer/forms/describe-record.ts'
import { ReasonForm } from '#renderer/forms/reason-form.tsx'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import type { RecordRow } from './record-rows.ts'

interface VoidDialogProps {
  readonly row: RecordRow
  readonly onVoided: () => void
  readonly onClose: () => void
}

/** Takes a record out of use. Nothing is deleted: it can be restored, and the reason stays with it. */
export function VoidDialog({ row: { form, record }, onVoided, onClose }: VoidDialogProps) {
  const { mutateAsync, error, isPending } = useCommand('records.void')
  return (
    <Dialog title={`Void this ${midSentence(form.label)}?`} onClose={onClose}>
      <ReasonForm
        submitLabel={`Void ${midSentence(form.label)}`}
        error={error}
        isPending={isPending}
        draft={{ of: `${form.id}/${record.id}`, title: `Reason to void ${withArticle(midSentence(form.label))}` }}
        onSubmit={(reason) =>
          mutateAsync({ form: form.id, id: record.id, version: record.version, reason }, { onSuccess: onVoided })
        }
        onClose={onClose}
      >
        <p>
          <b>{titleOf(form, record)}</b> no longer counts anywhere. It is kept with your reason and can be restored.
        </p>
      </ReasonForm>
    </Dialog>
  )
}
