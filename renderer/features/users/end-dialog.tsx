import type { ListedUser } from '#shared/ipc/areas/users.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import { UserForm } from './user-form.tsx'

interface EndDialogProps {
  readonly user: ListedUser
  readonly onClose: () => void
}

/** What ending a user does, and what it can't. */
export function EndDialog({ user, onClose }: EndDialogProps) {
  const { mutate, isPending, error } = useCommand('users.end')
  return (
    <Dialog title={`End ${user.name} as a user?`} onClose={onClose}>
      <UserForm
        submitLabel="End this user"
        isPending={isPending}
        error={error}
        onSubmit={() => mutate({ id: user.id }, { onSuccess: onClose })}
        onClose={onClose}
      >
        <p>
          The passphrase of {user.name} opens this registry no more, on any computer. What {user.name} entered stays,
          with the name beside it. You can let {user.name} in again later, with a new passphrase.
        </p>
        <p>
          Copies of the folder that were made before, and backups, still open with the old passphrase. If that matters,
          change the key of the registry (key rotation), and keep the older copies out of reach.
        </p>
      </UserForm>
    </Dialog>
  )
}
