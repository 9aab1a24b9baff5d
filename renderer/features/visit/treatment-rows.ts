/** The treatment section: a row for each drug in force, and rows for drugs that are started. A dose is typed in one line. */
import { isBlank, numberText, type Draft, type FieldDraft } from '#renderer/forms/draft.ts'
import { draftOf, withComment } from '#renderer/forms/draft.ts'
import { formOf, itemOf, type RecordTypes } from '#shared/dictionary/forms.ts'
import type { Choice } from '#shared/dictionary/define-form.ts'
import { drugOf } from '#shared/dictionary/lists/drugs.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { currentTreatments } from '#shared/domain/current-treatment.ts'
import { doseLabel } from '#shared/domain/dose.ts'
import { formatDose, parseDose, type Dose } from '#shared/domain/parse-dose.ts'
import { firstDay, isoOfDay, type PartialDate } from '#shared/domain/partial-date.ts'
import type { Emptied, Entry } from './entry.ts'
import { anyRecord } from './visit-parts.ts'

type Treatment = RecordTypes['treatment']
type DoseStep = RecordTypes['dose_step']

export interface TreatmentRow {
  /** Name of its dose field: the treatment's id, or `new-1` for a drug that is started. */
  readonly key: string
  readonly treatment?: Treatment
  /** The dose in force before the visit, in words, and since when. */
  readonly dose?: string
  readonly since?: PartialDate
  /** The dose step of the day that is edited. */
  readonly step?: DoseStep
}

export const drugField = (key: string) => `${key}_drug`
export const reasonField = (key: string) => `${key}_reason`
export const detailField = (key: string) => `${key}_detail`

const blank: FieldDraft = { text: '' }

interface RowsOn {
  /** Date of the visit, once it can be understood; today until then. */
  readonly date: PartialDate
  /** Date of the visit as it was saved, where one is edited: changes of that day are its own. */
  readonly editedDate: PartialDate | undefined
  /** Rows for drugs that are started. */
  readonly fresh: number
  /** Treatments about which something is typed: they stay, whatever the date becomes. */
  readonly typed: readonly string[]
}

/** The drugs in force before the visit with their dose, those that changed on its day, and rows for new ones. */
export function treatmentRows(record: CaseRecord, on: RowsOn): readonly TreatmentRow[] {
  const { date, editedDate, fresh, typed } = on
  const { treatment: all, dose_step: steps } = record.records
  const ownDay = editedDate ?? date
  const current = currentTreatments(record, isoOfDay(firstDay(ownDay < date ? ownDay : date) - 1))
  const further = all.filter(({ id, started, ended }) => {
    const isListed = current.some(({ treatment }) => treatment.id === id)
    return !isListed && (started === ownDay || ended === ownDay || typed.includes(id))
  })
  const running: readonly TreatmentRow[] = [
    ...current.map(({ treatment, segment }) => ({
      key: treatment.id,
      treatment,
      ...(segment && { dose: segment.label, since: segment.starts }),
    })),
    ...further.map((treatment) => ({ key: treatment.id, treatment })),
  ].map((row) => {
    const step = steps.findLast(({ treatment, started }) => treatment === row.key && started === ownDay)
    if (!step) return row
    // A change that is recorded already is in sight of whoever types the visit afterwards: nobody should enter it twice.
    return editedDate === undefined ? { ...row, dose: doseLabel(step), since: ownDay } : { ...row, step }
  })
  return [...running, ...Array.from({ length: fresh }, (_, index) => ({ key: `new-${index + 1}` }))]
}

const doseOf = ({ dose, unit, frequency, over_days }: DoseStep): Dose | undefined =>
  dose === undefined
    ? undefined
    : ({
        dose,
        ...(unit && { unit }),
        ...(frequency && { frequency }),
        ...(over_days !== undefined && { overDays: over_days }),
      } as Dose)

/** What stands in the fields of a row at the start. */
export function treatmentRowStart({ key, treatment, step }: TreatmentRow, editedDate: PartialDate | undefined): Draft {
  const isStopped = treatment !== undefined && editedDate !== undefined && treatment.ended === editedDate
  const dose = step && doseOf(step)
  return {
    [key]: { text: isStopped ? 'stop' : dose ? formatDose(dose) : (step?.dose_text ?? '') },
    [reasonField(key)]: { text: (isStopped ? treatment.stop_reason : step?.reason) ?? '' },
    [detailField(key)]: { text: (isStopped ? treatment.stop_detail : step?.reason_detail) ?? '' },
    ...(treatment === undefined && { [drugField(key)]: blank }),
  }
}

/** Code of the row's drug. */
export const drugOfRow = ({ key, treatment }: TreatmentRow, draft: Draft): string | undefined =>
  treatment?.drug ?? (draft[drugField(key)]?.text || undefined)

/** What is understood of a row's dose; undefined where nothing is typed. */
export function readDose(text: string, drug: string | undefined) {
  return text.trim() === '' ? undefined : parseDose(text, drug === undefined ? {} : drugOf(drug))
}

