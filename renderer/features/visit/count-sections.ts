/** How complete each section of the visit page is, and the page as a whole: what stands open of it. */
import { countOf, sumOf, type Count } from './completeness.ts'
import type { LaboratoryRow } from './laboratory-rows.ts'
import { givenField, type PageDraft, type Part } from './visit-parts.ts'
import { visitSections, type SectionId, type ShownItems, type VisitSection } from './visit-sections.ts'

/** By section; the whole under `all`. */
export type SectionCounts = Readonly<Record<string, Count>>

interface CountedPage {
  readonly parts: readonly Part[]
  readonly laboratory: readonly LaboratoryRow[]
  readonly drafts: PageDraft
  readonly shownOf: (section: VisitSection, part: Part) => ShownItems
  readonly isOpen: (section: SectionId) => boolean
}

function countOfPart(section: VisitSection, part: Part, drafts: PageDraft, { shown }: ShownItems): Count {
  const draft = drafts[part.key] ?? {}
  if (part.form.id === 'infusion' && draft[givenField]?.text !== 'yes') return countOf([givenField], draft)
  const counted = shown.filter(({ name }) => section.id === 'visit' || name !== part.form.dateItem)
  return countOf(
    counted.map(({ name }) => name),
    draft,
  )
}

function countOfSection(section: VisitSection, { parts, laboratory, drafts, shownOf }: CountedPage): Count {
  // Nothing about treatment has to change at a visit.
  if (section.id === 'treatment') return countOf([], {})
  const tests = laboratory.map(({ key }) => key)
  if (section.id === 'laboratory') return countOf(tests, drafts['laboratory'] ?? {})
  const own = parts.filter(({ form }) => form.id === section.form)
  return sumOf(own.map((part) => countOfPart(section, part, drafts, shownOf(section, part))))
}

export function countSections(page: CountedPage): SectionCounts {
  const counts = visitSections.map((section) => [section.id, countOfSection(section, page)] as const)
  const open = counts.filter(([id]) => page.isOpen(id)).map(([, count]) => count)
  return { ...Object.fromEntries(counts), all: sumOf(open) }
}
