/** Cases on one time axis: side by side on the calendar, or each from its own start of a drug. */
import { drugStarts } from '#shared/domain/drug-start.ts'
import type { DayNumber } from '#shared/domain/partial-date.ts'
import type { Timeline } from '#shared/domain/timeline-model.ts'
import type { AxisZero } from '../../charts/options/time-frame.ts'

export interface ChartCase {
  readonly id: string
  readonly code: string
  readonly timeline: Timeline
}

export interface PlacedCase extends ChartCase {
  /** The same, spanning the axis that it shares with the others. */
  readonly drawn: Timeline
  /** Day of this case that is 0 of the axis; on the calendar the days count as they are. */
  readonly origin: DayNumber
  /** Where the axis counts months from; none on the calendar. */
  readonly zero?: AxisZero
}

export interface OneAxis {
  readonly placed: readonly PlacedCase[]
  /** Why a case, or the alignment, is not shown as asked. */
  readonly notes: readonly string[]
}

function zeroOf({ timeline }: ChartCase, drug: string | AxisZero): AxisZero | undefined {
  if (typeof drug !== 'string') return drug
  const start = drugStarts(timeline).find((each) => each.drug === drug)
  return start && { day: start.first, last: start.last, label: start.label }
}

/**
 * Places cases on one axis. The first is the one that was opened: where it can't be aligned, nothing is; one of the others
 * that can't is left out. Nothing is ever aligned on a guess.
 * @param drug a drug as `drugStarts` names it, or a day of a single case; the calendar where it is missing
 */
export function onOneAxis(cases: readonly ChartCase[], drug?: string | AxisZero): OneAxis {
  const zeros = new Map(drug === undefined ? [] : cases.map((each) => [each.id, zeroOf(each, drug)]))
  const [main] = cases
  const isAligned = main !== undefined && zeros.get(main.id) !== undefined
  const label = main && isAligned ? zeros.get(main.id)?.label : undefined
  const left = isAligned ? cases.filter(({ id }) => zeros.get(id) === undefined) : []
  const shown = cases.filter((each) => !left.includes(each))
  const originOf = ({ id }: ChartCase) => (isAligned ? (zeros.get(id)?.day ?? 0) : 0)
  const from = Math.min(...shown.map((each) => each.timeline.from - originOf(each)))
  const to = Math.max(...shown.map((each) => each.timeline.to - originOf(each)))
  return {
    placed: shown.map((each) => {
      const origin = originOf(each)
      return {
        ...each,
        drawn: { ...each.timeline, from: origin + from, to: origin + to },
        origin,
        ...(isAligned && { zero: zeros.get(each.id) }),
      }
    }),
    notes: [
      ...(main && drug !== undefined && !isAligned
        ? [`${main.code} has no dated start of this drug to count from; the axis is the calendar.`]
        : []),
      ...left.map(({ code }) => `${code} is not shown: it has no dated start of ${label} to count from.`),
    ],
  }
}
