import { Dialog } from '../../app/dialog.tsx'
import { ReasonForm } from '../../forms/reason-form.tsx'

interface VoidDialogProps {
  /** `this course`, `this dose`. */
  readonly what: string
  /** What it is, and what goes or stays with it. */
  readonly text: string
  /** Course, dose or infusion: where its reason is kept while it is typed. */
  readonly id: string
  /** @returns false where it could not be kept */
  readonly onVoid: (reason: string) => Promise<boolean>
  readonly onClose: () => void
}

/** Takes something out of use with the next saving; nothing is deleted. */
export function VoidDialog({ what, text, id, onVoid, onClose }: VoidDialogProps) {
  return (
    <Dialog title={`Void ${what}?`} onClose={onClose}>
      <ReasonForm
        submitLabel={`Void ${what}`}
        draft={{ of: `treatments/${id}`, title: `Reason to void ${what}` }}
        onSubmit={onVoid}
        onClose={onClose}
      >
        <p>{text} Once saved, it is kept with your reason and can be restored.</p>
      </ReasonForm>
    </Dialog>
  )
}
