/** Puts labels where they touch nothing: each has a few places it would like, the important ones choose first. */
import { contains, overlap, type Box } from './box.ts'

export interface LabelWish {
  /** Places in order of preference, with the text that would stand there. */
  readonly places: readonly (Box & { readonly text: string })[]
  /** The higher chooses first. */
  readonly rank: number
}

export interface PlacedLabel extends Box {
  /** Position of the wish in the list. */
  readonly index: number
  readonly text: string
}

/** Two numbers side by side must not read as one. */
const air = 3
const withAir = (box: Box): Box => ({ ...box, x: box.x - air, width: box.width + 2 * air })

/**
 * @param obstacles boxes that no label may cover; those that a wish itself belongs to are its own affair (`free`)
 * @returns the labels that found a place, none overlapping another
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  bounds: Box,
  isFree: (place: Box, index: number) => boolean,
): readonly PlacedLabel[] {
  const placed: PlacedLabel[] = []
  const order = wishes
    .map((wish, index) => ({ wish, index }))
    .sort((a, b) => b.wish.rank - a.wish.rank || a.index - b.index)
  for (const { wish, index } of order) {
    const place = wish.places.find(
      (box) => contains(bounds, box) && !placed.some((other) => overlap(other, withAir(box))) && isFree(box, index),
    )
    if (place) placed.push({ ...place, index })
  }
  return placed
}
