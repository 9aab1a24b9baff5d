import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { Measure } from '#shared/domain/measures.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { MeasureChoice } from './measure-choice.tsx'

interface AddItemDialogProps {
  /** Those that have no row yet. */
  readonly measures: readonly Measure[]
  readonly onAdd: (key: string) => void
  readonly onClose: () => void
}

/** Asks which item gets a row. */
export function AddItemDialog({ measures, onAdd, onClose }: AddItemDialogProps) {
  const [chosen, setChosen] = useState<string>()
  return (
    <Dialog title="Add an item" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen) onAdd(chosen)
        }}
      >
        <label className="field-label" htmlFor="sheet-item">
          Item
        </label>
        <MeasureChoice
          id="sheet-item"
          label="Item"
          measures={measures}
          chosen={chosen}
          onChoose={(key) => {
            setChosen(key)
            // Choosing is the answer: no second key for what is plain.
            if (key) onAdd(key)
          }}
          placeholder="CK, ferritin, FVC, weight …"
        />
        <Group gap={8} mt={16}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
