interface UnmatchedProps {
  /** The list that it was typed into. */
  readonly id: string
  readonly text: string | undefined
  /** Nothing is saved because of it. */
  readonly invalid: boolean
  readonly onDrop: () => void
}

/** Says that what was typed into a list was not taken, so that it isn't lost unseen. */
export function Unmatched({ id, text, invalid, onDrop }: UnmatchedProps) {
  const drop = () => {
    onDrop()
    document.getElementById(id)?.focus()
  }
  return (
    <p
      id={`${id}-unmatched`}
      className={`field-note ${text && invalid ? 'field-problem' : 'field-doubt'}`}
      role="status"
    >
      {text && (
        <>
          “{text}” is no single answer of the list; nothing was chosen.{' '}
          <button type="button" className="text-button" onClick={drop}>
            Drop it
          </button>
        </>
      )}
    </p>
  )
}
