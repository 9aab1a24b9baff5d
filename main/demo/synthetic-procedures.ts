/** Procedures of an invented patient: lavage, biopsies done and refused, EMG, echocardiography, catheter. */
import { inMonth, onDay } from './calendar.ts'
import type { Patient } from './patient.ts'
import { clamp, rounded } from './random.ts'

export function recordProcedures(patient: Patient): void {
  const { profile, course, random, add } = patient
  const early = (): number => Math.min(course.end, course.baseline + random.whole(-15, 25))
  const muscular = profile.ckPeak > 2

  if (random.chance(0.35)) recordLavage()
  if (muscular && random.chance(0.35)) {
    const refused = random.chance(0.15)
    const clear = random.chance(0.75)
    add('procedure', 'muscle-biopsy', {
      date: random.chance(0.2) ? inMonth(course.baseline - 20) : onDay(early()),
      kind: 'muscle-biopsy',
      status: refused ? 'refused' : 'done',
      site: refused ? undefined : random.pick(['Left vastus lateralis', 'Right deltoid', 'Left biceps']),
      result: refused
        ? undefined
        : clear
          ? 'Perimysial inflammation with perifascicular necrosis.'
          : 'Unspecific changes, no inflammation in the sample.',
      diagnostic: refused ? undefined : clear ? 'yes' : 'no',
      muscle_findings: refused ? undefined : clear ? ['perimysial'] : ['none'],
    })
  }
  if (muscular && random.chance(0.4)) {
    add('procedure', 'emg', {
      date: onDay(early()),
      kind: 'emg',
      status: 'done',
      result: 'Spontaneous activity and small polyphasic units of the proximal muscles.',
      diagnostic: 'partly',
      emg_finding: 'myopathic',
    })
  }
  if (random.chance(0.12)) {
    const refused = random.chance(0.45)
    add('procedure', 'lung-biopsy', {
      date: refused ? inMonth(course.baseline) : onDay(early()),
      kind: 'lung-biopsy',
      status: refused ? 'refused' : 'done',
      site: refused ? undefined : 'Right lower lobe, cryobiopsy',
      result: refused
        ? undefined
        : profile.pattern.startsWith('nsip')
          ? 'NSIP.'
          : 'Organizing pneumonia with interstitial fibrosis.',
      diagnostic: refused ? undefined : 'yes',
      lung_findings: refused ? undefined : [profile.pattern.startsWith('nsip') ? 'nsip' : 'op'],
    })
  }
  recordHeart()

  function recordLavage(): void {
    const lymphocytes = rounded(clamp(random.normal(profile.pattern.includes('op') ? 34 : 20, 11), 2, 70))
    const neutrophils = rounded(clamp(random.normal(9, 6), 1, 25))
    const eosinophils = rounded(clamp(random.normal(2, 1.5), 0, 5))
    add('procedure', 'lavage', {
      date: onDay(early()),
      kind: 'bronchoscopy',
      status: 'done',
      site: 'Middle lobe',
      result: 'No organism grown.',
      diagnostic: 'partly',
      bal_lymphocytes: lymphocytes,
      bal_neutrophils: neutrophils,
      bal_eosinophils: eosinophils,
      bal_macrophages: 100 - lymphocytes - neutrophils - eosinophils,
    })
  }

  function recordHeart(): void {
    let day = early()
    for (let number = 1; day <= course.end && number <= 5; number++) {
      const rvsp = Math.round(clamp(random.normal(28 + Math.max(0, 50 - course.dlco(day)) * 0.6, 5), 18, 85))
      add('procedure', `echo-${number}`, {
        date: onDay(day),
        kind: 'echocardiography',
        status: 'done',
        rvsp: random.chance(0.8) ? rvsp : undefined,
        lvef: Math.round(clamp(random.normal(60, 4), 42, 72)),
      })
      if (rvsp > 45 && day + 40 < course.end && random.chance(0.5)) {
        add('procedure', `catheter-${number}`, {
          date: onDay(day + 40),
          kind: 'right-heart-catheter',
          status: 'done',
          mpap: Math.round(clamp(rvsp * 0.61 + 2 + random.normal(0, 2), 16, 55)),
        })
      }
      day += random.whole(500, 1300)
    }
  }
}
