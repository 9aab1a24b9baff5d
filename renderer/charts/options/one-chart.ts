/**
 * The one chart: all treatments, events and measurements of a case over one time axis, as an option of ECharts. Pure:
 * the same timeline, size and theme give the same drawing, on screen and on paper.
 */
import type { CustomSeriesOption, EChartsOption, GridComponentOption, LineSeriesOption } from 'echarts'
import type { DayNumber } from '#shared/domain/partial-date.ts'
import type { DrugLane, SeriesLane, Timeline } from '#shared/domain/timeline-model.ts'
import { chartColors, type ChartColors } from '../chart-colors.ts'
import { drugColor, type ChartTheme } from '../drug-colors.ts'
import { doseTop, type Scale } from '../scales.ts'
import { textWidth } from '../text-width.ts'
import { drugBars, steroidBars } from './dose-data.ts'
import { drawCourses, drawDoses, type DoseBar } from './dose-bars.ts'
import { drawEventSpans, drawEvents } from './event-marks.ts'
import { drawInfusions, largestAmount } from './infusion-ticks.ts'
import { drawGrades, drawPoints, pointTime } from './measured-values.ts'
import { oneChartLayout, type LaneRect, type LayoutInput, type OneChartLayout } from './one-chart-layout.ts'
import { referenceBand } from './reference-band.ts'
import { drawRuleLines, drawRuleMarks } from './rule-marks.ts'
import { laneSeries, text, type MarkerShape, type Shape } from './shapes.ts'
import {
  drawLandmarks,
  drawMonthAxis,
  drawTimeAxis,
  drawToday,
  drawZero,
  isLandmark,
  type AxisZero,
} from './time-frame.ts'
import { normalZone, scaleOf, scaleSeries } from './value-axis.ts'

export interface OneChartInput extends LayoutInput {
  readonly theme: ChartTheme
  /** Days to show; all where it is missing. */
  readonly window?: { readonly from: DayNumber; readonly to: DayNumber }
  /** Writes the names of the lanes into the gutter, for paper; on screen HTML stands there. */
  readonly labelsInside?: boolean
  /** Counts months from a day on instead of naming years. */
  readonly zero?: AxisZero
  /** Cases that stand beside this one and are drawn on the same scales. */
  readonly beside?: readonly Timeline[]
}

/** Circles where nothing else is said. */
const markerOfLane: Readonly<Partial<Record<SeriesLane['id'], MarkerShape>>> = {
  fvc: 'square',
  dlco: 'diamond',
  walk: 'triangle',
}

/** Rows of data of dose bars: first day, last day, amount a day. `null` where the dose is not known, never 0. */
const barRows = (bars: readonly DoseBar[]) => bars.map(({ from, to, perDay }) => [from, to + 1, perDay ?? null])

interface Part {
  readonly scale: Scale
  readonly log?: boolean
  readonly series: readonly (CustomSeriesOption | LineSeriesOption)[]
}

