interface GridShape {
  readonly total: number
  readonly columns: number
  /** Rows that a page holds. */
  readonly pageRows: number
}

/** Where a key leads in a grid that is filled row by row; `undefined` when the key is none of the grid's. */
export function moveInGrid(key: string, from: number, { total, columns, pageRows }: GridShape): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * pageRows,
    PageDown: columns * pageRows,
    Home: -total,
    End: total,
  }
  const step = steps[key]
  if (step === undefined) return undefined
  const to = from + step
  const isByRow = Math.abs(step) === columns && columns > 1
  // A row further than the last stays where it is: it would lead to another column.
  if (isByRow && (to < 0 || (to >= total && Math.floor(from / columns) === Math.floor((total - 1) / columns))))
    return from
  return Math.min(total - 1, Math.max(0, to))
}
