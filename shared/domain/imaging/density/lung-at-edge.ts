/** Values below are padding outside of the scanned circle. */
const paddingBelowHu = -1500
const lungHu = { from: -900, to: -500 }
/** Noise moves single pixels of a stretch of lung that far; where body meets air, fewer lie within. */
const nearLungHu = { from: -960, to: -380 }
const leastShare = 0.75

export interface EdgedImage {
  readonly rows: number
  readonly columns: number
  /** How many pixels of the edge are looked at together. */
  readonly edgeStretch: number
}

/** Stretches along the four edges of what was imaged that are, on average and nearly throughout, as dense as lung. */
export function lungAtEdge(hu: Int16Array, { rows, columns, edgeStretch }: EdgedImage): number {
  let found = 0
  let sum = 0
  let near = 0
  let count = 0
  const take = (value: number) => {
    sum += value
    if (value >= nearLungHu.from && value <= nearLungHu.to) near++
    if (++count < edgeStretch) return
    const mean = sum / count
    if (mean > lungHu.from && mean < lungHu.to && near >= leastShare * count) found++
    sum = near = count = 0
  }
  const restart = () => void (sum = near = count = 0)
  for (const row of [0, rows - 1]) {
    restart()
    for (let column = 0; column < columns; column++) take(hu[row * columns + column]!)
  }
  restart()
  for (let row = 0; row < rows; row++) {
    let at = row * columns
    while (hu[at]! < paddingBelowHu && at < (row + 1) * columns - 1) at++
    take(hu[at]!)
  }
  restart()
  for (let row = 0; row < rows; row++) {
    let at = (row + 1) * columns - 1
    while (hu[at]! < paddingBelowHu && at > row * columns) at--
    take(hu[at]!)
  }
  return found
}
