import type { Days, IvigCycle } from '#shared/domain/response/ivig-cycles.ts'

interface CycleStripProps {
  readonly cycle: IvigCycle
  /** Days to the next infusion; missing after the last. */
  readonly interval: Days | undefined
  /** Days that the whole width stands for. */
  readonly longest: number
}

const width = 112
const height = 16
const middle = height / 2

/** One cycle on a line of days: solid while the effect lasted, dotted after; a dot on the day of best effect. */
export function CycleStrip({ cycle, interval, longest }: CycleStripProps) {
  const { bestEffectDay, wearingOffWeek } = cycle
  const at = (days: number) => 1 + (Math.min(days, longest) / longest) * (width - 2)
  const wornOff = wearingOffWeek === undefined ? undefined : wearingOffWeek * 7
  const end = interval?.max ?? wornOff
  if (end === undefined) return null
  const lasted = Math.min(wornOff ?? end, end)
  return (
    <svg className="cycle-strip" width={width} height={height} aria-hidden>
      <line className="strip-start" x1={at(0)} x2={at(0)} y1={2} y2={height - 2} />
      <line
        className={wornOff === undefined ? 'strip-days' : 'strip-effect'}
        x1={at(0)}
        x2={at(lasted)}
        y1={middle}
        y2={middle}
      />
      {lasted < end && <line className="strip-after" x1={at(lasted)} x2={at(end)} y1={middle} y2={middle} />}
      {bestEffectDay !== undefined && <circle className="strip-best" cx={at(bestEffectDay)} cy={middle} r={3} />}
      {interval && interval.min !== interval.max && (
        <rect
          className="strip-unsure"
          x={at(interval.min)}
          width={at(interval.max) - at(interval.min)}
          y={3}
          height={height - 6}
        />
      )}
      {interval && interval.min === interval.max && (
        <line className="strip-start" x1={at(interval.max)} x2={at(interval.max)} y1={2} y2={height - 2} />
      )}
    </svg>
  )
}
