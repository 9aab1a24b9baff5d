/** Visits of an invented patient: when they were and what was found. */
import { daysPerYear, onDay } from './calendar.ts'
import type { ValuesOf } from './demo-case.ts'
import type { Patient, PlannedVisit } from './patient.ts'
import { clamp, rounded, toStep } from './random.ts'
import type { Random } from './random.ts'
import type { Course } from './synthetic-course.ts'
import { doseOn } from './treatment-plan.ts'

/** Every few weeks at first, every three months in the first year, then two or three times a year, and at flares. */
export function planVisits(course: Course, random: Random): readonly PlannedVisit[] {
  const { baseline, end } = course
  const visits: PlannedVisit[] = [{ day: baseline, kind: 'baseline' }]
  let day = baseline + random.whole(25, 50)
  while (day < end - 20) {
    visits.push({ day, kind: random.chance(0.04) ? 'telephone' : 'follow-up' })
    const years = (day - baseline) / daysPerYear
    day += Math.round((years < 1 ? 88 : years < 3 ? 125 : years < 6 ? 165 : 200) * random.between(0.75, 1.25))
  }
  for (const flare of course.flares) {
    const kind = flare.kind === 'exacerbation' ? 'admission' : 'follow-up'
    if (flare.day + 1 < end) visits.push({ day: flare.day + 1, kind })
  }
  if (course.ending !== 'died' && course.ending !== 'transplanted' && end > baseline)
    visits.push({ day: end, kind: 'follow-up' })
  visits.sort((a, b) => a.day - b.day)
  return visits.filter((visit, index) => visits[index - 1]?.day !== visit.day)
}

type VisitValues = ValuesOf<'visit'>
type Severity = NonNullable<VisitValues['cough']>

function severityOf(level: number): Severity {
  return level < 0.25 ? 'none' : level < 0.55 ? 'mild' : level < 0.9 ? 'moderate' : 'severe'
}

export function recordVisits(patient: Patient): void {
  const { profile, course, random, add } = patient
  const clinician = random.pick(['Dr. Demo', 'Dr. Sample', 'Dr. Example'])
  const jointed = random.between(0.2, 1.3)
  const asksQuality = profile.site.name === 'Demo site B' ? 'kbild' : random.chance(0.3) ? 'sgrq' : undefined
  const scoresMuscle = random.chance(0.7)
  let previousFvc: number | undefined

  for (const [index, visit] of patient.visits.entries()) {
    const { day, kind } = visit
    const fvc = course.fvc(day)
    const dlco = course.dlco(day)
    const activity = course.activity(day)
    const muscle = muscleInvolvement(patient, day)
    const breathless = (80 - fvc) / 22 + (68 - dlco) / 32 + 0.9 * activity + random.normal(0, 0.3)
    const common: VisitValues = {
      date: onDay(day),
      kind,
      clinician,
      mmrc: clamp(Math.round(breathless), 0, 4),
      cough: severityOf(0.25 + 0.5 * activity + (70 - fvc) / 150 + random.normal(0, 0.15)),
      arthralgia: severityOf(activity * jointed + random.normal(0, 0.12)),
      myalgia: severityOf(muscle * 0.9 + random.normal(0, 0.1)),
      assessment: random.chance(0.75) ? assessmentOf(fvc, previousFvc, activity, index) : undefined,
      plan: planOf(patient, day),
    }
    previousFvc = fvc
    const key = `visit-${index + 1}`
    if (kind === 'telephone') {
      add('visit', key, common, { missing: { weight: 'not-done', spo2_rest: 'not-done' } })
      continue
    }
    const refusedExertion = random.chance(0.05)
    const missing = {
      ...(refusedExertion ? ({ spo2_exertion: 'refused' } as const) : {}),
      ...(kind === 'admission' ? ({ spo2_exertion: 'not-done' } as const) : {}),
    }
    add(
      'visit',
      key,
      {
        ...common,
        ...examinationOf(patient, day),
        ...oxygenOf(dlco, activity, refusedExertion || kind === 'admission', random),
        ...(scoresMuscle ? activityScoresOf(patient, muscle, activity) : {}),
        ...(asksQuality === undefined || random.chance(0.4) ? {} : qualityOf(asksQuality, breathless, random)),
      },
      Object.keys(missing).length > 0 ? { missing } : undefined,
    )
  }
}

/** 0 without muscle disease, about 1 for a severe one untreated. */
function muscleInvolvement({ profile, course }: Patient, day: number): number {
  const severity = clamp(Math.log(Math.max(1, profile.ckPeak)) / Math.log(25), 0, 1)
  return severity * clamp(course.activity(day), 0, 1.2)
}

