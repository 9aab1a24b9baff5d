import { Button, Group, Textarea } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import type { Choice } from '#shared/dictionary/define-form.ts'
import type { AppError } from '#shared/ipc/app-error.ts'
import { ErrorMessage } from '../app/error-message.tsx'
import { ChoiceRow } from './fields/choice-row.tsx'
import { useDraft } from './use-draft.ts'
import { useRestoredFocus } from './use-restored-focus.ts'
import './reason-form.css'

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
  /** Where the reason is kept while it is typed, within the case that is looked at: there again when the same is asked again. */
  readonly draft: ReasonDraft
  /** Reasons that are often the right one, to be taken by their digit. */
  readonly usual?: readonly Choice[]
  /** What the field starts with, to be taken or typed over. */
  readonly suggestion?: string
  /** Does it. The reason that was kept goes once it is done, and stays where this rejects or answers `false`; who does it says why. */
  readonly onSubmit: (reason: string) => Promise<unknown>
  readonly onClose: () => void
}

/**
 * The inside of a dialog that does nothing without a reason: Enter does it, with Shift it starts a new line. The reason
 * outlasts a lock or a crash, until what it is for has been done or somebody thinks better of it.
 */
export function ReasonForm(props: ReasonFormProps) {
  const {
    children,
    submitLabel,
    keepLabel = 'Keep it',
    isPending = false,
    error,
    draft,
    usual,
    onSubmit,
    onClose,
  } = props
  const { suggestion = '' } = props
  useRestoredFocus()
  const id = useId()
  const text = useRef<HTMLTextAreaElement>(null)
  const { caseId } = useParams({ strict: false })
  const { found, taken, keep, discard } = useDraft({
    place: `${caseId ?? 'registry'}/reason/${draft.of}`,
    caseId,
    title: draft.title,
  })
  const [typed, setTyped] = useState<string>()
  const [asksForReason, setAsksForReason] = useState(false)
  const reason = typed ?? suggestion
  const chosen = usual?.find(({ code }) => code === reason)?.code ?? ''
  useEffect(() => {
    if (!found) return
    setTyped((typed) => typed ?? reasonOf(found.content))
    taken()
    // Usual reasons have the keyboard: this is one's own.
    if (usual) text.current?.focus()
  }, [found, taken, usual])
  useEffect(() => {
    if (!usual) return
    // Usual reasons by their digit; one's own is there to be taken or typed over.
    if (suggestion && !chosen) text.current?.select()
    else document.getElementById(`${id}-${chosen || usual[0]!.code}`)?.focus()
    // Once, when it opens.
    // eslint-disable-next-line react/exhaustive-deps
  }, [])
  const type = (reason: string) => {
    setTyped(reason)
    keep({ reason })
  }
  const submit = () => {
    const given = reason.trim()
    if (!given) setAsksForReason(true)
    else if (!isPending)
      void onSubmit(given).then(
        (isDone) => (isDone === false ? undefined : discard()),
        () => {},
      )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {children}
      {usual && (
        <div className="reason-usual">
          <ChoiceRow id={id} aria-label="Usual reasons" choices={usual} value={chosen} onChange={type} />
        </div>
      )}
      <Textarea
        ref={text}
        mt={12}
        label="Reason"
        autoFocus={!usual}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => type(event.currentTarget.value)}
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
        <Button
          variant="default"
          onClick={() => {
            onClose()
            void discard()
          }}
        >
          {keepLabel}
        </Button>
      </Group>
    </form>
  )
}

function reasonOf(content: string): string {
  const kept = JSON.parse(content) as { readonly reason?: unknown }
  return typeof kept.reason === 'string' ? kept.reason : ''
}
