/**
 * The standard schedules, and those in force in a registry.
 *
 * Intervals: 2023 ACR/CHEST guideline on screening and monitoring (Johnson SR et al., Arthritis Rheumatol 2024;76,
 * doi 10.1002/art.42860), for established ILD of inflammatory myopathy: PFT every 3–6 months in the first year, less
 * often once stable; ambulatory desaturation every 3–12 months; HRCT when clinically indicated, with no fixed interval.
 * “Less often” is no number: the 6–12 months that follow the first year are the registry’s own proposal, and say so.
 *
 * Which laboratory test goes with which drug is general knowledge of drug monitoring; the guideline gives no intervals for
 * it. Those schedules are off until the site sets its own. Tests that the laboratory list lacks (magnesium, lipids,
 * urinalysis, hepatitis B serology) are left out.
 */
import type { Interval, Schedule } from './schedule-model.ts'

const guideline = '2023 ACR/CHEST guideline'
const ownProposal = 'the registry’s own proposal'
const bySite = 'set by this site'

type Phase = 'initial' | 'every'

/** What the interval of each phase rests on, where it stands as it came. */
const sources: Readonly<Record<string, Partial<Record<Phase, string>> | undefined>> = {
  pft: { initial: guideline, every: ownProposal },
  desaturation: { every: guideline },
}

/** What is known of schedules without a number. */
const notes: Readonly<Record<string, string | undefined>> = {
  pft: `${guideline}: every 3–6 months in the first year, less often once stable. It gives no number for later; 6–12 months is ${ownProposal}.`,
  desaturation: `${guideline}: every 3–12 months.`,
  hrct: `${guideline}: when clinically indicated, no fixed interval.`,
}
const interval = (from: number, to: number): Interval => ({ from, to, unit: 'mo' })

function onDrugs(id: string, drugs: readonly string[], what: Schedule['what']): Schedule {
  return { id, what, whom: { drugs }, soonDays: 14, on: false }
}

export const standardSchedules: readonly Schedule[] = [
  {
    id: 'pft',
    what: ['pft'],
    whom: 'ild',
    initial: { months: 12, every: interval(3, 6) },
    every: interval(6, 12),
    soonDays: 30,
    on: true,
  },
  { id: 'desaturation', what: ['desaturation'], whom: 'ild', every: interval(3, 12), soonDays: 30, on: true },
  { id: 'hrct', what: ['hrct'], whom: 'ild', soonDays: 30, on: false },
  { id: 'visit', what: ['visit'], whom: 'all', soonDays: 30, on: false },
  { id: 'ck', what: ['ck'], whom: 'all', soonDays: 30, on: false },
  onDrugs('glucocorticoids', ['prednisone', 'prednisolone', 'methylprednisolone'], ['glucose']),
  onDrugs('mycophenolate', ['mycophenolate'], ['blood-count', 'liver']),
  onDrugs('azathioprine', ['azathioprine'], ['blood-count', 'liver']),
  onDrugs('tacrolimus', ['tacrolimus'], ['tacrolimus-trough', 'kidney', 'potassium', 'glucose']),
  onDrugs('ciclosporin', ['ciclosporin'], ['ciclosporin-trough', 'kidney']),
  onDrugs('cyclophosphamide', ['cyclophosphamide'], ['blood-count', 'kidney']),
  onDrugs('rituximab', ['rituximab'], ['igg', 'blood-count', 'cd19']),
  onDrugs('ivig', ['ivig'], ['kidney', 'blood-count']),
  onDrugs('methotrexate-leflunomide', ['methotrexate', 'leflunomide'], ['blood-count', 'liver']),
  onDrugs('antifibrotics', ['nintedanib', 'pirfenidone'], ['liver']),
  onDrugs('jak-inhibitors', ['tofacitinib', 'baricitinib', 'upadacitinib'], ['blood-count', 'liver']),
  onDrugs('abatacept-tocilizumab', ['abatacept', 'tocilizumab'], ['blood-count', 'liver']),
  onDrugs('cotrimoxazole', ['cotrimoxazole'], ['blood-count', 'potassium', 'kidney']),
]
const standardById = new Map(standardSchedules.map((schedule) => [schedule.id, schedule]))

/** True for a schedule that came with the program: what it is about is fixed, how often is the site’s. */
export const isStandard = ({ id }: Schedule): boolean => standardById.has(id)

/** The schedules of a registry: the standard ones with what the site set, then its own. */
export function schedulesOf(set: readonly Schedule[]): readonly Schedule[] {
  const setById = new Map(set.map((schedule) => [schedule.id, schedule]))
  const standard = standardSchedules.map((own) => {
    const wish = setById.get(own.id)
    return wish ? { ...wish, what: own.what, whom: own.whom } : own
  })
  return [...standard, ...set.filter((schedule) => !isStandard(schedule))]
}

const intervalKey = (interval: Interval | undefined) => interval && `${interval.from}-${interval.to} ${interval.unit}`
const phaseKey = ({ initial, every }: Schedule, phase: Phase) =>
  phase === 'every' ? intervalKey(every) : initial && `${initial.months}: ${intervalKey(initial.every)}`

/** True where two schedules of one id ask the same. */
export function asksTheSame(a: Schedule, b: Schedule): boolean {
  return (
    a.on === b.on &&
    a.soonDays === b.soonDays &&
    phaseKey(a, 'initial') === phaseKey(b, 'initial') &&
    phaseKey(a, 'every') === phaseKey(b, 'every')
  )
}

/** What a site has to keep: schedules that are not as they came. */
export function setSchedules(all: readonly Schedule[]): readonly Schedule[] {
  return all.filter((schedule) => {
    const standard = standardById.get(schedule.id)
    return !standard || !asksTheSame(schedule, standard)
  })
}

/** What the interval of a phase rests on. */
export function sourceOfInterval(schedule: Schedule, phase: Phase): string {
  const standard = standardById.get(schedule.id)
  return (
    (standard && phaseKey(standard, phase) === phaseKey(schedule, phase) && sources[schedule.id]?.[phase]) || bySite
  )
}

/** What is known about how often, for whoever sets it. */
export function noteOf(schedule: Schedule): string {
  return (
    notes[schedule.id] ??
    (isStandard(schedule) ? 'No interval is verified: to be set by the site.' : 'A schedule of this site.')
  )
}
