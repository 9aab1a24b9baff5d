/** What decides what is due for a case, apart from the schedules. */
import { drugOf } from '../../dictionary/lists/drugs.ts'
import type { CaseRecord } from '../case-record.ts'
import { currentTreatments } from '../current-treatment.ts'
import { hasDied } from '../follow-up.ts'
import { infusionPlanOf } from '../infusion-plan.ts'
import { comparePartialDates, firstDay, isoOfDay, lastDay, type IsoDay, type PartialDate } from '../partial-date.ts'
import type { MonitoringFacts } from './facts-model.ts'
import { startOfCourse } from '../treatment-summary.ts'
import { lastDone } from './last-done.ts'

const ofLung = new Set(['hrct', 'ct', 'pet-ct'])

function earliest(dates: readonly (PartialDate | undefined)[]): PartialDate | undefined {
  return dates.filter((date) => date !== undefined).sort(comparePartialDates)[0]
}

/** First date of ILD: its diagnosis, or a CT with one of its patterns; empty where none has a date. */
function ildSince({ records }: CaseRecord): string | undefined {
  const dates = [
    ...records.diagnosis.filter(({ kind }) => kind === 'ild').map(({ date }) => date),
    ...records.imaging
      .filter(({ modality, pattern }) => ofLung.has(modality ?? '') && pattern !== undefined && pattern !== 'normal')
      .map(({ date }) => date),
  ]
  return dates.length === 0 ? undefined : (earliest(dates) ?? '')
}

/** Drugs in force with the start of their course, empty where it has none. Of two courses of a drug the earlier one counts. */
function drugsSince(record: CaseRecord, today: IsoDay): Readonly<Record<string, string>> {
  const drugs: Record<string, string> = {}
  for (const { treatment, drug } of currentTreatments(record, today)) {
    if (treatment.route === 'inhaled' || treatment.route === 'topical') continue
    drugs[drug] = earliest([drugs[drug] || undefined, startOfCourse(record, treatment)]) ?? ''
  }
  return drugs
}

/** When the next infusion of each course falls due, counted from the last by the order in force. */
function nextInfusions(record: CaseRecord, today: IsoDay): NonNullable<MonitoringFacts['infusions']> {
  const infused = currentTreatments(record, today).filter(({ drug }) => drugOf(drug)?.infused)
  return infused.flatMap(({ treatment, drug }) => {
    const { cycles, order } = infusionPlanOf(record, treatment, today)
    const days = order?.intervalDays
    const last = cycles.findLast(({ infusion, state }) => infusion !== undefined && state !== 'extra')?.infusion?.date
    if (days === undefined || last === undefined) return []
    const from = firstDay(last) + days
    if (treatment.ended !== undefined && from > lastDay(treatment.ended)) return []
    return [{ drug, from: isoOfDay(from), to: isoOfDay(lastDay(last) + days), days, last }]
  })
}

const whereAny = <T extends object>(name: string, value: T) => (Object.keys(value).length > 0 ? { [name]: value } : {})

/** The facts on a day. They change only with the record, and on days on which a course begins or ends. */
export function monitoringFactsOf(record: CaseRecord, today: IsoDay): MonitoringFacts {
  const { status, enrolled_on: enrolled } = record.case
  if (hasDied(record) || status === 'lost' || status === 'withdrawn') return { closed: true }
  const ild = ildSince(record)
  const last = Object.fromEntries([...lastDone(record, today)].map(([subject, { date }]) => [subject, date]))
  return {
    ...(enrolled === undefined ? {} : { enrolled }),
    ...(ild === undefined ? {} : { ild }),
    ...whereAny('drugs', drugsSince(record, today)),
    ...whereAny('last', last),
    ...whereAny('infusions', nextInfusions(record, today)),
  }
}
