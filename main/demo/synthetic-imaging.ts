/** Imaging of an invented patient: CT at the start, after a year, then now and then and at flares, each read against the one before. */
import type { DayNumber } from '#shared/domain/partial-date.ts'
import { inMonth, onDay, sameMonth } from './calendar.ts'
import type { ValuesOf } from './demo-case.ts'
import type { Patient } from './patient.ts'
import { clamp } from './random.ts'

interface EarlierScan {
  readonly reference: string
  readonly extent: number
  readonly activity: number
}

export function recordImaging(patient: Patient): void {
  const { profile, course, random, add } = patient
  const scans = scanDays(patient)
  const fibrosing = ['nsip-fibrotic', 'uip', 'probable-uip'].includes(profile.pattern)
  let earlier: EarlierScan | undefined
  for (const [index, day] of scans.entries()) {
    const activity = course.activity(day)
    const extent = extentOn(patient, day)
    const change = earlier && changeBetween(earlier, { extent, activity })
    const read = random.chance(0.85)
    const values: ValuesOf<'imaging'> = {
      date:
        index === 0 && day < course.baseline && !sameMonth(day, scans[1] ?? course.baseline) && random.chance(0.2)
          ? inMonth(day)
          : onDay(day),
      modality: 'hrct',
      slice_thickness: random.pick([0.6, 0.75, 1, 1, 1.25]),
      pattern: profile.pattern,
      certainty: random.pick(['definite', 'probable', 'probable'] as const),
      extent_pct: read ? extent : undefined,
      goh: extent < 15 ? 'limited' : extent > 25 ? 'extensive' : 'indeterminate',
      ground_glass: activity > 0.2 || !fibrosing ? 'present' : 'absent',
      traction_bronchiectasis: fibrosing || extent > 40 ? 'present' : random.chance(0.2) ? 'unknown' : 'absent',
      honeycombing: profile.pattern === 'uip' ? 'present' : 'absent',
      change,
      compared_with: earlier?.reference,
      report: reportOf(patient, day, change),
    }
    const reference = add(
      'imaging',
      `ct-${index + 1}`,
      values,
      read ? undefined : { missing: { extent_pct: 'not-done' } },
    )
    earlier = { reference, extent, activity }
  }
  recordOthers(patient)
}

/** Share of the lung, to the nearest 5 %. */
function extentOn({ course }: Patient, day: DayNumber): number {
  const lost = (100 - course.fvc(day)) * 0.5 + (88 - course.dlco(day)) * 0.15 + 14 * course.activity(day)
  return clamp(Math.round(lost / 5) * 5, 5, 75)
}

function changeBetween(before: EarlierScan, now: Omit<EarlierScan, 'reference'>): 'better' | 'same' | 'worse' {
  const difference = now.extent - before.extent
  if (difference >= 5) return 'worse'
  return difference <= -5 ? 'better' : 'same'
}

function scanDays({ course, random }: Patient): readonly DayNumber[] {
  const { baseline, end } = course
  const days = [baseline - random.whole(-12, 40)]
  let day = baseline + random.whole(160, 400)
  while (day < end) {
    days.push(day)
    day += random.whole(330, 800)
  }
  for (const flare of course.flares) days.push(flare.day + random.whole(0, 4))
  days.sort((a, b) => a - b)
  return days.filter((scan, index) => scan <= end && scan - (days[index - 1] ?? -Infinity) > 5)
}

const words: Readonly<Record<string, string>> = {
  'nsip-fibrotic': 'Reticulation and traction bronchiectasis of the lower lobes, subpleural sparing.',
  'nsip-cellular': 'Symmetric ground glass of the lower lobes, subpleural sparing.',
  'nsip-op': 'Ground glass and peribronchovascular consolidation of the lower lobes.',
  nsip: 'Ground glass with fine reticulation of the lower lobes.',
  op: 'Patchy consolidation, peripheral and perilobular.',
  uip: 'Subpleural basal reticulation with honeycombing.',
  'probable-uip': 'Subpleural basal reticulation with traction bronchiectasis, no honeycombing.',
  dad: 'Diffuse ground glass and dependent consolidation of both lungs.',
}

function reportOf({ profile, course }: Patient, day: DayNumber, change: string | undefined): string {
  if (course.flares.some((flare) => day >= flare.day && day < flare.day + 6)) {
    return 'New bilateral ground glass. No embolism.'
  }
  const pattern = words[profile.pattern] ?? 'ILD.'
  if (change === 'better') return `${pattern} Less ground glass than before.`
  if (change === 'worse') return `${pattern} More than before.`
  return change === 'same' ? `${pattern} Unchanged.` : pattern
}

function recordOthers({ profile, course, random, add }: Patient): void {
  if (random.chance(0.45)) {
    add('imaging', 'radiograph', {
      date: onDay(course.baseline - random.whole(45, 70)),
      modality: 'chest-radiograph',
      report: 'Basal opacities on both sides.',
    })
  }
  if (profile.ckPeak > 2 && random.chance(0.4)) {
    const day = course.baseline + random.whole(3, 30)
    if (day > course.end) return
    add('imaging', 'muscle', {
      date: onDay(day),
      modality: 'mri-muscle',
      report: 'Edema of both quadriceps and of the gluteal muscles.',
    })
  }
}
