/** Holds a whole visit page against the dictionary and the case: what is wrong, what is unlikely, and what is saved. */
import { judgeDraft } from '#renderer/forms/judge-draft.ts'
import { itemOfColumn } from '#renderer/forms/draft.ts'
import { plainValues } from '#renderer/forms/plain-values.ts'
import type { Doubt } from '#shared/dictionary/confirmations.ts'
import type { Confirmed } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { Issue } from '#shared/ipc/app-error.ts'
import type { RecordChange } from '#shared/ipc/areas/changes.ts'
import type { Entry } from './entry.ts'
import { isUnchanged, pageEntries, type VisitPage } from './page-entries.ts'

/** A finding at a field of the page. */
export interface PageProblem {
  readonly part: string
  /** Field of the part; none where it concerns the whole. */
  readonly field: string | undefined
  /** What it is about, where several records share a section: a test, a drug. */
  readonly label: string | undefined
  readonly message: string
}

/** An unlikely value, to be answered with a reason. */
export interface PageDoubt extends PageProblem {
  readonly doubt: Doubt
  /** Names the record among those of the page; its answers are kept under it. */
  readonly entry: string
}

/** Answers to doubts, by entry. */
export type PageAnswers = Readonly<Record<string, Confirmed>>

export interface JudgedPage {
  /** All that is saved, in one go. */
  readonly changes: readonly RecordChange[]
  /** Where each change comes from, index by index; `undefined` for records that are taken back. */
  readonly origins: readonly (Entry | undefined)[]
  readonly refused: readonly PageProblem[]
  readonly doubts: readonly PageDoubt[]
}

/** What is said in the history about a record of which nothing was left on the page. */
const emptiedReason = 'Emptied on the visit page'

const placed = (entry: Entry, item: string | undefined, message: string): PageProblem => ({
  part: entry.part,
  field: item === undefined ? undefined : entry.fieldOf(item),
  label: entry.named,
  message,
})

const entryName = ({ form, fieldOf, part, key }: Entry): string => `${part} ${form.id} ${key ?? fieldOf('')}`

/** One finding a field: several results share the field of their date, for instance. */
function onePerField<P extends PageProblem>(problems: readonly P[]): readonly P[] {
  return problems.filter(
    ({ part, field }, index) =>
      field === undefined || problems.findIndex((other) => other.part === part && other.field === field) === index,
  )
}

interface Known {
  readonly caseRecord: CaseRecord
  readonly today: string
  readonly answers: PageAnswers
}

function judgeEntry(entry: Entry, { caseRecord, today, answers }: Known) {
  const { form, draft, record, misread } = entry
  const confirmed = { ...record?.confirmed, ...answers[entryName(entry)] }
  const judged = judgeDraft(form, draft, { caseRecord, today, recordId: record?.id, confirmed })
  const isRead = ({ item }: { readonly item: string | undefined }) => misread.every((problem) => problem.item !== item)
  return {
    entry,
    ...judged,
    refused: [...misread, ...judged.refused.filter(isRead)],
    doubts: judged.doubts.filter(isRead),
  }
}

function changeOf({ entry, columns, confirmed }: ReturnType<typeof judgeEntry>): RecordChange {
  const { form, record, key } = entry
  const values = plainValues(columns.values)
  const content = { missing: columns.missing, confirmed }
  if (record) return { do: 'edit', form: form.id, id: record.id, version: record.version, values, ...content }
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
  return { do: 'add', form: form.id, ...(key && { key }), values: given, ...content }
}

/** Everything about the page as it stands. */
export function judgePage(page: VisitPage, known: Known): JudgedPage {
  const { entries, emptied } = pageEntries(page, known.caseRecord)
  const visitDate = page.drafts['visit']?.['date']?.text
  const judged = entries.filter((entry) => !isUnchanged(entry, known.today)).map((entry) => judgeEntry(entry, known))
  const visit = judged.find(({ entry }) => entry.part === 'visit')
  const isDateOpen = [...(visit?.refused ?? []), ...(visit?.doubts ?? [])].some(({ item }) => item === 'date')
  // A date that follows the visit's is wrong for the same reason: that is said once, at the visit.
  const isNew = ({ part, form, draft }: Entry, item: string | undefined) =>
    !isDateOpen || part === 'visit' || item !== form.dateItem || draft[item ?? '']?.text !== visitDate
  return {
    changes: [
      ...judged.map(changeOf),
      ...emptied.map(({ form, record: { id, version } }): RecordChange => {
        return { do: 'void', form, id, version, reason: emptiedReason }
      }),
    ],
    origins: [...judged.map(({ entry }) => entry), ...emptied.map(() => undefined)],
    refused: onePerField(
      judged.flatMap(({ entry, refused }) =>
        refused.filter(({ item }) => isNew(entry, item)).map(({ item, message }) => placed(entry, item, message)),
      ),
    ),
    doubts: onePerField(
      judged.flatMap(({ entry, doubts }) =>
        doubts
          .filter(({ item }) => isNew(entry, item))
          .map((doubt) => ({ ...placed(entry, doubt.item, doubt.message), doubt, entry: entryName(entry) })),
      ),
    ),
  }
}

/** The answers with one reason for each doubt, in their order. */
export function answered(answers: PageAnswers, doubts: readonly PageDoubt[], reasons: readonly string[]): PageAnswers {
  return doubts.reduce<PageAnswers>(
    (known, { entry, doubt: { item, rule, value } }, index) => ({
      ...known,
      [entry]: { ...known[entry], [item]: { rule, value, reason: reasons[index] ?? '' } },
    }),
    answers,
  )
}

/** What the main side refused, at the fields of the page. */
export function pageProblemsOf(issues: readonly Issue[], { origins }: JudgedPage): readonly PageProblem[] {
  return issues.flatMap(({ path, message }) => {
    const [, index, column = ''] = /^changes\.(\d+)\.(?:values\.)?(.*)$/.exec(path) ?? []
    const entry = index === undefined ? undefined : origins[Number(index)]
    return entry ? [placed(entry, itemOfColumn(entry.form, column), message)] : []
  })
}
