/**
 * Events of an invented patient: infections that follow the steroid dose, exacerbations and their admissions, side effects
 * of drugs, and how follow-up ended.
 */
import type { DayNumber } from '#shared/domain/partial-date.ts'
import { daysPerYear, inMonth, onDay } from './calendar.ts'
import type { ValuesOf } from './demo-case.ts'
import type { Patient } from './patient.ts'
import { doseOn } from './treatment-plan.ts'

type EventValues = ValuesOf<'event'>

export function recordEvents(patient: Patient): void {
  recordInfections(patient)
  recordExacerbations(patient)
  recordIntolerance(patient)
  recordOthers(patient)
  recordEnding(patient)
}

const infections: readonly (readonly [title: string, days: number, admitted: number, grade: 2 | 3])[] = [
  ['Bronchitis', 10, 0, 2],
  ['Pneumonia', 18, 0.5, 3],
  ['Herpes zoster', 21, 0.05, 2],
  ['Urinary tract infection', 7, 0.05, 2],
  ['COVID-19', 14, 0.2, 2],
  ['Oral candidiasis', 10, 0, 2],
]
const firstCovid = '2020-03-01'

function recordInfections({ course, treatments, random, add }: Patient): void {
  const { baseline, end } = course
  let number = 0
  for (let day = baseline + 20; day < end - 30; day += 91) {
    const steroid = doseOn(treatments, ['prednisone', 'prednisolone'], day)
    const others = treatments.filter((plan) => plan.start <= day && (plan.end ?? end) >= day).length
    if (!random.chance(0.02 + 0.0012 * Math.min(60, steroid) + 0.008 * others)) continue
    const onset = day + random.whole(0, 20)
    const [title, days, admitted, grade] = random.pick(infections)
    if (onset + days >= end || (title === 'COVID-19' && onDay(onset) < firstCovid)) continue
    number += 1
    const severe = random.chance(admitted)
    add('event', `infection-${number}`, {
      kind: 'infection',
      title,
      onset: random.chance(0.15) ? inMonth(onset) : onDay(onset),
      ended: random.chance(0.7) ? onDay(onset + days) : undefined,
      grade: severe ? 3 : grade,
      outcome: 'recovered',
    })
    if (severe) addAdmission(`admission-infection-${number}`, title, onset + 1, onset + random.whole(4, days - 1), add)
  }
}

function addAdmission(key: string, title: string, from: DayNumber, to: DayNumber, add: Patient['add']): void {
  add('event', key, { kind: 'admission', title, onset: onDay(from), ended: onDay(Math.max(from, to)) })
}

function recordExacerbations({ course, profile, random, add }: Patient): void {
  for (const [index, flare] of course.flares.entries()) {
    if (flare.kind !== 'exacerbation') continue
    const left = flare.fatal ? course.end : Math.min(course.end, flare.day + random.whole(9, 28))
    add('event', `exacerbation-${index + 1}`, {
      kind: 'acute-exacerbation',
      title: flare.fatal
        ? 'Respiratory failure, bilateral new ground glass'
        : 'New bilateral ground glass, infection excluded',
      onset: onDay(flare.day),
      ended: onDay(left),
      grade: flare.fatal ? 5 : 4,
      outcome: flare.fatal ? 'fatal' : 'sequelae',
    })
    addAdmission(
      `admission-exacerbation-${index + 1}`,
      'Acute exacerbation of ILD',
      Math.min(flare.day + 1, left),
      left,
      add,
    )
  }
  if (profile.archetype === 'rapidly-progressive') {
    const discharged = Math.min(course.end, course.baseline + random.whole(12, 35))
    addAdmission('admission-first', 'Rapidly progressive ILD', course.baseline, discharged, add)
  }
}

/** A drug stopped for a side effect is an event as well. */
function recordIntolerance({ treatments, course, random, add }: Patient): void {
  for (const { drug, key, end, stopReason, stopDetail } of treatments) {
    if (stopReason !== 'intolerance' || end === undefined) continue
    add('event', `intolerance-${key}`, {
      kind: 'other-adverse-event',
      title: stopDetail,
      onset: onDay(end - random.whole(0, 6)),
      ended: end + 25 < course.end ? onDay(end + random.whole(3, 25)) : undefined,
      grade: random.pick([1, 2, 2, 3]),
      suspected_drug: drug,
      relatedness: random.pick(['possible', 'probable', 'probable'] as const),
      outcome: 'recovered',
    })
  }
}

const rare: readonly (readonly [EventValues['kind'], string, number])[] = [
  ['fracture', 'Vertebral fracture', 0.012],
  ['thrombosis', 'Deep vein thrombosis', 0.008],
  ['malignancy', 'Basal cell carcinoma', 0.006],
  ['malignancy', 'Breast cancer', 0.002],
]

function recordOthers({ course, profile, random, add }: Patient): void {
  const years = (course.end - course.baseline) / daysPerYear
  for (const [kind, title, yearly] of rare) {
    if (!random.chance(yearly * years) || (title === 'Breast cancer' && profile.sex === 'male')) continue
    const onset = Math.round(random.between(course.baseline + 60, course.end - 30))
    if (onset < course.baseline + 60) continue
    add('event', `${kind}-${title.toLowerCase().replaceAll(' ', '-')}`, {
      kind,
      title,
      onset: random.chance(0.3) ? inMonth(onset) : onDay(onset),
      grade: random.whole(2, 3),
      outcome: random.pick(['recovered', 'sequelae', 'unknown'] as const),
    })
  }
}

function recordEnding({ course, profile, random, add }: Patient): void {
  const onset = onDay(course.end)
  if (course.ending === 'transplanted') {
    add('event', 'transplant', {
      kind: 'transplant',
      title: random.pick(['Double lung transplant', 'Single lung transplant']),
      onset,
    })
    return
  }
  if (course.ending !== 'died') return
  const fatalFlare = course.flares.some((flare) => flare.fatal)
  const cause = fatalFlare
    ? profile.archetype === 'rapidly-progressive'
      ? 'ild'
      : 'acute-exacerbation'
    : course.fvc(course.end) < 58
      ? random.pick(['ild', 'ild', 'infection'] as const)
      : random.pick(['infection', 'cardiovascular', 'malignancy', 'unknown'] as const)
  add('event', 'death', {
    kind: 'death',
    title: random.chance(0.7) ? 'Died in hospital' : 'Died at home',
    onset,
    grade: 5,
    outcome: 'fatal',
    cause_of_death: cause,
  })
}
