import { useState } from 'react'
import type { ListedUser } from '#shared/ipc/areas/users.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { NewPassphrase, noPassphrase } from '#renderer/forms/fields/new-passphrase.tsx'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import { UserForm } from './user-form.tsx'

interface PassphraseDialogProps {
  readonly user: ListedUser
  readonly registry: string
  readonly onClose: () => void
  readonly onSettled: () => void
}

/** A new passphrase for somebody who forgot it, has none yet, or is let in again. */
export function PassphraseDialog({ user, registry, onClose, onSettled }: PassphraseDialogProps) {
  const isLetIn = user.endedAt !== undefined
  const { mutate, isPending, error } = useCommand(isLetIn ? 'users.letIn' : 'users.setPassphrase')
  const [chosen, setChosen] = useState(noPassphrase)
  const [differs, setDiffers] = useState(false)
  const submit = () => {
    setDiffers(chosen.passphrase !== chosen.again)
    if (chosen.passphrase === chosen.again)
      mutate({ id: user.id, passphrase: chosen.passphrase }, { onSuccess: onClose, onSettled })
  }
  return (
    <Dialog title={isLetIn ? `Let ${user.name} in again` : `New passphrase for ${user.name}`} onClose={onClose}>
      <UserForm
        submitLabel={isLetIn ? 'Let in again' : 'Set the passphrase'}
        isPending={isPending}
        error={error}
        ownFields={['passphrase']}
        onSubmit={submit}
        onClose={onClose}
      >
        <NewPassphrase
          value={chosen}
          onChange={setChosen}
          about={[user.name, registry]}
          description={`Tell it in person. ${user.name} changes it in Settings.`}
          error={error?.issues?.find(({ path }) => path === 'passphrase')?.message}
          differs={differs}
          autoFocus
        />
        {user.hasPassphrase && <p className="soft">The passphrase of before opens the registry no more.</p>}
      </UserForm>
    </Dialog>
  )
}
