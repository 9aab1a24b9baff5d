import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import type { Choice } from '#shared/dictionary/define-form.ts'
import { matchingChoices } from './search-choices.ts'

interface TypedChoice {
  /** What was typed since an answer was last taken; the list is narrowed to it. */
  readonly typed: string
  /** Typed, left, and in no list: said under the field rather than silently dropped. */
  readonly unmatched: string | undefined
  /** Forgets what was typed. */
  readonly clear: () => void
  readonly inputProps: {
    readonly dropdownOpened: boolean
    readonly onDropdownOpen: () => void
    readonly onDropdownClose: () => void
    readonly onInput: (event: FormEvent<HTMLInputElement>) => void
    readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
    readonly onBlur: () => void
  }
}

/**
 * Typing into a list. Tab takes the marked answer, else the nearest one; leaving by other ways takes only an answer that
 * nothing else could be meant by. Nothing is ever taken without having been typed: passing through changes no record.
 * Nothing is saved from within the field while no answer fits what was typed.
 * @param answer that stands now
 * @param onUnmatched keeps what was typed and is no answer, so that it outlasts the field and is not saved over
 */
export function useTypedChoice(
  choices: readonly Choice[],
  answer: string,
  onChoose: (code: string) => void,
  onUnmatched: (typed: string | undefined) => void,
): TypedChoice {
  const [typed, setTyped] = useState('')
  const [unmatched, setUnmatched] = useState<string>()
  const noteUnmatched = (text: string | undefined) => {
    setUnmatched(text)
    onUnmatched(text)
  }
  const [opened, setOpened] = useState(false)
  // Read when keys come faster than the page is drawn.
  const latest = useRef('')
  const note = (text: string) => {
    latest.current = text
    setTyped(text)
  }
  const clear = () => {
    note('')
    noteUnmatched(undefined)
  }
  // An answer that came by another way (a digit, the last one again) is not to be replaced by letters typed before.
  useEffect(() => {
    latest.current = ''
    setTyped('')
    setUnmatched(undefined)
  }, [answer])
  const take = (choice: Choice | undefined) => {
    if (!choice) return
    clear()
    setOpened(false)
    onChoose(choice.code)
  }
  return {
    typed,
    unmatched,
    clear,
    inputProps: {
      dropdownOpened: opened,
      onDropdownOpen: () => setOpened(true),
      onDropdownClose: () => setOpened(false),
      onInput: (event) => {
        note(event.currentTarget.value)
        noteUnmatched(undefined)
      },
      onKeyDown: (event) => {
        const withControl = event.ctrlKey || event.metaKey
        const takes = event.key === 'Tab' || event.key === 'Enter' || (withControl && event.key === 's')
        if (!takes || !latest.current.trim()) return
        const choice = markedIn(event.currentTarget, choices) ?? matchingChoices(choices, latest.current)[0]
        if (choice) return take(choice)
        if (event.key === 'Tab' || !withControl) return
        // Saved now, it would be lost unseen.
        event.preventDefault()
        event.stopPropagation()
        // Its “nothing matches” would lie over what is said under the field.
        setOpened(false)
        noteUnmatched(latest.current.trim())
      },
      onBlur: () => {
        const text = latest.current.trim()
        if (!text) return
        const matches = matchingChoices(choices, text)
        const only = matches.length === 1 ? matches[0] : undefined
        if (only) return take(only)
        note('')
        noteUnmatched(text)
      },
    },
  }
}

/** The answer that the arrow keys, or typing, marked in the open list. */
function markedIn(input: HTMLInputElement, choices: readonly Choice[]): Choice | undefined {
  const list = document.getElementById(input.getAttribute('aria-controls') ?? '')
  const label = list?.querySelector('[data-combobox-selected] [data-label]')?.textContent
  return label ? choices.find((choice) => choice.label === label) : undefined
}
