/**
 * Laboratory results of an invented patient. Muscle enzymes follow activity and treatment, inflammation follows activity,
 * blood count and creatinine follow the drugs. Units and limits are those of the patient's site.
 */
import { dayNumber } from '#shared/domain/partial-date.ts'
import type { DayNumber } from '#shared/domain/partial-date.ts'
import type { LaboratoryTestCode } from '#shared/dictionary/lists/laboratory-tests.ts'
import { onDay } from './calendar.ts'
import type { Patient } from './patient.ts'
import { clamp, rounded } from './random.ts'
import { doseOn } from './treatment-plan.ts'
import type { DrugCode } from './treatment-plan.ts'

interface Result {
  readonly value: number
  readonly unit: string
  readonly low?: number
  readonly high?: number
  readonly decimals: number
  /** Below it the laboratory prints `<` and the limit. */
  readonly detects?: number
}

/** Enzymes in µkat/L: 1 µkat/L = 60 U/L. */
const unitsPerKatal = 60
/** 1 mg/dL of creatinine = 88.4 µmol/L. */
const micromolesPerMilligram = 88.4
/** 1 mmol/L of hemoglobin (monomer) = 1.6114 g/dL. */
const gramsPerMillimole = 1.6114
/** Before it the site A laboratory gave CRP to 0.5 mg/dL only. */
const finerCrpSince = dayNumber('2016-01-01')

