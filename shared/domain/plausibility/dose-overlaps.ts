/** Two doses in force at once. A last day counts as a day on the dose, so the next one starts on the day after. */
import { ask, type Problem } from '../../dictionary/check-values.ts'
import { doseLabel, type WrittenDose } from '../dose.ts'
import { drugOf } from '../../dictionary/lists/drugs.ts'
import { firstDay, formatPartialDate, isPartialDate, lastDay, onDate, type PartialDate } from '../partial-date.ts'
import { textOf, type Values } from '../record-rules.ts'
import { recordsOf, type Asked } from './asked.ts'

interface Span {
  readonly started: PartialDate
  readonly ended: PartialDate | undefined
}

const dateOf = (values: Values, name: string): PartialDate | undefined => {
  const date = textOf(values, name)
  return date !== undefined && isPartialDate(date) ? date : undefined
}

function spanOf(values: Values): Span | undefined {
  const started = dateOf(values, 'started')
  return started === undefined ? undefined : { started, ended: dateOf(values, 'ended') }
}

/** True when the later one starts while the earlier one is certainly still in force, whichever days their dates mean. */
function certainlyDuring(later: Span, earlier: Span): boolean {
  if (firstDay(later.started) < lastDay(earlier.started)) return false
  return earlier.ended !== undefined && lastDay(later.started) <= firstDay(earlier.ended)
}

const overlap = (a: Span, b: Span) => certainlyDuring(a, b) || certainlyDuring(b, a)

const others = ({ caseRecord, recordId }: Asked, formId: 'dose_step' | 'treatment') =>
  recordsOf(caseRecord, formId).filter(({ id }) => id !== recordId)

/** Two steps of one treatment over the same days, or from the same day on. */
function stepsAtOnce(asked: Asked): Problem | undefined {
  const own = spanOf(asked.values)
  if (!own) return undefined
  const other = others(asked, 'dose_step').find((record) => {
    const span = spanOf(record as unknown as Values)
    const sameStart = span?.started === own.started && own.started.length === 10
    return record['treatment'] === asked.values['treatment'] && span && (sameStart || overlap(own, span))
  })
  if (!other) return undefined
  const span = spanOf(other as unknown as Values)!
  const until = span.ended ? ` to ${formatPartialDate(span.ended)}` : ''
  const dose = doseLabel(other as unknown as WrittenDose)
  return ask(
    'dose-overlap',
    'started',
    `${dose} is entered from ${formatPartialDate(span.started)}${until}: two doses at once. The day after its last day would fit.`,
  )
}

/** Two courses of one drug in force at once. */
function coursesAtOnce(asked: Asked): Problem | undefined {
  const own = spanOf(asked.values)
  const drug = textOf(asked.values, 'drug')
  if (!own || drug === undefined) return undefined
  for (const record of others(asked, 'treatment')) {
    const span = spanOf(record as unknown as Values)
    if (!span || record['drug'] !== drug) continue
    const label = drugOf(drug)?.label ?? drug
    if (overlap(own, span)) {
      const until = span.ended ? ` to ${formatPartialDate(span.ended)}` : ' on'
      const said = `${label} is entered from ${formatPartialDate(span.started)}${until}: two courses at once.`
      return ask('course-overlap', 'started', `${said} Another dose of one course is a dose step.`)
    }
    if (!span.ended && firstDay(own.started) > lastDay(span.started)) {
      const said = `${label} started ${onDate(span.started)} has no last day, so it is still in force.`
      return ask('course-overlap', 'started', `${said} Give it one, or enter a dose step of it.`)
    }
  }
  return undefined
}

export const doseOverlaps = (asked: Asked): readonly (Problem | undefined)[] =>
  asked.formId === 'dose_step' ? [stepsAtOnce(asked)] : asked.formId === 'treatment' ? [coursesAtOnce(asked)] : []
