import { useMemo, useState } from 'react'
import type { Link } from '#shared/domain/imaging/linked-position.ts'
import { follow, levelsOf, otherSide } from './pair-levels.ts'
import type { Side } from './pair-levels.ts'
import type { Both } from './pair-state.ts'
import type { Stack, StackName } from './stack.ts'
import type { HeldSeries } from './use-series.ts'

interface PlacesWish {
  readonly helds: Both<HeldSeries>
  readonly name: StackName
  /** How the planes that are looked at are linked: both scroll alone where they are not. */
  readonly through: Link
  readonly firstIndex: number | undefined
}

/** Where both sides stand: one leads, the other follows or stays where it was left. Each set of planes has its own places. */
export function usePairPlaces({ helds, name, through, firstIndex }: PlacesWish) {
  const stacks: Both<Stack> = { left: helds.left.stack(name), right: helds.right.stack(name) }
  const levels = useMemo<Both<readonly number[]>>(
    () => ({ left: levelsOf(helds.left.stack(name)), right: levelsOf(helds.right.stack(name)) }),
    [helds.left, helds.right, name],
  )
  const [leader, setLeader] = useState<Side>('left')
  const [chosen, setChosen] = useState<Partial<Record<StackName, Both<number>>>>(() => ({
    images: firstPlaces(stacks, firstIndex),
  }))
  const places = chosen[name] ?? firstPlaces(stacks, undefined)
  const follower = otherSide(leader)
  const followed = through.isLinked
    ? follow(stacks[leader], places[leader], leader, through, levels[follower])
    : undefined
  const ats: Both<number> = followed ? ({ [leader]: places[leader], [follower]: followed.at } as Both<number>) : places
  const setPlaces = (next: Both<number>): void => setChosen((before) => ({ ...before, [name]: next }))
  return {
    stacks,
    ats,
    /** Why a side does not show the level of the other. */
    notices: (followed?.notice ? { [follower]: followed.notice } : {}) as Partial<Both<string>>,
    /** Of the images themselves, whatever is looked at now. */
    imagesAt: name === 'images' ? ats : chosen.images!,
    go(side: Side, to: number): void {
      setLeader(side)
      setPlaces({ ...ats, [side]: Math.max(0, Math.min(stacks[side].count - 1, to)) })
    },
    /** From here on both go on from where they are seen. */
    settle(leads: Side = leader): void {
      setPlaces(ats)
      setLeader(leads)
    },
  }
}

/** The middle of both, or the image of the left one that was asked for. */
function firstPlaces(of: Both<Stack>, leftIndex: number | undefined): Both<number> {
  const middle = { left: Math.floor(of.left.count / 2), right: Math.floor(of.right.count / 2) }
  if (leftIndex === undefined) return middle
  const place = Array.from({ length: of.left.count }, (_, at) => at).find((at) => of.left.indexOf(at) === leftIndex)
  return { ...middle, left: place ?? middle.left }
}
