/** Curves over years from the index, with the numbers at risk below them. */
import type { ResultFigure } from '../analysis-result.ts'

/** The group of all patients where none were asked for. */
export const everybody = 'All patients'

interface Point {
  readonly time: number
  readonly estimate: number | null
  readonly lower: number | null
  readonly upper: number | null
  readonly censored?: number
}

interface DrawnCurve {
  readonly level: string
  readonly points: readonly Point[]
  /** At each of the times. */
  readonly atRisk: readonly number[]
}

/** Where no interval can be told, it is drawn as wide as the line. */
export function survivalFigure({
  direction,
  title,
  index,
  curves,
  times,
}: {
  readonly direction: 'down' | 'up'
  readonly title: string
  readonly index: string
  readonly curves: readonly DrawnCurve[]
  readonly times: readonly number[]
}): ResultFigure {
  const start = direction === 'down' ? 1 : 0
  const isTicked = curves.some(({ points }) => points.some(({ censored = 0 }) => censored > 0))
  return {
    kind: 'survival',
    id: 'curves',
    title,
    xLabel: `Years from the ${index}`,
    yLabel: title,
    caption: `Bands: 95 % confidence intervals.${isTicked ? ' Ticks: end of observation without an event.' : ''} Below: patients at risk.`,
    direction,
    curves: curves.map(({ level, points }) => {
      const known = points.flatMap(({ estimate, ...point }) => (estimate === null ? [] : [{ ...point, estimate }]))
      return {
        level,
        steps: [
          [0, start, start, start],
          ...known.map(({ time, estimate, lower, upper }): [number, number, number, number] => [
            time,
            estimate,
            lower ?? estimate,
            upper ?? estimate,
          ]),
        ],
        censored: known
          .filter(({ censored = 0 }) => censored > 0)
          .map(({ time, estimate }): [number, number] => [time, estimate]),
      }
    }),
    atRisk: { times: [...times], rows: curves.map(({ level, atRisk }) => ({ level, counts: [...atRisk] })) },
  }
}

/** Whole years from 0 to the last that somebody was followed for, no more than some eight of them. */
export function yearTicks(years: readonly number[]): number[] {
  const last = Math.max(1, Math.floor(years.reduce((most, year) => Math.max(most, year), 0)))
  const step = [1, 2, 5, 10].find((candidate) => last / candidate <= 8) ?? 20
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, at) => at * step)
}
