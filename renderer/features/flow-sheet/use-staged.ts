import { useEffect, useState } from 'react'
import { useDraft } from '#renderer/forms/use-draft.ts'
import type { Pasted } from './paste-review.tsx'
import { isNothing, stage, stagedOf, startStaging, stepBack, stepForward, type Staged } from './staging.ts'

/** What was typed into the sheet or pasted and is not saved yet. It is kept as a draft and comes back from there. */
export function useStaged(draftOf: Parameters<typeof useDraft>[0]) {
  const [staging, setStaging] = useState(startStaging())
  const [pasted, setPasted] = useState<Pasted>()
  const draft = useDraft(draftOf)
  const { found, keep, taken, discard } = draft
  const staged = staging.now

  useEffect(() => {
    if (!found) return
    const content = contentOf(found.content)
    setStaging((now) => (isNothing(now.now) ? startStaging(content.staged) : now))
    setPasted((now) => now ?? content.pasted)
    taken()
  }, [found, taken])

  /** Keeps what stands here as a draft, or throws the draft away when nothing does. */
  const remember = (next: Staged, text: Pasted | undefined) => {
    if (isNothing(next) && !text) void discard()
    else keep({ staged: next, pasted: text })
  }
  return {
    staged,
    pasted,
    draft,
    put: (next: Staged) => {
      setStaging(stage(staging, next))
      remember(next, pasted)
    },
    putPasted: (next: Pasted | undefined) => {
      setPasted(next)
      remember(staged, next)
    },
    /** Takes one step back or forward; false where there is none. */
    step: (way: 'back' | 'forward'): boolean => {
      if (staging[way === 'back' ? 'before' : 'after'].length === 0) return false
      const next = way === 'back' ? stepBack(staging) : stepForward(staging)
      setStaging(next)
      remember(next.now, pasted)
      return true
    },
    /** Keeps what stands in the editor as well, before it is taken. */
    keepTyping: (next: Staged) => keep({ staged: next, pasted }),
    /** Keeps what stands here once more, after something else was or might have been kept. */
    keepAgain: () => remember(staged, pasted),
    /** What was saved is staged no more: what was pasted, else what was typed. */
    clearSaved: () => {
      if (!pasted) {
        setStaging(startStaging())
        return
      }
      setPasted(undefined)
      if (!isNothing(staged)) keep({ staged, pasted: undefined })
    },
  }
}

/** What a kept draft holds, as far as it can be read. */
function contentOf(text: string): { readonly staged: Staged; readonly pasted: Pasted | undefined } {
  const { staged, pasted } = JSON.parse(text) as { readonly staged?: unknown; readonly pasted?: Pasted }
  return { staged: stagedOf(staged), pasted: typeof pasted?.text === 'string' ? pasted : undefined }
}
