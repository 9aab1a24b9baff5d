/** What the visit page knows while it is typed into: its parts, which sections stand open, what is wrong, and how it is saved. */
import { useCallback, useMemo, useRef, useState } from 'react'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { isoOfDay, lastDay } from '#shared/domain/partial-date.ts'
import { pastRecords } from '#shared/domain/past-records.ts'
import { openParts } from '#shared/domain/visit-scope.ts'
import type { DraftKeeper } from '#renderer/forms/use-draft.ts'
import { countSections, type SectionCounts } from './count-sections.ts'
import { dateFieldOf, filledKey, followersOf, withFollowers } from './followers.ts'
import type { PageDoubt, PageProblem } from './judge-page.ts'
import { laboratoryRows } from './laboratory-rows.ts'
import type { VisitPage } from './page-entries.ts'
import { isSectionOpen } from './section-open.ts'
import { isTreatmentRowBlank, treatmentRows } from './treatment-rows.ts'
import { withKept, type OpenedSections, type VisitContent } from './visit-content.ts'
import { anotherPart, formOfKey, partsOf, recordsOf, withDrafted, type PageDraft, type Part } from './visit-parts.ts'
import {
  itemsOfSection,
  shownItems,
  visitSections,
  type RepeatedForm,
  type SectionId,
  type ShownItems,
  type VisitSection,
} from './visit-sections.ts'
import {
  filledSections,
  ownResults,
  startOfPage,
  startOfPart,
  typedTests,
  typedTreatments,
  understoodDate,
  versionsOf,
  visitDateOf,
  type VisitBase,
} from './visit-start.ts'
import { createVisitStore, type VisitStore } from './visit-store.ts'

interface VisitFormInput extends VisitBase {
  readonly today: string
  /** A kept draft to go on with. */
  readonly kept: VisitContent | undefined
  readonly keep: DraftKeeper['keep']
}

/** Names the fields of a part in a section: all of them are shown once asked for. */
export const fieldsKey = (section: SectionId, part: string): string => `${section} ${part}`

export type VisitForm = ReturnType<typeof useVisitForm>