export function oneChartOption(input: OneChartInput): EChartsOption {
  const { timeline, theme, beside = [] } = input
  const compared = [timeline, ...beside]
  const colors = chartColors(theme)
  const layout = oneChartLayout(input)
  const shown = input.window ?? layout.domain
  const parts = layout.lanes.map((lane, index) => partOf(lane, index + 1))
  const frameGrid: GridComponentOption = gridOf(layout.plot)
  const axisCommon = { show: false, silent: true, animation: false } as const

  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: colors.fontFamily, color: colors.inkSoft },
    grid: [frameGrid, ...layout.lanes.map(gridOf)],
    xAxis: Array.from({ length: parts.length + 1 }, (_, gridIndex) => ({
      ...axisCommon,
      gridIndex,
      type: 'value' as const,
      min: layout.domain.from,
      max: layout.domain.to,
    })),
    yAxis: [
      { ...axisCommon, gridIndex: 0, type: 'value' as const, min: 0, max: 1 },
      ...parts.map(({ scale, log }, index) =>
        log
          ? { ...axisCommon, gridIndex: index + 1, type: 'log' as const, logBase: 10, min: scale.min, max: scale.max }
          : { ...axisCommon, gridIndex: index + 1, type: 'value' as const, min: scale.min, max: scale.max },
      ),
    ],
    dataZoom: [
      // Carries the window of days only: who turns the wheel or presses a key is the business of the page.
      {
        type: 'inside',
        id: 'window',
        xAxisIndex: 'all',
        filterMode: 'none',
        disabled: true,
        startValue: shown.from,
        endValue: shown.to,
      },
    ],
    series: [
      ...frameSeries(layout, timeline, colors, input.zero),
      ...parts.flatMap(({ series }) => series),
      ...(input.labelsInside ? [gutterLabels(layout, colors)] : []),
    ],
  }

  function partOf(rect: LaneRect, grid: number): Part {
    const { source } = rect
    switch (source.kind) {
      case 'steroid': {
        const bars = steroidBars(source.lane, timeline.drugs, timeline.today)
        const doses = compared.flatMap(({ steroid }) => steroid?.steps ?? []).map(({ perDay }) => perDay ?? 0)
        const top = doseTop(doses, true)
        return dosePart(rect, grid, bars, top, drugColor('prednisone-equivalent', theme), 15)
      }
      case 'drug':
        return drugPart(rect, grid, source.lane)
      case 'events': {
        const data = timeline.events.map(({ first, last }) => [first, last + 1, 0])
        const { events } = timeline
        const spans = laneSeries(
          `${rect.id}:spans`,
          { grid, data },
          (frame) => drawEventSpans(events, frame, colors),
          4,
        )
        const marks = laneSeries(rect.id, { grid, data }, (frame) => drawEvents(events, frame, colors), 5)
        return { scale: { min: 0, max: 1, ticks: [] }, series: [spans, marks] }
      }
      case 'marks': {
        const { marks } = source
        const data = marks.map(({ day }) => [day, day + 1, 0])
        const series = laneSeries(rect.id, { grid, data }, (frame) => drawRuleMarks(marks, frame, colors), 5)
        return { scale: { min: 0, max: 1, ticks: [] }, series: [series] }
      }
      case 'series':
        return measuredPart(rect, grid, source.lane)
    }
  }

  function dosePart(
    rect: LaneRect,
    grid: number,
    bars: readonly DoseBar[],
    top: number,
    color: string,
    headroom: number,
  ): Part {
    const scale = {
      min: 0,
      max: (top * rect.height) / Math.max(1, rect.height - headroom),
      ticks: bars.some(({ perDay }) => perDay) ? [0, top] : [],
    }
    return {
      scale,
      series: [
        scaleSeries(rect, grid, colors, { ticks: headroom >= 10 ? scale.ticks : [] }),
        laneSeries(
          rect.id,
          { grid, data: barRows(bars) },
          (frame) => drawDoses(bars, frame, { color, colors, top }),
          3,
        ),
      ],
    }
  }

  function drugPart(rect: LaneRect, grid: number, lane: DrugLane): Part {
    const infused = lane.infusions.length > 0
    const all = drugBars(lane)
    // Where infusions tell the doses, a course without a number says only that it goes on.
    const courses = infused ? all.filter(({ perDay }) => perDay === undefined) : []
    const bars = all.filter((bar) => !courses.includes(bar))
    const color = drugColor(lane.drug, theme)
    const alike = compared.flatMap(({ drugs }) => drugs.filter(({ id }) => id === lane.id))
    const doses = dosePart(
      rect,
      grid,
      bars,
      doseTop(
        alike.flatMap(({ segments }) => segments.map(({ perDay }) => perDay ?? 0)),
        false,
      ),
      color,
      1,
    )
    if (!infused) return doses
    const largest = largestAmount(alike.flatMap(({ infusions }) => infusions))
    const data = lane.infusions.map(({ first, last, amount }) => [first, last + 1, amount ?? null])
    const ticks = laneSeries(
      `${rect.id}:infusions`,
      { grid, data },
      (frame) => drawInfusions(lane.infusions, frame, { color, colors, largest }),
      3,
    )
    const course = laneSeries(
      `${rect.id}:courses`,
      { grid, data: barRows(courses) },
      (frame) => drawCourses(courses, frame, color),
      2,
    )
    return { ...doses, series: [...doses.series, course, ticks] }
  }

  function measuredPart(rect: LaneRect, grid: number, lane: SeriesLane): Part {
    const scale = scaleOf(rect, lane, compared)
    const data = lane.points.map((point) => [point.first, point.last + 1, point.value])
    if (lane.id === 'mmrc') {
      const series = laneSeries(rect.id, { grid, data }, (frame) => drawGrades(lane.points, frame, colors), 4)
      return { scale, series: [series] }
    }
    return {
      scale,
      log: lane.scale === 'log',
      series: [
        scaleSeries(rect, grid, colors, {
          ticks: scale.ticks,
          reference: lane.id === 'fvc' || lane.id === 'dlco' ? 100 : undefined,
        }),
        ...(lane.points.some(({ normal }) => normal) ? [referenceBand(rect, grid, colors, lane.points)] : []),
        ...(lane.upperLimits.length > 0 ? [normalZone(rect, grid, colors, lane)] : []),
        {
          type: 'line',
          id: `${rect.id}:line`,
          xAxisIndex: grid,
          yAxisIndex: grid,
          data: lane.points
            .filter(({ value }) => lane.scale !== 'log' || value > 0)
            .map((point) => [pointTime(point), point.value]),
          showSymbol: false,
          symbol: 'none',
          silent: true,
          clip: true,
          z: 3,
          emphasis: { disabled: true },
          lineStyle: { color: colors.inkSoft, width: 1, join: 'round' },
        },
        laneSeries(
          rect.id,
          { grid, data },
          (frame) => drawPoints(lane.points, frame, { shape: markerOfLane[lane.id] ?? 'circle', colors }),
          4,
        ),
      ],
    }
  }
}

