import './sparkline.css'

type Point = readonly [day: number, value: number]

interface SparklineProps {
  readonly series: readonly Point[]
  readonly width?: number
  readonly height?: number
}

/** Less than this on the value axis would make noise look like a course (percentage points). */
const minSpan = 20

/** A word-sized course: values over true time, the last one marked. The number beside it says what it shows. */
export function Sparkline({ series, width = 60, height = 18 }: SparklineProps) {
  const points = sparklinePoints(series, width, height)
  const last = points.at(-1)
  if (!last) return null
  return (
    <svg className="sparkline" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden>
      {points.length > 1 && <polyline points={points.map((point) => point.join(',')).join(' ')} />}
      <circle cx={last[0]} cy={last[1]} r={1.75} />
    </svg>
  )
}

/** Where the values stand in a box of so many pixels. The last is always at the right edge. */
export function sparklinePoints(
  series: readonly Point[],
  width: number,
  height: number,
): readonly (readonly [number, number])[] {
  const margin = 2
  const days = series.map(([day]) => day)
  const values = series.map(([, value]) => value)
  const [from, to] = [Math.min(...days), Math.max(...days)]
  const middle = (Math.min(...values) + Math.max(...values)) / 2
  const span = Math.max(minSpan, Math.max(...values) - Math.min(...values))
  const x = (day: number): number =>
    to === from ? width - margin : margin + ((day - from) / (to - from)) * (width - 2 * margin)
  const y = (value: number): number => height / 2 - ((value - middle) / span) * (height - 2 * margin)
  return series.map(([day, value]) => [round(x(day)), round(y(value))])
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10
