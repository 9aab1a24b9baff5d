/** The sections of the visit page in clinic order, and which items of the dictionary stand in them. */
import type { Form, Item } from '#shared/dictionary/define-form.ts'
import { formOf, type FormId } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { OptionalPart } from '#shared/domain/visit-scope.ts'

export type SectionId = 'visit' | 'symptoms' | 'further' | 'treatment' | 'assessment' | OptionalPart

export interface VisitSection {
  readonly id: SectionId
  readonly title: string
  /** The form whose records the section holds; the visit's own sections share one record. */
  readonly form: FormId
  /** Headings of the visit form whose items stand here. */
  readonly headings?: readonly string[]
  /** Column of the page, left to right. */
  readonly column: 0 | 1 | 2
  /** Shown in every case. Other items of the form wait behind “More fields” unless the patient's last records had them. */
  readonly core?: readonly string[]
  /** Told by the rest: waits behind “More fields” in every case. */
  readonly seldom?: readonly string[]
  /** What one more record of the section is called, where there can be several on a day. */
  readonly another?: string
}

/** A part that one visit can have several records of. */
export type RepeatedForm = 'pft' | 'walk_test' | 'imaging' | 'infusion' | 'event'
export const repeatedForms: readonly RepeatedForm[] = ['pft', 'walk_test', 'imaging', 'infusion', 'event']

const visitOwn = (
  id: SectionId,
  title: string,
  column: VisitSection['column'],
  headings?: readonly string[],
): VisitSection => ({ id, title, form: 'visit', column, ...(headings && { headings }) })

export const visitSections: readonly VisitSection[] = [
  visitOwn('visit', 'Visit', 0, ['Visit']),
  visitOwn('symptoms', 'Symptoms', 0, ['Symptoms']),
  visitOwn('examination', 'Examination', 0, ['Examination', 'Oxygen']),
  visitOwn('activity', 'Activity and quality of life', 0, ['Myositis activity', 'Quality of life']),
  { id: 'laboratory', title: 'Laboratory', form: 'laboratory', column: 1 },
  {
    id: 'pft',
    title: 'Pulmonary function',
    form: 'pft',
    column: 1,
    core: ['fvc', 'fvc_pct', 'dlco', 'dlco_pct'],
    another: 'another test',
  },
  { id: 'walk_test', title: 'Walk test', form: 'walk_test', column: 2, another: 'another walk' },
  {
    id: 'imaging',
    title: 'Imaging',
    form: 'imaging',
    column: 2,
    core: ['modality', 'pattern', 'extent_pct', 'change', 'compared_with', 'report'],
    another: 'another study',
  },
  { id: 'treatment', title: 'Treatment changes', form: 'treatment', column: 2 },
  {
    id: 'infusion',
    title: 'Infusion',
    form: 'infusion',
    column: 2,
    core: ['drug', 'ended', 'weight', 'weight_basis', 'dose_per_kg', 'total_dose', 'product', 'reaction_grade'],
    seldom: ['treatment'],
    another: 'another infusion',
  },
  {
    id: 'event',
    title: 'Events',
    form: 'event',
    column: 2,
    core: ['kind', 'title', 'grade', 'ended', 'outcome'],
    another: 'another event',
  },
  // Items that the visit form gained after this page was laid out.
  visitOwn('further', 'Further items', 2),
  visitOwn('assessment', 'Assessment and plan', 2, ['Assessment and plan']),
]

const laidOut = new Set(visitSections.flatMap(({ headings = [] }) => headings))

/** The items of a section's form that stand in it, the date of a further record last: it seldom differs from the visit's. */
export function itemsOfSection(section: VisitSection, form: Form = formOf(section.form)): readonly Item[] {
  const asked = form.items.filter((item) => !item.byProgram)
  if (section.form !== 'visit') {
    return [...asked].sort((a, b) => Number(a.name === form.dateItem) - Number(b.name === form.dateItem))
  }
  const { headings } = section
  if (headings) return asked.filter((item) => item.section !== undefined && headings.includes(item.section))
  return asked.filter((item) => item.section === undefined || !laidOut.has(item.section))
}

export interface ShownItems {
  readonly shown: readonly Item[]
  /** With those that wait behind “More fields”. */
  readonly all: readonly Item[]
}

/** Past records that say what is usually filled in for this patient. */
const recordsLookedAt = 2

/** Items that are in sight, and those that wait behind “More fields”. */
export function shownItems(
  section: VisitSection,
  form: Form,
  past: readonly AnyRecord[],
  own: AnyRecord | undefined,
): ShownItems {
  const items = itemsOfSection(section, form).filter(({ name, retired }) => !retired || own?.[name] != null)
  const usual = past.slice(0, recordsLookedAt)
  const isUsual = ({ name }: Item) => usual.some((record) => record[name] != null) || own?.[name] != null
  const core = section.core
  // Scores are followed by few items each; all of them are offered where none was ever used.
  const isCore = ({ name, required }: Item) =>
    core ? core.includes(name) || required === true || name === form.dateItem : section.id !== 'activity'
  const shown = items.filter((item) => !section.seldom?.includes(item.name) && (isCore(item) || isUsual(item)))
  return { shown: shown.length > 0 ? shown : items, all: items }
}
