import type { KeyboardEvent } from 'react'

const fields = ':is(input, textarea, select):enabled:not([tabindex="-1"])'

/** Puts the keyboard into a section: into its first field, or on the heading of a closed one, which Enter opens. */
export function enterSection(section: Element): void {
  const body = section.querySelector<HTMLElement>('.visit-section-body:not([hidden])')
  const first = body?.querySelector<HTMLInputElement>(fields)
  // Of answers side by side the chosen one takes the keyboard.
  const chosen = first?.type === 'radio' ? body?.querySelector<HTMLElement>('input[type=radio]:checked') : undefined
  ;(chosen ?? first ?? section.querySelector('button'))?.focus()
  section.scrollIntoView({ block: 'nearest' })
}

/** Page Down and Page Up lead to the next and the previous section. */
export function moveToSection(event: KeyboardEvent, container: HTMLElement): void {
  const sections = [...container.querySelectorAll('[data-section]')]
  const current = (event.target as Element).closest('[data-section]')
  const next = sections[(current ? sections.indexOf(current) : -1) + (event.key === 'PageDown' ? 1 : -1)]
  if (!next) return
  event.preventDefault()
  enterSection(next)
}
