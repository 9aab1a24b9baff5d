import { Button, Group } from '@mantine/core'
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { Dialog } from '../app/dialog.tsx'
import { momentOf } from './moments.ts'
import './draft-offer.css'

interface DraftOfferFrameProps {
  /** UTC ISO time of the last keystroke that was kept. */
  readonly savedAt: string
  /** What there is to decide on beside the table. */
  readonly notice?: ReactNode
  readonly columns: readonly string[]
  /** Rows of the table: what was typed. */
  readonly children: ReactNode
  readonly onGoOn: () => void
  readonly onDiscard: () => void
  /** Neither: the draft stays as it is. */
  readonly onLater: () => void
}

/** What was typed somewhere and never saved, and the three things that can become of it. */
export function DraftOfferFrame(props: DraftOfferFrameProps) {
  const { savedAt, notice, columns, children, onGoOn, onDiscard, onLater } = props
  const goOn = useRef<HTMLButtonElement>(null)
  // After the dialog opened, which gives the keyboard to what comes first in it.
  useEffect(() => goOn.current?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    // The form behind hears the same keys.
    event.stopPropagation()
    if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return
    event.preventDefault()
    onGoOn()
  }
  return (
    <Dialog title="Go on where you left off?" onClose={onLater}>
      <div className="draft-offer" onKeyDown={onKeyDown}>
        <p>
          Typed and not saved, kept <time dateTime={savedAt}>{momentOf(savedAt)}</time>.
        </p>
        {notice}
        <div className="draft-offer-scroll">
          <table className="draft-offer-fields">
            <thead>
              <tr>
                {columns.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </div>
        <Group gap={8}>
          <Button ref={goOn} onClick={onGoOn}>
            Go on with it
          </Button>
          <Button variant="default" onClick={onDiscard}>
            Discard it
          </Button>
          <Button variant="subtle" color="gray" onClick={onLater}>
            Leave it for later
          </Button>
        </Group>
      </div>
    </Dialog>
  )
}
