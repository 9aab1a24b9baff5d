/** Where everything of a lane stands, in px. Pure, so that it can be tested by value; the drawing only paints it. */
import type { DoseStep } from '#shared/domain/exposure.ts'
import { firstDay, precisionOf, type DayNumber } from '#shared/domain/partial-date.ts'
import { formatNumber } from '#shared/domain/format-number.ts'
import { unitLabel } from '#shared/domain/units.ts'
import type { DoseSegment, InfusionMark } from '#shared/domain/timeline-model.ts'
import type { Box } from '../../charts/box.ts'
import { placeDoseLabels, type DoseBar, type PlacedBar } from '../../charts/options/dose-bars.ts'
import { placeLabels } from '../../charts/place-labels.ts'
import { textWidth } from '../../charts/text-width.ts'
import type { CourseLane, DayWindow } from './course-lanes.ts'

export const laneHeight = 60
/** px under the bars for the marks of findings. */
const footer = 6
/** px of the line on which doses stand. */
export const laneBase = laneHeight - footer
/** px above the tallest bar for its dose. */
const labelRoom = 15
/** Height of the band that stands for the order in a lane of infusions. */
const orderBand = 14
/** Height of a dose that is not known: neither nothing nor a dose. */
const unknownHeight = 20
const fontSize = 11

export interface TimeScale extends DayWindow {
  /** px of the whole strip. */
  readonly width: number
}

/** px of the start of a day. */
export function xOfDay({ from, to, width }: TimeScale, day: number): number {
  return ((day - from) / (to - from)) * width
}

/** The day at a place. */
export function dayOfX({ from, to, width }: TimeScale, x: number): number {
  return from + (x / width) * (to - from)
}

export interface LaneBar {
  /** The dose step, or the treatment of a stretch of unknown dose. */
  readonly recordId: string
  readonly kind: 'dose' | 'unknown'
  /** False for a stretch of which no dose step tells the dose: there is nothing to drag. */
  readonly isStep: boolean
  readonly box: Box
  /** The part of it on which it was certainly in force, px. */
  readonly sure: { readonly from: number; readonly to: number }
  readonly startUnsure: boolean
  readonly endUnsure: boolean
  readonly ongoing: boolean
  readonly hollow: boolean
  readonly label?: Box & { readonly text: string }
  /** Why the dose became this one, where there is room for it inside the bar. */
  readonly reason?: Box & { readonly text: string }
}

export interface LaneTick {
  readonly recordId: string
  readonly box: Box
  /** Its day is known within the width of the box only. */
  readonly unsure: boolean
  readonly hollow: boolean
  readonly label?: Box & { readonly text: string }
}

export interface LaneSpan {
  readonly id: string
  readonly x: number
  readonly width: number
}

export interface LaneLayout {
  readonly bars: readonly LaneBar[]
  readonly ticks: readonly LaneTick[]
  /** Days computed for infusions to come: drawn as outlines, since nothing was given. */
  readonly due: readonly LaneSpan[]
  readonly findings: readonly LaneSpan[]
  /** Amount at the top of the lane. */
  readonly top: number
}

export interface LaneInput {
  readonly lane: CourseLane
  readonly scale: TimeScale
  /** Kept while a dose is dragged, so that the lane doesn't grow away under the pointer. */
  readonly top?: number
  readonly due?: readonly { readonly first: DayNumber; readonly last: DayNumber }[]
  readonly findings?: readonly { readonly id: string; readonly from: DayNumber; readonly to: DayNumber }[]
}

/** The tallest dose of a lane. */
export function topOf({ doses }: CourseLane): number {
  return Math.max(0, ...doses.map(({ magnitude }) => magnitude ?? 0)) || 1
}

function beginsBy({ fromSpan, from }: DoseSegment): DayNumber | undefined {
  return fromSpan && fromSpan.last > from ? fromSpan.last : undefined
}

function endsFrom({ ends, ongoing, from, to }: DoseSegment): DayNumber | undefined {
  if (ends === undefined || ongoing || precisionOf(ends) === 'day' || firstDay(ends) > to) return undefined
  return Math.max(from, firstDay(ends))
}

/** What may be written at a dose, the fullest first. */
function doseTexts({ label }: DoseSegment, step: DoseStep | undefined): readonly string[] {
  if (step?.dose === undefined) return [label]
  if (step.dose === 0) return ['none']
  const amount = `${formatNumber(step.dose, 3)}${step.unit === undefined ? '' : ` ${unitLabel(step.unit)}`}`
  const number = formatNumber(step.dose, 3)
  return step.frequency === 'daily' ? [amount, number] : [label, amount, number]
}

