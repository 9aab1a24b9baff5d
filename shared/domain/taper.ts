/**
 * A taper as dose steps: from one dose down to another, by so much, every so many days, with smaller steps below a dose
 * where wanted. It does arithmetic on what a person decided; it decides nothing.
 */
import { tidy } from './dose-increments.ts'
import { dayNumber, isoOfDay, type IsoDay } from './partial-date.ts'

/** By how much the dose goes down: an amount, or a share of the dose that it goes down from. */
export type TaperStep = { readonly amount: number } | { readonly percent: number }

export interface TaperStage {
  readonly by: TaperStep
  readonly everyDays: number
}

export interface TaperPlan extends TaperStage {
  /** The dose before it. */
  readonly from: number
  /** The dose that it ends at; 0 for off the drug. */
  readonly to: number
  /** First day of the first lower dose. */
  readonly firstDay: IsoDay
  /** Smaller steps from this dose on. */
  readonly second?: TaperStage & { readonly atOrBelow: number }
  /** What doses are rounded to where they go down by a share: the least that tablets can make. */
  readonly increment: number
}

export interface TaperDose {
  readonly started: IsoDay
  readonly dose: number
}

export type Taper = { readonly doses: readonly TaperDose[] } | { readonly problem: string }

/** More is a slip of the keyboard: 60 to 5 mg by 0.01 mg. */
const mostSteps = 100

function problemOf({ from, to, by, everyDays, second }: TaperPlan): string | undefined {
  const stages = [{ by, everyDays }, ...(second ? [second] : [])]
  if (!(from > 0)) return 'Say the dose that the taper starts from.'
  if (!(to >= 0)) return 'Say the dose that the taper ends at.'
  if (to >= from) return 'The taper must end at a lower dose than it starts from.'
  for (const stage of stages) {
    if ('amount' in stage.by && !(stage.by.amount > 0)) return 'Say by how much the dose goes down each time.'
    if ('percent' in stage.by && !(stage.by.percent > 0 && stage.by.percent < 100)) {
      return 'A share must be between 0 and 100 %.'
    }
    if (!Number.isInteger(stage.everyDays) || stage.everyDays < 1) return 'Say after how many days the dose goes down.'
  }
  if (second && !(second.atOrBelow > to && second.atOrBelow < from)) {
    return 'The smaller steps must begin between the two doses of the taper.'
  }
  return undefined
}

/** The next lower dose of a stage, before any limit. */
function lowered(dose: number, by: TaperStep, increment: number): number {
  if ('amount' in by) return tidy(dose - by.amount)
  const rounded = tidy(Math.round((dose * (1 - by.percent / 100)) / increment) * increment)
  // A share so small that rounding undoes it still goes down, by the least there is.
  return rounded < dose ? rounded : tidy(dose - increment)
}

/**
 * The doses of a taper with their first days. Each is lower than the one before; the last one is exactly the goal, also
 * where the steps don't divide evenly (20 to 10 by 3: 17, 14, 11, 10). No step of the first stage goes below the dose at
 * which the second one begins.
 */
export function taperOf(plan: TaperPlan): Taper {
  const problem = problemOf(plan)
  if (problem !== undefined) return { problem }
  const { to, second, increment } = plan
  const doses: TaperDose[] = []
  let dose = plan.from
  let day = dayNumber(plan.firstDay)
  while (dose > to) {
    if (doses.length === mostSteps) return { problem: `That would be more than ${mostSteps} steps.` }
    const late = second !== undefined && dose <= second.atOrBelow
    const floor = late || !second ? to : second.atOrBelow
    dose = Math.max(floor, lowered(dose, late ? second.by : plan.by, increment))
    doses.push({ started: isoOfDay(day), dose })
    // A dose lasts as long as the stage that it belongs to says, which is that of the step down from it.
    day += second !== undefined && dose <= second.atOrBelow ? second.everyDays : plan.everyDays
  }
  return { doses }
}
