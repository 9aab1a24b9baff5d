import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import type { AppError } from '#shared/ipc/app-error.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useRestoredFocus } from '#renderer/forms/use-restored-focus.ts'

interface UserFormProps {
  readonly children: ReactNode
  readonly submitLabel: string
  readonly isPending: boolean
  readonly error: AppError | null
  /** Fields that say themselves what is wrong with them. */
  readonly ownFields?: readonly string[]
  readonly onSubmit: () => void
  readonly onClose: () => void
}

/** The inside of a dialog about a user. */
export function UserForm({
  children,
  submitLabel,
  isPending,
  error,
  ownFields = [],
  onSubmit,
  onClose,
}: UserFormProps) {
  useRestoredFocus()
  const isAtField = error?.issues?.some(({ path }) => ownFields.includes(path))
  return (
    <form
      className="users-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPending) onSubmit()
      }}
    >
      {children}
      {!isAtField && <ErrorMessage error={error} />}
      <Group gap={8} mt={4}>
        <Button type="submit" loading={isPending}>
          {submitLabel}
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </form>
  )
}
