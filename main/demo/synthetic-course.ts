/**
 * How an invented disease runs: curves of lung function and activity over days, flares, and how follow-up ends. Values
 * that are measured later are read off these curves with noise; doses follow the flares.
 */
import type { DayNumber } from '#shared/domain/partial-date.ts'
import { daysPerYear, demoTodayNumber } from './calendar.ts'
import { clamp, weighted } from './random.ts'
import type { Random } from './random.ts'
import type { Archetype, Profile } from './synthetic-profile.ts'

/** Value at a number of years after the first visit. */
type Point = readonly [years: number, value: number]

export type FlareKind = 'relapse' | 'exacerbation'
export interface Flare {
  readonly day: DayNumber
  readonly kind: FlareKind
  readonly fatal: boolean
}

export type Ending = 'active' | 'died' | 'lost' | 'transplanted' | 'withdrawn'

export interface Course {
  readonly firstSymptom: DayNumber
  /** First visit at the site. */
  readonly baseline: DayNumber
  /** Last day with news: of death, of transplantation, or of the last visit. */
  readonly end: DayNumber
  readonly ending: Ending
  readonly flares: readonly Flare[]
  /** First immune globulin of the courses that rest on it. */
  readonly ivigFrom: DayNumber | undefined
  /** FVC, percent of predicted. */
  readonly fvc: (day: DayNumber) => number
  /** DLCO, percent of predicted. */
  readonly dlco: (day: DayNumber) => number
  /** Activity of the inflammation: 0 none, 1 as at onset. */
  readonly activity: (day: DayNumber) => number
}

interface Shape {
  readonly years: number
  readonly fvc: readonly Point[]
  readonly activity: readonly Point[]
  readonly flares: readonly { readonly years: number; readonly kind: FlareKind; readonly fatal?: boolean }[]
  readonly delayMonths: number
  readonly ivigYears?: number
  /** Chances besides being still followed. */
  readonly died: number
  readonly transplanted: number
}

/** Draws a course for a profile. */
export function syntheticCourse(profile: Profile, random: Random): Course {
  const shape = shapes[profile.archetype](random)
  const ending = endingOf(shape, profile, random)
  const end = Math.round(demoTodayNumber - (ending === 'active' ? random.between(3, 150) : random.between(90, 2500)))
  const baseline = Math.round(end - shape.years * daysPerYear)
  const fvc = curve(shape.fvc, baseline)
  const start = fvc(baseline)
  const transferGap = clamp(random.normal(15, 6), 2, 30)
  const transferLoss = random.between(0.1, 0.7)
  return {
    firstSymptom: Math.round(baseline - shape.delayMonths * 30.44),
    baseline,
    end,
    ending,
    flares: shape.flares.map(({ years, kind, fatal = false }) => ({
      day: Math.round(baseline + years * daysPerYear),
      kind,
      fatal,
    })),
    ivigFrom: shape.ivigYears === undefined ? undefined : Math.round(baseline + shape.ivigYears * daysPerYear),
    fvc,
    dlco: (day) =>
      clamp(
        start - transferGap + 0.9 * (fvc(day) - start) - (transferLoss * Math.max(0, day - baseline)) / daysPerYear,
        16,
        112,
      ),
    activity: curve(shape.activity, baseline),
  }
}

function endingOf(shape: Shape, profile: Profile, random: Random): Ending {
  if (shape.flares.some((flare) => flare.fatal)) return 'died'
  const finalFvc = shape.fvc.at(-1)?.[1] ?? 100
  const poor = finalFvc < 55
  const transplanted = poor && profile.age + shape.years < 66 ? shape.transplanted * 1.6 : 0
  const died = shape.died * (profile.age > 60 ? 1.4 : 0.7) * (poor ? 1.6 : 0.7)
  return weighted(
    { died, transplanted, lost: 0.07, withdrawn: 0.02, active: Math.max(0, 0.91 - died - transplanted) },
    random.next(),
  )
}

/** Straight lines between points, level before the first and after the last. */
function curve(points: readonly Point[], baseline: DayNumber): (day: DayNumber) => number {
  return (day) => {
    const years = (day - baseline) / daysPerYear
    let before: Point | undefined
    for (const point of points) {
      if (years < point[0]) {
        if (!before) return point[1]
        const share = (years - before[0]) / (point[0] - before[0])
        return before[1] + share * (point[1] - before[1])
      }
      before = point
    }
    return before ? before[1] : 0
  }
}

/** One bump of activity. */
function bump(years: number, height: number, rest: number): Point[] {
  return [
    [years - 0.15, rest],
    [years + 0.03, height],
    [years + 0.25, height * 0.4],
    [years + 0.6, rest],
  ]
}