/** True for a dose of nothing: the treatment ends. */
export const isStop = (text: string): boolean => {
  const read = readDose(text, undefined)
  return read !== undefined && 'dose' in read && read.dose.dose === 0
}

const choicesOf = (form: 'treatment' | 'dose_step', name: string): readonly Choice[] => {
  const item = itemOf(form, name)
  return item?.type === 'choice' ? item.choices : []
}

/** Reasons for what is typed: of stopping, or of another dose. */
export const reasonsFor = (text: string): readonly Choice[] =>
  isStop(text) ? choicesOf('treatment', 'stop_reason') : choicesOf('dose_step', 'reason')

function stepEntry(row: TreatmentRow, draft: Draft, date: string, treatmentId: string): Entry {
  const { key, step } = row
  const text = draft[key]?.text ?? ''
  const read = readDose(text, drugOfRow(row, draft))
  const dose = read && 'dose' in read ? read.dose : undefined
  const form = withComment(formOf('dose_step'), anyRecord(step))
  const typedReason = draft[reasonField(key)] ?? blank
  const reason = isBlank(typedReason) && !row.treatment ? { text: 'start' } : typedReason
  return {
    part: 'treatment',
    form,
    draft: {
      ...draftOf(form, anyRecord(step)),
      treatment: { text: treatmentId },
      started: { text: date },
      dose: { text: dose ? numberText(dose.dose) : '' },
      dose_text: { text: dose ? '' : (step?.dose_text ?? '') },
      unit: { text: dose?.unit ?? '' },
      frequency: { text: dose?.frequency ?? '' },
      over_days: { text: dose?.overDays === undefined ? '' : String(dose.overDays) },
      reason,
      reason_detail: draft[detailField(key)] ?? blank,
    },
    ...(step && { record: anyRecord(step) }),
    fieldOf: (item) => (item === 'reason' ? reasonField(key) : item === 'reason_detail' ? detailField(key) : key),
    named: nameOf(row, draft),
    misread:
      read && 'problem' in read && text.trim() !== step?.dose_text ? [{ item: 'dose', message: read.problem }] : [],
  }
}

const nameOf = (row: TreatmentRow, draft: Draft): string => {
  const drug = drugOfRow(row, draft)
  return (drug && drugOf(drug)?.label) ?? 'New drug'
}

function treatmentEntry(row: TreatmentRow, draft: Draft, changed: Draft): Entry {
  const { key, treatment } = row
  const form = withComment(formOf('treatment'), anyRecord(treatment))
  const places: Readonly<Record<string, string>> = { drug: drugField(key), stop_reason: reasonField(key) }
  return {
    part: 'treatment',
    form,
    draft: {
      ...draftOf(form, anyRecord(treatment)),
      ...changed,
    },
    ...(treatment ? { record: anyRecord(treatment) } : { key }),
    fieldOf: (item) => places[item] ?? key,
    named: nameOf(row, draft),
    misread: [],
  }
}

/** True for a row in which nothing is typed. */
export const isTreatmentRowBlank = (draft: Draft, key: string): boolean =>
  isBlank(draft[key] ?? blank) && isBlank(draft[drugField(key)] ?? blank)

/** The records that a row changes, adds or takes back: a dose step, the end of a treatment, a treatment with its first dose. */
export function treatmentEntries(
  row: TreatmentRow,
  draft: Draft,
  date: string,
  editedDate: PartialDate | undefined,
): { readonly entries: readonly Entry[]; readonly emptied: readonly Emptied[] } {
  const { key, treatment, step } = row
  const text = draft[key]?.text ?? ''
  const stops = isStop(text)
  const taken = step && (stops || text.trim() === '') ? [{ form: 'dose_step' as const, record: anyRecord(step) }] : []
  if (!treatment) return { entries: isTreatmentRowBlank(draft, key) ? [] : startEntries(row, draft, date), emptied: [] }
  const endedThen = editedDate !== undefined && treatment.ended === editedDate
  const end: readonly Entry[] = stops
    ? [
        treatmentEntry(row, draft, {
          ended: { text: date },
          stop_reason: draft[reasonField(key)] ?? blank,
          stop_detail: draft[detailField(key)] ?? blank,
        }),
      ]
    : endedThen
      ? [treatmentEntry(row, draft, { ended: blank, stop_reason: blank, stop_detail: blank })]
      : []
  const dose = text.trim() === '' || stops ? [] : [stepEntry(row, draft, date, treatment.id)]
  return { entries: [...end, ...dose], emptied: taken }
}

function startEntries(row: TreatmentRow, draft: Draft, date: string): readonly Entry[] {
  const { key } = row
  const drug = drugOfRow(row, draft)
  const route = drug === undefined ? undefined : drugOf(drug)?.route
  const started = treatmentEntry(row, draft, {
    drug: draft[drugField(key)] ?? blank,
    route: { text: route ?? '' },
    started: { text: date },
  })
  const isDosed = (draft[key]?.text ?? '').trim() !== ''
  return isDosed ? [started, stepEntry(row, draft, date, `key:${key}`)] : [started]
}
