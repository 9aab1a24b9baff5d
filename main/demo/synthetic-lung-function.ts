/**
 * Pulmonary function and walk tests of an invented patient.
 *
 * Volumes come from % of predicted and the predicted values of the European Community for Steel and Coal for spirometry
 * and volumes (Quanjer PH et al., Eur Respir J 1993;6 Suppl 16:5-40) and gas transfer (Cotes JE et al., ibid. 41-52), as
 * an older laboratory would report them; the registry's own computation uses other equations, so the two differ.
 */
import type { DayNumber } from '#shared/domain/partial-date.ts'
import { daysPerYear, onDay } from './calendar.ts'
import type { ValuesOf } from './demo-case.ts'
import type { Patient } from './patient.ts'
import { clamp, rounded } from './random.ts'
import type { Profile } from './synthetic-profile.ts'

/** 1 mmol/min/kPa = 2.987 mL/min/mmHg. */
const millilitersPerMillimole = 2.987
const metersPerFoot = 0.3048

interface Predicted {
  readonly fvc: number
  readonly fev1: number
  readonly tlc: number
  readonly rv: number
  /** mmol/min/kPa. */
  readonly dlco: number
}

/** Share of the predicted volume by group: the group terms of GLI-2012 for FVC in men, rounded. */
const groupShare: Readonly<Record<Profile['group'], number>> = {
  caucasian: 1,
  'african-american': 0.85,
  'north-east-asian': 0.96,
  'south-east-asian': 0.89,
  other: 0.92,
}

function predictedOf(profile: Profile, age: number): Predicted {
  const height = profile.heightCm / 100
  const years = Math.max(25, age)
  const share = groupShare[profile.group]
  return profile.sex === 'male'
    ? {
        fvc: share * (5.76 * height - 0.026 * years - 4.34),
        fev1: share * (4.3 * height - 0.029 * years - 2.49),
        tlc: share * (7.99 * height - 7.08),
        rv: share * (1.31 * height + 0.022 * years - 1.23),
        dlco: 11.11 * height - 0.066 * years - 6.03,
      }
    : {
        fvc: share * (4.43 * height - 0.026 * years - 2.89),
        fev1: share * (3.95 * height - 0.025 * years - 2.6),
        tlc: share * (6.6 * height - 5.79),
        rv: share * (1.81 * height + 0.016 * years - 2),
        dlco: 8.18 * height - 0.049 * years - 2.74,
      }
}

/** A test about every five months, more often at first, and a walk at two of three. */
export function recordLungFunction(patient: Patient): void {
  const { course, random, visits, profile } = patient
  const walks = random.chance(0.75)
  const traits = {
    ratio: random.between(1.01, 1.09),
    trapped: random.between(0.78, 1.05),
    corrected: random.chance(0.35),
    withVolumes: random.chance(0.75),
  }
  let number = 0
  let last: DayNumber | undefined
  for (const { day, kind } of visits) {
    const due = last === undefined || day - last > (day - course.baseline < 400 ? 70 : 140)
    if (!due || kind === 'telephone' || (kind === 'admission' && random.chance(0.6))) continue
    last = day
    number += 1
    recordTest(patient, day, number, traits)
    if (walks && random.chance(0.66) && kind !== 'admission') recordWalk(patient, day, number, profile)
  }
}

interface Traits {
  /** FEV1 % over FVC %. */
  readonly ratio: number
  /** RV, share of predicted. */
  readonly trapped: number
  readonly corrected: boolean
  readonly withVolumes: boolean
}