function span(scale: TimeScale, from: DayNumber, to: DayNumber): { x: number; width: number } {
  const x = xOfDay(scale, from)
  return { x, width: Math.max(1, xOfDay(scale, to + 1) - x) }
}

function barsOf({ lane, scale, top: frozen }: LaneInput): readonly LaneBar[] {
  const top = frozen ?? topOf(lane)
  const room = lane.infused ? orderBand : laneBase - labelRoom
  const heightOf = (magnitude: number | undefined) => {
    if (lane.infused) return orderBand
    if (magnitude === undefined) return unknownHeight
    return magnitude === 0 ? 0 : Math.max(2, Math.min(1.25, magnitude / top) * room)
  }
  const placed = lane.doses.map(({ segment, step, magnitude }): PlacedBar => {
    const height = heightOf(magnitude)
    const early = beginsBy(segment)
    const late = endsFrom(segment)
    const bar: DoseBar = {
      from: segment.from,
      to: segment.to,
      ...(magnitude === undefined ? {} : { perDay: magnitude }),
      texts: doseTexts(segment, step),
      ongoing: segment.ongoing,
      ...(early === undefined ? {} : { beginsBy: early }),
      ...(late === undefined ? {} : { endsFrom: late }),
      hollow: segment.source === 'illustrative',
    }
    // A dose that begins today or later has no length yet, but goes on.
    const to = segment.ongoing && segment.to === segment.from ? Math.max(segment.to, scale.to) : segment.to
    return { bar, box: { ...span(scale, segment.from, to), y: laneBase - height, height }, cut: false }
  })
  const frame = {
    x: 0,
    y: 0,
    width: scale.width,
    height: laneBase,
    atDay: (day: number) => xOfDay(scale, day),
    atValue: () => 0,
  }
  const labels = lane.infused ? bandLabels(placed, scale.width) : placeDoseLabels(placed, frame, fontSize)
  return placed.map(({ bar, box }, index): LaneBar => {
    const { segment, step } = lane.doses[index]!
    const label = labels.find((candidate) => candidate.index === index)
    const end = box.x + box.width
    const sureFrom = bar.beginsBy === undefined ? box.x : Math.min(end, xOfDay(scale, bar.beginsBy + 1))
    const sureTo = bar.endsFrom === undefined ? end : Math.max(sureFrom, xOfDay(scale, bar.endsFrom))
    return {
      recordId: step?.id ?? segment.recordId,
      kind: bar.perDay === undefined ? 'unknown' : 'dose',
      isStep: step !== undefined,
      box,
      sure: { from: sureFrom, to: sureTo },
      startUnsure: bar.beginsBy !== undefined,
      endUnsure: bar.endsFrom !== undefined,
      ongoing: bar.ongoing,
      hollow: bar.hollow,
      ...(label
        ? { label: { x: label.x, y: label.y, width: label.width, height: label.height, text: label.text } }
        : {}),
      ...reasonIn(box, segment, scale.width),
    }
  })
}

/** The reason inside its bar, at the left edge of what is in view. */
function reasonIn(box: Box, { reason }: DoseSegment, width: number): Pick<LaneBar, 'reason'> {
  const left = Math.max(0, box.x) + 5
  const room = Math.min(width, box.x + box.width) - 4 - left
  if (reason === undefined || box.height < fontSize + 5) return {}
  const short = reason.split(':')[0]!
  const text = [reason, short].find((candidate) => textWidth(candidate, fontSize) <= room)
  if (text === undefined) return {}
  return { reason: { x: left, y: box.y + 4, width: textWidth(text, fontSize), height: fontSize, text } }
}

/** Orders are written in their bands, at the left edge of what is in view. */
function bandLabels(placed: readonly PlacedBar[], width: number) {
  return placed.flatMap(({ bar, box }, index) => {
    const left = Math.max(0, box.x) + 4
    const right = Math.min(width, box.x + box.width) - 2
    const text = bar.texts.find((candidate) => textWidth(candidate, fontSize) <= right - left)
    return text === undefined
      ? []
      : [{ index, text, x: left, y: box.y + 1, width: textWidth(text, fontSize), height: orderBand - 2 }]
  })
}

function amountText({ amount, unit }: InfusionMark): string | undefined {
  return amount === undefined || unit === undefined ? undefined : `${formatNumber(amount, 1)} ${unit}`
}

