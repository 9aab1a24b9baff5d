/** Splines of a GLI table: numbers for L, M and S at every quarter of a year, read between the rows. */

/** As published, numbers parted by spaces, one for each quarter of a year; a column that is zero throughout is left out. */
export interface SplineColumns {
  readonly lambda?: string
  readonly mu: string
  readonly sigma?: string
}

export interface SplineTable {
  /** The age of the first row, in years. */
  readonly firstAge: number
  /** L, M and S of the first row, then of the next one, … */
  readonly cells: Float64Array
}

export const rowsAYear = 4
export const cellsARow = 3

/** Makes numbers of the published text, when the first one is asked for: most sessions need few of the tables. */
export function lazySplineTable(firstAge: number, columns: SplineColumns): () => SplineTable {
  let table: SplineTable | undefined
  return () => (table ??= { firstAge, cells: cellsOf(columns) })
}

function cellsOf({ lambda, mu, sigma }: SplineColumns): Float64Array {
  const columns = [lambda, mu, sigma].map((text) => text?.split(' '))
  const cells = new Float64Array(columns[1]!.length * cellsARow)
  columns.forEach((column, offset) => column?.forEach((text, row) => (cells[row * cellsARow + offset] = Number(text))))
  return cells
}
