import { formatPartialDate, isoOfDay, precisionOf } from '#shared/domain/partial-date.ts'
import { lanesOf } from '#shared/domain/timeline-lanes.ts'
import type { SeriesLane, Timeline } from '#shared/domain/timeline-model.ts'
import type { AxisZero } from '../../charts/options/time-frame.ts'
import { cursorStops } from './cursor-stops.ts'

interface CaptionContext {
  /** Ids of the lanes that are shown; all where it is missing. */
  readonly visibleLanes?: readonly string[]
  /** Where the axis counts from. */
  readonly zero?: AxisZero
  /** Given where the figure stands for itself: the caption then says whose it is and what it shows. */
  readonly code?: string
}

/** What one must know to read the drawing, written from what is drawn. */
export function captionOf(timeline: Timeline, { visibleLanes, zero, code }: CaptionContext = {}): readonly string[] {
  const { sources, undated, marks = [] } = timeline
  const lanes = lanesOf(timeline).filter(({ id }) => visibleLanes === undefined || visibleLanes.includes(id))
  const series = lanes.flatMap(({ source }) => (source.kind === 'series' ? [source.lane] : []))
  const vague = vagueDates(timeline, new Set(lanes.map(({ id }) => id)))
  const isMarked = lanes.some(({ source }) => source.kind === 'marks')
  return [
    ...(code === undefined || lanes.length === 0
      ? []
      : [`${code}: ${listed(lanes.map(({ label }) => label))}, ${period(timeline)}.`]),
    ...(series.length > 0 ? [`${listed(series.map(({ label, points }) => `${label} n = ${points.length}`))}.`] : []),
    ...references(series),
    ...(isMarked
      ? [
          `▼ where a rule of progression is first met: ${marks.map(({ label, day }) => `${label}, ${formatPartialDate(isoOfDay(day))}`).join('; ')}.`,
        ]
      : []),
    ...(zero
      ? [
          `Months count from the first start of ${zero.label}${zero.last > zero.day ? ', from the first day that its date can mean' : ''}.`,
        ]
      : []),
    ...(vague > 0
      ? [`${vague} ${vague === 1 ? 'date is' : 'dates are'} known to the month or year only, drawn as wide as that is.`]
      : []),
    ...(sources.includes('illustrative') ? ['Illustrative values are drawn hollow, illustrative doses dashed.'] : []),
    ...(sources.includes('synthetic') ? ['Synthetic values: this patient does not exist.'] : []),
    ...(undated.length > 0 ? [`Not drawn for want of a date: ${undated.join('; ')}.`] : []),
  ]
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function period(timeline: Timeline): string {
  const stops = cursorStops(timeline)
  const month = (day: number) => formatPartialDate(isoOfDay(day).slice(0, 7))
  const [first, last] = [month(stops[0] ?? timeline.from), month(stops.at(-1) ?? timeline.to)]
  return first === last ? first : `${first} to ${last}`
}

/** What percentages are of, said once for the lanes that have it in common; what the band beside them is. */
function references(series: readonly SeriesLane[]): readonly string[] {
  const named = series.filter(({ reference }) => reference !== undefined)
  const sets = [...new Set(named.map(({ reference }) => reference))]
  const hasBand = series.some(({ points }) => points.some(({ normal }) => normal))
  return [
    ...sets.map((set) => {
      const labels = listed(named.filter(({ reference }) => reference === set).map(({ label }) => label))
      return `${labels} in % of predicted, ${set}.`
    }),
    ...(hasBand ? ['Band: predicted normal range, dashed at its lower limit (LLN).'] : []),
  ]
}

/** Things drawn of which the date is known to the month or year only. */
function vagueDates({ drugs, events, series }: Timeline, shown: ReadonlySet<string>): number {
  const dates = [
    ...drugs
      .filter(({ id }) => shown.has(id))
      .flatMap(({ segments, infusions }) => [
        ...segments.flatMap(({ fromSpan }) => fromSpan?.date ?? []),
        ...infusions.map(({ date }) => date),
      ]),
    ...(shown.has('events') ? events.map(({ date }) => date) : []),
    ...series.filter(({ id }) => shown.has(id)).flatMap(({ points }) => points.map(({ date }) => date)),
  ]
  return dates.filter((date) => precisionOf(date) !== 'day').length
}

interface ChartCaptionProps extends CaptionContext {
  readonly timeline: Timeline
}

export function ChartCaption({ timeline, ...context }: ChartCaptionProps) {
  const sentences = captionOf(timeline, context)
  if (sentences.length === 0) return null
  return <p className="one-chart-caption">{sentences.join(' ')}</p>
}
