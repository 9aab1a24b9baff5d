import { textWidth } from '../../charts/text-width.ts'
import { timeTicks } from '../../charts/time-axis.ts'
import { xOfDay, type TimeScale } from './lane-layout.ts'
import { useChartTheme } from './use-chart-theme.ts'

const height = 22

/** The one time axis over all lanes. */
export function AxisStrip({ scale }: { readonly scale: TimeScale }) {
  const { colors } = useChartTheme()
  const { years, parts } = timeTicks(scale.from, scale.to, scale.width)
  // A name that would be cut off at the edge is left out.
  const fits = (x: number, text: string) => x + 3 + textWidth(text, colors.smallFontSize) <= scale.width
  const yearDays = new Set(years.map(({ day }) => day))
  const taken = years.map(({ day, text }) => {
    const x = xOfDay(scale, day)
    return { from: x, to: x + 8 + textWidth(text, colors.smallFontSize) }
  })
  const isFree = (x: number) => !taken.some(({ from, to }) => x > from && x < to)
  return (
    <svg className="axis-strip" width={scale.width} height={height} aria-hidden focusable="false">
      {parts
        .filter(({ day }) => !yearDays.has(day))
        .map(({ day, text }) => {
          const x = xOfDay(scale, day)
          return (
            <g key={day}>
              <line x1={x} x2={x} y1={height - 5} y2={height} stroke={colors.hairlineStrong} />
              <text x={x + 3} y={height - 7} fontSize={colors.smallFontSize} fill={colors.inkFaint}>
                {fits(x, text) && isFree(x) && text}
              </text>
            </g>
          )
        })}
      {years.map(({ day, text }) => {
        const x = xOfDay(scale, day)
        return (
          <g key={day}>
            <line x1={x} x2={x} y1={height - 9} y2={height} stroke={colors.hairlineStrong} />
            <text x={x + 3} y={height - 7} fontSize={colors.smallFontSize} fontWeight={600} fill={colors.inkSoft}>
              {fits(x, text) && text}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
