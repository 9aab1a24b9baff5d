/** Drugs since a visit: prednisone against what it was, what was started, stopped or changed and why, infusions. */
import type { RecordSource } from '../../dictionary/record.ts'
import type { CaseRecord, RepeatingFormId } from '../case-record.ts'
import { steroidNow, treatmentsByDay } from '../current-treatment.ts'
import { isGlucocorticoid } from '../dose.ts'
import { drugName, reactionText } from '../drug-lanes.ts'
import { reasonOf, type Treatment } from '../exposure.ts'
import { formatNumber } from '../format-number.ts'
import { labelOf, midSentence } from '../label-of.ts'
import { comparePartialDates, formatPartialDate, isoOfDay, type PartialDate } from '../partial-date.ts'
import type { Infusion } from '../steroid-exposure.ts'
import { startOfCourse } from '../treatment-summary.ts'
import { placeOf, type Stretch } from './visits-compared.ts'

export interface DrugChange {
  /** `Prednisone 10 → 7.5 mg daily (taper)`, `Azathioprine stopped 3 Feb 2022 (intolerance: nausea)`. */
  readonly text: string
  readonly form: RepeatingFormId
  readonly recordId: string
  readonly source: RecordSource
}

const stopWords = ({ stop_reason: reason, stop_detail: detail }: Treatment): string | undefined =>
  [reason && midSentence(labelOf('treatment', 'stop_reason', reason)), detail?.trim()].filter(Boolean).join(': ') ||
  undefined

const inBrackets = (words: string | undefined) => (words ? ` (${words})` : '')

/** Prednisone, or all systemic glucocorticoids together as its equivalent. */
function steroidChange(record: CaseRecord, stretch: Stretch): readonly DrugChange[] {
  const [then, now] = [stretch.after, stretch.upTo].map((day) => steroidNow(record, isoOfDay(day)))
  if (!then || !now || (then.state === 'none' && now.state === 'none')) return []
  const { treatment: courses, dose_step: steps } = record.records
  const steroids = courses.filter(({ drug }) => drug !== undefined && isGlucocorticoid(drug))
  const ids = new Set(steroids.map(({ id }) => id))
  const since = steps
    .filter(({ treatment, started }) => ids.has(treatment ?? '') && placeOf(started, stretch) === 'since')
    .toSorted((a, b) => comparePartialDates(a.started!, b.started!))
  const newest = since.at(-1)
  const stopped = steroids.find(({ ended }) => placeOf(ended, stretch) === 'since')
  const isPlain = steroids.every(({ drug }) => drug === 'prednisone')
  const name = isPlain ? 'Prednisone' : 'Prednisone-equivalent'
  const isSame = then.label === now.label
  const dose =
    then.mgPerDay !== undefined && now.mgPerDay !== undefined
      ? `${formatNumber(then.mgPerDay, 1)} → ${formatNumber(now.mgPerDay, 1)} mg daily`
      : `${then.label} → ${now.label}`
  const reasons = since.map(reasonOf).filter((reason) => reason !== undefined)
  const reason = now.state === 'none' && stopped ? stopWords(stopped) : [...new Set(reasons)].join(', then ')
  const text = isSame ? `${name} ${now.label}, unchanged` : `${name} ${dose}${inBrackets(reason)}`
  const owner = newest ?? stopped ?? steps.find(({ id }) => now.recordIds.includes(id)) ?? steroids[0]
  if (!owner) return []
  const form = 'drug' in owner ? 'treatment' : 'dose_step'
  return [{ text, form, recordId: owner.id, source: owner.source }]
}

/** Drugs other than glucocorticoids that began, ended or changed their dose. */
function courseChanges(record: CaseRecord, stretch: Stretch): readonly DrugChange[] {
  const takenOn = treatmentsByDay(record)
  const [then, now] = [stretch.after, stretch.upTo].map((day) => takenOn(isoOfDay(day)))
  return record.records.treatment.flatMap((treatment): readonly DrugChange[] => {
    const { id, drug, ended, source } = treatment
    if (drug === undefined || isGlucocorticoid(drug)) return []
    const ofCourse = { form: 'treatment' as const, recordId: id, source }
    const started = startOfCourse(record, treatment)
    const began = placeOf(started, stretch) === 'since'
    const isOver = placeOf(ended, stretch) === 'since' && !now!.some((each) => each.treatment.id === id)
    const on = (date: PartialDate | undefined) => (date === undefined ? '' : ` ${formatPartialDate(date)}`)
    if (isOver) {
      const from = began ? ` (started${on(started)})` : ''
      return [{ text: `${drugName(drug)}${from} stopped${on(ended)}${inBrackets(stopWords(treatment))}`, ...ofCourse }]
    }
    const dose = now!.find((each) => each.treatment.id === id)?.segment
    if (began) return [{ text: `${drugName(drug)} started${on(started)}${dose ? `, ${dose.label}` : ''}`, ...ofCourse }]
    const before = then!.find((each) => each.treatment.id === id)?.segment
    if (!dose || !before || dose.label === before.label) return []
    const text = `${drugName(drug)} ${before.label} → ${dose.label}${inBrackets(dose.reason)}`
    return [{ text, form: 'dose_step', recordId: dose.recordId, source: dose.source }]
  })
}

/** Infusions by drug: how many, when the last one was, and how they were borne. */
function infusionChanges({ records }: CaseRecord, stretch: Stretch): readonly DrugChange[] {
  const byDrug = new Map<string, Infusion[]>()
  for (const infusion of records.infusion) {
    if (placeOf(infusion.date, stretch) !== 'since') continue
    const drug = infusion.drug ?? records.treatment.find(({ id }) => id === infusion.treatment)?.drug ?? ''
    byDrug.set(drug, [...(byDrug.get(drug) ?? []), infusion])
  }
  return [...byDrug].flatMap(([drug, given]) => {
    const last = given.toSorted((a, b) => comparePartialDates(a.date!, b.date!)).at(-1)!
    const reactions = given.filter(({ reaction_grade: grade }) => grade !== undefined && grade > 0).map(reactionText)
    const count = given.length === 1 ? '1 infusion' : `${given.length} infusions, the last`
    const text = `${drug === '' ? 'Infusions' : drugName(drug)}: ${count} ${formatPartialDate(last.date!)}${inBrackets(
      [...new Set(reactions)].join('; '),
    )}`
    const source = given.find((each) => each.source !== 'recorded')?.source ?? 'recorded'
    return { text, form: 'infusion' as const, recordId: last.id, source }
  })
}

export function drugChanges(record: CaseRecord, stretch: Stretch): readonly DrugChange[] {
  return [...steroidChange(record, stretch), ...courseChanges(record, stretch), ...infusionChanges(record, stretch)]
}
