import { formatNumber } from '#shared/domain/format-number.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { Measurement } from '#shared/domain/progression/evidence.ts'
import { fvcTrajectory, trajectoryCitation, type TrajectoryClass } from '#shared/domain/progression/trajectory.ts'

const words: Readonly<Record<TrajectoryClass, string>> = {
  'significant-progression': 'significant progression',
  'moderate-progression': 'moderate progression',
  stable: 'stable',
  improvement: 'improvement',
}

/** The whole course of FVC in one class. */
export function TrajectoryLine({ measurements }: { readonly measurements: readonly Measurement[] }) {
  const course = fvcTrajectory(measurements)
  if (!course) return null
  const { trajectory, first, last, fall } = course
  const change = `${fall < 0 ? '+' : ''}${formatNumber(0 - fall, 1)} points`
  return (
    <p>
      Course of FVC: <b>{words[trajectory]}</b> ({formatNumber(first.percent, 1)} → {formatNumber(last.percent, 1)}{' '}
      <span className="unit">%</span>, {change}, {formatPartialDate(first.date)} to {formatPartialDate(last.date)}){' '}
      <span className="small soft">
        classes of the EXCITING-ILD registry, the last value against the first. {trajectoryCitation}
      </span>
    </p>
  )
}
