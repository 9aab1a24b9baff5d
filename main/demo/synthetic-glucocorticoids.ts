/**
 * Glucocorticoids of an invented patient: a pulse where the course calls for one, about 1 mg/kg of prednisone (or less
 * where the disease is mild), then down a ladder of usual steps to a floor, and up again with each flare.
 */
import type { DayNumber } from '#shared/domain/partial-date.ts'
import { weighted } from './random.ts'
import type { Random, Weights } from './random.ts'
import type { Archetype, Profile } from './synthetic-profile.ts'
import type { Course } from './synthetic-course.ts'
import type { DoseReason, PlannedStep, PlannedTreatment } from './treatment-plan.ts'

/** Milligrams a day. Physicians differ in how fine their steps are; each patient has one ladder. */
const ladders = [
  [80, 60, 50, 40, 35, 30, 25, 20, 17.5, 15, 12.5, 10, 7.5, 5, 2.5, 0],
  [80, 60, 50, 40, 30, 25, 20, 15, 12.5, 10, 7.5, 5, 2.5, 0],
  [80, 60, 40, 30, 20, 15, 10, 7.5, 5, 2.5, 0],
  [60, 50, 40, 30, 25, 20, 17.5, 15, 12.5, 10, 9, 8, 7.5, 6, 5, 4, 3, 2.5, 1, 0],
] as const
type Ladder = (typeof ladders)[number]

/** First dose, milligrams a day, lowest and highest. */
const firstDose: Readonly<Record<Archetype, readonly [number, number]>> = {
  responder: [40, 60],
  'slow-decliner': [20, 40],
  'acute-exacerbation': [30, 60],
  'rapidly-progressive': [60, 80],
  'relapse-on-taper': [40, 60],
  'stable-on-ivig': [40, 60],
  amyopathic: [25, 50],
  'late-diagnosis': [15, 30],
}

const floors: Readonly<Record<Archetype, Weights<string>>> = {
  responder: { 0: 35, '2.5': 15, 5: 50 },
  'slow-decliner': { 5: 45, '7.5': 35, 10: 20 },
  'acute-exacerbation': { 5: 50, '7.5': 30, 10: 20 },
  'rapidly-progressive': { 5: 70, '7.5': 30 },
  'relapse-on-taper': { 5: 100 },
  'stable-on-ivig': { 5: 40, '7.5': 25, 10: 35 },
  amyopathic: { 0: 30, 5: 70 },
  'late-diagnosis': { 5: 60, 10: 40 },
}

/** Days that a dose is usually kept. */
function usualDays(dose: number): number {
  if (dose >= 50) return 14
  if (dose >= 30) return 18
  if (dose >= 20) return 26
  if (dose >= 12.5) return 38
  if (dose >= 10) return 65
  return dose >= 7.5 ? 110 : 200
}

function rungAtMost(dose: number, ladder: Ladder): number {
  return ladder.find((rung) => rung <= dose) ?? 0
}

/** The floor that holds on a day: 20 mg until immune globulin where the course rests on it, a step more after a flare. */
function floorOn(day: DayNumber, lowest: number, course: Course): number {
  if (course.ivigFrom !== undefined && day < course.ivigFrom + 28) return 20
  const flares = course.flares.filter((flare) => flare.day < day).length
  return lowest + 2.5 * flares
}

/** All glucocorticoid courses, in order of their starts. */
export function planGlucocorticoids(profile: Profile, course: Course, random: Random): readonly PlannedTreatment[] {
  const drug = profile.site.glucocorticoid
  const lowest = Number(weighted(floors[profile.archetype], random.next()))
  const ladder = random.pick(ladders)
  // The same way down takes as long with few steps as with many.
  const pace = (random.between(0.75, 1.35) * 13) / ladder.length
  const plans: PlannedTreatment[] = []
  let pulses = 0

  function addPulse(start: DayNumber): void {
    pulses += 1
    const dose = random.chance(0.5) ? 1000 : 500
    plans.push({
      key: `methylprednisolone-${pulses}`,
      drug: 'methylprednisolone',
      indication: pulses > 1 || profile.archetype !== 'rapidly-progressive' ? 'rescue' : 'induction',
      route: 'iv',
      start,
      end: start + 2,
      stopReason: 'completed',
      steps: [{ start, dose, unit: 'mg', frequency: 'daily', reason: 'start' }],
    })
  }

  const [low, high] = firstDose[profile.archetype]
  let day = course.baseline + (random.chance(0.2) ? -random.whole(6, 30) : random.whole(0, 21))
  let dose = rungAtMost(random.between(low, high + 5), ladder)
  if (profile.archetype === 'rapidly-progressive') {
    day = course.baseline + random.whole(3, 8)
    addPulse(day - 3)
  }
  let reason: DoseReason = 'start'
  let steps: PlannedStep[] = []
  let started = day
  let coursesOfDrug = 0
  const flares = [...course.flares]

  function close(end: DayNumber | undefined): void {
    coursesOfDrug += 1
    plans.push({
      key: `${drug}-${coursesOfDrug}`,
      drug,
      indication: coursesOfDrug === 1 ? 'induction' : 'rescue',
      line: coursesOfDrug === 1 ? 1 : undefined,
      route: 'oral',
      start: started,
      end,
      stopReason: end === undefined ? undefined : 'remission',
      steps,
    })
    steps = []
  }

  while (day <= course.end) {
    if (dose > 0) {
      if (steps.length === 0) started = day
      if (dose !== steps.at(-1)?.dose)
        steps.push({ start: day, dose, unit: 'mg', frequency: 'daily', reason, ...detailOf(reason) })
    } else if (steps.length > 0) close(day - 1)
    const floor = floorOn(day, lowest, course)
    const resting = dose <= floor
    let next = resting ? restsUntil(day) : day + Math.round(usualDays(dose) * pace * random.between(0.85, 1.2))
    const flare = flares[0]
    if (flare && flare.day <= next) {
      flares.shift()
      next = Math.max(day + 7, flare.day + random.whole(1, 6))
      dose = Math.max(rungAtMost(dose * 2, ladder), flare.kind === 'exacerbation' ? 60 : random.chance(0.5) ? 40 : 30)
      reason = 'flare'
      if (flare.kind === 'exacerbation' && next + 3 <= course.end) {
        addPulse(next)
        next += 3
      }
    } else {
      if (!resting) dose = Math.max(rungAtMost(dose - 0.1, ladder), floorOn(next, lowest, course))
      reason = 'taper'
    }
    day = next
  }
  if (steps.length > 0) close(undefined)
  return plans.sort((a, b) => a.start - b.start)

  /** A dose at its floor is kept until a flare, or until immune globulin allows to go on. */
  function restsUntil(from: DayNumber): DayNumber {
    const wait = course.ivigFrom === undefined ? undefined : course.ivigFrom + 28
    return wait !== undefined && from < wait ? wait : course.end + 1
  }

  function detailOf(why: DoseReason): { detail?: string } {
    if (why !== 'flare') return {}
    return { detail: profile.archetype === 'acute-exacerbation' ? 'Acute exacerbation' : 'Dyspnea and CK up again' }
  }
}
