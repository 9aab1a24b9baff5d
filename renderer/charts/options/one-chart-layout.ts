/**
 * Where everything stands in the one chart: a rectangle for each lane over one time axis. The drawing and the readout in
 * HTML beside it both take their places from here.
 */
import type { DayNumber } from '#shared/domain/partial-date.ts'
import { lanesOf, type Lane, type LaneSource } from '#shared/domain/timeline-lanes.ts'
import type { Timeline } from '#shared/domain/timeline-model.ts'
import type { Box } from '../box.ts'

export interface LaneRect extends Box, Lane {}

export interface OneChartLayout {
  readonly width: number
  /** May exceed the height asked for, where the lanes need more to be legible. */
  readonly height: number
  /** Area of all lanes, right of the gutter. */
  readonly plot: Box
  /** Strip under the lanes with the names of years and months. */
  readonly axis: Box
  readonly lanes: readonly LaneRect[]
  /** Days at the two ends of the axis when all is shown, a little wider than the timeline. */
  readonly domain: { readonly from: DayNumber; readonly to: DayNumber }
}

export interface LayoutInput {
  readonly timeline: Timeline
  /** px */
  readonly width: number
  /** px there are; a taller layout scrolls */
  readonly height: number
  /** px left of the plot for labels, including the numbers of value axes */
  readonly gutter: number
  /** Ids of the lanes to show; all that hold something where it is missing. */
  readonly visibleLanes?: readonly string[]
}

interface Share {
  readonly least: number
  readonly most: number
}

/** px above the lanes, for the date under the cursor and `today`. */
const topStrip = 20
const axisHeight = 34
const rightMargin = 14
const gap = 4
/** px between treatments, events and measurements. */
const groupGap = 11

function shareOf(source: LaneSource, drugs: number, manyEvents: boolean): Share {
  if (source.kind === 'steroid') return { least: 50, most: 84 }
  if (source.kind === 'drug')
    return drugs <= 4 ? { least: 24, most: 32 } : drugs <= 8 ? { least: 21, most: 28 } : { least: 20, most: 27 }
  if (source.kind === 'events') return manyEvents ? { least: 46, most: 52 } : { least: 32, most: 36 }
  // Two marks at about the same time need a row each for their words.
  if (source.kind === 'marks') return source.marks.length > 1 ? { least: 32, most: 34 } : { least: 18, most: 20 }
  switch (source.lane.id) {
    case 'ck':
      return { least: 58, most: 170 }
    case 'fvc':
    case 'dlco':
      return { least: 46, most: 130 }
    case 'spo2':
    case 'walk':
      return { least: 32, most: 60 }
    case 'mmrc':
      return { least: 18, most: 22 }
    default:
      return { least: 36, most: 84 }
  }
}

/** Share of the axis within which marks stand in each other's way. */
const crowdShare = 0.04

/** Three events at about the same time need a row each; so do a few of which one has a date so vague that it fills a row. */
function needThreeRows({ events, from, to }: Timeline): boolean {
  const days = events.map(({ first, last }) => (first + last) / 2).toSorted((a, b) => a - b)
  const near = (to - from) * crowdShare
  const crowded = days.some((day, index) => (days[index + 2] ?? Infinity) - day < near)
  return crowded || (events.length > 3 && events.some(({ first, last }) => last - first > 60))
}

const groups = {
  steroid: 'treatment',
  drug: 'treatment',
  events: 'events',
  marks: 'measured',
  series: 'measured',
} as const
const groupOf = ({ kind }: LaneSource) => groups[kind]

/** Places the lanes. Lanes without data take no room. */
export function oneChartLayout({ timeline, width, height, gutter, visibleLanes }: LayoutInput): OneChartLayout {
  const lanes = lanesOf(timeline).filter(({ id }) => visibleLanes === undefined || visibleLanes.includes(id))
  const drugs = lanes.filter(({ source }) => source.kind === 'drug').length
  const shares = lanes.map(({ source }) => shareOf(source, drugs, needThreeRows(timeline)))
  const gaps = lanes.map(({ source }, index) => {
    const next = lanes[index + 1]
    return next === undefined ? gap : groupOf(next.source) === groupOf(source) ? gap : groupGap
  })
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const fixed = topStrip + axisHeight + sum(gaps)
  const least = sum(shares.map((share) => share.least))
  const spare = sum(shares.map((share) => share.most - share.least))
  const stretch = spare === 0 ? 0 : Math.min(1, Math.max(0, (height - fixed - least) / spare))

  const x = gutter
  const plotWidth = Math.max(40, width - gutter - rightMargin)
  let y = topStrip
  const rects = lanes.map((lane, index): LaneRect => {
    const share = shares[index] ?? { least: 0, most: 0 }
    const laneHeight = Math.floor(share.least + stretch * (share.most - share.least))
    const rect = { ...lane, x, y, width: plotWidth, height: laneHeight }
    y += laneHeight + (gaps[index] ?? 0)
    return rect
  })
  const margin = Math.max(20, (timeline.to - timeline.from) * 0.012)
  return {
    width,
    height: y + axisHeight,
    plot: { x, y: topStrip, width: plotWidth, height: y - topStrip },
    axis: { x, y, width: plotWidth, height: axisHeight },
    lanes: rects,
    domain: { from: timeline.from - margin, to: timeline.to + margin },
  }
}
