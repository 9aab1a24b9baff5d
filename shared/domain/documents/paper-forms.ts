/**
 * Blank forms for the bedside, made of the dictionary: what is asked, as something to write on. A value that is written
 * there is typed into the form of the same name.
 */
import type { Choice, Form, Item } from '../../dictionary/define-form.ts'
import { formOf } from '../../dictionary/forms.ts'
import { allLaboratoryTests } from '../../dictionary/lists/laboratory-tests.ts'
import { missingReasons } from '../../dictionary/record.ts'
import { unitLabel } from '../units.ts'

/** Forms that are filled in by hand, in the order in which they are printed. */
export const paperFormIds = [
  'case',
  'diagnosis',
  'history',
  'antibody',
  'visit',
  'manifestation',
  'laboratory',
  'pft',
  'walk_test',
  'imaging',
  'procedure',
  'treatment',
  'infusion',
  'approval',
  'event',
] as const
export type PaperFormId = (typeof paperFormIds)[number]

/** What a visit needs. */
export const visitForms: readonly PaperFormId[] = [
  'visit',
  'manifestation',
  'laboratory',
  'pft',
  'walk_test',
  'imaging',
  'infusion',
  'event',
]

export const isPaperFormId = (text: string): text is PaperFormId => (paperFormIds as readonly string[]).includes(text)

export type PaperField =
  | { readonly kind: 'line' | 'date' | 'long'; readonly label: string; readonly help?: string }
  | { readonly kind: 'number'; readonly label: string; readonly help?: string; readonly units: readonly string[] }
  | { readonly kind: 'ticks'; readonly label: string; readonly help?: string; readonly choices: readonly string[] }

export interface PaperRow {
  readonly label: string
  /** In small print beside it: the unit of a test. */
  readonly unit?: string
}

export type PaperPart =
  /** Questions with room for their answers. */
  | { readonly kind: 'fields'; readonly title?: string; readonly fields: readonly PaperField[] }
  /** Known rows, each with the same empty cells. A column has boxes to tick, or nothing. */
  | {
      readonly kind: 'matrix'
      readonly head: string
      readonly columns: readonly { readonly label: string; readonly ticks?: boolean; readonly isDate?: boolean }[]
      readonly groups: readonly { readonly title: string; readonly rows: readonly PaperRow[] }[]
    }
  /** Empty rows. */
  | { readonly kind: 'rows'; readonly columns: readonly string[]; readonly count: number }

export interface PaperForm {
  readonly id: PaperFormId
  readonly title: string
  readonly help?: string
  /** What dates the whole sheet; nothing where each of its parts has a date. */
  readonly dateLabel?: string
  readonly parts: readonly PaperPart[]
}

/** Lists longer than this are written out by hand. */
const mostTicks = 14

const offered = (choices: readonly Choice[]) => choices.filter(({ retired }) => !retired).map(({ label }) => label)

function fieldOf(item: Item): PaperField {
  const base = { label: item.label, ...(item.help && { help: item.help }) }
  switch (item.type) {
    case 'text':
      return { kind: 'line', ...base }
    case 'long-text':
      return { kind: 'long', ...base }
    case 'date':
      return { kind: 'date', ...base }
    case 'integer':
    case 'number':
      return { kind: 'number', ...base, units: item.unit === undefined ? [] : [unitLabel(item.unit)] }
    case 'quantity':
      return { kind: 'number', ...base, units: item.units.map(unitLabel) }
    case 'choice':
    case 'choices': {
      const choices = offered(item.choices)
      return choices.length > mostTicks ? { kind: 'line', ...base } : { kind: 'ticks', ...base, choices }
    }
    case 'reference':
      return { kind: 'date', label: `${item.label} that of` }
  }
}

/** What is asked on paper: nothing that the program fills in, nor who the patient or the clinician is. */
const asked = ({ items }: Form, without: readonly string[]): readonly Item[] =>
  items.filter(
    ({ name, byProgram, retired, identifying }) =>
      !byProgram && !retired && (!identifying || name === 'birth_date') && !without.includes(name),
  )

/** The questions of a form under the headings that they have there. */
function sectionsOf(form: Form, without: readonly string[]): readonly PaperPart[] {
  const items = asked(form, without)
  const titles = [...new Set(items.map(({ section }) => section))]
  return titles.map((title) => ({
    kind: 'fields',
    ...(title && { title }),
    fields: items.filter(({ section }) => section === title).map(fieldOf),
  }))
}

