import type { ReactNode } from 'react'
import type { TimeWindow } from '../../charts/use-time-window.ts'
import { daysOfYears } from '../../charts/time-axis.ts'
import { keyNames, type ShortcutId } from '../../app/shortcut-table.ts'
import type { DayWindow } from './course-lanes.ts'

export interface Action {
  readonly shortcut: ShortcutId
  readonly label: string
  readonly disabled?: boolean
  readonly run: () => void
}

interface ToolbarProps {
  readonly actions: readonly Action[]
  /** Days of the axis; missing where there is none yet. */
  readonly domain: DayWindow | undefined
  readonly window: TimeWindow
  /** What a key just did, or why it didn't. */
  readonly said: string
}

/** What can be done to the course that has the focus, and how many years are in view. */
export function Toolbar({ actions, domain, window, said }: ToolbarProps) {
  const days = domain ? domain.to - domain.from : 0
  const shown = window.shown.to - window.shown.from
  return (
    <div className="treatments-toolbar">
      <div className="treatments-actions">
        {actions.map(({ shortcut, label, disabled, run }) => (
          <button key={shortcut} type="button" className="quiet-button" disabled={disabled} onClick={run}>
            {label} <kbd aria-hidden>{keyNames(shortcut).map(shortKey)}</kbd>
          </button>
        ))}
      </div>
      <p className="treatments-said" role="status">
        {said}
      </p>
      {domain && (
        <div className="treatments-years" role="group" aria-label="Years in view">
          {[1, 2, 5]
            .filter((years) => daysOfYears(years) < days)
            .map((years) => (
              <Choice
                key={years}
                pressed={!window.whole && Math.abs(shown - daysOfYears(years)) < 1}
                onClick={() => window.showLastYears(years)}
              >
                {years} y
              </Choice>
            ))}
          <Choice pressed={window.whole} onClick={window.showAll}>
            All
          </Choice>
        </div>
      )}
    </div>
  )
}

const shortKey = (name: string) => (name === 'Delete' ? 'Del' : name)

interface ChoiceProps {
  readonly pressed: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

function Choice({ pressed, onClick, children }: ChoiceProps) {
  return (
    <button type="button" className="quiet-button" aria-pressed={pressed} onClick={onClick}>
      {children}
    </button>
  )
}
