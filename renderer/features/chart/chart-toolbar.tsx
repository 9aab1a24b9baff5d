import type { ReactNode } from 'react'
import type { AxisWindow } from '../../charts/chart.tsx'
import { daysOfYears } from '../../charts/time-axis.ts'
import type { TimeWindow } from '../../charts/use-time-window.ts'

interface ChartToolbarProps {
  readonly domain: AxisWindow
  readonly window: TimeWindow
  readonly asNumbers: boolean
  readonly showNumbers: (asNumbers: boolean) => void
  /** What the values in the gutter are as of. */
  readonly readDate: string
  /** Menus: what is shown, and how. */
  readonly children?: ReactNode
}

const choices = [1, 2, 5]

/** As of when the lanes are read, the part of the axis in view, and the way to the same as numbers. */
export function ChartToolbar({ domain, window, asNumbers, showNumbers, readDate, children }: ChartToolbarProps) {
  const days = domain.to - domain.from
  const shownDays = window.shown.to - window.shown.from
  return (
    <div className="one-chart-toolbar">
      <span className="one-chart-read-date">{asNumbers ? '' : readDate}</span>
      {children && (
        <div className="one-chart-choices" role="group" aria-label="What is shown">
          {children}
        </div>
      )}
      <div className="one-chart-choices" role="group" aria-label="Years in view">
        {!asNumbers &&
          choices
            .filter((years) => daysOfYears(years) < days)
            .map((years) => (
              <Choice
                key={years}
                pressed={!window.whole && Math.abs(shownDays - daysOfYears(years)) < 1}
                onClick={() => window.showLastYears(years)}
              >
                {years} y
              </Choice>
            ))}
        {!asNumbers && (
          <Choice pressed={window.whole} onClick={window.showAll}>
            All
          </Choice>
        )}
      </div>
      <Choice pressed={asNumbers} onClick={() => showNumbers(!asNumbers)}>
        Numbers
      </Choice>
    </div>
  )
}

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
