/** Planned treatments of an invented patient, in days, before they become records. */
import type { FrequencyCode, DoseUnit } from '#shared/dictionary/lists/dosing.ts'
import type { DayNumber } from '#shared/domain/partial-date.ts'
import type { ValuesOf } from './demo-case.ts'

type TreatmentValues = ValuesOf<'treatment'>
export type DrugCode = NonNullable<TreatmentValues['drug']>
export type StopReason = NonNullable<TreatmentValues['stop_reason']>
export type DoseReason = NonNullable<ValuesOf<'dose_step'>['reason']>

export interface PlannedStep {
  readonly start: DayNumber
  /** Amount of one intake. */
  readonly dose: number
  readonly unit: DoseUnit
  readonly frequency: FrequencyCode
  readonly reason: DoseReason
  readonly detail?: string
}

export interface PlannedInfusion {
  readonly start: DayNumber
  readonly end: DayNumber
  readonly perKg?: { readonly dose: number; readonly unit: 'g/kg' | 'mg/kg' }
  readonly total: { readonly dose: number; readonly unit: 'g' | 'mg' }
}

export interface PlannedTreatment {
  /** Unique within the case. */
  readonly key: string
  readonly drug: DrugCode
  readonly indication: NonNullable<TreatmentValues['indication']>
  readonly line?: number
  readonly route: NonNullable<TreatmentValues['route']>
  readonly start: DayNumber
  /** Last day on the drug; missing while it goes on. */
  readonly end?: DayNumber
  readonly stopReason?: StopReason
  readonly stopDetail?: string
  readonly steps: readonly PlannedStep[]
  readonly infusions?: readonly PlannedInfusion[]
}

/** True when a treatment is given on a day. */
function isGivenOn(treatment: PlannedTreatment, day: DayNumber): boolean {
  return treatment.start <= day && (treatment.end === undefined || day <= treatment.end)
}

/** Amount of one intake on a day, 0 when the treatment is not given then. */
export function doseOn(treatments: readonly PlannedTreatment[], drugs: readonly DrugCode[], day: DayNumber): number {
  let dose = 0
  for (const treatment of treatments) {
    if (!drugs.includes(treatment.drug) || !isGivenOn(treatment, day)) continue
    for (const step of treatment.steps) if (step.start <= day) dose = step.dose
  }
  return dose
}

/**
 * Ends what goes on beyond the last day with news: at a death it ends on that day, otherwise it is left as it was last
 * known. What would have started later is dropped.
 */
export function cutAt(treatment: PlannedTreatment, lastDay: DayNumber, died: boolean): PlannedTreatment | undefined {
  if (treatment.start > lastDay) return undefined
  const steps = treatment.steps.filter((step) => step.start <= lastDay)
  const infusions = treatment.infusions?.filter((infusion) => infusion.end <= lastDay)
  const goesOn = treatment.end === undefined || treatment.end > lastDay
  if (!goesOn) return { ...treatment, steps, infusions }
  const { end: _end, stopReason: _reason, stopDetail: _detail, ...running } = treatment
  return { ...running, steps, infusions, ...(died ? { end: lastDay, stopReason: 'death' as const } : {}) }
}
