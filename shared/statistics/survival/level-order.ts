/** Sorts names of groups: numbers upward, before text by its characters. */
export function levelOrder(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)]
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1
  return x - y || (a < b ? -1 : Number(a > b))
}
