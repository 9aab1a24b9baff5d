/**
 * Which parts of a visit matter for a patient on a day: these stand open on the visit page, the others wait closed under
 * their headings. The intervals are usual ones of follow-up; they decide what is in sight, and advise nothing.
 */
import { drugOf } from '../dictionary/lists/drugs.ts'
import type { CaseRecord } from './case-record.ts'
import { currentTreatments } from './current-treatment.ts'
import { firstDay, isoOfDay, type IsoDay } from './partial-date.ts'
import { pastRecords } from './past-records.ts'

/** The parts that are not always asked for. */
export type OptionalPart =
  'examination' | 'activity' | 'laboratory' | 'pft' | 'walk_test' | 'imaging' | 'infusion' | 'event'

export interface VisitPlace {
  /** Day of the visit. */
  readonly on: IsoDay
  /** Code of the kind of visit, once it is chosen. */
  readonly kind: string | undefined
}

/** Days after which a test that is repeated is looked for again; a little less than its usual interval. */
const dueAfterDays = { pft: 80, walk_test: 170, imaging: 350 } as const
/** A patient who had an infusion this lately is taken to be still on infusions. */
const recentInfusionDays = 100
/** Past visits that say what is usually asked of this patient. */
const visitsLookedAt = 2

const activityItems = [
  'physician_global',
  'patient_global',
  'haq_di',
  'mmt8',
  'extramuscular_vas',
  'kbild_total',
  'sgrq_total',
] as const

/** True where the patient gets infusions on the day: on an infused drug, or infused lately. */
function isInfused(record: CaseRecord, on: IsoDay): boolean {
  const byDrug = currentTreatments(record, on).some(({ drug }) => drugOf(drug)?.infused)
  const last = pastRecords(record.records.infusion, 'date', on)[0]?.date
  return byDrug || (last !== undefined && firstDay(on) - firstDay(last) <= recentInfusionDays)
}

/** The optional parts that matter. */
export function openParts(record: CaseRecord, { on, kind }: VisitPlace): ReadonlySet<OptionalPart> {
  const { records } = record
  const next = isoOfDay(firstDay(on) + 1)
  const due = (form: 'pft' | 'walk_test' | 'imaging', whenNever: boolean) => {
    // One of the same day counts too: it need not be done again.
    const last = pastRecords(records[form], 'date', next)[0]?.date
    return last === undefined ? whenNever : firstDay(on) - firstDay(last) >= dueAfterDays[form]
  }
  const lastVisits = pastRecords(records.visit, 'date', on).slice(0, visitsLookedAt)
  const isFollowed = lastVisits.some((visit) => activityItems.some((item) => visit[item] !== undefined))
  const inPerson = kind !== 'telephone'
  const parts: Readonly<Record<OptionalPart, boolean>> = {
    examination: inPerson,
    activity: inPerson && (isFollowed || kind === 'baseline'),
    laboratory: true,
    pft: inPerson && due('pft', true),
    // A walk is asked for only where walks are done at all.
    walk_test: inPerson && due('walk_test', kind === 'baseline'),
    imaging: inPerson && due('imaging', true),
    infusion: kind === 'infusion' || (inPerson && isInfused(record, on)),
    event: kind === 'admission',
  }
  return new Set((Object.keys(parts) as OptionalPart[]).filter((part) => parts[part]))
}
