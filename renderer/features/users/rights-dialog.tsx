import { useState } from 'react'
import type { ListedUser } from '#shared/ipc/areas/users.ts'
import type { UserRight } from '#shared/ipc/rights.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import { RightsChoice } from './rights-choice.tsx'
import { UserForm } from './user-form.tsx'

interface RightsDialogProps {
  readonly user: ListedUser
  readonly onClose: () => void
}

export function RightsDialog({ user, onClose }: RightsDialogProps) {
  const [rights, setRights] = useState<readonly UserRight[]>(user.rights)
  const { mutate, isPending, error } = useCommand('users.changeRights')
  return (
    <Dialog title={`Rights of ${user.name}`} onClose={onClose}>
      <UserForm
        submitLabel="Change the rights"
        isPending={isPending}
        error={error}
        onSubmit={() => mutate({ id: user.id, rights: [...rights] }, { onSuccess: onClose })}
        onClose={onClose}
      >
        <RightsChoice value={rights} onChange={setRights} before={user.rights} />
        <p className="soft">
          {user.isYou
            ? 'These are your own rights. Without the right to administer, somebody else has to give it back.'
            : 'They hold from the next time that the registry is unlocked.'}
        </p>
      </UserForm>
    </Dialog>
  )
}
