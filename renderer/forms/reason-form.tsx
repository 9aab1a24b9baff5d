import { Button, Group, Textarea } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import type { AppError } from '#shared/ipc/app-error.ts'
import { ErrorMessage } from '../app/error-message.tsx'
import { useDraft } from './use-draft.ts'
import { useRestoredFocus } from './use-restored-focus.ts'

interface ReasonDraft {
  /** `FORM/RECORD`, `revert/CHANGE`: what the reason is for. */
  readonly of: string
  /** As the list of unfinished things names it. */
  readonly title: string
}

interface ReasonFormProps {
  /** What is about to be done, in words. */
  readonly children: ReactNode
  readonly submitLabel: string
  readonly keepLabel?: string
  readonly isPending?: boolean
  readonly error?: AppError | null
  /** Keeps the reason while it is typed, within the case that is looked at: it is there again when the same is asked again. */
  readonly draft?: ReasonDraft
  readonly onSubmit: (reason: string) => void
  readonly onClose: () => void
}

/** The inside of a dialog that does nothing without a reason: Enter does it, with Shift it starts a new line. */
export function ReasonForm({ draft, ...props }: ReasonFormProps) {
  const [reason, setReason] = useState('')
  return draft ? (
    <KeptReason {...props} draft={draft} reason={reason} setReason={setReason} />
  ) : (
    <ReasonFields {...props} reason={reason} setReason={setReason} />
  )
}

interface ReasonFieldsProps extends Omit<ReasonFormProps, 'draft'> {
  readonly reason: string
  readonly setReason: (reason: string) => void
}

/** A reason that outlasts a lock or a crash, until it is given or somebody thinks better of it. */
function KeptReason({ draft, ...props }: ReasonFieldsProps & { readonly draft: ReasonDraft }) {
  const { caseId = '' } = useParams({ strict: false })
  const { found, taken, keep, discard } = useDraft({
    place: `${caseId}/reason/${draft.of}`,
    caseId,
    title: draft.title,
  })
  const { reason, setReason, onSubmit, onClose } = props
  useEffect(() => {
    if (!found) return
    if (!reason) setReason(reasonOf(found.content))
    taken()
  }, [found, taken, reason, setReason])
  return (
    <ReasonFields
      {...props}
      setReason={(typed) => {
        setReason(typed)
        keep({ reason: typed })
      }}
      onSubmit={(given) => void discard().then(() => onSubmit(given))}
      onClose={() => {
        onClose()
        void discard()
      }}
    />
  )
}

function reasonOf(content: string): string {
  const kept = JSON.parse(content) as { readonly reason?: unknown }
  return typeof kept.reason === 'string' ? kept.reason : ''
}

function ReasonFields(props: ReasonFieldsProps) {
  const { children, submitLabel, keepLabel = 'Keep it', isPending = false, error, onSubmit, onClose } = props
  const { reason, setReason } = props
  useRestoredFocus()
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
