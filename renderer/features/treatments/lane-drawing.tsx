import { useId } from 'react'
import type { Mark } from '#shared/domain/staged-records.ts'
import type { ChartColors } from '../../charts/chart-colors.ts'
import { drugColor } from '../../charts/drug-colors.ts'
import { laneBase, laneHeight, type LaneBar, type LaneLayout, type LaneTick } from './lane-layout.ts'
import { useChartTheme } from './use-chart-theme.ts'

interface LaneDrawingProps {
  readonly drug: string
  readonly layout: LaneLayout
  readonly width: number
  /** px of the borders of years. */
  readonly years: readonly number[]
  readonly today: number
  readonly marks: ReadonlyMap<string, Mark>
  /** The dose that has the keyboard, and which of its borders the keys move. */
  readonly focused: string | undefined
  readonly edge: 'start' | 'end'
  /** Doses of a plan on trial: nothing of them is staged yet. */
  readonly trial: ReadonlySet<string>
}

/** What all parts of a drawing need to know. */
interface Look {
  readonly colors: ChartColors
  readonly color: string
  /** Fill of what is not known. */
  readonly hatch: string
}

/** A lane painted: bars as tall as the dose, what isn't known hatched, infusions as ticks, days to come as outlines. */
export function LaneDrawing(props: LaneDrawingProps) {
  const { drug, layout, width, years, today, marks, focused, edge, trial } = props
  const { theme, colors } = useChartTheme()
  const id = useId()
  const look: Look = { colors, color: drugColor(drug, theme), hatch: `url(#${id})` }
  const { bars, ticks, due, findings } = layout
  return (
    <svg className="lane-drawing" width={width} height={laneHeight} aria-hidden focusable="false">
      <defs>
        <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1={0} y1={0} x2={0} y2={5} stroke={colors.unknown} strokeWidth={1.25} />
        </pattern>
      </defs>
      {years.map((x) => (
        <line key={x} x1={x} x2={x} y1={0} y2={laneHeight} stroke={colors.hairline} />
      ))}
      <line x1={0} x2={width} y1={laneBase + 0.5} y2={laneBase + 0.5} stroke={colors.hairlineStrong} />
      {bars.map((bar, index) =>
        bar.kind === 'unknown' ? (
          <UnknownBar key={bar.recordId} bar={bar} look={look} />
        ) : (
          <DoseBar
            key={bar.recordId}
            bar={bar}
            before={bars[index - 1]}
            look={trial.has(bar.recordId) ? { ...look, color: colors.accent } : look}
            dashed={bar.hollow || trial.has(bar.recordId)}
          />
        ),
      )}
      {due.map(({ id: key, x, width: wide }) => (
        <rect
          key={key}
          x={x + 0.5}
          y={16}
          width={Math.max(3, wide)}
          height={laneBase - 34}
          fill="none"
          stroke={colors.inkFaint}
          strokeDasharray="2 2"
        />
      ))}
      {ticks.map((tick) => (
        <Tick key={tick.recordId} tick={tick} look={look} />
      ))}
      {[...bars, ...ticks].map(({ recordId, label }) =>
        label ? (
          <text
            key={recordId}
            className="lane-label"
            x={label.x}
            y={label.y + label.height - 1}
            fontSize={colors.smallFontSize}
            fill={colors.ink}
          >
            {label.text}
          </text>
        ) : null,
      )}
      {bars.map(({ recordId, kind, reason }) =>
        reason && kind === 'dose' ? (
          <text
            key={recordId}
            className="lane-label"
            x={reason.x}
            y={reason.y + reason.height - 1}
            fontSize={colors.smallFontSize}
            fill={colors.inkSoft}
          >
            {reason.text}
          </text>
        ) : null,
      )}
      {findings.map(({ id: key, x, width: wide }) => (
        <rect key={key} className="lane-finding" x={x} y={laneBase + 2} width={wide} height={4} />
      ))}
      {bars
        .filter(({ recordId }) => marks.has(recordId))
        .map(({ recordId, box }) => (
          <Unsaved key={recordId} x={box.x} y={Math.min(box.y, laneBase - 8)} look={look} />
        ))}
      {ticks
        .filter(({ recordId }) => marks.has(recordId))
        .map(({ recordId, box }) => (
          <Unsaved key={recordId} x={box.x} y={box.y - 9} look={look} />
        ))}
      {bars
        .filter(({ recordId, isStep }) => isStep && recordId === focused)
        .map((bar) => (
          <Handles key={bar.recordId} bar={bar} edge={edge} />
        ))}
      <line x1={today} x2={today} y1={0} y2={laneHeight} stroke={colors.accent} strokeDasharray="1 2" />
    </svg>
  )
}

