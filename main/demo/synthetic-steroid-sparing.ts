/**
 * Steroid-sparing drugs, antifibrotics and prophylaxis of an invented patient: which, when, how far the dose was raised,
 * and why some were stopped. Doses are the usual ones; discontinuation is more frequent with azathioprine than with
 * mycophenolate (Huapaya 2019, Chest 156:896: adverse events 33 against 14 %).
 */
import { dayNumber } from '#shared/domain/partial-date.ts'
import type { DayNumber } from '#shared/domain/partial-date.ts'
import { daysPerYear } from './calendar.ts'
import { weighted } from './random.ts'
import type { Random } from './random.ts'
import type { Course } from './synthetic-course.ts'
import type { Profile } from './synthetic-profile.ts'
import { doseOn } from './treatment-plan.ts'
import type { PlannedStep, PlannedTreatment, StopReason } from './treatment-plan.ts'

const sparingDrugs = ['mycophenolate', 'azathioprine', 'tacrolimus'] as const
type SparingDrug = (typeof sparingDrugs)[number]

const intolerance: Readonly<Record<SparingDrug | 'nintedanib', { chance: number; effects: readonly string[] }>> = {
  mycophenolate: { chance: 0.12, effects: ['Diarrhea', 'Nausea and abdominal pain', 'Leukopenia'] },
  azathioprine: { chance: 0.25, effects: ['Liver enzymes raised', 'Nausea and vomiting', 'Leukopenia', 'Drug fever'] },
  tacrolimus: { chance: 0.17, effects: ['Creatinine raised', 'Tremor', 'Hypertension'] },
  nintedanib: { chance: 0.25, effects: ['Diarrhea', 'Liver enzymes raised', 'Weight loss'] },
}

/** Antifibrotics for progressive ILD other than IPF came in 2020. */
const antifibroticsSince = dayNumber('2020-03-01')

/**
 * @param steroids the glucocorticoids, which prophylaxis follows
 * @param infusions drugs given as infusions: antimetabolites wait for the end of cyclophosphamide
 */
export function planSteroidSparing(
  profile: Profile,
  course: Course,
  steroids: readonly PlannedTreatment[],
  infusions: readonly PlannedTreatment[],
  random: Random,
): readonly PlannedTreatment[] {
  const plans: PlannedTreatment[] = []
  const rapid = profile.archetype === 'rapidly-progressive'
  const first = weighted(
    rapid || profile.archetype === 'amyopathic'
      ? { mycophenolate: 45, azathioprine: 10, tacrolimus: 45 }
      : { mycophenolate: 52, azathioprine: 30, tacrolimus: 18 },
    random.next(),
  )
  const mild = profile.archetype === 'responder' && random.chance(0.12)
  if (!mild) {
    const cyclophosphamide = infusions.find((plan) => plan.drug === 'cyclophosphamide')
    const soonest = first === 'tacrolimus' ? undefined : cyclophosphamide?.end
    addSparing(first, (soonest ?? course.baseline) + (rapid ? random.whole(4, 14) : random.whole(10, 75)), 2)
    if (course.flares.some((flare) => flare.kind === 'relapse') && random.chance(0.55)) addAfterRelapse()
  }
  addNintedanib()
  addProphylaxis()
  return plans

  function addSparing(drug: SparingDrug, start: DayNumber, line: number): void {
    const stopsEarly = random.chance(intolerance[drug].chance)
    const tried = Math.round(stopsEarly ? random.between(30, 200) : random.between(2.5, 9) * daysPerYear)
    const ends = stopsEarly || (random.chance(0.2) && profile.archetype === 'responder')
    const end = ends ? start + tried : undefined
    const reason: StopReason = stopsEarly ? 'intolerance' : 'remission'
    plans.push({
      key: `${drug}-${plans.filter((plan) => plan.drug === drug).length + 1}`,
      drug,
      indication: line === 2 ? 'induction' : 'maintenance',
      line,
      route: 'oral',
      start,
      end,
      stopReason: ends ? reason : undefined,
      stopDetail: stopsEarly ? random.pick(intolerance[drug].effects) : undefined,
      steps: stepsOf(drug, start, end, profile, random),
    })
    if (end !== undefined && stopsEarly && end < course.end) {
      const others = sparingDrugs.filter((other) => !plans.some((plan) => plan.drug === other))
      if (others.length > 0) addSparing(random.pick(others), end + random.whole(10, 45), line + 1)
    }
  }

  /** A second drug beside the first, or in its place. */
  function addAfterRelapse(): void {
    const relapse = course.flares[0]
    const running = plans.findIndex((plan) => relapse && plan.start < relapse.day && plan.end === undefined)
    const current = plans[running]
    if (!relapse || !current) return
    const others = sparingDrugs.filter((other) => !plans.some((plan) => plan.drug === other))
    if (others.length === 0) return
    const start = relapse.day + random.whole(7, 40)
    if (random.chance(0.6)) {
      plans[running] = {
        ...current,
        end: start - 1,
        stopReason: 'inefficacy',
        stopDetail: 'Relapse',
        steps: current.steps.filter((step) => step.start < start - 1),
      }
    }
    addSparing(random.pick(others), start, (current.line ?? 1) + 1)
  }

  function addNintedanib(): void {
    const likely: Partial<Record<typeof profile.archetype, number>> = {
      'slow-decliner': 0.6,
      'late-diagnosis': 0.45,
      'acute-exacerbation': 0.25,
    }
    if (!random.chance(likely[profile.archetype] ?? 0)) return
    const start = Math.max(antifibroticsSince, course.baseline) + random.whole(120, 700)
    const reduced = random.chance(0.35)
    const stops = random.chance(intolerance.nintedanib.chance)
    const steps: PlannedStep[] = [{ start, dose: 150, unit: 'mg', frequency: 'bid', reason: 'start' }]
    if (reduced) {
      const detail = random.pick(intolerance.nintedanib.effects)
      steps.push({
        start: start + random.whole(25, 120),
        dose: 100,
        unit: 'mg',
        frequency: 'bid',
        reason: 'intolerance',
        detail,
      })
    }
    plans.push({
      key: 'nintedanib-1',
      drug: 'nintedanib',
      indication: 'maintenance',
      line: 3,
      route: 'oral',
      start,
      end: stops ? start + random.whole(150, 600) : undefined,
      stopReason: stops ? 'intolerance' : undefined,
      stopDetail: stops ? random.pick(intolerance.nintedanib.effects) : undefined,
      steps,
    })
  }

  /** Against Pneumocystis while prednisone is at 20 mg or more. */
  function addProphylaxis(): void {
    const start = course.baseline + random.whole(3, 25)
    if (doseOn(steroids, [profile.site.glucocorticoid], start) < 20 || random.chance(0.2)) return
    let end = start + 30
    while (end < course.end && doseOn(steroids, [profile.site.glucocorticoid], end) >= 20) end += 14
    const daily = random.chance(0.5)
    plans.push({
      key: 'cotrimoxazole-1',
      drug: 'cotrimoxazole',
      indication: 'prophylaxis',
      route: 'oral',
      start,
      end,
      stopReason: 'completed',
      stopDetail: 'Prednisone below 20 mg a day',
      steps: [
        { start, dose: daily ? 480 : 960, unit: 'mg', frequency: daily ? 'daily' : 'three-weekly', reason: 'start' },
      ],
    })
  }
}

