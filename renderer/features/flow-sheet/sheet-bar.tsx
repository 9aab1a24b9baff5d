import { Button } from '@mantine/core'
import type { ReactNode } from 'react'

export type OpenDialog = 'date' | 'item' | 'paste'

export const countOf = (count: number, one = 'value') => `${count} ${count === 1 ? one : `${one}s`}`

interface SheetBarProps {
  readonly typed: number
  readonly isSaving: boolean
  readonly onSave: () => void
  readonly onDiscard: () => void
  readonly onOpen: (dialog: OpenDialog) => void
  readonly mark: ReactNode
  /** Stands in place of the button while an item is looked for. */
  readonly adding: ReactNode
}

/** What can be done with the sheet, and whether anything waits to be saved. */
export function SheetBar({ typed, isSaving, onSave, onDiscard, onOpen, mark, adding }: SheetBarProps) {
  return (
    <header className="sheet-bar">
      <Button variant="default" onClick={() => onOpen('date')}>
        Add a date <kbd aria-hidden>D</kbd>
      </Button>
      {adding || (
        <Button variant="default" onClick={() => onOpen('item')}>
          Add an item <kbd aria-hidden>A</kbd>
        </Button>
      )}
      <Button variant="default" onClick={() => onOpen('paste')}>
        Paste
      </Button>
      <div className="sheet-bar-end">
        {mark}
        {typed > 0 && (
          <>
            <Button variant="subtle" color="gray" onClick={onDiscard}>
              Discard
            </Button>
            <Button onClick={onSave} loading={isSaving}>
              Save {countOf(typed)}
            </Button>
          </>
        )}
      </div>
    </header>
  )
}
