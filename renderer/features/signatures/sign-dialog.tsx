import { Button, Group, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '#renderer/app/dialog.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { notify } from '#renderer/app/notices.tsx'
import { useCommand, useQueryOf } from '#renderer/ipc/use-contract.ts'

interface SignDialogProps {
  readonly caseId: string
  /** The whole case where it is missing. */
  readonly visitId?: string | undefined
  readonly onClose: () => void
}

/** The user vouches for what is saved, by the passphrase typed again. */
export function SignDialog({ caseId, visitId, onClose }: SignDialogProps) {
  const [passphrase, setPassphrase] = useState('')
  const user = useQueryOf('registry.status', {}).data?.user
  const sign = useCommand('signatures.sign')
  const what = visitId === undefined ? 'case' : 'visit'
  const submit = () =>
    sign.mutate(
      { caseId, passphrase, ...(visitId !== undefined && { visitId }) },
      {
        onSuccess: () => {
          notify(`Signed: this ${what} is reviewed and complete`)
          onClose()
        },
        onError: () => setPassphrase(''),
      },
    )
  return (
    <Dialog title={`Sign this ${what}`} onClose={onClose}>
      <form
        className="sign-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (passphrase !== '' && !sign.isPending) submit()
        }}
      >
        <p>
          {visitId === undefined
            ? 'You vouch that the record of this case, as it is saved now, is reviewed and complete.'
            : 'You vouch that this visit and all records of its day, as they are saved now, are reviewed and complete.'}{' '}
          <span className="soft">
            Whatever is changed later shows that it was changed after you signed. What is typed and not saved is not
            signed.
          </span>
        </p>
        <PasswordInput
          label={`Passphrase of ${user ?? 'the user'}`}
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          autoComplete="off"
          autoFocus
        />
        <ErrorMessage error={sign.error} />
        <Group gap={8} mt={4}>
          <Button type="submit" disabled={passphrase === ''} aria-disabled={sign.isPending}>
            Sign
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
