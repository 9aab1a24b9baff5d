/** What was tried before, how far it went and why not further; and what speaks against drugs. Only what is recorded. */
import { drugOf } from '#shared/dictionary/lists/drugs.ts'
import type { RecordSource } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '../case-record.ts'
import { currentTreatments } from '../current-treatment.ts'
import { doseLabel } from '../dose.ts'
import { eventText } from '../event-marks.ts'
import type { DoseStep } from '../exposure.ts'
import { labelOf, midSentence } from '../label-of.ts'
import { formatPartialDate, type IsoDay, type PartialDate } from '../partial-date.ts'
import {
  courses,
  fullDrugName,
  infusionSummaries,
  type CourseLine,
  type InfusionSummary,
} from '../treatment-summary.ts'

/** A reason with its date, as far as known. */
export interface Reason {
  readonly text: string
  readonly date?: PartialDate
  readonly source: RecordSource
}

export interface TriedLine {
  readonly drug: string
  readonly label: string
  /** `May 2020 – now`, `start not recorded – 3 Feb 2022`. */
  readonly period: string
  /** `20 mg daily → 10 mg daily; high dose (date not recorded)`. */
  readonly doses: string
  readonly isRunning: boolean
  /** Why it was limited, changed or stopped; empty where nothing is recorded. */
  readonly why: readonly Reason[]
  readonly source: RecordSource
  readonly recordId: string
}

/** More doses than this are told by the first and the last. */
const mostDoses = 4

/** How `courses` marks a dose without a date. */
const undatedMark = / \(date not recorded\)$/

/** A taper or a start explains itself; what was added in words doesn't. */
const saysLimit = ({ reason, reason_detail: detail }: DoseStep) =>
  Boolean(detail?.trim()) ||
  !(reason === undefined || reason === 'start' || reason === 'taper' || reason === 'increase')

/** `4 infusions, 1000 mg`. */
function infusionsWords({ count, dose }: InfusionSummary): string {
  return [`${count} ${count === 1 ? 'infusion' : 'infusions'}`, dose].filter(Boolean).join(', ')
}

/** Empty where no dose is recorded. */
function dosesOf({ doses }: CourseLine): string {
  const labels = doses.filter(({ from }) => from !== undefined).map(({ dose }) => dose)
  const dated = labels.filter((label, index) => label !== labels[index - 1])
  const undated = doses
    .filter(({ from }) => from === undefined)
    .map(({ dose }) => dose)
    .filter((label) => !labels.includes(label.replace(undatedMark, '')))
  const course =
    dated.length <= mostDoses ? dated.join(' → ') : `${dated[0]} → … → ${dated.at(-1)} (${dated.length} doses)`
  return [course, ...new Set(undated)].filter(Boolean).join('; ')
}

/** The same words at several times are one reason, dated by the first. */
function withoutRepeats(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.filter(({ text }, index) => reasons.findIndex((other) => other.text === text) === index)
}

/** `500 mg daily (intolerance): could not be raised`, `7.5 mg daily: flare`. */
function limitWords(step: DoseStep): string {
  const detail = step.reason_detail?.trim()
  const reason = step.reason && midSentence(labelOf('dose_step', 'reason', step.reason))
  return detail ? `${doseLabel(step)}${reason ? ` (${reason})` : ''}: ${detail}` : `${doseLabel(step)}: ${reason}`
}

function limitsOf({ records }: CaseRecord, { recordId, drug }: CourseLine, isOnly: boolean): readonly Reason[] {
  const ofSteps = records.dose_step
    .filter((step) => step.treatment === recordId && saysLimit(step))
    .map((step) => ({ text: limitWords(step), date: step.started, source: step.source }))
  // An event names a drug, not one of its courses: it is told with the last of them.
  const ofEvents = records.event
    .filter((event) => isOnly && event.suspected_drug === drug)
    .map((event) => {
      const related = event.relatedness && `, ${midSentence(labelOf('event', 'relatedness', event.relatedness))}`
      return { text: `${eventText(event)} (suspected${related ?? ''})`, date: event.onset, source: event.source }
    })
  return [...ofSteps, ...ofEvents].map(({ date, ...reason }) => ({ ...reason, ...(date !== undefined && { date }) }))
}

function stopOf(course: CourseLine, isRunning: boolean): readonly Reason[] {
  const { to, stopReason, source } = course
  if (isRunning || (to === undefined && stopReason === undefined)) return []
  const text = stopReason === undefined ? 'stopped, reason not recorded' : `stopped: ${stopReason}`
  return [{ text, source, ...(to !== undefined && { date: to }) }]
}

function periodOf({ from, to }: CourseLine, isRunning: boolean): string {
  const start = from === undefined ? 'start not recorded' : formatPartialDate(from)
  return `${start} – ${to !== undefined ? formatPartialDate(to) : isRunning ? 'now' : 'end not recorded'}`
}

/** Every course but those of the drug that is asked for, and those against infections. */
export function treatmentsTried(record: CaseRecord, asked: string, asOf: IsoDay): readonly TriedLine[] {
  const running = new Set(currentTreatments(record, asOf).map(({ treatment }) => treatment.id))
  const all = courses(record, asOf).filter(({ drug }) => drug !== asked && drugOf(drug)?.drugClass !== 'prophylaxis')
  const infusions = infusionSummaries(record)
  return all.map((course) => {
    const isRunning = running.has(course.recordId)
    const isLast = all.findLast(({ drug }) => drug === course.drug) === course
    // Infusions are counted by their drug: they are told with its last course.
    const given = isLast ? infusions.find(({ drug }) => drug === course.drug) : undefined
    return {
      drug: course.drug,
      label: course.label,
      period: periodOf(course, isRunning),
      doses: [dosesOf(course), given && infusionsWords(given)].filter(Boolean).join('; ') || 'dose not recorded',
      isRunning,
      why: withoutRepeats([...limitsOf(record, course, isLast), ...stopOf(course, isRunning)]),
      source: course.source,
      recordId: course.recordId,
    }
  })
}

export interface AgainstDrug {
  readonly drug: string
  readonly label: string
  readonly reasons: readonly Reason[]
}

/** Drugs that the history speaks against, each with what does: `Rituximab: melanoma (treated …)`. */
export function drugsSpokenAgainst({ records }: CaseRecord): readonly AgainstDrug[] {
  const byDrug = new Map<string, Reason[]>()
  for (const { condition, description, onset, source, contraindicates = [] } of records.history) {
    const name = condition === undefined ? 'History' : labelOf('history', 'condition', condition)
    const detail = description?.trim()
    const text = detail ? `${name} (${detail})` : name
    for (const drug of contraindicates)
      byDrug.set(drug, [...(byDrug.get(drug) ?? []), { text, source, ...(onset !== undefined && { date: onset }) }])
  }
  return [...byDrug].map(([drug, reasons]) => ({ drug, label: fullDrugName(drug), reasons }))
}
