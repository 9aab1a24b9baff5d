import { useEffect, useRef, useState, type KeyboardEvent } from 'react'

export type EditorMove = 'down' | 'up' | 'right' | 'left' | 'stay'

interface CellEditorProps {
  /** What is edited, in words: `CK, 12 Apr 2021`. */
  readonly label: string
  readonly text: string
  /** Opened by typing: the arrows then move on instead of within the text. */
  readonly byTyping: boolean
  readonly describedBy: string
  /** What is wrong with the text as it stands. */
  readonly problemOf: (text: string) => string | undefined
  /** Every text that stands in it. */
  readonly onType: (text: string) => void
  readonly onTake: (text: string, move: EditorMove) => void
  readonly onGiveUp: () => void
}

/** The input over a cell. A text that can't be saved holds the keyboard until it is put right or given up. */
export function CellEditor(props: CellEditorProps) {
  const { label, text: start, byTyping, describedBy, problemOf, onType, onTake, onGiveUp } = props
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(start)
  // Taken or given up: the input loses the focus then, which must not take the text once more.
  const isDone = useRef(false)
  const problem = problemOf(text)
  useEffect(() => {
    const field = input.current
    field?.focus({ preventScroll: true })
    field?.setSelectionRange(field.value.length, field.value.length)
  }, [])

  const finish = (move: EditorMove) => {
    if (problem !== undefined) return
    isDone.current = true
    onTake(text, move)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, EditorMove>> = {
      Enter: event.shiftKey ? 'up' : 'down',
      Tab: event.shiftKey ? 'left' : 'right',
      ArrowDown: 'down',
      ArrowUp: 'up',
      ...(byTyping && { ArrowRight: 'right' as const, ArrowLeft: 'left' as const }),
    }
    const withControl = event.ctrlKey || event.metaKey || event.altKey
    if (event.key === 'Escape') {
      isDone.current = true
      onGiveUp()
    } else if (withControl && event.key.toLowerCase() === 's') {
      // Saving takes what stands here first; the key goes on to whoever saves.
      finish('stay')
      return
    } else if (moves[event.key] && !withControl) finish(moves[event.key]!)
    else {
      // Typed into the cell, a key means itself and nothing to the sheet around it.
      event.stopPropagation()
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <input
      ref={input}
      className="sheet-editor"
      aria-label={label}
      aria-invalid={problem !== undefined || undefined}
      aria-describedby={describedBy}
      value={text}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        setText(event.currentTarget.value)
        onType(event.currentTarget.value)
      }}
      onKeyDown={onKeyDown}
      onBlur={() => !isDone.current && onTake(text, 'stay')}
    />
  )
}
