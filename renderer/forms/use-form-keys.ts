import type { KeyboardEvent } from 'react'
import { useShortcut } from '../app/shortcuts.tsx'
import { isInOpenList } from './is-in-open-list.ts'
import { moveOn } from './move-on.ts'

interface FormKeys {
  readonly submit: (another: boolean) => void
  readonly cancel: () => void
  /** Shift saves and goes on with the next. */
  readonly severalInARow: boolean | undefined
}

/**
 * The keys of a form: saving, leaving, going on to the next field.
 * @returns what the form element hears; the list of keys, and a keyboard that is elsewhere, are served as well
 */
export function useFormKeys({ submit, cancel, severalInARow = false }: FormKeys) {
  useShortcut('form-save', () => submit(false))
  useShortcut('form-save-enter', () => submit(false))
  useShortcut('form-cancel', cancel)
  return (event: KeyboardEvent<HTMLFormElement>) => {
    const withControl = event.ctrlKey || event.metaKey
    if (withControl && (event.key === 's' || event.key === 'Enter')) {
      event.preventDefault()
      // After a list that was typed into has taken its answer.
      setTimeout(() => submit(severalInARow && event.shiftKey))
    } else if (event.key === 'Escape' && !event.defaultPrevented && !isInOpenList(event.target)) {
      event.preventDefault()
      cancel()
    } else moveOn(event, event.currentTarget)
  }
}
