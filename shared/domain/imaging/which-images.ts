/** Which images of a series are wanted. All are counted from 1, in the order in which a series is shown. */

export type WhichImages =
  | 'all'
  /** `every` 3: the first, the fourth, the seventh … */
  | { readonly from: number; readonly to: number; readonly every: number }
  | { readonly numbers: readonly number[] }

/**
 * The places of the wanted images, from 0, rising, each once.
 * @param count of the series
 * @returns undefined where one of them is not in the series, or none is wanted
 */
export function placesOf(which: WhichImages, count: number): readonly number[] | undefined {
  if (which === 'all') return Array.from({ length: count }, (_, place) => place)
  if ('numbers' in which) {
    const places = [...new Set(which.numbers.map((number) => number - 1))].toSorted((a, b) => a - b)
    return places.length > 0 && places.every((place) => Number.isInteger(place) && place >= 0 && place < count)
      ? places
      : undefined
  }
  const { from, to, every } = which
  if (![from, to, every].every(Number.isInteger) || from < 1 || to > count || from > to || every < 1) return undefined
  return Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, step) => from - 1 + step * every)
}
