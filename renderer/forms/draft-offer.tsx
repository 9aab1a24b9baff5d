import { useState } from 'react'
import type { Form } from '#shared/dictionary/define-form.ts'
import type { Draft } from './draft.ts'
import type { DraftDifference } from './draft-differences.ts'
import { DraftOfferFrame } from './draft-offer-frame.tsx'
import { useRestoredFocus } from './use-restored-focus.ts'

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
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set())
  const choose = (name: string, recorded: boolean) =>
    setLeftOut((known) => new Set(recorded ? [...known, name] : [...known].filter((other) => other !== name)))
  return (
    <DraftOfferFrame
      {...{ savedAt, onDiscard, onLater }}
      onGoOn={() => onGoOn(leftOut)}
      notice={
        isOvertaken && (
          <p className="problem-list" data-kind="asked">
            The {form.label.toLowerCase()} was changed after you began. Choose for each field which of the two goes on.
          </p>
        )
      }
      columns={['Field', 'You typed', ...(isNew ? [] : ['Recorded now'])]}
    >
      {differences.map((difference) => (
        <DifferenceRow
          key={difference.name}
          {...{ difference, isNew }}
          isRecorded={leftOut.has(difference.name)}
          onChoose={isOvertaken ? (recorded) => choose(difference.name, recorded) : undefined}
        />
      ))}
    </DraftOfferFrame>
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
