import { Button, Group, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '../../app/dialog.tsx'
import { useRestoredFocus } from '../../forms/use-restored-focus.ts'

interface VoidDialogProps {
  /** `this course`, `this dose`. */
  readonly what: string
  /** What it is, and what goes or stays with it. */
  readonly text: string
  readonly onVoid: (reason: string) => void
  readonly onClose: () => void
}

/** Takes something out of use with the next saving; nothing is deleted. */
export function VoidDialog({ what, text, onVoid, onClose }: VoidDialogProps) {
  useRestoredFocus()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const submit = () => {
    if (reason.trim()) onVoid(reason.trim())
    else setTried(true)
  }
  return (
    <Dialog title={`Void ${what}?`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p>{text} Once saved, it is kept with your reason and can be restored.</p>
        <Textarea
          mt={12}
          label="Reason"
          autoFocus
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && !reason.trim() && 'Say why: who reads the history later will ask.'}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return
            event.preventDefault()
            submit()
          }}
        />
        <Group gap={8} mt={16}>
          <Button type="submit">Void {what}</Button>
          <Button variant="default" onClick={onClose}>
            Keep it
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
