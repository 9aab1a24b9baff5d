/** A visit page as its draft keeps it, to be put back field for field. */
import type { Draft } from '#renderer/forms/draft.ts'
import type { PageDraft } from './visit-parts.ts'
import type { SectionId } from './visit-sections.ts'

export type OpenedSections = Readonly<Partial<Record<SectionId, boolean>>>

export interface VisitContent {
  readonly drafts: PageDraft
  /** Tests that were added to the laboratory section. */
  readonly added: readonly string[]
  /** Rows for drugs that are started. */
  readonly fresh: number
  /** Sections that were opened or closed by hand. */
  readonly opened: OpenedSections
  /** Versions that the typing started from, by record. */
  readonly versions: Readonly<Record<string, number>>
}

/** A kept draft; `undefined` where it is none of this page. */
export function readContent(text: string): VisitContent | undefined {
  try {
    const content = JSON.parse(text) as Partial<VisitContent>
    if (typeof content.drafts !== 'object' || content.drafts === null) return undefined
    return {
      drafts: content.drafts,
      added: content.added ?? [],
      fresh: content.fresh ?? 1,
      opened: content.opened ?? {},
      versions: content.versions ?? {},
    }
  } catch {
    return undefined
  }
}

/** The drafts of the start with what was typed over them. */
export function withKept(start: PageDraft, kept: PageDraft): PageDraft {
  const parts = new Set([...Object.keys(start), ...Object.keys(kept)])
  return Object.fromEntries([...parts].map((part): [string, Draft] => [part, { ...start[part], ...kept[part] }]))
}
