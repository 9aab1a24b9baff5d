import { useEffect, type KeyboardEvent } from 'react'
import type { Measure } from '#shared/domain/measures.ts'
import { MeasureChoice } from './measure-choice.tsx'

interface AddItemProps {
  /** Those that have no row yet. */
  readonly measures: readonly Measure[]
  readonly onAdd: (key: string) => void
  readonly onClose: () => void
}

const id = 'sheet-item'

/** Asks which item gets a row; choosing one is the answer. */
export function AddItem({ measures, onAdd, onClose }: AddItemProps) {
  useEffect(() => document.getElementById(id)?.focus(), [])
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onClose()
  }
  return (
    <div className="sheet-add-item" onKeyDown={onKeyDown}>
      <MeasureChoice
        id={id}
        label="Item to add"
        measures={measures}
        chosen={undefined}
        onChoose={(key) => key && onAdd(key)}
        placeholder="CK, ferritin, FVC, weight …"
      />
    </div>
  )
}
