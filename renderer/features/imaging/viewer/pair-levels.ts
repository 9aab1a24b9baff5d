/** Where two linked studies stand: one leads, the other follows to the image at the same level. */
import type { AcrossShift } from '#shared/domain/imaging/pair-alignment.ts'
import { linkedLevelMm, nearestTo } from '#shared/domain/imaging/linked-position.ts'
import type { Link, Nearest } from '#shared/domain/imaging/linked-position.ts'
import type { Stack } from './stack.ts'

export type Side = 'left' | 'right'

export const otherSide = (side: Side): Side => (side === 'left' ? 'right' : 'left')

export interface Followed {
  /** Which image of the following stack. */
  readonly at: number
  /** Said over it where no image lies at the level. */
  readonly notice?: string
}

/** The levels of a stack, in the order in which it is leafed through. */
export function levelsOf(stack: Stack): readonly number[] {
  return Array.from({ length: stack.count }, (_, at) => stack.positionMm(at)).filter((level) => level !== undefined)
}

/** The image of `follower` at the level that the leader shows; nothing where levels aren't known. */
export function follow(
  leader: Stack,
  at: number,
  side: Side,
  link: Link,
  follower: readonly number[],
): Followed | undefined {
  const level = leader.positionMm(at)
  if (level === undefined) return undefined
  const nearest = nearestTo(follower, linkedLevelMm(level, side, link))
  const notice = nearest && noticeOf(nearest)
  return nearest && { at: nearest.index, ...(notice !== undefined && { notice }) }
}

function noticeOf({ found, awayMm }: Nearest): string | undefined {
  const away = `${Math.abs(awayMm).toFixed(1)} mm`
  switch (found) {
    case 'there':
      return undefined
    case 'beyond':
      return `This series ends ${away} before the level of the other`
    case 'gap':
      return `Images are missing here: the nearest lies ${away} away`
  }
}

/** "+12.0 mm": how far the right side is shifted against the left. */
export function offsetWords({ offsetMm }: Link): string {
  const rounded = Math.abs(offsetMm) < 0.05 ? 0 : offsetMm
  return `${rounded > 0 ? '+' : rounded < 0 ? '−' : ''}${Math.abs(rounded).toFixed(1)} mm`
}

/** "On the right the patient lies 5.0 mm farther to the left and 4.0 mm farther to the front". */
export function shiftWords({ leftMm, backMm }: AcrossShift): string {
  const words = [
    Math.abs(leftMm) >= 0.05 && `${Math.abs(leftMm).toFixed(1)} mm farther to the ${leftMm > 0 ? 'left' : 'right'}`,
    Math.abs(backMm) >= 0.05 && `${Math.abs(backMm).toFixed(1)} mm farther to the ${backMm > 0 ? 'back' : 'front'}`,
  ].filter((word) => word !== false)
  return words.length === 0
    ? 'On both sides the patient lies alike'
    : `On the right the patient lies ${words.join(' and ')}`
}
