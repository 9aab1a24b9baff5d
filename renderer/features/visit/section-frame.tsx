import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { countText } from './completeness.ts'
import { enterSection } from './move-to-section.ts'
import { useCount } from './visit-page-context.ts'
import type { VisitSection } from './visit-sections.ts'

interface SectionFrameProps {
  readonly section: VisitSection
  readonly isOpen: boolean
  readonly onToggle: (isOpen: boolean) => void
  /** What a closed section says of itself: `last Aug 2026`. */
  readonly hint?: string | undefined
  readonly children: ReactNode
}

/** A section under its heading, which says how complete it is and opens and closes it. */
export function SectionFrame({ section: { id, title }, isOpen, onToggle, hint, children }: SectionFrameProps) {
  const count = useCount(id)
  const frame = useRef<HTMLElement>(null)
  const toggle = (opens: boolean, byKeyboard: boolean) => {
    onToggle(opens)
    // Whoever opens it by keyboard wants to type into it.
    if (opens && byKeyboard) setTimeout(() => frame.current && enterSection(frame.current))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const wanted = event.key === 'ArrowRight' ? true : event.key === 'ArrowLeft' ? false : undefined
    if (wanted === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    if (wanted !== isOpen) toggle(wanted, true)
  }
  return (
    <section ref={frame} className="visit-section" data-section={id} aria-label={title}>
      <h3>
        <button
          type="button"
          className="visit-heading"
          aria-expanded={isOpen}
          aria-controls={`visit-body-${id}`}
          data-heading={id}
          onClick={({ detail }) => toggle(!isOpen, detail === 0)}
          onKeyDown={onKeyDown}
        >
          <span className="visit-heading-mark" aria-hidden>
            {isOpen ? '▾' : '▸'}
          </span>
          <span>{title}</span>
          {!isOpen && hint && <span className="visit-heading-hint">{hint}</span>}
          <span className="visit-heading-count" data-none={count.done === 0 || undefined}>
            {count.of > 0 && countText(count)}
          </span>
        </button>
      </h3>
      <div id={`visit-body-${id}`} className="visit-section-body" hidden={!isOpen}>
        {children}
      </div>
    </section>
  )
}
