/** The answer that the same question had last time: to hold a new one against, and to give again by one key. */
import type { Form, Item } from '#shared/dictionary/define-form.ts'
import { formOf, isFormId } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { doseLabel, type WrittenDose } from '#shared/domain/dose.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import {
  comparePartialDates,
  firstDay,
  formatPartialDate,
  isPartialDate,
  type PartialDate,
} from '#shared/domain/partial-date.ts'
import { dateOf, describedText, describeItem, titleOf } from './describe-record.ts'
import { isDoseLine, withDoseLine } from './dose-line.ts'
import { draftOf, isBlank, type Draft } from './draft.ts'

/**
 * The item of a form whose answer says what a record is about. Only records about the same are a past: another test's
 * values, or another drug's doses, are none.
 */
const subjects: Readonly<Record<string, string>> = {
  laboratory: 'test',
  antibody: 'specificity',
  manifestation: 'term',
  dose_step: 'treatment',
  infusion: 'drug',
  approval: 'drug',
  treatment: 'drug',
  diagnosis: 'kind',
  history: 'condition',
  event: 'kind',
  imaging: 'modality',
  // What somebody else read is no past of one's own, and is not to be seen before one has read.
  ct_reading: 'reader',
  procedure: 'kind',
  attachment: 'kind',
}

/** What is told and repeated with an answer: the unit of a number, the limits of normal of a result. */
const told: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  laboratory: { value: ['unit', 'ref_low', 'ref_high'] },
  antibody: { value: ['unit'] },
  dose_step: { dose: ['unit'], dose_line: ['dose', 'unit', 'frequency', 'over_days'] },
}
/** Names of the items whose answers so far decide what the past of an item is, and what of it is filled in. */
export const bearsOnPast = (form: Form, item: Item): readonly string[] => [
  ...new Set([
    item.name,
    ...[form.dateItem, subjects[form.id]].filter((name) => name !== undefined),
    ...(told[form.id]?.[item.name] ?? []),
    ...(form.id === 'laboratory' ? ['unit'] : []),
  ]),
]

const isToldAlong = (form: Form, { name }: Item) => name === 'unit' && Object.keys(told[form.id] ?? {}).length > 0

interface Asked {
  readonly form: Form
  readonly item: Item
  readonly caseRecord: CaseRecord | undefined
  /** Of the record that is typed: it isn't its own past. */
  readonly recordId: string | undefined
  /** Its date, once it can be understood: only what came before counts. */
  readonly date: string | undefined
  /** What stands in the form so far. */
  readonly draft: Draft
}

export interface PreviousAnswer {
  /** In words, with its date as known: `12 Apr 2019: 2.9 L`; empty where another field's words say it too. */
  readonly words: string
  /** The words alone. */
  readonly text: string
  readonly date: PartialDate
  /** The answer itself, with what belongs to it, by item. */
  readonly fields: Draft
}

/** Long texts are only hinted at. */
const shortened = (text: string) => (text.length > 90 ? `${text.slice(0, 88).trimEnd()} …` : text)

/** True where a record answers an item. */
const answers = (record: AnyRecord, item: Item) => record[isDoseLine(item) ? 'dose' : item.name] != null

function wordsOf(form: Form, item: Item, record: AnyRecord, records: Lists): string | undefined {
  if (isDoseLine(item)) return doseLabel(record as WrittenDose)
  if (item.type === 'reference') {
    const target = isFormId(item.form) ? records[item.form]?.find(({ id }) => id === record[item.name]) : undefined
    return target && isFormId(item.form) ? titleOf(formOf(item.form), target) : undefined
  }
  const described = describeItem(form, item, record)
  const text = described && describedText(described)
  return text !== undefined && item.type === 'choice' ? midSentence(text) : text
}

type Lists = Readonly<Record<string, readonly AnyRecord[] | undefined>>

/** The limits of a laboratory result are told in the unit of the result only. */
function inOtherUnit(form: Form, { name }: Item, record: AnyRecord, draft: Draft): boolean {
  const unit = draft['unit']?.text
  return form.id === 'laboratory' && name.startsWith('ref_') && unit !== undefined && unit !== record['unit']
}

/** When a record says what it says: a manifestation on the day on which it was looked for. */
function datedAs(form: Form, record: AnyRecord): PartialDate | undefined {
  const looked = form.id === 'manifestation' ? record['observed_on'] : undefined
  return typeof looked === 'string' ? looked : dateOf(form, record)
}

interface Dated {
  readonly record: AnyRecord
  readonly dated: PartialDate
}

function newestOf(
  records: readonly AnyRecord[],
  form: Form,
  counts: (record: AnyRecord, dated: PartialDate) => boolean,
): Dated | undefined {
  let newest: Dated | undefined
  for (const record of records) {
    const dated = datedAs(form, record)
    if (dated === undefined || !counts(record, dated)) continue
    if (!newest || comparePartialDates(dated, newest.dated) >= 0) newest = { record, dated }
  }
  return newest
}

/** The last answer before the date of the form; `undefined` where there is none or it says nothing here. */
export function previousAnswer(asked: Asked): PreviousAnswer | undefined {
  const { form, item, caseRecord, recordId, date, draft } = asked
  // A comment is about one record.
  if (!caseRecord || !form.dateItem || item.name === 'comment') return undefined
  const subject = subjects[form.id]
  const about = subject === undefined || item.name === subject ? undefined : draft[subject]?.text
  if (about === '') return undefined
  const lists = caseRecord.records as unknown as Lists
  const before = date && isPartialDate(date) && item.name !== form.dateItem ? firstDay(date) : Number.POSITIVE_INFINITY
  const found = newestOf(lists[form.id] ?? [], form, (record, dated) => {
    return (
      record.id !== recordId &&
      answers(record, item) &&
      firstDay(dated) < before &&
      (subject === undefined || about === undefined || record[subject] === about) &&
      !inOtherUnit(form, item, record, draft)
    )
  })
  if (!found) return undefined
  const { record, dated } = found
  // What a record is about is only worth repeating until it is said.
  const isSaid = item.name === subject && !isBlank(draft[item.name] ?? { text: '' })
  const text = wordsOf(form, item, record, lists)
  if (text === undefined) return undefined
  return {
    words:
      isSaid || isToldAlong(form, item)
        ? ''
        : item.name === form.dateItem
          ? `Last: ${formatPartialDate(dated)}`
          : `${formatPartialDate(dated)}: ${shortened(text)}`,
    text: item.name === form.dateItem ? '' : shortened(text),
    date: dated,
    fields: fieldsOf(form, item, record, draft),
  }
}

/** The fields that the answer fills. Its unit replaces what stands there; limits of normal only fill what is empty. */
function fieldsOf(form: Form, item: Item, record: AnyRecord, draft: Draft): Draft {
  const { missing: _, ...values } = record
  const last = draftOf(withDoseLine(form), values as AnyRecord)
  const along = (told[form.id]?.[item.name] ?? []).filter((name) => {
    const field = draft[name]
    return name === 'unit' || isDoseLine(item) || (field !== undefined && isBlank(field))
  })
  return Object.fromEntries([item.name, ...along].flatMap((name) => (last[name] ? [[name, last[name]]] : [])))
}
