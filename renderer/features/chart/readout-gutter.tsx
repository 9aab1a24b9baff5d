import { formatPartialDate, type DayNumber } from '#shared/domain/partial-date.ts'
import { readAt, type LaneReading } from '#shared/domain/read-at.ts'
import type { Timeline } from '#shared/domain/timeline-model.ts'
import type { LaneRect, OneChartLayout } from '../../charts/options/one-chart-layout.ts'
import { textWidth } from '../../charts/text-width.ts'

interface ReadoutGutterProps {
  readonly timeline: Timeline
  readonly layout: OneChartLayout
  /** Day that the lanes are read at. */
  readonly day: DayNumber
  /** Days that a hairline on the screen can't tell apart. */
  readonly within: number
  /** px, without the numbers of the value axes */
  readonly width: number
}

/** Names of the lanes, each with what it says at one day. */
export function ReadoutGutter({ timeline, layout, day, within, width }: ReadoutGutterProps) {
  const readings = new Map(readAt(timeline, day, within).map((reading) => [reading.laneId, reading]))
  return (
    <div className="one-chart-gutter" style={{ width }}>
      {layout.lanes.map((lane) => (
        <LaneReadout key={lane.id} lane={lane} reading={readings.get(lane.id)} width={width} />
      ))}
    </div>
  )
}

/** px from which on a lane has room for a second line. */
const twoLines = 32

/** px; size of the words in the gutter */
const fontSize = 12

/** As much of a reading as a line has room for: what stands in brackets goes first, then all but its last part. */
function short(text: string, room: number): string {
  const plain = text.replace(/ \([^)]*\)/g, '')
  const lastPart = text.split('; ').at(-1) ?? text
  const lastPlain = plain.split('; ').at(-1) ?? plain
  return [text, plain, lastPart].find((candidate) => textWidth(candidate, fontSize) <= room) ?? lastPlain
}

interface LaneReadoutProps {
  readonly lane: LaneRect
  readonly reading: LaneReading | undefined
  /** px */
  readonly width: number
}

function LaneReadout({ lane, reading, width }: LaneReadoutProps) {
  const { id, label, y, height } = lane
  const roomy = height >= twoLines
  const text = reading?.text ?? ''
  const room = width - 8 - (lane.source.kind === 'steroid' ? 0 : textWidth(label, fontSize))
  const title = [text, reading?.when, reading?.total].filter(Boolean).join(', ')
  return (
    <div
      className={roomy ? 'one-chart-lane one-chart-lane-roomy' : 'one-chart-lane'}
      style={{ top: y, height }}
      data-lane={id}
      title={title || undefined}
    >
      <span className="one-chart-lane-name">{label}</span>
      <span className="one-chart-lane-value">
        {lane.source.kind === 'events' || lane.source.kind === 'marks' ? text : short(text, room)}
      </span>
      {roomy && lane.source.kind === 'series' && reading?.date !== undefined && (
        <span className="one-chart-lane-when">{formatPartialDate(reading.date)}</span>
      )}
      {lane.source.kind === 'steroid' && reading?.total !== undefined && (
        <span className="one-chart-lane-when">{reading.total}</span>
      )}
    </div>
  )
}

/** The lanes that are shown at one day as one sentence, to be read out. */
export function readingsInWords(
  timeline: Timeline,
  day: DayNumber,
  within: number,
  shown: ReadonlySet<string>,
): string {
  return readAt(timeline, day, within)
    .filter(({ laneId, text }) => shown.has(laneId) && text !== '')
    .map(({ label, text, when, total }) => [`${label} ${text}`, when, total].filter(Boolean).join(', '))
    .join('; ')
}
