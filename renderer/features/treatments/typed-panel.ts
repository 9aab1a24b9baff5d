/** What stands in the open panel and was not taken over yet: kept in the draft like everything else that is typed. */
import { createContext, useContext, useEffect, useRef } from 'react'

/** Anything that JSON can say; only the panel that wrote it reads it. */
export type Typed = Readonly<Record<string, unknown>>

interface PanelTyping {
  /** What a draft held for the panel that is open. */
  readonly restored: Typed | undefined
  readonly onTyped: (typed: Typed) => void
}

const PanelTypingContext = createContext<PanelTyping>({ restored: undefined, onTyped: () => {} })
export const PanelTypingProvider = PanelTypingContext.Provider

/** One of the things that a draft held for this panel. */
export function useRestored<T>(name: string): T | undefined {
  return useContext(PanelTypingContext).restored?.[name] as T | undefined
}

/** Hands what stands in the panel to the draft, from the first change on. */
export function useKeptTyping(typed: Typed): void {
  const { onTyped } = useContext(PanelTypingContext)
  const text = JSON.stringify(typed)
  const last = useRef(text)
  useEffect(() => {
    if (text === last.current) return
    last.current = text
    onTyped(JSON.parse(text) as Typed)
  }, [text, onTyped])
}
