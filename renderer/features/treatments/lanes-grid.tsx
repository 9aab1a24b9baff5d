import type { KeyboardEvent, ReactNode } from 'react'
import type { CourseFinding } from '#shared/domain/course-findings.ts'
import type { DaySpan } from '#shared/domain/infusion-plan.ts'
import { dayNumber, type IsoDay } from '#shared/domain/partial-date.ts'
import type { Mark } from '#shared/domain/staged-records.ts'
import { timeTicks } from '../../charts/time-axis.ts'
import type { CourseLane } from './course-lanes.ts'
import { laneLayout, xOfDay, type TimeScale } from './lane-layout.ts'
import { LaneRow, type Place } from './lane-row.tsx'
import type { LaneDragging } from './use-lane-drag.ts'

interface LanesGridProps {
  readonly lanes: readonly CourseLane[]
  readonly scale: TimeScale
  readonly today: IsoDay
  /** Days computed for infusions to come, by course. */
  readonly due: ReadonlyMap<string, readonly DaySpan[]>
  readonly findings: readonly CourseFinding[]
  readonly marks: ReadonlyMap<string, Mark>
  readonly trial: ReadonlySet<string>
  readonly at: Place | undefined
  readonly edge: 'start' | 'end'
  readonly openPlace: Place | undefined
  /** What is open under the lane of that place. */
  readonly panel: ReactNode
  readonly drag: LaneDragging
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onGo: (place: Place) => void
  readonly onSend: (place: Place) => void
  readonly onOpen: (lane: CourseLane, place: Place) => void
}

/** The lanes of all courses, each with what is open under it. One place of them is in the order of Tab. */
export function LanesGrid(props: LanesGridProps) {
  const { lanes, scale, today, due, findings, openPlace, panel, drag, onKeyDown, onOpen, ...row } = props
  const years = timeTicks(scale.from, scale.to, scale.width).years.map(({ day }) => xOfDay(scale, day))
  return (
    <div role="grid" aria-label="Courses of treatment" onKeyDown={onKeyDown}>
      {lanes.map((lane) => {
        const layout = laneLayout({
          lane,
          scale,
          due: due.get(lane.id) ?? [],
          findings: findings.filter(({ treatmentId }) => treatmentId === lane.id),
          ...(drag.keptTop?.lane === lane.id ? { top: drag.keptTop.top } : {}),
        })
        return (
          <div key={lane.id} role="rowgroup">
            <LaneRow
              {...row}
              lane={lane}
              layout={layout}
              width={scale.width}
              years={years}
              todayX={xOfDay(scale, dayNumber(today) + 0.5)}
              today={today}
              openPlace={openPlace}
              drag={drag}
              onOpen={(place) => onOpen(lane, place)}
            />
            {openPlace?.lane === lane.id && (
              <div role="row" className="lane-panel">
                <div role="gridcell">{panel}</div>
              </div>
            )}
          </div>
        )
      })}
    </div>
  )
}
