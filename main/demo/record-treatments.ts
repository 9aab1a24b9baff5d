/** Writes planned treatments down as records: treatments, dose steps, infusions and approvals. */
import type { DayNumber } from '#shared/domain/partial-date.ts'
import { inMonth, onDay, sameMonth } from './calendar.ts'
import { refersTo } from './demo-case.ts'
import type { AddRecord, ValuesOf } from './demo-case.ts'
import { clamp, rounded } from './random.ts'
import type { Random } from './random.ts'
import type { Profile } from './synthetic-profile.ts'
import type { PlannedInfusion, PlannedTreatment } from './treatment-plan.ts'

/** @param lastDay of the patient's news: what was asked for but not given yet stays pending */
export function recordTreatments(
  treatments: readonly PlannedTreatment[],
  profile: Profile,
  lastDay: DayNumber,
  add: AddRecord,
  random: Random,
): void {
  for (const treatment of treatments) {
    const next = treatment.steps[1]?.start ?? treatment.infusions?.[0]?.start ?? treatment.end ?? lastDay
    // Some starts are remembered by month. Only where no other date of the treatment falls in that month, or the order would be lost.
    const vague =
      treatment.infusions === undefined &&
      treatment.drug !== 'methylprednisolone' &&
      !sameMonth(treatment.start, next) &&
      random.chance(0.15)
    const started = vague ? inMonth(treatment.start) : onDay(treatment.start)
    const reference = add('treatment', treatment.key, {
      drug: treatment.drug,
      indication: treatment.indication,
      line: treatment.line,
      route: treatment.route,
      started,
      ended: treatment.end === undefined ? undefined : onDay(treatment.end),
      stop_reason: treatment.stopReason,
      stop_detail: treatment.stopDetail,
    })
    for (const [index, step] of treatment.steps.entries()) {
      add('dose_step', `${treatment.key}-dose-${index + 1}`, {
        treatment: reference,
        started: index === 0 ? started : onDay(step.start),
        dose: step.dose,
        unit: step.unit,
        frequency: step.frequency,
        reason: step.reason,
        reason_detail: step.detail,
      })
    }
    recordInfusions(treatment, profile, add, random)
    recordApproval(treatment, lastDay, add, random)
  }
}

const products: Readonly<Record<string, string>> = {
  ivig: 'Immune globulin 10 % (invented brand)',
  rituximab: 'Rituximab biosimilar (invented brand)',
  cyclophosphamide: 'Cyclophosphamide (invented brand)',
}
const premedications: Readonly<Record<string, ValuesOf<'infusion'>['premedication']>> = {
  ivig: ['acetaminophen', 'antihistamine'],
  rituximab: ['acetaminophen', 'antihistamine', 'glucocorticoid'],
  cyclophosphamide: ['antiemetic', 'mesna', 'hydration'],
}
const reactions: Readonly<Record<string, readonly string[]>> = {
  ivig: ['Headache', 'Headache and nausea', 'Chills', 'Blood pressure up'],
  rituximab: ['Flushing and itch', 'Chills', 'Throat tightness'],
  cyclophosphamide: ['Nausea', 'Nausea and vomiting'],
}

function recordInfusions(treatment: PlannedTreatment, profile: Profile, add: AddRecord, random: Random): void {
  const sensitive = random.chance(0.3)
  for (const [index, infusion] of (treatment.infusions ?? []).entries()) {
    const reacts = random.chance(sensitive ? 0.25 : 0.05)
    add('infusion', `${treatment.key}-infusion-${index + 1}`, {
      treatment: refersTo(treatment.key),
      drug: treatment.drug,
      date: onDay(infusion.start),
      ended: infusion.end === infusion.start ? undefined : onDay(infusion.end),
      ...weightOf(infusion, profile),
      total_dose: infusion.total.dose,
      total_dose_unit: infusion.total.unit,
      product: index === 0 ? products[treatment.drug] : undefined,
      lot: random.chance(0.4) ? `DEMO-${random.whole(1000, 9999)}` : undefined,
      rate: treatment.drug === 'ivig' && index === 0 ? '1 to 4 mg/kg/min' : undefined,
      premedication: premedications[treatment.drug],
      reaction_grade: reacts ? random.whole(1, 2) : 0,
      reaction: reacts ? random.pick(reactions[treatment.drug] ?? ['Unwell']) : undefined,
      ...effectOf(treatment, index, random),
    })
  }
}

function weightOf(infusion: PlannedInfusion, profile: Profile): ValuesOf<'infusion'> {
  if (!infusion.perKg) return {}
  return {
    weight: profile.weightKg,
    weight_unit: 'kg',
    weight_basis: 'actual',
    dose_per_kg: infusion.perKg.dose,
    dose_per_kg_unit: infusion.perKg.unit,
  }
}

function effectOf(treatment: PlannedTreatment, index: number, random: Random): ValuesOf<'infusion'> {
  if (treatment.drug !== 'ivig' || random.chance(0.5)) return {}
  return {
    best_effect_day: clamp(Math.round(random.normal(4, 1.5)), 1, 10),
    wearing_off_week: rounded(clamp(random.normal(index < 2 ? 3 : 4, 0.4), 2, 5) * 2) / 2,
  }
}

const delays: Readonly<Partial<Record<string, readonly [chance: number, shortest: number, longest: number]>>> = {
  ivig: [0.8, 14, 150],
  rituximab: [0.6, 7, 70],
  nintedanib: [0.7, 7, 90],
}

/** The payer was asked before the first dose; sometimes it refused first. */
function recordApproval(treatment: PlannedTreatment, lastDay: DayNumber, add: AddRecord, random: Random): void {
  const delay = delays[treatment.drug]
  if (!delay || treatment.indication === 'induction' || !random.chance(delay[0])) return
  const [, shortest, longest] = delay
  const payer = random.pick(['public', 'public', 'private', 'private', 'hospital'] as const)
  const decided = treatment.start - random.whole(3, 12)
  const asked = decided - random.whole(shortest, longest)
  const key = `${treatment.key}-approval`
  const refusedFirst = random.chance(0.22)
  if (refusedFirst) {
    const refused = asked + Math.round((decided - asked) * 0.4)
    add('approval', `${key}-1`, {
      drug: treatment.drug,
      asked_on: onDay(asked),
      decision: 'refused',
      decided_on: onDay(refused),
      payer,
      reason_text: 'Not licensed for this diagnosis.',
    })
    add('approval', `${key}-2`, {
      drug: treatment.drug,
      asked_on: onDay(refused + 1),
      decision: 'approved',
      decided_on: onDay(decided),
      payer,
      first_dose_on: onDay(treatment.start),
      reason_text: 'Approved on appeal with two case series.',
    })
  } else {
    const known = random.chance(0.85)
    add(
      'approval',
      key,
      {
        drug: treatment.drug,
        asked_on: known ? onDay(asked) : undefined,
        decision: 'approved',
        decided_on: onDay(decided),
        payer,
        first_dose_on: onDay(treatment.start),
      },
      known ? undefined : { missing: { asked_on: 'unknown' } },
    )
  }
  const stopped = treatment.end ?? lastDay
  if (treatment.drug === 'ivig' && stopped === lastDay && random.chance(0.25)) {
    add('approval', `${key}-renewal`, {
      drug: treatment.drug,
      asked_on: onDay(Math.max(treatment.start, lastDay - random.whole(5, 40))),
      decision: 'pending',
      payer,
      reason_text: 'Yearly renewal.',
    })
  }
}