const gridOf = ({
  x,
  y,
  width,
  height,
}: {
  x: number
  y: number
  width: number
  height: number
}): GridComponentOption => ({
  left: x,
  top: y,
  width,
  height,
  outerBoundsMode: 'none',
})

function frameSeries(
  layout: OneChartLayout,
  timeline: Timeline,
  colors: ChartColors,
  zero: AxisZero | undefined,
): CustomSeriesOption[] {
  const whole = { grid: 0, data: [[layout.domain.from, layout.domain.to, null]] }
  const landmarks = timeline.events.filter(isLandmark)
  return [
    {
      ...laneSeries(
        'time',
        whole,
        (frame) => [zero ? drawMonthAxis(frame, layout.axis, zero, colors) : drawTimeAxis(frame, layout.axis, colors)],
        0,
      ),
      clip: false,
    },
    laneSeries(
      'landmarks',
      { grid: 0, data: landmarks.map(({ first, last }) => [first, last + 1, null]) },
      (frame) => drawLandmarks(landmarks, frame, colors),
      2,
    ),
    ...ruleLines(layout, colors),
    ...(zero ? [{ ...laneSeries('zero', whole, (frame) => [drawZero(zero, frame, colors)], 6), clip: false }] : []),
    { ...laneSeries('today', whole, (frame) => [drawToday(timeline.today, frame, colors, zero)], 6), clip: false },
  ]
}

/** From the marks of the rules down through FVC and DLCO, which they judge. */
function ruleLines({ lanes }: OneChartLayout, colors: ChartColors): CustomSeriesOption[] {
  const marked = lanes.find(({ source }) => source.kind === 'marks')
  if (marked?.source.kind !== 'marks') return []
  const { marks } = marked.source
  const judged = lanes.filter(({ id }) => id === 'fvc' || id === 'dlco')
  const top = marked.y + Math.min(12, marked.height)
  const bottom = Math.max(marked.y + marked.height, ...judged.map(({ y, height }) => y + height))
  const data = marks.map(({ day }) => [day, day + 1, null])
  return [
    laneSeries(
      'progression:lines',
      { grid: 0, data },
      (frame) => drawRuleLines(marks, frame, { top, bottom }, colors),
      2,
    ),
  ]
}

/** The text, cut with an ellipsis where it is wider than its place. */
function fitting(label: string, width: number, fontSize: number): string {
  if (textWidth(label, fontSize) <= width) return label
  let cut = label
  while (cut.length > 1 && textWidth(`${cut}…`, fontSize) > width) cut = cut.slice(0, -1).trimEnd()
  return `${cut}…`
}

/** Names and units of the lanes, left of the plot. */
function gutterLabels(layout: OneChartLayout, colors: ChartColors): CustomSeriesOption {
  const whole = { grid: 0, data: [[layout.domain.from, layout.domain.to, null]] }
  const draw = (): Shape[] =>
    layout.lanes.flatMap(({ label, unit, y, height }) => {
      const middle = height < 30 ? y + height / 2 : y + 10
      const name = text(fitting(label, layout.plot.x - 34, colors.fontSize), 0, middle, {
        colors,
        fill: colors.ink,
        size: colors.fontSize,
        weight: 550,
      })
      return height < 30 || unit === ''
        ? [name]
        : [name, text(unit, 0, middle + colors.fontSize + 3, { colors, fill: colors.inkFaint })]
    })
  return { ...laneSeries('labels', whole, () => [draw()], 6), clip: false }
}
