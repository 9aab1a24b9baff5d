import { Button, Group, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { AppError } from '#shared/ipc/app-error.ts'
import { ErrorMessage } from '../app/error-message.tsx'
import { useRestoredFocus } from './use-restored-focus.ts'

interface ReasonFormProps {
  /** What is about to be done, in words. */
  readonly children: ReactNode
  readonly submitLabel: string
  readonly keepLabel?: string
  readonly isPending?: boolean
  readonly error?: AppError | null
  readonly onSubmit: (reason: string) => void
  readonly onClose: () => void
}

/** The inside of a dialog that does nothing without a reason: Enter does it, with Shift it starts a new line. */
export function ReasonForm(props: ReasonFormProps) {
  const { children, submitLabel, keepLabel = 'Keep it', isPending = false, error, onSubmit, onClose } = props
  useRestoredFocus()
  const [reason, setReason] = useState('')
  const [asksForReason, setAsksForReason] = useState(false)
  const submit = () => {
    if (reason.trim()) onSubmit(reason.trim())
    else setAsksForReason(true)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {children}
      <Textarea
        mt={12}
        label="Reason"
        autoFocus
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={asksForReason && !reason.trim() && 'Say why: who reads the history later will ask.'}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey) return
          event.preventDefault()
          submit()
        }}
      />
      <ErrorMessage error={error} />
      <Group gap={8} mt={16}>
        <Button type="submit" loading={isPending}>
          {submitLabel}
        </Button>
        <Button variant="default" onClick={onClose}>
          {keepLabel}
        </Button>
      </Group>
    </form>
  )
}
