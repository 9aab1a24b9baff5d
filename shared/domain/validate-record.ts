/**
 * What two items together, or the case that a record belongs to, say about a record. Dates count as wrong only when they
 * can't be right: 2019 is not before 2019-04. Nothing here is a rule of treatment.
 */
import type { Form } from '../dictionary/define-form.ts'
import { ask, refuse, type Problem } from '../dictionary/check-values.ts'
import { formOf, type FormId, type RecordTypes } from '../dictionary/forms.ts'
import type { AnyRecord } from '../dictionary/record.ts'
import type { CaseRecord } from './case-record.ts'
import { firstDay, formatPartialDate, isPartialDate, lastDay, type PartialDate } from './partial-date.ts'
import { recordRules, textOf, type Values } from './record-rules.ts'

/** What is known besides the record itself. All of it is optional: what is not given is not checked against. */
export interface RecordContext {
  /** The case that the record belongs to: its birth and, where the status is `died`, its death. */
  readonly caseRow?: AnyRecord | RecordTypes['case']
  /** Full ISO date: later dates are asked about. */
  readonly today?: string
  /** Of a dose step or infusion: start and last day of its treatment. */
  readonly treatment?: { readonly started?: PartialDate; readonly ended?: PartialDate }
  /** The whole case as it is saved: the history that the record is held against. */
  readonly caseRecord?: CaseRecord
  /** Of a record that is in the case already. */
  readonly recordId?: string
}

const dateOf = (values: Values, name: string): PartialDate | undefined => {
  const value = textOf(values, name)
  return value !== undefined && isPartialDate(value) ? value : undefined
}

/** True when no day of the one can come before, or be, any day of the other. */
function certainlyAfter(date: PartialDate, other: PartialDate): boolean {
  // Full dates stand in the order of their texts.
  if (date.length === 10 && other.length === 10) return date > other
  return firstDay(date) > lastDay(other)
}

/** Pairs of dates of which the first can't come after the second. The form's own start and end are added to them. */
const orderedDates: Partial<Record<FormId, readonly (readonly [string, string])[]>> = {
  case: [['first_symptom_on', 'status_on']],
  approval: [['asked_on', 'first_dose_on']],
}

function dateOrderProblems(form: Form & { readonly id: FormId }, values: Values): readonly Problem[] {
  const problems: Problem[] = []
  const label = (name: string) => form.items.find((item) => item.name === name)?.label ?? name
  const hold = (startName: string, endName: string) => {
    const start = dateOf(values, startName)
    const end = dateOf(values, endName)
    if (!start || !end || !certainlyAfter(start, end)) return
    const said = `${label(endName)} (${formatPartialDate(end)}) is before ${label(startName)} (${formatPartialDate(start)}).`
    problems.push(refuse('dates-reversed', endName, said))
  }
  if (form.dateItem && form.endItem) hold(form.dateItem, form.endItem)
  for (const [startName, endName] of orderedDates[form.id] ?? []) hold(startName, endName)
  return problems
}

/** Forms of what only a living person has done to them. */
const formsOfTheLiving: readonly FormId[] = ['visit', 'pft', 'walk_test', 'infusion', 'dose_step']
/** Forms that may well be dated after a death. */
const formsAfterDeath: readonly FormId[] = [
  'case',
  'note',
  'attachment',
  'approval',
  'diagnosis',
  'judgment',
  'ct_reading',
]

function contextProblems(form: Form & { readonly id: FormId }, values: Values, context: RecordContext) {
  const { today, treatment } = context
  // A case is held against its own birth date.
  const caseRow = (form.id === 'case' ? values : (context.caseRow ?? {})) as Values
  const birth = dateOf(caseRow, 'birth_date')
  const hasDied = caseRow['status'] === 'died' && !formsAfterDeath.includes(form.id)
  const death = hasDied ? dateOf(caseRow, 'status_on') : undefined
  const problems: Problem[] = []
  for (const { name, type, label } of form.items) {
    if (type !== 'date' || name === 'birth_date') continue
    const date = dateOf(values, name)
    if (date === undefined) continue
    const said = () => `${label} (${formatPartialDate(date)})`
    if (birth && certainlyAfter(birth, date))
      problems.push(refuse('before-birth', name, `${said()} is before the birth date (${formatPartialDate(birth)}).`))
    if (death && name === form.dateItem && certainlyAfter(date, death)) {
      const sentence = `${said()} is after the death (${formatPartialDate(death)}). Correct whichever is wrong.`
      problems.push((formsOfTheLiving.includes(form.id) ? refuse : ask)('after-death', name, sentence))
    }
    if (today && certainlyAfter(date, today)) problems.push(ask('in-future', name, `${said()} is in the future.`))
    if (treatment?.started && name === form.dateItem && certainlyAfter(treatment.started, date)) {
      const sentence = `${said()} is before the treatment starts (${formatPartialDate(treatment.started)}).`
      problems.push(ask('before-treatment', name, sentence))
    }
    if (treatment?.ended && name === form.dateItem && certainlyAfter(date, treatment.ended)) {
      const sentence = `${said()} is after the treatment ended (${formatPartialDate(treatment.ended)}).`
      problems.push(ask('after-treatment', name, sentence))
    }
  }
  const bornLater = form.id === 'case' && today && birth && certainlyAfter(birth, today)
  return bornLater ? [...problems, refuse('in-future', 'birth_date', 'The birth date is in the future.')] : problems
}

/** What is wrong or doubtful about a record beyond its single items. Values that are no numbers or dates are passed over. */
export function validateRecord(formId: FormId, values: Values, context: RecordContext = {}): readonly Problem[] {
  const form = formOf(formId)
  return [
    ...dateOrderProblems(form, values),
    ...contextProblems(form, values, context),
    ...(recordRules[formId]?.(values) ?? []),
  ].filter((problem) => problem !== undefined)
}