const shapes: Readonly<Record<Archetype, (random: Random) => Shape>> = {
  responder(random) {
    const years = random.between(1.2, 11)
    const start = random.between(52, 80)
    const gain = random.between(8, 20)
    return {
      years,
      fvc: [
        [0, start],
        [0.25, start + gain * 0.45],
        [1, start + gain],
        [years, start + gain - 0.5 * (years - 1)],
      ],
      activity: [
        [-0.6, 0.5],
        [0, 1],
        [0.1, 0.4],
        [0.5, 0.12],
        [1, 0.05],
      ],
      flares: [],
      delayMonths: random.between(2, 10),
      died: 0.02,
      transplanted: 0,
    }
  },
  'slow-decliner'(random) {
    const years = random.between(2.5, 11)
    const start = random.between(64, 88)
    const loss = random.between(1.8, Math.min(4.2, (start - 34) / years))
    return {
      years,
      fvc: [
        [0, start],
        [0.5, start + random.between(0, 3)],
        [years, start - loss * years],
      ],
      activity: [
        [-1, 0.4],
        [0, 0.7],
        [0.2, 0.35],
        [1, 0.25],
        [years, 0.2],
      ],
      flares: [],
      delayMonths: random.between(6, 24),
      died: 0.13,
      transplanted: 0.12,
    }
  },
  'acute-exacerbation'(random) {
    const years = random.between(2, 9)
    const start = random.between(58, 82)
    const rate = random.between(0.6, 1.8)
    const fatal = random.chance(0.4)
    const at = fatal ? years - random.between(0.03, 0.11) : random.between(0.35, 0.75) * years
    const before = start + 3 - rate * at
    const drop = random.between(11, 21)
    const calm: Point[] = [
      [-0.6, 0.5],
      [0, 0.9],
      [0.15, 0.4],
      [0.5, 0.15],
    ]
    return {
      years,
      fvc: [
        [0, start],
        [0.4, start + 3],
        [at - 0.03, before],
        [at + 0.05, before - drop],
        [at + 0.6, before - drop * 0.45],
        [Math.max(years, at + 0.7), before - drop * 0.45 - rate * Math.max(0, years - at)],
      ],
      activity: [...calm, ...bump(at, 1.1, 0.15)],
      flares: [{ years: at, kind: 'exacerbation', fatal }],
      delayMonths: random.between(3, 18),
      died: 0.1,
      transplanted: 0.06,
    }
  },
  'rapidly-progressive'(random) {
    const start = random.between(44, 62)
    const drop = random.between(7, 14)
    const fatal = random.chance(0.45)
    const years = fatal ? random.between(0.12, 0.5) : random.between(1.5, 8)
    const regained = start + random.between(6, 18)
    return {
      years,
      fvc: fatal
        ? [
            [0, start],
            [years, start - drop * 1.3],
          ]
        : [
            [0, start],
            [0.1, start - drop],
            [0.5, start],
            [1.3, regained],
            [years, regained - 0.6 * (years - 1.3)],
          ],
      activity: fatal
        ? [
            [-0.2, 0.8],
            [0, 1.2],
            [years, 1.1],
          ]
        : [
            [-0.2, 0.8],
            [0, 1.2],
            [0.1, 1.1],
            [0.5, 0.3],
            [1, 0.1],
          ],
      flares: fatal ? [{ years: years - 0.04, kind: 'exacerbation', fatal }] : [],
      delayMonths: random.between(0.7, 2.5),
      died: 0.05,
      transplanted: 0.05,
    }
  },
  'relapse-on-taper'(random) {
    const years = random.between(2.5, 10)
    const start = random.between(54, 78)
    const best = start + random.between(7, 15)
    const drop = random.between(6, 13)
    const first = random.between(0.9, 1.8)
    const again = years > first + 3 && random.chance(0.45) ? first + random.between(1.8, 2.8) : undefined
    const fvc: Point[] = [
      [0, start],
      [0.8, best],
      [first - 0.1, best - 1],
      [first + 0.15, best - drop],
      [first + 1, best - 2],
    ]
    const activity: Point[] = [[-0.6, 0.5], [0, 1], [0.1, 0.4], [0.5, 0.1], ...bump(first, 0.75, 0.07)]
    if (again !== undefined) {
      fvc.push([again - 0.1, best - 3], [again + 0.15, best - 2 - drop * 0.8], [again + 0.9, best - 5])
      activity.push(...bump(again, 0.6, 0.06))
    }
    fvc.push([Math.max(years, (again ?? first) + 1.1), best - 5 - 0.4 * (years - first)])
    return {
      years,
      fvc,
      activity,
      flares: [first, ...(again === undefined ? [] : [again])].map((at) => ({ years: at, kind: 'relapse' as const })),
      delayMonths: random.between(2, 14),
      died: 0.04,
      transplanted: 0.02,
    }
  },
  'stable-on-ivig'(random) {
    const years = random.between(2.2, 8)
    const ivigYears = random.between(0.7, Math.min(2, years - 1))
    const start = random.between(58, 82)
    return {
      years,
      fvc: [
        [0, start],
        [0.4, start + 1.5],
        [ivigYears, start - 3],
        [ivigYears + 0.7, start + random.between(2, 7)],
        [years, start + 3],
      ],
      activity: [
        [-0.8, 0.5],
        [0, 0.9],
        [0.15, 0.45],
        [ivigYears, 0.55],
        [ivigYears + 0.1, 0.2],
        [ivigYears + 0.6, 0.08],
      ],
      flares: [],
      delayMonths: random.between(4, 20),
      ivigYears,
      died: 0.03,
      transplanted: 0,
    }
  },
  amyopathic(random) {
    const years = random.between(1.5, 9)
    const start = random.between(56, 84)
    const gain = random.between(-2, 10)
    return {
      years,
      fvc: [
        [0, start],
        [0.8, start + gain],
        [years, start + gain - random.between(0.3, 1.4) * (years - 0.8)],
      ],
      activity: [
        [-0.5, 0.5],
        [0, 0.9],
        [0.15, 0.4],
        [0.6, 0.15],
      ],
      flares: [],
      delayMonths: random.between(3, 14),
      died: 0.05,
      transplanted: 0.03,
    }
  },
  'late-diagnosis'(random) {
    const years = random.between(1, 7)
    const start = random.between(44, 62)
    const loss = random.between(0.5, Math.min(1.8, (start - 34) / years))
    return {
      years,
      fvc: [
        [0, start],
        [0.6, start + 2.5],
        [Math.max(years, 0.7), start + 2.5 - loss * years],
      ],
      activity: [
        [-3, 0.5],
        [0, 0.5],
        [0.3, 0.2],
        [1, 0.12],
      ],
      flares: [],
      delayMonths: random.between(26, 84),
      died: 0.22,
      transplanted: 0.16,
    }
  },
}
