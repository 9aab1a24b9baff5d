/** Where the arrow keys lead from a place among the lanes. Pure. */
import { cellsOf, type CourseLane, type LaneCell } from './course-lanes.ts'
import { dayNumber, type IsoDay } from '#shared/domain/partial-date.ts'
import type { Place } from './lane-row.tsx'

/** The place itself where it still is, else the head of its lane, else the first lane; none where there is no lane. */
export function placeIn(lanes: readonly CourseLane[], place: Place | undefined): Place | undefined {
  const lane = lanes.find(({ id }) => id === place?.lane)
  if (!lane) return lanes[0] && { lane: lanes[0].id }
  if (place?.cell === undefined || cellsOf(lane).some(({ id }) => id === place.cell)) return place
  return { lane: lane.id }
}

function nearest(cells: readonly LaneCell[], day: number): LaneCell | undefined {
  const dated = cells.filter((cell): cell is LaneCell & { from: number } => cell.from !== undefined)
  return dated.toSorted((a, b) => Math.abs(a.from - day) - Math.abs(b.from - day))[0]
}

/** The next place, or undefined where the key leads nowhere. */
export function placeByKey(lanes: readonly CourseLane[], at: Place, key: string): Place | undefined {
  const row = lanes.findIndex(({ id }) => id === at.lane)
  const lane = lanes[row]
  if (!lane) return undefined
  const cells = cellsOf(lane)
  const column = cells.findIndex(({ id }) => id === at.cell)
  const inLane = (index: number): Place | undefined =>
    index === -1 ? { lane: lane.id } : cells[index] && { lane: lane.id, cell: cells[index].id }
  switch (key) {
    case 'ArrowRight':
      return inLane(column + 1)
    case 'ArrowLeft':
      return column === -1 ? undefined : inLane(column - 1)
    case 'Home':
      return inLane(-1)
    case 'End':
      return inLane(cells.length - 1)
    case 'ArrowDown':
    case 'ArrowUp': {
      const next = lanes[row + (key === 'ArrowDown' ? 1 : -1)]
      if (!next) return undefined
      const from = cells[column]?.from
      const cell = from === undefined ? undefined : nearest(cellsOf(next), from)
      return cell ? { lane: next.id, cell: cell.id } : { lane: next.id }
    }
    default:
      return undefined
  }
}

/** Where a record stands among the lanes. */
export function placeOf(lanes: readonly CourseLane[], id: string): Place {
  const lane = lanes.find((one) => one.id === id || cellsOf(one).some((cell) => cell.id === id))
  return lane && lane.id !== id ? { lane: lane.id, cell: id } : { lane: lane?.id ?? id }
}

/** The day around which the view is zoomed. */
export function placeDay(lane: CourseLane, at: Place, today: IsoDay): number {
  return cellsOf(lane).find(({ id }) => id === at.cell)?.from ?? dayNumber(today)
}
