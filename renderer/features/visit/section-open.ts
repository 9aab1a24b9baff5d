/** Which sections of the visit page stand open, and what the closed ones say of themselves. */
import { formOf } from '#shared/dictionary/forms.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatPartialDate, type PartialDate } from '#shared/domain/partial-date.ts'
import { pastRecords } from '#shared/domain/past-records.ts'
import type { OptionalPart } from '#shared/domain/visit-scope.ts'
import type { OpenedSections } from './visit-content.ts'
import { recordsOf } from './visit-parts.ts'
import type { SectionId, VisitSection } from './visit-sections.ts'

/** Always asked for. */
const always: ReadonlySet<SectionId> = new Set(['visit', 'symptoms', 'treatment', 'assessment', 'further'])

interface Reasons {
  /** Opened or closed by hand: that holds. */
  readonly opened: OpenedSections
  /** Parts that matter on the day. */
  readonly matter: ReadonlySet<OptionalPart>
  /** Sections in which something stood when the page was opened. */
  readonly filled: ReadonlySet<SectionId>
}

export function isSectionOpen(id: SectionId, { opened, matter, filled }: Reasons): boolean {
  return opened[id] ?? (always.has(id) || filled.has(id) || matter.has(id as OptionalPart))
}

/** When a section's last record was made: `last 18 Aug 2026`. */
export function lastHint(section: VisitSection, caseRecord: CaseRecord, before: PartialDate | undefined) {
  if (section.form === 'visit' || section.form === 'treatment' || section.form === 'laboratory') return undefined
  const { dateItem } = formOf(section.form)
  if (!dateItem) return undefined
  const last = pastRecords(recordsOf(caseRecord, section.form), dateItem, before)[0]?.[dateItem]
  return typeof last === 'string' ? `last ${formatPartialDate(last)}` : 'none yet'
}
