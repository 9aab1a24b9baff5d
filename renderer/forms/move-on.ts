/** Enter moves on to the next field, Shift+Enter back: a form is gone through without reaching for the Tab key. */
import type { KeyboardEvent } from 'react'

/** What of a field takes the keyboard: the chosen one of several answers, else its first input. */
function controlOf(field: Element): HTMLElement | null {
  return (
    field.querySelector<HTMLElement>('input:checked:enabled') ??
    field.querySelector<HTMLElement>(':is(input, textarea, select):enabled:not([type="hidden"], [tabindex="-1"])')
  )
}

/** Enter means something else here: a new line, the marked answer of an open list, the button itself. */
function takesEnter(target: Element): boolean {
  return target.matches('textarea, button, a, [role="option"]') || target.getAttribute('aria-expanded') === 'true'
}

/** An open list has just taken the answer that was marked in it, and wants no other. */
function hasTakenItsAnswer({ defaultPrevented }: KeyboardEvent, target: Element): boolean {
  return defaultPrevented && target.matches('[data-one-answer][aria-expanded="true"]')
}

/** @returns whether there is a field to go to */
function goOn(from: Element, container: Element, step: 1 | -1): boolean {
  const fields = [...container.querySelectorAll('[data-item]')].filter((field) => controlOf(field) !== null)
  const current = fields.findIndex((field) => field.contains(from))
  const next = current < 0 ? undefined : fields[current + step]
  if (!next) return false
  const control = controlOf(next)
  control?.focus()
  if (control instanceof HTMLInputElement && control.type === 'text') control.select()
  return true
}

/**
 * Moves the keyboard to the next field on Enter, to the one before on Shift+Enter. Fields are the elements with
 * `data-item` in the container, in their order on the page.
 * @returns whether the key was used; the event is then done with
 */
export function moveOn(event: KeyboardEvent, container: Element): boolean {
  const { target } = event
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey) return false
  // A menu that belongs to a field hangs elsewhere on the page.
  if (!(target instanceof Element) || !container.contains(target)) return false
  const step = event.shiftKey ? -1 : 1
  if (hasTakenItsAnswer(event, target)) {
    // Once what the answer asks for is drawn; it may have taken the keyboard already.
    queueMicrotask(() => document.activeElement === target && goOn(target, container, step))
    return true
  }
  if (event.defaultPrevented || takesEnter(target) || !goOn(target, container, step)) return false
  event.preventDefault()
  return true
}
