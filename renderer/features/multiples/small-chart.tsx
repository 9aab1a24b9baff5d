import { memo } from 'react'
import type { CaseCourse } from '#shared/domain/course-model.ts'
import { originOf, type CommonScale, type TimeKind } from './common-scale.ts'

interface SmallChartProps {
  readonly course: CaseCourse
  readonly scale: CommonScale
  readonly time: TimeKind
  /** px */
  readonly width: number
  readonly height: number
  readonly label: string
}

/** px for the numbers of the two axes. */
const left = 30
const bottom = 14
const top = 4
const right = 6

/** One course on the scale that it shares with all others. */
export const SmallChart = memo(function SmallChart({ course, scale, time, width, height, label }: SmallChartProps) {
  const origin = originOf(course, time)
  const { low, high, isLog } = scale
  const plotWidth = width - left - right
  const plotHeight = height - top - bottom
  const x = (day: number) => left + ((day - origin - scale.from) / (scale.to - scale.from)) * plotWidth
  const y = (value: number) => {
    const held = Math.min(high, Math.max(low, value))
    const share = isLog ? Math.log(held / low) / Math.log(high / low) : (held - low) / (high - low)
    return top + (1 - share) * plotHeight
  }
  const { points = [], steps = [] } = course
  const isHollow = course.source === 'illustrative'
  return (
    <svg className="small-chart" width={width} height={height} role="img" aria-label={label}>
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line className="small-chart-grid" x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} />
          <text x={left - 4} y={y(tick) + 3.5} textAnchor="end">
            {tick >= 1000 ? `${tick / 1000}k` : tick}
          </text>
        </g>
      ))}
      {scale.years.map(({ at, text }) => (
        <text
          key={text}
          x={x(at + origin)}
          y={height - 2}
          textAnchor={at === 0 && time === 'first' ? 'start' : 'middle'}
        >
          {text}
        </text>
      ))}
      <line className="small-chart-base" x1={left} x2={width - right} y1={top + plotHeight} y2={top + plotHeight} />
      {steps.map(([from, to, value]) => (
        <rect
          key={from}
          className={value === null ? 'small-chart-unknown' : isHollow ? 'small-chart-dose-hollow' : 'small-chart-dose'}
          x={x(from)}
          width={Math.max(0.5, x(to + 1) - x(from))}
          y={value === null ? top + plotHeight / 2 : y(value)}
          height={value === null ? plotHeight / 2 : top + plotHeight - y(value)}
        />
      ))}
      {points.length > 1 && (
        <polyline
          className="small-chart-line"
          points={points.map(([day, value]) => `${r(x(day))},${r(y(value))}`).join(' ')}
        />
      )}
      {points.map(([day, value], index) => (
        <circle
          key={`${day} ${index}`}
          className={isHollow ? 'small-chart-point small-chart-hollow' : 'small-chart-point'}
          cx={r(x(day))}
          cy={r(y(value))}
          r={points.length > 30 ? 1.25 : 2}
        />
      ))}
    </svg>
  )
})

const r = (px: number) => Math.round(px * 10) / 10
