import { Button, Group, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '#renderer/app/dialog.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useUndo } from '#renderer/app/use-undo.ts'
import { useRestoredFocus } from '#renderer/forms/use-restored-focus.ts'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import { recordWords, type DescribedSet } from './described-sets.ts'

interface RevertDialogProps {
  readonly described: DescribedSet
  readonly onClose: () => void
}

const shownRecords = 6

/** Takes one change back, however old, with a reason. The history keeps both. */
export function RevertDialog({ described: { set, headline, records }, onClose }: RevertDialogProps) {
  useRestoredFocus()
  const [reason, setReason] = useState('')
  const [asksForReason, setAsksForReason] = useState(false)
  const revert = useCommand('changes.revert')
  const { notifyUndoable } = useUndo()
  const submit = () => {
    if (!reason.trim()) return setAsksForReason(true)
    revert.mutate(
      { changeId: set.changeId, reason: reason.trim() },
      {
        onSuccess() {
          notifyUndoable(`Taken back: ${headline}`)
          onClose()
        },
      },
    )
  }
  return (
    <Dialog title="Take this change back?" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p>
          <b>{headline}</b>
        </p>
        {records.length > 1 && (
          <ul className="revert-records">
            {records.slice(0, shownRecords).map((record) => (
              <li key={record.key}>{recordWords(record)}</li>
            ))}
            {records.length > shownRecords && <li className="soft">and {records.length - shownRecords} more</li>}
          </ul>
        )}
        <p className="soft">
          What it added is voided, what it changed gets its old values. The history keeps both, and this can be undone.
        </p>
        <Textarea
          mt={12}
          label="Reason"
          autoFocus
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={asksForReason && !reason.trim() && 'Say why: who reads the history later will ask.'}
          onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === 'Enter' && submit()}
        />
        <ErrorMessage error={revert.error} />
        <Group gap={8} mt={16}>
          <Button type="submit" loading={revert.isPending}>
            Take it back
          </Button>
          <Button variant="default" onClick={onClose}>
            Keep it
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
