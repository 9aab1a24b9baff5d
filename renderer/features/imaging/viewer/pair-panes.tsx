import type { ComponentProps, RefObject } from 'react'
import { Pane } from './pane.tsx'
import type { PaneHandle } from './pane.tsx'
import type { Side } from './pair-levels.ts'
import { sides } from './pair-state.ts'
import type { Both } from './pair-state.ts'
import type { HeldSeries } from './use-series.ts'
import { seriesWords } from './viewer-words.ts'

interface PairPanesProps {
  readonly helds: Both<HeldSeries>
  readonly panes: Both<RefObject<PaneHandle | null>>
  readonly boxes: Both<RefObject<HTMLDivElement | null>>
  readonly active: Side
  /** The side in front, where both stand in one place. */
  readonly flicker: Side | undefined
  readonly paneOf: (side: Side) => Omit<ComponentProps<typeof Pane>, 'ref'>
  readonly onActive: (side: Side) => void
}

/** The two panes, each under its date; the keys go to the one that has the focus. */
export function PairPanes({ helds, panes, boxes, active, flicker, paneOf, onActive }: PairPanesProps) {
  const classOf = (side: Side): string =>
    ['ct-side', side === active && 'ct-side-active', flicker && side !== flicker && 'ct-side-behind']
      .filter(Boolean)
      .join(' ')
  return (
    <div className={flicker ? 'ct-panes ct-flicker' : 'ct-panes'}>
      {sides.map((side) => (
        <div
          key={side}
          ref={boxes[side]}
          className={classOf(side)}
          role="application"
          aria-label={`Images of ${helds[side].series.label}. Arrow keys leaf, question mark lists all keys.`}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys go to the side
          tabIndex={0}
          onFocus={() => onActive(side)}
          onPointerDown={() => boxes[side].current?.focus({ preventScroll: true })}
        >
          <p className="ct-side-head">
            <strong>{helds[side].series.label}</strong>
            <span>{seriesWords(helds[side].series)}</span>
          </p>
          <Pane ref={panes[side]} {...paneOf(side)} />
        </div>
      ))}
    </div>
  )
}
