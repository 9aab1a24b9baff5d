import { Button, Group, Textarea } from '@mantine/core'
import { useState } from 'react'
import { midSentence } from '#shared/domain/label-of.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { titleOf } from '#renderer/forms/describe-record.ts'
import { useRestoredFocus } from '#renderer/forms/use-restored-focus.ts'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import type { RecordRow } from './record-rows.ts'

interface VoidDialogProps {
  readonly row: RecordRow
  readonly onVoided: () => void
  readonly onClose: () => void
}

/** Takes a record out of use. Nothing is deleted: it can be restored, and the reason stays with it. */
export function VoidDialog({ row: { form, record }, onVoided, onClose }: VoidDialogProps) {
  useRestoredFocus()
  const [reason, setReason] = useState('')
  const [asksForReason, setAsksForReason] = useState(false)
  const voidRecord = useCommand('records.void')
  const submit = () => {
    if (!reason.trim()) return setAsksForReason(true)
    voidRecord.mutate(
      { form: form.id, id: record.id, version: record.version, reason: reason.trim() },
      { onSuccess: onVoided },
    )
  }
  return (
    <Dialog title={`Void this ${midSentence(form.label)}?`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p>
          <b>{titleOf(form, record)}</b> no longer counts anywhere. It is kept with your reason and can be restored.
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
        <ErrorMessage error={voidRecord.error} />
        <Group gap={8} mt={16}>
          <Button type="submit" loading={voidRecord.isPending}>
            Void {midSentence(form.label)}
          </Button>
          <Button variant="default" onClick={onClose}>
            Keep it
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