export function useVisitForm({ caseRecord, visit, today, kept, keep }: VisitFormInput) {
  const [base, setBase] = useState<VisitBase>({ caseRecord, visit })
  const [parts, setParts] = useState(() => withDrafted(partsOf(caseRecord, visit), kept?.drafts ?? {}))
  const [start, setStart] = useState(() => withKept(startOfPage(base, parts, today), kept?.drafts ?? {}))
  const [filledAtStart] = useState(() => filledSections(parts, start))
  const [added, setAdded] = useState<readonly string[]>(kept?.added ?? [])
  const [fresh, setFresh] = useState(kept?.fresh ?? 1)
  const [typedAbout, setTypedAbout] = useState(() => typedTreatments(start, caseRecord))
  const [opened, setOpened] = useState<OpenedSections>(kept?.opened ?? {})
  const [showsAll, setShowsAll] = useState<ReadonlySet<string>>(new Set())
  const [date, setDate] = useState(() => understoodDate(start['visit']?.['date']?.text ?? '', today))
  const [kind, setKind] = useState(start['visit']?.['kind']?.text || undefined)
  const [refused, setRefused] = useState<readonly PageProblem[]>([])
  const [doubts, setDoubts] = useState<readonly PageDoubt[]>([])

  const editedDate = visitDateOf(base.visit)
  const on = date === undefined ? today : isoOfDay(lastDay(date))
  const matter = useMemo(() => openParts(base.caseRecord, { on, kind }), [base.caseRecord, on, kind])
  const isOpen = (id: SectionId) => isSectionOpen(id, { opened, matter, filled: filledAtStart })
  const rows = useMemo(
    () => laboratoryRows(base.caseRecord, { date, own: ownResults(base), added }),
    [base, date, added],
  )
  const treatments = useMemo(
    () => treatmentRows(base.caseRecord, { date: date ?? today, editedDate, fresh, typed: typedAbout }),
    [base.caseRecord, date, today, editedDate, fresh, typedAbout],
  )
  const shownOf = useCallback(
    (section: VisitSection, part: Part): ShownItems => {
      const { dateItem = 'date', id } = part.form
      const past = pastRecords(recordsOf(base.caseRecord, id), dateItem, date)
      return shownItems(section, part.form, past, part.record)
    },
    [base.caseRecord, date],
  )

  /** What callbacks read: they outlive many drawings of the page. */
  const latest = useRef<{ count: (drafts: PageDraft) => SectionCounts }>({ count: () => ({}) })
  const [store] = useState<VisitStore>(() => createVisitStore((drafts) => latest.current.count(drafts)))
  latest.current.count = (drafts) => countSections({ parts, laboratory: rows, drafts, shownOf, isOpen })
  const now = useRef({ parts, caseRecord: base.caseRecord, date, added, fresh, opened, refused, doubts })
  now.current = { parts, caseRecord: base.caseRecord, date, added, fresh, opened, refused, doubts }
  const dateBefore = useRef(start['visit']?.['date']?.text ?? '')
  const filledIn = useRef(new Map<string, string>())
  const versions = useRef<Readonly<Record<string, number>>>(kept?.versions ?? versionsOf(base))

  const content = useCallback(
    (drafts: PageDraft = store.drafts()): VisitContent => {
      const { added, fresh, opened } = now.current
      return { drafts, added, fresh, opened, versions: versions.current }
    },
    [store],
  )

  const onAnswer = useCallback(
    (part: string, field: string) => {
      const { parts, caseRecord, fresh, refused, doubts } = now.current
      const drafts = store.drafts()
      const around = { parts, drafts, caseRecord, today, dateBefore: dateBefore.current, filled: filledIn.current }
      const followers = followersOf({ part, field }, around)
      for (const follower of followers) {
        store.handle(follower.part)?.set(follower.field, follower.value)
        filledIn.current.set(filledKey(follower.part, follower.field), follower.value.text)
      }
      const text = drafts[part]?.[field]?.text ?? ''
      if (part === 'visit' && field === 'date') {
        dateBefore.current = text
        const understood = understoodDate(text, today)
        // The page is drawn anew only for another date, not for every digit of it. What is typed stays listed.
        if (understood !== now.current.date) {
          setDate(understood)
          setAdded((known) => [...new Set([...known, ...typedTests(drafts)])])
          setTypedAbout(typedTreatments(drafts, caseRecord))
        }
      }
      if (part === 'visit' && field === 'kind') setKind(text || undefined)
      if (part === 'treatment' && !isTreatmentRowBlank(drafts['treatment'] ?? {}, `new-${fresh}`)) setFresh(fresh + 1)
      store.handle(part)?.clear(field)
      const isElsewhere = (problem: PageProblem) => problem.part !== part || problem.field !== field
      if (!refused.every(isElsewhere)) setRefused(refused.filter(isElsewhere))
      if (!doubts.every(isElsewhere)) setDoubts(doubts.filter(isElsewhere))
      keep(content(withFollowers(drafts, followers)))
      store.recount()
    },
    [store, today, keep, content],
  )

  const open = (ids: readonly SectionId[], isOpen = true) => {
    setOpened((known) => ({ ...known, ...Object.fromEntries(ids.map((id) => [id, isOpen])) }))
    store.recount()
  }

  return {
    store,
    base,
    start,
    parts,
    rows,
    treatments,
    date,
    refused,
    doubts,
    isOpen,
    open,
    shownOf,
    showsAll,
    onAnswer,
    content,
    /** The page as it stands. */
    page: (): VisitPage => ({ parts, laboratory: rows, treatments, drafts: store.drafts(), editedDate }),
    versions,
    showAll(part: string) {
      setShowsAll((known) => new Set([...known, part]))
      store.recount()
    },
    addTest(code: string) {
      setAdded((known) => [...known, code])
      store.recount()
    },
    addPart(form: RepeatedForm) {
      const part = anotherPart(form, parts)
      const fields = startOfPart(part, base.caseRecord, date)
      const dated = { ...fields, [dateFieldOf(part)]: { text: dateBefore.current } }
      setStart((known) => ({ ...known, [part.key]: dated }))
      setParts([...parts, part])
      return part
    },
    /** Puts findings at their fields and opens the sections that they stand in. */
    show(problems: { readonly refused: readonly PageProblem[]; readonly doubts: readonly PageDoubt[] }) {
      for (const part of Object.keys(store.drafts())) store.handle(part)?.clear()
      setRefused(problems.refused)
      setDoubts(problems.doubts)
      const all = [...problems.refused, ...problems.doubts]
      open(all.map(sectionOfProblem))
      setShowsAll(
        (known) => new Set([...known, ...all.map((problem) => fieldsKey(sectionOfProblem(problem), problem.part))]),
      )
      for (const { part, field, message } of problems.refused) if (field) store.handle(part)?.refuse(field, message)
    },
    /** Goes on from what somebody else saved meanwhile; what was typed stays. Answers what is saved now, by part. */
    rebase(saved: CaseRecord): Readonly<Record<string, AnyRecord>> {
      const current = (form: string, id: string) => recordsOf(saved, form).find((record) => record.id === id)
      const renewed = parts.map((part): Part => {
        if (!part.record) return part
        const { record: before, ...blank } = part
        const record = current(part.form.id, before.id)
        return record ? { ...part, record } : blank
      })
      const changed = renewed.flatMap(({ key, record }) => {
        const before = parts.find((part) => part.key === key)?.record
        return record && before && record.version !== before.version ? [[key, record] as const] : []
      })
      const next = { caseRecord: saved, visit: base.visit && current('visit', base.visit.id) }
      versions.current = versionsOf(next)
      setParts(renewed)
      setBase(next)
      return Object.fromEntries(changed)
    },
  }
}

/** The section in which a finding stands. */
function sectionOfProblem({ part, field }: PageProblem): SectionId {
  const form = formOfKey(part)
  if (form !== 'visit') return form as SectionId
  const own = visitSections.filter((section) => section.form === 'visit')
  return own.find((section) => itemsOfSection(section).some(({ name }) => name === field))?.id ?? 'visit'
}