/** How a drug is raised to its full dose, and lowered once where it was not borne well. */
function stepsOf(
  drug: SparingDrug,
  start: DayNumber,
  end: DayNumber | undefined,
  profile: Profile,
  random: Random,
): readonly PlannedStep[] {
  const unit = 'mg'
  const steps: PlannedStep[] = []
  const raise = (day: DayNumber, dose: number, frequency: 'daily' | 'bid'): void => {
    steps.push({ start: day, dose, unit, frequency, reason: steps.length === 0 ? 'start' : 'increase' })
  }
  if (drug === 'mycophenolate') {
    raise(start, 500, 'bid')
    raise(start + random.whole(13, 28), 1000, 'bid')
    if (random.chance(0.4)) raise(start + random.whole(45, 100), 1500, 'bid')
  } else if (drug === 'azathioprine') {
    const target = Math.min(200, Math.max(100, Math.round((2 * profile.weightKg) / 50) * 50))
    for (let dose = 50, day = start; dose <= target; dose += 50, day += random.whole(13, 24)) raise(day, dose, 'daily')
  } else {
    const target = Math.max(1.5, Math.round(0.03 * profile.weightKg * 2) / 2)
    raise(start, 1, 'bid')
    raise(start + random.whole(6, 12), Math.max(1.5, target - 0.5), 'bid')
    if (target > 2) raise(start + random.whole(18, 40), target, 'bid')
  }
  const last = steps.at(-1)
  if (last && random.chance(0.22)) {
    const day = last.start + random.whole(90, 700)
    const [reason, detail] = random.pick([
      ['intolerance', random.pick(intolerance[drug].effects)],
      ['infection', 'Recurrent chest infections'],
      ['taper', undefined],
    ] as const)
    const dose = drug === 'tacrolimus' ? Math.max(0.5, last.dose - 0.5) : Math.max(50, last.dose * 0.5)
    steps.push({ start: day, dose, unit, frequency: last.frequency, reason, detail })
  }
  return steps.filter((step) => end === undefined || step.start < end)
}