function examinationOf({ profile, course, treatments, random }: Patient, day: number): VisitValues {
  const steroid = doseOn(treatments, ['prednisone', 'prednisolone'], day)
  const kilograms = clamp(
    profile.weightKg - 3 * course.activity(day) + 0.08 * Math.min(40, steroid) + random.normal(0, 1.2),
    40,
    150,
  )
  const pounds = profile.site.imperial
  const systolic = Math.round(clamp(random.normal(126 + 0.2 * steroid, 12), 92, 190))
  const feverish = course.activity(day) > 0.9 && random.chance(0.35)
  return {
    weight: pounds ? rounded(kilograms / 0.453_592_37) : rounded(kilograms, 1),
    weight_unit: pounds ? '[lb_av]' : 'kg',
    systolic,
    diastolic: Math.round(clamp(random.normal(0.45 * systolic + 20, 6), 50, Math.min(110, systolic - 25))),
    heart_rate: Math.round(clamp(random.normal(76 + 10 * course.activity(day), 8), 50, 128)),
    temperature: random.chance(0.6)
      ? rounded(clamp(random.normal(feverish ? 38.2 : 36.6, 0.3), 35.4, 39.6), 1)
      : undefined,
  }
}

function oxygenOf(dlco: number, activity: number, noExertion: boolean, random: Random): VisitValues {
  const rest = Math.round(clamp(98 - Math.max(0, 58 - dlco) / 7 - 2 * activity + random.normal(0, 0.8), 85, 99))
  const exertion = Math.round(clamp(rest - 1 - Math.max(0, 66 - dlco) / 4.5 - random.between(0, 2), 74, rest))
  const oxygen = rest < 90
  return {
    spo2_rest: oxygen ? random.whole(91, 94) : rest,
    oxygen_rest: oxygen ? random.whole(1, 3) : 0,
    spo2_exertion: noExertion ? undefined : exertion,
    oxygen_exertion: noExertion ? undefined : oxygen ? random.whole(2, 6) : 0,
  }
}

function activityScoresOf({ profile, random }: Patient, muscle: number, activity: number): VisitValues {
  const range = profile.site.muscleTest
  const most = range === '0-80' ? 80 : 150
  return {
    physician_global: rounded(clamp(6.5 * activity + random.normal(0.4, 0.5), 0, 9.5), 1),
    patient_global: rounded(clamp(5.5 * activity + random.normal(1.4, 1.1), 0, 10), 1),
    haq_di: toStep(clamp(1.3 * muscle + 0.4 * activity + random.normal(0.15, 0.15), 0, 3), 0.125),
    mmt8: Math.round(clamp(most * (1 - 0.22 * muscle) - Math.abs(random.normal(0, 1)), most * 0.5, most)),
    mmt8_range: range,
    extramuscular_vas: rounded(clamp(5.5 * activity + random.normal(0.6, 0.5), 0, 9), 1),
  }
}

function qualityOf(score: 'kbild' | 'sgrq', breathless: number, random: Random): VisitValues {
  const burden = clamp(18 + 13 * breathless + random.normal(0, 6), 3, 92)
  return score === 'kbild' ? { kbild_total: rounded(100 - burden, 1) } : { sgrq_total: rounded(burden, 1) }
}

function assessmentOf(fvc: number, before: number | undefined, activity: number, index: number): string {
  if (index === 0 || before === undefined) return 'New patient with ILD and a synthetase antibody.'
  if (activity > 0.55 && index > 2) return 'Relapse: worse dyspnea, enzymes up.'
  if (fvc < before - 4) return 'Worse: dyspnea on less effort, FVC down.'
  if (fvc > before + 3) return 'Better: more breath on stairs, FVC up.'
  return activity < 0.15 ? 'Stable, little activity.' : 'Much the same.'
}

function planOf({ treatments, random }: Patient, day: number): string | undefined {
  if (random.chance(0.35)) return undefined
  for (const treatment of treatments) {
    const next = treatment.steps.find((step) => step.start >= day && step.start <= day + 10)
    if (!next) continue
    const name = treatment.drug.charAt(0).toUpperCase() + treatment.drug.slice(1)
    return next.reason === 'start' ? `Start ${treatment.drug}.` : `${name} to ${next.dose} ${next.unit}.`
  }
  return random.pick(['No change.', 'Continue. Blood count and liver in six weeks.', 'PFT before the next visit.'])
}
