import { Button, Group, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '#renderer/app/dialog.tsx'

interface PasteDialogProps {
  readonly onPaste: (text: string) => void
  readonly onClose: () => void
}

/** A place to paste into, for whoever looks for a button. */
export function PasteDialog({ onPaste, onClose }: PasteDialogProps) {
  const [text, setText] = useState('')
  const read = () => text.trim() && onPaste(text)
  return (
    <Dialog title="Paste values" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          read()
        }}
      >
        <Textarea
          label="Text from Excel or a laboratory’s report"
          description="With its headings: items and dates, in rows or columns. What was understood is shown before anything is saved."
          autoFocus
          rows={9}
          styles={{ input: { whiteSpace: 'pre', overflowX: 'auto', tabSize: 12 } }}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            read()
          }}
          spellCheck={false}
        />
        <Group gap={8} mt={16}>
          <Button type="submit" disabled={text.trim() === ''}>
            Read the text
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
