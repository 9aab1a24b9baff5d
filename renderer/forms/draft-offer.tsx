import { Button, Group } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Form } from '#shared/dictionary/define-form.ts'
import { Dialog } from '../app/dialog.tsx'
import type { Draft } from './draft.ts'
import type { DraftDifference } from './draft-differences.ts'
import { momentOf } from './moments.ts'
import { useRestoredFocus } from './use-restored-focus.ts'
import './draft-offer.css'

/** What a form keeps as its draft. */
export interface KeptForm {
  readonly typed: Draft
  /** What stood in the fields before: it tells what was typed from what somebody else changed meanwhile. */
  readonly start: Draft
}

interface DraftOfferProps {
  readonly form: Form
  /** UTC ISO time of the last keystroke that was kept. */
  readonly savedAt: string
  readonly differences: readonly DraftDifference[]
  /** The draft belongs to a record that is there already, or to a new one. */
  readonly isNew: boolean
  /** Somebody saved the record after the draft was begun. */
  readonly isOvertaken: boolean
  /** @param leftOut items whose recorded value is preferred */
  readonly onGoOn: (leftOut: ReadonlySet<string>) => void
  readonly onDiscard: () => void
  /** Neither: the draft stays as it is. */
  readonly onLater: () => void
}

/** What was typed here before and never saved is offered, field for field, before anything can be typed over it. */
export function DraftOffer(props: DraftOfferProps) {
  const { form, savedAt, differences, isNew, isOvertaken, onGoOn, onDiscard, onLater } = props
  useRestoredFocus()
  const goOn = useRef<HTMLButtonElement>(null)
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set())
  // After the dialog opened, which gives the keyboard to what comes first in it.
  useEffect(() => goOn.current?.focus(), [])
  const choose = (name: string, recorded: boolean) =>
    setLeftOut((known) => new Set(recorded ? [...known, name] : [...known].filter((other) => other !== name)))
  const onKeyDown = (event: KeyboardEvent) => {
    // The form behind hears the same keys.
    event.stopPropagation()
    if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return
    event.preventDefault()
    onGoOn(leftOut)
  }
  return (
    <Dialog title="Go on where you left off?" onClose={onLater}>
      <div className="draft-offer" onKeyDown={onKeyDown}>
        <p>
          Typed and not saved, kept <time dateTime={savedAt}>{momentOf(savedAt)}</time>.
        </p>
        {isOvertaken && (
          <p className="problem-list" data-kind="asked">
            The {form.label.toLowerCase()} was changed after you began. Choose for each field which of the two goes on.
          </p>
        )}
        <div className="draft-offer-scroll">
          <table className="draft-offer-fields">
            <thead>
              <tr>
                <th scope="col">Field</th>
                <th scope="col">You typed</th>
                {!isNew && <th scope="col">Recorded now</th>}
              </tr>
            </thead>
            <tbody>
              {differences.map((difference) => (
                <DifferenceRow
                  key={difference.name}
                  {...{ difference, isNew }}
                  isRecorded={leftOut.has(difference.name)}
                  onChoose={isOvertaken ? (recorded) => choose(difference.name, recorded) : undefined}
                />
              ))}
            </tbody>
          </table>
        </div>
        <Group gap={8}>
          <Button ref={goOn} onClick={() => onGoOn(leftOut)}>
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

interface DifferenceRowProps {
  readonly difference: DraftDifference
  readonly isNew: boolean
  /** The recorded value was chosen. */
  readonly isRecorded: boolean
  /** Present where there is something to choose. */
  readonly onChoose: ((recorded: boolean) => void) | undefined
}

function DifferenceRow({ difference, isNew, isRecorded, onChoose }: DifferenceRowProps) {
  const { name, label, kept, recorded } = difference
  const value = (text: string | undefined, isChosen: boolean, choosesRecorded: boolean) => {
    const words = <span className="draft-offer-value">{text ?? <span className="field-required">empty</span>}</span>
    if (!onChoose) return words
    return (
      <label className="draft-offer-choice">
        <input
          type="radio"
          name={`draft-${name}`}
          checked={isChosen}
          onChange={() => onChoose(choosesRecorded)}
          aria-label={`${label}: ${choosesRecorded ? 'recorded now' : 'you typed'} ${text ?? 'empty'}`}
        />
        {words}
      </label>
    )
  }
  return (
    <tr>
      <th scope="row">{label}</th>
      <td data-chosen={(onChoose && !isRecorded) || undefined}>{value(kept, !isRecorded, false)}</td>
      {!isNew && <td data-chosen={(onChoose && isRecorded) || undefined}>{value(recorded, isRecorded, true)}</td>}
    </tr>
  )
}
