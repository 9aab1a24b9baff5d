/** Holds a whole visit page against the dictionary and the case: what is wrong, what is unlikely, and what is saved. */
import { judgeDraft } from '#renderer/forms/judge-draft.ts'
import { itemOfColumn, type FieldProblem } from '#renderer/forms/draft.ts'
import { plainValues } from '#renderer/forms/plain-values.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import type { Issue } from '#shared/ipc/app-error.ts'
import type { RecordChange } from '#shared/ipc/areas/changes.ts'
import { isUnchanged, pageEntries, type Entry, type VisitPage } from './page-entries.ts'

/** A finding at a field of the page. */
export interface PageProblem {
  readonly part: string
  /** Field of the part; none where it concerns the whole. */
  readonly field: string | undefined
  readonly message: string
}

export interface JudgedPage {
  /** All that is saved, in one go. */
  readonly changes: readonly RecordChange[]
  /** Where each change comes from, index by index; `undefined` for records that are taken back. */
  readonly origins: readonly (Entry | undefined)[]
  readonly refused: readonly PageProblem[]
  readonly doubts: readonly PageProblem[]
}

/** What is said in the history about a record of which nothing was left on the page. */
const emptiedReason = 'Emptied on the visit page'

const placed = (entry: Entry, { item, message }: FieldProblem): PageProblem => ({
  part: entry.part,
  field: item === undefined ? undefined : entry.fieldOf(item),
  message: entry.named && !message.startsWith(entry.named) ? `${entry.named}: ${midSentence(message)}` : message,
})

/** One finding a field: several results share the field of their date, for instance. */
function onePerField(problems: readonly PageProblem[]): readonly PageProblem[] {
  return problems.filter(
    ({ part, field }, index) =>
      field === undefined || problems.findIndex((other) => other.part === part && other.field === field) === index,
  )
}

/** Everything about the page as it stands. */
export function judgePage(page: VisitPage, caseRecord: CaseRecord, today: string): JudgedPage {
  const { entries, emptied } = pageEntries(page, caseRecord)
  const visitDate = page.drafts['visit']?.['date']?.text
  const judged = entries.map((entry) => ({ entry, ...judgeDraft(entry.form, entry.draft, caseRecord, today) }))
  const visit = judged.find(({ entry }) => entry.part === 'visit')
  const isDateOpen = [...(visit?.refused ?? []), ...(visit?.doubts ?? [])].some(({ item }) => item === 'date')
  // A date that follows the visit's is wrong for the same reason: that is said once, at the visit.
  const isSaidAlready = ({ part, form, draft }: Entry, { item }: FieldProblem) =>
    isDateOpen && part !== 'visit' && item === form.dateItem && draft[item ?? '']?.text === visitDate
  const findings = (kind: 'refused' | 'doubts') =>
    onePerField(
      judged.flatMap(({ entry, ...found }) => {
        const misread = kind === 'refused' ? entry.misread : []
        const hidden = new Set(entry.misread.map(({ item }) => item))
        return [...misread, ...found[kind].filter(({ item }) => !hidden.has(item))]
          .filter((problem) => !isSaidAlready(entry, problem))
          .map((problem) => placed(entry, problem))
      }),
    )
  const saved = judged.filter(({ entry }) => !isUnchanged(entry, today))
  return {
    changes: [
      ...saved.map(({ entry: { form, record, key }, columns: { values, missing } }): RecordChange => {
        if (record)
          return {
            do: 'edit',
            form: form.id,
            id: record.id,
            version: record.version,
            values: plainValues(values),
            missing,
          }
        const given = Object.fromEntries(Object.entries(plainValues(values)).filter(([, value]) => value !== null))
        return { do: 'add', form: form.id, ...(key && { key }), values: given, missing }
      }),
      ...emptied.map(({ form, record: { id, version } }): RecordChange => ({
        do: 'void',
        form,
        id,
        version,
        reason: emptiedReason,
      })),
    ],
    origins: [...saved.map(({ entry }) => entry), ...emptied.map(() => undefined)],
    refused: findings('refused'),
    doubts: findings('doubts'),
  }
}

/** What the main side refused, at the fields of the page. */
export function pageProblemsOf(issues: readonly Issue[], { origins }: JudgedPage): readonly PageProblem[] {
  return issues.flatMap(({ path, message }) => {
    const [, index, column = ''] = /^changes\.(\d+)\.(?:values\.)?(.*)$/.exec(path) ?? []
    const entry = index === undefined ? undefined : origins[Number(index)]
    return entry ? [placed(entry, { item: itemOfColumn(entry.form, column), message })] : []
  })
}
