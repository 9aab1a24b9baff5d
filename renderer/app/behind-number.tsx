import { useEffect, useRef, type ReactNode } from 'react'
import { useRestoredFocus } from '../forms/use-restored-focus.ts'
import './behind-number.css'

interface BehindNumberProps {
  /** `Cases`, `Studies` */
  readonly what: string
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** What stands behind a number, beside it. The keyboard goes there, and back to the number when it is closed. */
export function BehindNumber({ what, title, onClose, children }: BehindNumberProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useRestoredFocus()
  useEffect(() => heading.current?.focus(), [])
  return (
    <aside
      className="behind-number"
      aria-label={`${what} behind the number`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="quiet-button" onClick={onClose}>
          Close <kbd aria-hidden>Esc</kbd>
        </button>
      </header>
      {children}
    </aside>
  )
}
