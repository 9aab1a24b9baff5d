import { createContext, useContext, useSyncExternalStore } from 'react'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { Count } from './completeness.ts'
import type { PageAnswers, PageProblem } from './judge-page.ts'
import type { PageDraft } from './visit-parts.ts'
import type { VisitStore } from './visit-store.ts'

/** Starts the ids of all controls of the page; the part and the field follow. */
export const pageId = 'visit'

/** What the sections of a visit page share. */
export interface VisitPageContext {
  readonly store: VisitStore
  readonly caseRecord: CaseRecord
  /** Full ISO date. */
  readonly today: string
  /** What the fields start with, by part. */
  readonly start: PageDraft
  /** Unlikely values that are asked about. */
  readonly doubts: readonly PageProblem[]
  /** Answers to doubts that are saved already, by part. */
  readonly confirmed: PageAnswers
  /** What somebody else saved meanwhile, by part, once asked for. */
  readonly savedNow: Readonly<Record<string, AnyRecord>>
  /** An answer was changed by hand. */
  readonly onAnswer: (part: string, field: string) => void
  readonly keepAsDraft: () => Promise<unknown>
}

const Context = createContext<VisitPageContext | undefined>(undefined)

export const VisitPageProvider = Context.Provider

export function useVisitPage(): VisitPageContext {
  const context = useContext(Context)
  if (!context) throw new Error('a section stands outside of the visit page')
  return context
}

/** How complete a section is, or the page as a whole (`all`). */
export function useCount(section: string): Count {
  const { store } = useVisitPage()
  return useSyncExternalStore(store.onCounts, () => store.count(section))
}