function recordTest(
  { profile, course, born, random, add }: Patient,
  day: DayNumber,
  number: number,
  traits: Traits,
): void {
  const predicted = predictedOf(profile, (day - born) / daysPerYear)
  const fvcPct = clamp(course.fvc(day) + random.normal(0, 1.5), 24, 120)
  const dlcoPct = clamp(course.dlco(day) + random.normal(0, 2.3), 20, 120)
  const fev1Pct = clamp(fvcPct * traits.ratio + random.normal(0, 1), 20, 125)
  const fvc = (fvcPct / 100) * predicted.fvc
  // FEV1 never exceeds 93 % of FVC.
  const fev1 = Math.min((fev1Pct / 100) * predicted.fev1, 0.93 * fvc)
  const rv = traits.trapped * predicted.rv * (0.8 + 0.002 * fvcPct)
  const tlc = fvc + rv
  const va = tlc * random.between(0.9, 0.96)
  const dlco = (dlcoPct / 100) * predicted.dlco
  const kco = dlco / va
  const unable = fvcPct < 40 || dlcoPct < 24 ? random.chance(0.4) : random.chance(0.04)
  const traditional = profile.site.transfer === 'mL/min/mm[Hg]'
  const scale = traditional ? millilitersPerMillimole : 1
  const percent = (value: number): number => Math.round(value * 100)
  const volumes: ValuesOf<'pft'> = traits.withVolumes
    ? {
        tlc: rounded(tlc, 2),
        tlc_unit: 'L',
        tlc_pct: percent(tlc / predicted.tlc),
        rv: rounded(rv, 2),
        rv_unit: 'L',
        rv_pct: percent(rv / predicted.rv),
      }
    : {}
  const transfer: ValuesOf<'pft'> = unable
    ? {}
    : {
        dlco: rounded(dlco * scale, traditional ? 1 : 2),
        dlco_unit: profile.site.transfer,
        dlco_pct: Math.round(dlcoPct),
        dlco_basis: traits.corrected ? 'hb-corrected' : 'uncorrected',
        kco: rounded(kco * scale, 2),
        kco_unit: traditional ? 'mL/min/mm[Hg]/L' : 'mmol/min/kPa/L',
        kco_pct: percent(kco / (predicted.dlco / predicted.tlc)),
        va: rounded(va, 2),
        va_unit: 'L',
      }
  const milliliters = profile.site.name === 'Demo site B'
  add(
    'pft',
    `pft-${number}`,
    {
      date: onDay(day),
      fvc: milliliters ? Math.round(fvc * 100) * 10 : rounded(fvc, 2),
      fvc_unit: milliliters ? 'mL' : 'L',
      fvc_pct: Math.round(fvcPct),
      fev1: milliliters ? Math.round(fev1 * 100) * 10 : rounded(fev1, 2),
      fev1_unit: milliliters ? 'mL' : 'L',
      fev1_pct: percent(fev1 / predicted.fev1),
      ...volumes,
      ...transfer,
      bronchodilator: 'pre',
      quality: random.pick(['A', 'A', 'A', 'B', 'B', 'C'] as const),
      effort_note: unable ? 'Could not hold the breath long enough for DLCO.' : undefined,
      laboratory: profile.site.name,
    },
    unable ? { missing: { dlco: 'not-done', dlco_pct: 'not-done' } } : undefined,
  )
}

function recordWalk({ course, born, random, add }: Patient, day: DayNumber, number: number, profile: Profile): void {
  const age = (day - born) / daysPerYear
  const fvc = course.fvc(day)
  const dlco = course.dlco(day)
  const meters = clamp(
    640 -
      3.2 * Math.max(0, age - 45) -
      3 * Math.max(0, 82 - fvc) -
      2.2 * Math.max(0, 65 - dlco) -
      70 * course.activity(day) +
      random.normal(0, 28),
    90,
    690,
  )
  const start = Math.round(clamp(97.5 - Math.max(0, 50 - dlco) / 8 + random.normal(0, 0.7), 90, 99))
  const nadir = Math.round(clamp(start - 2 - Math.max(0, 64 - dlco) / 3.6 - random.between(0, 2), 72, start))
  const refused = random.chance(0.04)
  add(
    'walk_test',
    `walk-${number}`,
    refused
      ? { date: onDay(day) }
      : {
          date: onDay(day),
          distance: profile.site.imperial ? Math.round(meters / metersPerFoot / 5) * 5 : Math.round(meters / 5) * 5,
          distance_unit: profile.site.imperial ? '[ft_i]' : 'm',
          spo2_start: start,
          spo2_nadir: nadir,
          spo2_end: Math.min(start, nadir + random.whole(0, 3)),
          oxygen: dlco < 34 ? random.whole(2, 4) : 0,
          borg_start: random.chance(0.7) ? random.pick([0, 0, 0.5, 1]) : undefined,
          borg_end: rounded(clamp(1.5 + (75 - dlco) / 12 + random.normal(0, 0.8), 0.5, 9) * 2) / 2,
        },
    refused ? { missing: { distance: 'refused' } } : undefined,
  )
}
