import { Dialog } from '../dialog.tsx'
import { RestoreFlow } from './restore-flow.tsx'

interface RestoreDialogProps {
  readonly backup: string
  readonly target: string
  readonly hasKey: boolean
  readonly onClose: () => void
}

/** Restores one backup in the place of one registry. */
export function RestoreDialog({ backup, target, hasKey, onClose }: RestoreDialogProps) {
  return (
    <Dialog title="Restore from a backup" onClose={onClose} className="restore-dialog">
      <RestoreFlow backup={backup} target={target} hasKey={hasKey} onCancel={onClose} />
    </Dialog>
  )
}
