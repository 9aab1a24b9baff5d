import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'

export interface Shortcut {
  /** `n`, `/`, `?`, `Escape`, or with the control (on a Mac, command) key: `mod+s`. */
  readonly keys: string
  /** What it does, as the list of shortcuts says it. */
  readonly label: string
  /** Missing where something on the screen handles the keys itself and only wants them listed. */
  readonly run?: () => void
}

interface Registry {
  readonly add: (shortcut: Shortcut) => () => void
  /** All that work on this screen, each key once, the newest first served. */
  readonly list: () => readonly Shortcut[]
}

const ShortcutsContext = createContext<Registry | undefined>(undefined)

/** Listens for keys and runs the shortcut that was registered last for them. */
export function ShortcutsProvider({ children }: { readonly children: ReactNode }) {
  const [active] = useState(() => new Set<Shortcut>())
  const registry = useMemo<Registry>(
    () => ({
      add(shortcut) {
        active.add(shortcut)
        return () => active.delete(shortcut)
      },
      list: () => [...new Map([...active].map((shortcut) => [shortcut.keys, shortcut])).values()],
    }),
    [active],
  )
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const keys = keysOf(event)
      const shortcut = [...active].findLast((one) => one.keys === keys)
      if (!shortcut?.run || event.defaultPrevented || event.repeat) return
      // A letter typed into a field is a letter; behind an open dialog nothing may happen.
      if (!keys.startsWith('mod+') && isTyping(event.target)) return
      if (document.querySelector('dialog[open], [role="dialog"][aria-modal="true"]')) return
      event.preventDefault()
      shortcut.run()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [active])
  return <ShortcutsContext value={registry}>{children}</ShortcutsContext>
}

/** Makes a key do something while the component is on the screen; it appears in the list of shortcuts. */
export function useShortcut(keys: string, label: string, run: () => void): void {
  const registry = useContext(ShortcutsContext)
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => registry?.add({ keys, label, run: () => latest.current() }), [registry, keys, label])
}

/** Lists keys that a part of the screen handles by itself: `useShortcutNote('↑ ↓', 'Move in the table')`. */
export function useShortcutNote(keys: string, label: string): void {
  const registry = useContext(ShortcutsContext)
  useEffect(() => registry?.add({ keys, label }), [registry, keys, label])
}

/** The shortcuts that work at the moment of asking. */
export function useShortcutList(): () => readonly Shortcut[] {
  const registry = useContext(ShortcutsContext)
  return () => registry?.list() ?? []
}

function keysOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (event.altKey) return `alt+${key}`
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || (/^(input|textarea|select)$/i.test(target.tagName) && !isToggle(target)))
  )
}

const isToggle = (target: HTMLElement): boolean =>
  target instanceof HTMLInputElement && (target.type === 'checkbox' || target.type === 'radio')
