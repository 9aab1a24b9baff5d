import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { shortcutTable } from './shortcut-table.ts'
import type { ShortcutEntry, ShortcutId } from './shortcut-table.ts'

interface ActiveShortcut {
  readonly id: ShortcutId
  /** Missing where something on the screen handles the keys itself and only wants them listed. */
  readonly run?: () => void
}

interface Registry {
  readonly add: (shortcut: ActiveShortcut) => () => void
  /** All that work on this screen, each key once, the newest first served. */
  readonly list: () => readonly ActiveShortcut[]
}

const ShortcutsContext = createContext<Registry | undefined>(undefined)

const entryOf = (id: ShortcutId): ShortcutEntry => shortcutTable[id]

/** Listens for keys and runs the shortcut that was registered last for them. */
export function ShortcutsProvider({ children }: { readonly children: ReactNode }) {
  const [active] = useState(() => new Set<ActiveShortcut>())
  const registry = useMemo<Registry>(
    () => ({
      add(shortcut) {
        active.add(shortcut)
        return () => active.delete(shortcut)
      },
      list: () => [...new Map([...active].map((shortcut) => [entryOf(shortcut.id).keys, shortcut])).values()],
    }),
    [active],
  )
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const keys = keysOf(event)
      const shortcut = [...active].findLast(({ id }) => entryOf(id).keys === keys)
      if (!shortcut?.run || event.defaultPrevented || event.repeat) return
      // A letter typed into a field is a letter; behind an open dialog nothing may happen.
      const worksInFields = /^(mod\+|F\d)/.test(keys) && !entryOf(shortcut.id).notInFields
      if (!worksInFields && isTyping(event.target)) return
      if (document.querySelector('dialog[open], [role="dialog"][aria-modal="true"]')) return
      event.preventDefault()
      shortcut.run()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [active])
  return <ShortcutsContext value={registry}>{children}</ShortcutsContext>
}

/** Makes a key of the table do something while the component is on the screen. */
export function useShortcut(id: ShortcutId, run: () => void): void {
  const registry = useContext(ShortcutsContext)
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => registry?.add({ id, run: () => latest.current() }), [registry, id])
}

/** Lists keys that a part of the screen handles by itself. */
export function useShortcutNote(id: ShortcutId): void {
  const registry = useContext(ShortcutsContext)
  useEffect(() => registry?.add({ id }), [registry, id])
}

/** The shortcuts that work at the moment of asking. */
export function useShortcutList(): () => readonly ActiveShortcut[] {
  const registry = useContext(ShortcutsContext)
  return () => registry?.list() ?? []
}

function keysOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (event.altKey) return `alt+${key}`
  if (event.ctrlKey || event.metaKey) return `mod+${event.shiftKey ? 'shift+' : ''}${key}`
  return key
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || (/^(input|textarea|select)$/i.test(target.tagName) && !isToggle(target)))
  )
}

const isToggle = (target: HTMLElement): boolean =>
  target instanceof HTMLInputElement && (target.type === 'checkbox' || target.type === 'radio')
