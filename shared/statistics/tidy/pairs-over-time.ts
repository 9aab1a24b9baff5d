/** Pairs of values from one row a visit. */
import { StatisticsProblem } from '../method.ts'
import { columnOf, numbersOf, type Columns } from './columns.ts'

export interface PairNames {
  readonly id: string
  readonly time: string
  readonly value: string
  /** The times, as they stand in the column. */
  readonly baseline: number | string | boolean
  readonly follow: number | string | boolean
}

export interface Pairs {
  readonly before: Float64Array
  readonly after: Float64Array
  /** Patients without a complete pair. */
  readonly dropped: number
}

/** @throws StatisticsProblem where a patient has two values at one of the times */
export function pairsOverTime(data: Columns, { id, time, value, baseline, follow }: PairNames): Pairs {
  const ids = columnOf(data, id)
  const times = columnOf(data, time)
  const values = columnOf(data, value)
  const patients = new Set(ids.filter((cell) => cell !== null).map(String))
  const rowsAt = (wanted: PairNames['baseline']) => {
    const rows = new Map<string, number>()
    for (const [row, patient] of ids.entries()) {
      if (patient === null || values[row] === null || times[row] === null || String(times[row]) !== String(wanted))
        continue
      if (rows.has(String(patient)))
        throw new StatisticsProblem(`“${String(patient)}” has two values at “${String(wanted)}”.`)
      rows.set(String(patient), row)
    }
    return rows
  }
  const first = rowsAt(baseline)
  const second = rowsAt(follow)
  const complete = [...patients].filter((patient) => first.has(patient) && second.has(patient))
  const valuesIn = (rows: ReadonlyMap<string, number>) =>
    numbersOf(
      data,
      value,
      complete.map((patient) => rows.get(patient)!),
    )
  return { before: valuesIn(first), after: valuesIn(second), dropped: patients.size - complete.length }
}
