/** Keeps what is typed in one place as a draft, in the registry itself, within a second of every keystroke. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { AppError } from '#shared/ipc/app-error.ts'
import type { KeptDraft } from '#shared/ipc/areas/drafts.ts'
import { useClient } from '../ipc/client-context.tsx'

/** A pause in typing; while somebody types on, a draft is kept at the latest after `latestMs`. */
const pauseMs = 300
const latestMs = 600

export interface DraftPlace {
  /** `CASE/FORM/new`, `CASE/FORM/RECORD`, and so on: one draft for each. */
  readonly place: string
  readonly caseId?: string | undefined
  readonly form?: string | undefined
  /** As the list of unfinished things names it; holds nothing of who the patient is. */
  readonly title: string
  /** Version of the record that the typing started from. */
  readonly baseVersion?: number | undefined
}

export interface DraftState {
  /** When the draft was last kept, UTC ISO time. */
  readonly savedAt?: string
  /** Why it could not be kept. What was typed still stands on the screen. */
  readonly error?: AppError
}

export interface DraftKeeper {
  /** The draft that was found here when the place was entered; `undefined` while it is looked for. */
  readonly found: KeptDraft | null | undefined
  readonly state: DraftState
  /** Takes what stands there now; anything that JSON can say. */
  readonly keep: (content: unknown) => void
  /** Keeps at once what was taken last. */
  readonly flush: () => Promise<void>
  /** The draft that was found is in the fields now: it isn't offered any more. */
  readonly taken: () => void
  /** Throws away the draft, the one that was found as well. */
  readonly discard: () => Promise<void>
  /** Forgets what was taken, before it is saved as a record: no draft is kept any more once it resolves. */
  readonly settle: () => Promise<void>
}

export function useDraft({ place, caseId, form, title, baseVersion }: DraftPlace): DraftKeeper {
  const client = useClient()
  const [found, setFound] = useState<KeptDraft | null>()
  const [state, setState] = useState<DraftState>({})
  const about = useRef({ place, caseId, form, title, baseVersion })
  useEffect(() => {
    about.current = { place, caseId, form, title, baseVersion }
  })
  /** What was taken and is not kept yet, since when it waits, and the timer that will keep it. */
  const waiting = useRef<{ content: unknown; since: number; timer: ReturnType<typeof setTimeout> }>(undefined)
  /** Keeping is one after the other: an older text must not arrive last. */
  const running = useRef<Promise<void>>(Promise.resolve())

  const flush = useCallback((): Promise<void> => {
    const taken = waiting.current
    if (!taken) return running.current
    clearTimeout(taken.timer)
    waiting.current = undefined
    const input = { ...about.current, content: JSON.stringify(taken.content) }
    const send = async () => {
      try {
        const { savedAt } = await client.call('drafts.keep', input)
        setState({ savedAt })
      } catch (thrown) {
        setState((last) => ({ ...last, error: thrown as AppError }))
      }
    }
    return (running.current = running.current.then(send))
  }, [client])

  const keep = useCallback(
    (content: unknown) => {
      const now = Date.now()
      const since = waiting.current?.since ?? now
      if (waiting.current) clearTimeout(waiting.current.timer)
      const wait = Math.max(0, Math.min(pauseMs, since + latestMs - now))
      waiting.current = { content, since, timer: setTimeout(() => void flush(), wait) }
    },
    [flush],
  )
  const settle = useCallback(async () => {
    if (waiting.current) clearTimeout(waiting.current.timer)
    waiting.current = undefined
    await running.current
  }, [])
  const taken = useCallback(() => setFound(null), [])
  const discard = useCallback(async () => {
    await settle()
    setFound(null)
    await client.call('drafts.discard', { place: about.current.place })
    setState({})
  }, [client, settle])

  useEffect(() => {
    let isHere = true
    const look = async () => {
      const { draft } = await client.call('drafts.find', { place }).catch(() => ({ draft: null }))
      if (isHere) setFound(draft)
    }
    void look()
    // The page may go at any moment: a message that was sent still arrives.
    const onHide = () => void flush()
    window.addEventListener('pagehide', onHide)
    window.addEventListener('blur', onHide)
    return () => {
      isHere = false
      window.removeEventListener('pagehide', onHide)
      window.removeEventListener('blur', onHide)
      void flush()
    }
  }, [client, place, flush])

  return useMemo(
    () => ({ found, state, keep, flush, taken, discard, settle }),
    [found, state, keep, flush, taken, discard, settle],
  )
}
