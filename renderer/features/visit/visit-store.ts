/**
 * What is typed on the visit page, gathered from the forms of its parts without drawing the page anew: a keystroke is drawn
 * by its own field alone, and whoever shows a count of the whole is told once typing pauses.
 */
import type { Draft, FieldDraft } from '#renderer/forms/draft.ts'
import { noCount, type Count } from './completeness.ts'
import type { SectionCounts } from './count-sections.ts'
import type { PageDraft } from './visit-parts.ts'

/** The form of one part, as React Hook Form holds it. */
export interface PartHandle {
  readonly draft: () => Draft
  readonly set: (field: string, value: FieldDraft) => void
  readonly refuse: (field: string, message: string) => void
  readonly clear: (field?: string) => void
}

export interface VisitStore {
  /** Answers how to take it out again. */
  readonly add: (part: string, handle: PartHandle) => () => void
  readonly handle: (part: string) => PartHandle | undefined
  readonly drafts: () => PageDraft
  readonly onCounts: (listener: () => void) => () => void
  /** How complete a section is; the whole page under `all`. The same object until it changes. */
  readonly count: (section: string) => Count
  /** Counts anew once the page has been drawn. */
  readonly recount: () => void
}

/** Long enough that no keystroke waits for it, short enough to be seen as one types. */
const recountAfterMs = 150

/** @param count the completeness of every section, and of `all` */
export function createVisitStore(count: (drafts: PageDraft) => SectionCounts): VisitStore {
  const handles = new Map<string, PartHandle>()
  const listeners = new Set<() => void>()
  let counts: SectionCounts = {}
  let timer: ReturnType<typeof setTimeout> | undefined
  const drafts = () => Object.fromEntries([...handles].map(([part, handle]) => [part, handle.draft()]))
  const renew = () => {
    timer = undefined
    const next = count(drafts())
    counts = Object.fromEntries(
      Object.entries(next).map(([id, now]) => {
        const known = counts[id]
        return [id, known && known.done === now.done && known.of === now.of ? known : now]
      }),
    )
    listeners.forEach((listener) => listener())
  }
  return {
    add(part, handle) {
      handles.set(part, handle)
      return () => void handles.delete(part)
    },
    handle: (part) => handles.get(part),
    drafts,
    onCounts(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    count: (section) => counts[section] ?? noCount,
    recount() {
      timer ??= setTimeout(renew, recountAfterMs)
    },
  }
}