export function recordLaboratory(patient: Patient): void {
  const { profile, course, treatments, random, add, visits } = patient
  const { site } = profile
  const resting = random.between(0.3, 0.7)
  const usual = {
    hemoglobin: random.normal(profile.sex === 'male' ? 14.6 : 13.2, 0.7),
    leukocytes: random.between(5, 7.5),
    platelets: random.between(190, 320),
    creatinine: random.between(58, 82) + (profile.sex === 'male' ? 10 : 0),
    igg: random.between(9, 16),
    ldh: random.between(170, 210),
  }
  const aldolaseToo = random.chance(0.5)
  const kl6Too = site.kl6 || random.chance(0.12)
  const kl6Peak = random.between(700, 2600)

  const days = visits.filter((visit) => visit.kind !== 'telephone').map((visit) => visit.day)
  // In the first weeks blood is drawn between visits.
  const between = [16, 60]
    .map((offset) => course.baseline + offset)
    .filter((day) => day < course.end && !days.includes(day))
  const full = new Set(days)
  for (const day of [...days, ...between].sort((a, b) => a - b)) draw(day, full.has(day))

  function draw(day: DayNumber, complete: boolean): void {
    const activity = course.activity(day)
    const steroid = Math.min(80, doseOn(treatments, ['prednisone', 'prednisolone'], day))
    const on = (drug: DrugCode): boolean => doseOn(treatments, [drug], day) > 0
    const noise = (spread: number): number => Math.exp(random.normal(0, spread))
    const first = day === course.baseline

    const ckRatio = Math.max(0.15, resting + (profile.ckPeak - resting) * clamp(activity, 0, 1.15) ** 2.1) * noise(0.16)
    enzyme('ck', ckRatio, site.ulnCk[profile.sex], 0)
    if (aldolaseToo)
      enzyme('aldolase', (0.55 + 0.12 * Math.max(0, ckRatio - 0.6) ** 0.8) * noise(0.1), site.imperial ? 8.1 : 7.6, 1)
    if (random.chance(complete ? 0.85 : 0.4))
      enzyme('ldh', (usual.ldh * (1 + 0.35 * activity + 0.035 * ckRatio) * noise(0.07)) / 250, 250, 0)
    crp((2.2 + 38 * clamp(activity, 0, 1.3) ** 2) * noise(0.55))
    if (!complete) return

    if (random.chance(0.7)) {
      enzyme('ast', (0.55 + 0.17 * Math.max(0, ckRatio - 0.6)) * noise(0.14), 35, 0)
      enzyme(
        'alt',
        (0.6 + 0.13 * Math.max(0, ckRatio - 0.6) + (on('azathioprine') ? 0.1 : 0)) * noise(0.18),
        profile.sex === 'male' ? 45 : 34,
        0,
      )
    }
    hemoglobin(
      clamp(usual.hemoglobin - 0.9 * activity - (on('cyclophosphamide') ? 0.8 : 0) + random.normal(0, 0.35), 7.8, 17.8),
    )
    const lowered = on('azathioprine') || on('mycophenolate') ? 0.85 : 1
    put('leukocytes', {
      value: Math.max(
        1.8,
        (usual.leukocytes + 0.07 * steroid) * (on('cyclophosphamide') ? 0.6 : lowered) * noise(0.12),
      ),
      unit: site.imperial ? '10*3/uL' : '10*9/L',
      low: 4,
      high: 10,
      decimals: 1,
    })
    if (random.chance(0.5)) {
      put('lymphocytes', {
        value: clamp((1.8 - 0.012 * steroid) * lowered * noise(0.2), 0.2, 4),
        unit: site.imperial ? '10*3/uL' : '10*9/L',
        low: 1,
        high: 4,
        decimals: 2,
      })
    }
    if (random.chance(0.5)) {
      put('platelets', {
        value: clamp(usual.platelets * (1 + 0.15 * activity) * noise(0.1), 80, 520),
        unit: site.imperial ? '10*3/uL' : '10*9/L',
        low: 150,
        high: 400,
        decimals: 0,
      })
    }
    creatinine(usual.creatinine * (on('tacrolimus') ? 1.14 : 1) * noise(0.07))
    if (kl6Too)
      put('kl-6', {
        value: clamp(
          (320 + kl6Peak * (0.25 + 0.75 * activity) * clamp((100 - course.fvc(day)) / 40, 0.1, 1.4)) * noise(0.1),
          150,
          6000,
        ),
        unit: 'U/mL',
        high: 500,
        decimals: 0,
      })
    if (first || (profile.archetype === 'rapidly-progressive' && activity > 0.6)) {
      put('ferritin', {
        value: clamp((110 + 420 * activity) * noise(0.4), 15, 3200),
        unit: 'ug/L',
        low: 15,
        high: profile.sex === 'male' ? 400 : 150,
        decimals: 0,
      })
    }
    if (first && random.chance(0.5))
      put('troponin-t', { value: 5 * noise(0.8), unit: 'ng/L', high: 14, decimals: 0, detects: 5 })
    if (first || (on('rituximab') && random.chance(0.5)) || random.chance(0.05)) {
      put('igg', {
        value: clamp(usual.igg * (on('rituximab') ? 0.62 : 1) * (on('ivig') ? 1.5 : 1) * noise(0.08), 3, 32),
        unit: 'g/L',
        low: 7,
        high: 16,
        decimals: 1,
      })
    }
    if (on('tacrolimus'))
      put('tacrolimus-trough', {
        value: clamp(random.normal(6.8, 1.9), 2, 15),
        unit: 'ng/mL',
        decimals: 1,
        detects: 2.5,
      })
    if (steroid >= 7.5 && random.chance(0.25))
      put('hba1c', {
        value: clamp(random.normal(5.6 + 0.012 * steroid, 0.45), 4.6, 10),
        unit: '%',
        low: 4,
        high: 6,
        decimals: 1,
      })

    function enzyme(test: LaboratoryTestCode, ratio: number, upperLimit: number, decimals: number): void {
      const inKatal = site.enzymes === 'ukat/L'
      const scale = inKatal ? unitsPerKatal : 1
      put(test, {
        value: (ratio * upperLimit) / scale,
        unit: site.enzymes,
        high: rounded(upperLimit / scale, inKatal ? 2 : decimals),
        decimals: inKatal ? 2 : decimals,
      })
    }

    function crp(milligramsPerLiter: number): void {
      const value = clamp(milligramsPerLiter, 0.2, 240)
      if (site.crp === 'mg/L') put('crp', { value, unit: 'mg/L', high: 5, decimals: value < 10 ? 1 : 0, detects: 3 })
      else
        put('crp', {
          value: value / 10,
          unit: 'mg/dL',
          high: 0.5,
          decimals: 1,
          detects: day < finerCrpSince ? 0.5 : 0.3,
        })
    }

    function hemoglobin(gramsPerDeciliter: number): void {
      const [scale, decimals] = { 'g/dL': [1, 1], 'g/L': [10, 0], 'mmol/L': [1 / gramsPerMillimole, 1] }[
        site.hemoglobin
      ] as [number, number]
      const low = profile.sex === 'male' ? 13.5 : 12
      put('haemoglobin', {
        value: gramsPerDeciliter * scale,
        unit: site.hemoglobin,
        low: rounded(low * scale, decimals),
        decimals,
      })
    }

    function creatinine(micromolesPerLiter: number): void {
      const high = profile.sex === 'male' ? 106 : 88
      if (site.creatinine === 'umol/L')
        put('creatinine', { value: micromolesPerLiter, unit: 'umol/L', high, decimals: 0 })
      else
        put('creatinine', {
          value: micromolesPerLiter / micromolesPerMilligram,
          unit: 'mg/dL',
          high: rounded(high / micromolesPerMilligram, 1),
          decimals: 2,
        })
    }

    function put(test: LaboratoryTestCode, { value, unit, low, high, decimals, detects }: Result): void {
      const below = detects !== undefined && value < detects
      add('laboratory', `${test}-${day}`, {
        test,
        date: onDay(day),
        value: below ? detects : rounded(value, decimals),
        value_comparator: below ? '<' : undefined,
        unit,
        ref_low: low,
        ref_high: high,
        laboratory: random.chance(0.05) ? 'Outside laboratory' : site.name,
      })
    }
  }
}
