import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import type { PartialDate } from '#shared/domain/partial-date.ts'
import { Dialog } from '#renderer/app/dialog.tsx'

interface AddDateDialogProps {
  /** Full ISO date. */
  readonly today: string
  readonly onAdd: (date: PartialDate) => void
  readonly onClose: () => void
}

/** Asks for the date of a new column. Today stands there already: Enter takes it, typing replaces it. */
export function AddDateDialog({ today, onAdd, onClose }: AddDateDialogProps) {
  const [text, setText] = useState(today)
  const [isRefused, setIsRefused] = useState(false)
  const read = parseClinicalDate(text, today)
  return (
    <Dialog title="Add a date" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if ('problem' in read) setIsRefused(true)
          else onAdd(read.date)
        }}
      >
        <TextInput
          label="Date"
          autoFocus
          value={text}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setIsRefused(false)
          }}
          error={isRefused && 'problem' in read && read.problem}
          description={'problem' in read ? 'Day, month or year, as known' : read.echo}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
        />
        <Group gap={8} mt={16}>
          <Button type="submit">Add the date</Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
