/**
 * Drugs given as infusions: immune globulin in monthly cycles of 2 g/kg over two to five days, rituximab 1000 mg on days
 * 1 and 15 about every six months (Marie 2012, Respir Med 106:581), cyclophosphamide every four weeks six times.
 */
import { dayNumber } from '#shared/domain/partial-date.ts'
import type { DayNumber } from '#shared/domain/partial-date.ts'
import { clamp, toStep, weighted } from './random.ts'
import type { Random } from './random.ts'
import type { Course } from './synthetic-course.ts'
import type { Profile } from './synthetic-profile.ts'
import type { PlannedInfusion, PlannedTreatment, StopReason } from './treatment-plan.ts'

/** Until then also the usual induction where nothing was rapid. */
const cyclophosphamideUntil = dayNumber('2018-01-01')

export function planInfusions(profile: Profile, course: Course, random: Random): readonly PlannedTreatment[] {
  const plans: PlannedTreatment[] = []
  const flare = course.flares.find((candidate) => !candidate.fatal)
  switch (profile.archetype) {
    case 'rapidly-progressive':
      if (random.chance(0.6)) addCyclophosphamide(course.baseline + random.whole(5, 14), 'induction')
      else addRituximab(course.baseline + random.whole(5, 20), 'induction')
      if (random.chance(0.4)) addImmuneGlobulin(course.baseline + random.whole(8, 25), 'induction', random.whole(3, 6))
      break
    case 'acute-exacerbation':
      if (flare && random.chance(0.6)) addRituximab(flare.day + random.whole(10, 30), 'rescue')
      break
    case 'relapse-on-taper':
      if (flare && random.chance(0.6)) addRituximab(flare.day + random.whole(20, 90), 'rescue')
      else if (flare && random.chance(0.3))
        addImmuneGlobulin(flare.day + random.whole(30, 120), 'rescue', random.whole(6, 18))
      break
    case 'stable-on-ivig':
      if (course.ivigFrom !== undefined) addImmuneGlobulin(course.ivigFrom, 'maintenance', 200)
      break
    case 'slow-decliner':
      if (random.chance(0.35)) addRituximab(course.baseline + random.whole(200, 800), 'rescue')
      break
    case 'responder':
    case 'amyopathic':
    case 'late-diagnosis':
      if (course.baseline < cyclophosphamideUntil && random.chance(0.3)) {
        addCyclophosphamide(course.baseline + random.whole(10, 30), 'induction')
      } else if (random.chance(0.12)) addRituximab(course.baseline + random.whole(60, 400), 'induction')
      break
  }
  return plans

  function add(
    drug: 'ivig' | 'rituximab' | 'cyclophosphamide',
    indication: PlannedTreatment['indication'],
    infusions: readonly PlannedInfusion[],
    stop?: { readonly reason: StopReason; readonly detail?: string },
  ): void {
    const [first] = infusions
    const last = infusions.at(-1)
    if (!first || !last) return
    plans.push({
      key: `${drug}-1`,
      drug,
      indication,
      line: indication === 'induction' ? 2 : 3,
      route: 'iv',
      start: first.start,
      end: stop ? last.end : undefined,
      stopReason: stop?.reason,
      stopDetail: stop?.detail,
      // Doses of the others stand with each infusion; a monthly course has one dose to speak of.
      steps: drug === 'ivig' ? [{ start: first.start, dose: 2, unit: 'g/kg', frequency: 'q4w', reason: 'start' }] : [],
      infusions,
    })
  }

  function addImmuneGlobulin(start: DayNumber, indication: PlannedTreatment['indication'], most: number): void {
    const days = random.whole(2, random.chance(0.3) ? 5 : 3)
    const stretched = random.chance(0.35)
    const infusions: PlannedInfusion[] = []
    for (let day = start; day + days - 1 <= course.end && infusions.length < most;) {
      const perKg = stretched && infusions.length > 18 ? 1 : 2
      infusions.push({
        start: day,
        end: day + days - 1,
        perKg: { dose: perKg, unit: 'g/kg' },
        total: { dose: toStep(perKg * profile.weightKg, 5), unit: 'g' },
      })
      // Chairs are booked by the week, so now and then it gets five weeks.
      day +=
        (stretched && infusions.length > 18 ? 42 : 28) + (random.chance(0.12) ? 7 : 0) + (random.chance(0.1) ? 1 : 0)
    }
    const finished = infusions.length === most
    add('ivig', indication, infusions, finished ? { reason: 'completed' } : undefined)
  }

  function addRituximab(start: DayNumber, indication: PlannedTreatment['indication']): void {
    const cycles = random.whole(1, 5)
    const infusions: PlannedInfusion[] = []
    for (let cycle = 0, day = start; cycle < cycles && day + 14 <= course.end; cycle++) {
      for (const given of [day, day + 14])
        infusions.push({ start: given, end: given, total: { dose: 1000, unit: 'mg' } })
      day += random.whole(168, 230)
    }
    const reason = weighted({ completed: 50, remission: 35, infection: cycles > 1 ? 15 : 0 }, random.next())
    const stop = { reason, detail: reason === 'infection' ? 'Low IgG with infections' : undefined }
    add('rituximab', indication, infusions, stop)
  }

  function addCyclophosphamide(start: DayNumber, indication: PlannedTreatment['indication']): void {
    // Mosteller's body surface.
    const surface = Math.sqrt((profile.heightCm * profile.weightKg) / 3600)
    const perSquareMeter = random.pick([500, 600, 750])
    const total = clamp(toStep(perSquareMeter * surface, 50), 500, 1500)
    const infusions: PlannedInfusion[] = []
    const cycles = random.chance(0.75) ? 6 : random.whole(3, 5)
    for (let cycle = 0, day = start; cycle < cycles && day <= course.end; cycle++) {
      infusions.push({ start: day, end: day, total: { dose: total, unit: 'mg' } })
      day += 28 + (random.chance(0.15) ? 7 : 0)
    }
    const stop =
      cycles < 6 ? ({ reason: 'intolerance', detail: 'Leukopenia' } as const) : ({ reason: 'completed' } as const)
    add('cyclophosphamide', indication, infusions, stop)
  }
}