/** The questions of a form several times over, numbered. */
function repeated(form: Form, count: number, without: readonly string[] = []): readonly PaperPart[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: 'fields',
    title: `${form.label} ${index + 1}`,
    fields: asked(form, without).map(fieldOf),
  }))
}

function grouped(choices: readonly (Choice & { readonly units?: readonly string[] })[]) {
  const titles = [...new Set(choices.map(({ group }) => group ?? 'Others'))]
  return titles.map((title) => ({
    title,
    rows: choices
      .filter(({ group, retired }) => (group ?? 'Others') === title && !retired)
      .map(({ label, units }): PaperRow => ({ label, ...(units && { unit: unitLabel(units[0] ?? '') }) })),
  }))
}

function choicesOf(form: Form, name: string): readonly Choice[] {
  const item = form.items.find((each) => each.name === name)
  return item?.type === 'choice' ? item.choices : []
}

/** A course with its doses, as they are asked for in two forms. */
const treatmentColumns = ['Drug', 'Dose, unit', 'How often', 'From', 'Last day', 'Reason for start, change or stop']

function partsOf(id: PaperFormId): Pick<PaperForm, 'parts' | 'dateLabel' | 'help'> {
  const form = formOf(id)
  const onOneDay = (without: readonly string[] = []) => ({
    dateLabel: form.items.find(({ name }) => name === form.dateItem)?.label ?? 'Date',
    parts: sectionsOf(form, [form.dateItem ?? '', ...without]),
  })
  switch (id) {
    case 'case':
      return { parts: sectionsOf(form, ['code']) }
    case 'visit':
    case 'pft':
    case 'walk_test':
    case 'imaging':
    case 'procedure':
      return onOneDay()
    case 'infusion':
      return onOneDay(['treatment'])
    case 'laboratory':
      return {
        help: 'Write < or > in front of a limit, and the unit where it is another than the one printed.',
        parts: [
          {
            kind: 'matrix',
            head: 'Test',
            columns: [{ label: 'Upper limit' }, { label: '', isDate: true }, { label: '', isDate: true }],
            groups: grouped(allLaboratoryTests()),
          },
        ],
      }
    case 'manifestation':
      return {
        dateLabel: 'Looked for on',
        parts: [
          {
            kind: 'matrix',
            head: 'Sign or symptom',
            columns: [{ label: 'Present', ticks: true }, { label: 'Absent', ticks: true }, { label: 'Onset' }],
            groups: grouped(choicesOf(form, 'term')),
          },
        ],
      }
    case 'antibody':
      return {
        dateLabel: 'Sample date',
        help: 'What was not on the panel stays empty.',
        parts: [
          {
            kind: 'fields',
            fields: asked(form, [])
              .filter(({ name }) => name === 'assay' || name === 'laboratory')
              .map(fieldOf),
          },
          {
            kind: 'matrix',
            head: 'Antibody',
            columns: [
              { label: 'Pos.', ticks: true },
              { label: 'Weak', ticks: true },
              { label: 'Neg.', ticks: true },
              { label: 'Titer, level, unit' },
            ],
            groups: grouped(choicesOf(form, 'specificity')),
          },
        ],
      }
    case 'history':
      return {
        help: 'Comorbidities and past events that matter for treatment; drugs that are avoided because of them.',
        parts: [{ kind: 'rows', columns: ['Condition', 'Onset', 'Ended', 'Speaks against'], count: 14 }],
      }
    case 'treatment':
      return {
        help: 'A line for each dose: a change of dose begins a new one.',
        parts: [{ kind: 'rows', columns: treatmentColumns, count: 14 }],
      }
    case 'diagnosis':
    case 'approval':
    case 'event':
      return { parts: repeated(form, 2) }
  }
}

/** Forms of which a sheet holds one record. */
const oneADay: ReadonlySet<PaperFormId> = new Set(['visit', 'pft', 'walk_test', 'imaging', 'procedure', 'infusion'])

export function paperFormOf(id: PaperFormId): PaperForm {
  const { label, plural } = formOf(id)
  const body = partsOf(id)
  return { id, title: id === 'case' ? 'Baseline' : oneADay.has(id) ? label : plural, ...body }
}

/** How an empty answer is explained: stands on every sheet. */
export const emptyWords = `Empty for a reason: write ${missingReasons.map(({ label }) => label.toLowerCase()).join(', ')}. Dates as far as known.`
