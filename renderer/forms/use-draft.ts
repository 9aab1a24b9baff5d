/** Keeps what is typed in one place as a draft, in the registry itself, within a second of every keystroke. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { AppError } from '#shared/ipc/app-error.ts'
import type { KeptDraft } from '#shared/ipc/areas/drafts.ts'
import { draftOwner } from '#shared/ipc/draft-owner.ts'
import { useClient } from '../ipc/client-context.tsx'
import { useQueryOf } from '../ipc/use-contract.ts'
import { draftWriter } from './draft-writer.ts'
import { forgetUnsent, keepLater, onFlushDrafts } from './kept-drafts.ts'

export interface DraftPlace {
  /** `CASE/FORM/new`, `CASE/FORM/RECORD`, and so on: one draft for each. Another place wants another `key`. */
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
  /** Keeps at once what was taken last. @returns false where it could not be kept */
  readonly flush: () => Promise<boolean>
  /** The draft that was found is in the fields now: it isn't offered any more. */
  readonly taken: () => void
  /** Throws away the draft, the one that was found as well. */
  readonly discard: () => Promise<void>
  /** Forgets what was taken, before it is saved as a record: no draft is kept any more once it resolves. */
  readonly settle: () => Promise<void>
}

export function useDraft({ place, caseId, form, title, baseVersion }: DraftPlace): DraftKeeper {
  const client = useClient()
  const status = useQueryOf('registry.status', {}).data
  const [found, setFound] = useState<KeptDraft | null>()
  const [state, setState] = useState<DraftState>({})
  /** What was taken last is neither kept nor waits for the registry to be opened again. */
  const isInDanger = useRef(false)
  const about = useRef({ place, caseId, form, title, baseVersion })
  const owner = useRef<string>(undefined)
  useEffect(() => {
    about.current = { place, caseId, form, title, baseVersion }
    if (status?.state === 'open') owner.current = draftOwner(status)
  })

  const writer = useMemo(
    () =>
      draftWriter({
        async send(content) {
          const { savedAt } = await client.call('drafts.keep', { ...about.current, place, content })
          forgetUnsent(place)
          return savedAt
        },
        onKept(savedAt) {
          isInDanger.current = false
          setState({ savedAt })
        },
        onFailed(thrown, content) {
          const error = thrown instanceof AppError ? thrown : new AppError('internal', String(thrown))
          const isClosed = error.kind === 'locked'
          if (owner.current !== undefined) keepLater(owner.current, { ...about.current, place, content })
          isInDanger.current = !isClosed
          setState((last) => ({ ...last, error }))
          return !isClosed
        },
      }),
    [client, place],
  )
  const flush = useCallback(async () => {
    await writer.flush()
    return !isInDanger.current
  }, [writer])
  const settle = useCallback(async () => {
    // Saved or not, the last keystrokes are safe, whatever ends the page meanwhile.
    await writer.flush()
    await writer.settle()
    forgetUnsent(place)
  }, [place, writer])
  const taken = useCallback(() => {
    setFound(null)
    writer.begin()
  }, [writer])
  const discard = useCallback(async () => {
    await writer.settle()
    forgetUnsent(place)
    isInDanger.current = false
    setState({})
    taken()
    await client.call('drafts.discard', { place }).catch((error: AppError) => setState({ error }))
  }, [client, place, writer, taken])

  useEffect(() => {
    let isHere = true
    const look = async () => {
      const { draft } = await client.call('drafts.find', { place }).catch(() => ({ draft: null }))
      if (!isHere) return
      setFound(draft)
      if (!draft) writer.begin()
    }
    void look()
    // The page may go at any moment: a message that was sent still arrives.
    const onHide = () => void writer.flush()
    const leave = onFlushDrafts(flush)
    window.addEventListener('pagehide', onHide)
    window.addEventListener('blur', onHide)
    return () => {
      isHere = false
      leave()
      window.removeEventListener('pagehide', onHide)
      window.removeEventListener('blur', onHide)
      void writer.flush()
    }
  }, [client, place, writer, flush])

  return useMemo(
    () => ({ found, state, keep: writer.keep, flush, taken, discard, settle }),
    [found, state, writer, flush, taken, discard, settle],
  )
}
