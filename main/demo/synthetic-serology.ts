/** Antibodies of an invented patient: the synthetase antibody, anti-Ro52, a panel with its negatives, and ANA. */
import type { AntibodyCode } from '#shared/dictionary/lists/antibodies.ts'
import type { PartialDate } from '#shared/domain/partial-date.ts'
import { inMonth, onDay } from './calendar.ts'
import type { ValuesOf } from './demo-case.ts'
import type { Patient } from './patient.ts'

/** What a usual line blot holds besides the synthetases. */
const panel = ['mi-2a', 'mi-2b', 'mda5', 'tif1g', 'nxp2', 'sae', 'srp', 'ku', 'pm-scl-75', 'pm-scl-100'] as const
const onBlot: readonly AntibodyCode[] = ['jo-1', 'pl-7', 'pl-12', 'ej', 'oj']
/** Cytoplasmic staining by antibody. */
const staining: Partial<Record<AntibodyCode, 'AC-19' | 'AC-20'>> = {
  'jo-1': 'AC-20',
  'pl-7': 'AC-19',
  'pl-12': 'AC-19',
  ej: 'AC-20',
  oj: 'AC-19',
  ks: 'AC-20',
}

type AntibodyValues = ValuesOf<'antibody'>

export function recordSerology({ profile, course, random, add }: Patient): void {
  const day = course.baseline - random.whole(-10, 35)
  const laboratory = profile.site.name
  const date: PartialDate = random.chance(0.12) && day < course.baseline - 20 ? inMonth(day) : onDay(day)
  const blot = { date, assay: 'line-blot', laboratory } as const satisfies AntibodyValues

  // Line blots miss OJ often and lack the rarer ones, which immunoprecipitation then finds.
  const blotFinds = onBlot.includes(profile.antibody) && !(profile.antibody === 'oj' && random.chance(0.5))
  for (const specificity of onBlot) {
    const positive = blotFinds && specificity === profile.antibody
    add('antibody', `blot-${specificity}`, {
      ...blot,
      specificity,
      ...(positive
        ? { result: 'positive', intensity: random.pick(['2', '3', '3'] as const) }
        : { result: 'negative', intensity: '0' }),
    })
  }
  if (!blotFinds) {
    const later = day + random.whole(14, 60)
    if (!onBlot.includes(profile.antibody)) {
      add('antibody', `blot-${profile.antibody}`, { ...blot, specificity: profile.antibody, result: 'not-on-panel' })
    }
    add('antibody', `ip-${profile.antibody}`, {
      specificity: profile.antibody,
      result: 'positive',
      date: onDay(Math.min(later, course.end)),
      assay: 'immunoprecipitation',
      laboratory: 'Reference laboratory',
    })
  }
  add('antibody', 'blot-ro52', {
    ...blot,
    specificity: 'ro52',
    ...(profile.ro52
      ? { result: 'positive', intensity: random.pick(['1', '2', '3', '3'] as const) }
      : { result: 'negative', intensity: '0' }),
  })
  for (const specificity of panel) {
    if (profile.site.imperial && (specificity === 'sae' || specificity === 'nxp2')) {
      add('antibody', `blot-${specificity}`, { ...blot, specificity, result: 'not-on-panel' })
      continue
    }
    const stray = random.chance(0.015)
    add('antibody', `blot-${specificity}`, {
      ...blot,
      specificity,
      result: stray ? 'borderline' : 'negative',
      intensity: stray ? 'trace' : '0',
    })
  }
  addAna()
  addLevel()
  addRheumatoid()

  function addAna(): void {
    const cytoplasmic = staining[profile.antibody]
    const nuclear = random.chance(0.45)
    const pattern = [
      ...(nuclear ? (['AC-4'] as const) : []),
      ...(cytoplasmic && random.chance(0.7) ? [cytoplasmic] : []),
    ]
    add('antibody', 'ana', {
      specificity: 'ana',
      result: nuclear ? 'positive' : 'negative',
      titre: nuclear ? 80 * 2 ** random.whole(0, 4) : 80,
      titre_comparator: nuclear ? undefined : '<',
      pattern: pattern.length > 0 ? pattern : undefined,
      date,
      assay: 'iif',
      laboratory,
    })
  }

  /** Some laboratories measure Jo-1 and its kin by enzyme immunoassay too, and report a ceiling. */
  function addLevel(): void {
    if (profile.antibody !== 'jo-1' || !random.chance(0.4)) return
    const level = random.whole(45, 320)
    add('antibody', 'level-jo-1', {
      specificity: 'jo-1',
      result: 'positive',
      value: Math.min(level, 240),
      value_comparator: level > 240 ? '>' : undefined,
      unit: 'AU/mL',
      date,
      assay: 'eia',
      laboratory,
    })
  }

  function addRheumatoid(): void {
    if (!random.chance(0.5)) return
    const positive = random.chance(0.15)
    add('antibody', 'rf', {
      specificity: 'rf',
      result: positive ? 'positive' : 'negative',
      value: positive ? random.whole(20, 180) : 10,
      value_comparator: positive ? undefined : '<',
      unit: 'IU/mL',
      date,
      assay: 'other',
      laboratory,
    })
    add('antibody', 'ccp', {
      specificity: 'ccp',
      result: random.chance(0.08) ? 'positive' : 'negative',
      date,
      laboratory,
    })
  }
}
