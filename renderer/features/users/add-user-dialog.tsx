import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { UserRight } from '#shared/ipc/rights.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { NewPassphrase, noPassphrase } from '#renderer/forms/fields/new-passphrase.tsx'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import { RightsChoice } from './rights-choice.tsx'
import { UserForm } from './user-form.tsx'

interface AddUserDialogProps {
  readonly registry: string
  readonly onClose: () => void
  /** Also where it failed half-way: the user may be there without a passphrase. */
  readonly onSettled: () => void
}

const clinician: readonly UserRight[] = ['read', 'write', 'identity', 'export']

/** A new user with a first passphrase, which that user changes in Settings. */
export function AddUserDialog({ registry, onClose, onSettled }: AddUserDialogProps) {
  const [name, setName] = useState('')
  const [rights, setRights] = useState(clinician)
  const [chosen, setChosen] = useState(noPassphrase)
  const [differs, setDiffers] = useState(false)
  const add = useCommand('users.add')
  const issueAt = (field: string) => add.error?.issues?.find(({ path }) => path === field)?.message
  const submit = () => {
    setDiffers(chosen.passphrase !== chosen.again)
    if (chosen.passphrase !== chosen.again) return
    add.mutate({ name, rights: [...rights], passphrase: chosen.passphrase }, { onSuccess: onClose, onSettled })
  }
  return (
    <Dialog title="Add a user" onClose={onClose}>
      <UserForm
        submitLabel="Add the user"
        isPending={add.isPending}
        error={add.error}
        ownFields={['name', 'passphrase']}
        onSubmit={submit}
        onClose={onClose}
      >
        <TextInput
          label="Name"
          description="Stands beside every change that this user makes, and can’t be changed later"
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={issueAt('name')}
          maxLength={100}
          autoFocus
          autoComplete="off"
        />
        <RightsChoice value={rights} onChange={setRights} />
        <NewPassphrase
          value={chosen}
          onChange={setChosen}
          about={[name, registry]}
          label="First passphrase"
          description="Tell it in person. The new user changes it in Settings."
          error={issueAt('passphrase')}
          differs={differs}
        />
      </UserForm>
    </Dialog>
  )
}