/** A corner in the accent, as a changed cell of a sheet has it. */
function Unsaved({ x, y, look }: { readonly x: number; readonly y: number; readonly look: Look }) {
  return <path d={`M${x} ${y}h8l-8 8z`} fill={look.colors.accent} />
}

function UnknownBar({ bar: { box, label }, look: { colors, hatch } }: { readonly bar: LaneBar; readonly look: Look }) {
  return (
    <g>
      <rect {...box} fill={colors.unknown} fillOpacity={0.08} />
      <rect {...box} fill={hatch} fillOpacity={0.6} />
      <line x1={box.x} x2={box.x + box.width} y1={box.y} y2={box.y} stroke={colors.unknown} strokeDasharray="2 2" />
      {label && (
        <rect
          x={label.x - 2}
          y={label.y}
          width={label.width + 4}
          height={label.height}
          fill={colors.paper}
          fillOpacity={0.9}
        />
      )}
    </g>
  )
}

interface DoseBarProps {
  readonly bar: LaneBar
  readonly before: LaneBar | undefined
  readonly look: Look
  readonly dashed: boolean
}

/** A dose: full where it was certainly in force, pale where its dates leave it open, hollow where it wasn't recorded. */
function DoseBar({ bar, before, look: { color, colors }, dashed }: DoseBarProps) {
  const { box, sure, startUnsure, endUnsure, hollow, ongoing } = bar
  const right = box.x + box.width
  const continues = before?.kind === 'dose' && Math.abs(before.box.x + before.box.width - box.x) < 0.5
  const dash = dashed ? '3 2' : undefined
  const pieces = [
    { from: box.x, to: sure.from, open: true },
    { from: sure.from, to: sure.to, open: false },
    { from: sure.to, to: right, open: true },
  ].filter(({ from, to }) => to > from)
  return (
    <g>
      {pieces.map(({ from, to, open }) => (
        <g key={from}>
          {!hollow && (
            <rect
              {...box}
              x={from}
              width={to - from}
              fill={color}
              fillOpacity={colors.fillOpacity * (open ? 0.4 : 1)}
            />
          )}
          <line
            x1={from}
            x2={to}
            y1={box.y}
            y2={box.y}
            stroke={color}
            strokeWidth={1.75}
            strokeDasharray={open ? '2 2' : dash}
          />
        </g>
      ))}
      <line
        x1={box.x}
        x2={box.x}
        y1={continues ? before.box.y : laneBase}
        y2={box.y}
        stroke={color}
        strokeDasharray={startUnsure ? '2 2' : dash}
      />
      {!ongoing && (
        <line
          x1={right}
          x2={right}
          y1={box.y}
          y2={laneBase}
          stroke={color}
          strokeDasharray={endUnsure ? '2 2' : dash}
        />
      )}
    </g>
  )
}

function Tick({ tick, look: { color, colors } }: { readonly tick: LaneTick; readonly look: Look }) {
  const { box, unsure, hollow } = tick
  return (
    <rect
      {...box}
      fill={hollow ? colors.paper : color}
      fillOpacity={unsure && !hollow ? colors.fillOpacity * 1.5 : 1}
      stroke={unsure || hollow ? color : 'none'}
    />
  )
}

/** The borders of the dose that has the keyboard; the one that the keys move is the thick one. */
function Handles({ bar: { box, ongoing }, edge }: { readonly bar: LaneBar; readonly edge: 'start' | 'end' }) {
  const right = box.x + box.width
  const top = Math.min(box.y, laneBase - 14)
  return (
    <g className="lane-handles">
      <line x1={box.x} x2={box.x} y1={top} y2={laneBase} strokeWidth={edge === 'start' ? 3 : 1} />
      {!ongoing && <line x1={right} x2={right} y1={top} y2={laneBase} strokeWidth={edge === 'end' ? 3 : 1} />}
      {(edge === 'start' || !ongoing) && (
        <circle cx={edge === 'start' ? box.x : right} cy={(top + laneBase) / 2} r={4} />
      )}
    </g>
  )
}