function ticksOf({ lane, scale }: LaneInput): readonly LaneTick[] {
  const { infusions, doses } = lane
  const foot = doses.length > 0 ? laneBase - orderBand - 2 : laneBase
  const room = foot - labelRoom
  const largest = Math.max(0, ...infusions.map(({ amount }) => amount ?? 0))
  const boxes = infusions.map(({ first, last, until, amount }) => {
    const share = amount === undefined || largest === 0 ? 0.7 : Math.max(0.3, amount / largest)
    const unsure = last > first
    const { x, width } = span(scale, first, unsure ? last : (until?.last ?? last))
    const height = Math.round(room * share)
    return { unsure, box: { x, width: Math.max(unsure ? 4 : 3, width), y: foot - height, height } }
  })
  const labels = placeLabels(
    infusions.map((infusion, index) => {
      const { box } = boxes[index]!
      const text = amountText(infusion)
      const before = infusions[index - 1]
      const changes = before === undefined || amountText(before) !== text
      const alone = index === 0 || box.x - boxes[index - 1]!.box.x >= 48
      if (text === undefined || (!changes && !alone)) return { places: [], rank: 0 }
      const width = textWidth(text, fontSize)
      const y = box.y - fontSize - 1
      const middle = box.x + box.width / 2 - width / 2
      return {
        places: [middle, box.x].map((x) => ({ x, y, width, height: fontSize, text })),
        rank: changes ? 1 : 0,
      }
    }),
    { x: 0, y: 0, width: scale.width, height: laneBase },
    (place, own) =>
      !boxes.some(
        ({ box }, index) =>
          index !== own &&
          place.x < box.x + box.width &&
          box.x < place.x + place.width &&
          place.y + place.height > box.y,
      ),
  )
  return infusions.map(({ recordId, source }, index): LaneTick => {
    const label = labels.find((candidate) => candidate.index === index)
    return {
      recordId,
      ...boxes[index]!,
      hollow: source === 'illustrative',
      ...(label
        ? { label: { x: label.x, y: label.y, width: label.width, height: label.height, text: label.text } }
        : {}),
    }
  })
}

/** A lane laid out over the days in view. */
export function laneLayout(input: LaneInput): LaneLayout {
  const { lane, scale, due = [], findings = [] } = input
  return {
    bars: barsOf(input),
    ticks: ticksOf(input),
    due: due.map(({ first, last }) => ({ id: String(first), ...span(scale, first, last) })),
    findings: findings.map(({ id, from, to }) => {
      const { x, width } = span(scale, from, to)
      return { id, x, width: Math.max(4, width) }
    }),
    top: input.top ?? topOf(lane),
  }
}

/** What lies under the pointer. */
export interface LaneHit {
  readonly recordId: string
  readonly part: 'start' | 'end' | 'dose' | 'body' | 'tick'
}

/** px on both sides of a border that still catch it. */
const catches = 5

/** The part of a lane at a place: borders before tops before bodies, ticks first. */
export function hitOf({ bars, ticks }: LaneLayout, x: number, y: number): LaneHit | undefined {
  const tick = ticks.find(
    ({ box }) => x >= box.x - 2 && x <= box.x + box.width + 2 && y >= box.y - 2 && y <= box.y + box.height,
  )
  if (tick) return { recordId: tick.recordId, part: 'tick' }
  const over = bars.filter(({ box }) => x >= box.x - catches && x <= box.x + box.width + catches)
  const starting = over.find(({ box, isStep }) => isStep && Math.abs(x - box.x) <= catches)
  if (starting && starting.box.width > 2 * catches) return { recordId: starting.recordId, part: 'start' }
  const inside = over.filter(({ box }) => x >= box.x && x <= box.x + box.width).at(-1)
  if (!inside) return starting && { recordId: starting.recordId, part: 'start' }
  const { box, recordId, kind, isStep, ongoing } = inside
  if (isStep && !ongoing && box.x + box.width - x <= catches && box.width > 2 * catches)
    return { recordId, part: 'end' }
  if (kind === 'dose' && Math.abs(y - box.y) <= catches) return { recordId, part: 'dose' }
  return { recordId, part: 'body' }
}

/** The share of a lane's tallest dose at a height, at least 0: what a dragged dose is read from. */
export function shareAtY(y: number): number {
  return Math.max(0, (laneBase - y) / (laneBase - labelRoom))
}

/** Where the top of a dose of that share lies. */
export function yOfShare(share: number): number {
  return laneBase - share * (laneBase - labelRoom)
}
