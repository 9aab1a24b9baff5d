/** Results as a table to read and as JSON to keep. */
import type { BenchRow, Measured } from './row.ts'

export interface Result extends Measured {
  readonly row: BenchRow
  readonly ratio: number
}

const rounded = (value: number): number => Number(value.toPrecision(3))
const amount = (value: number, { unit }: BenchRow): string => `${rounded(value)} ${unit}`.trimEnd()

/** A line for each row, what the rows mean, and for every goal that was missed where the value goes. */
export function tableOf(results: readonly Result[]): string {
  const lines = results.map((result, index) => cellsOf(result, index + 1))
  const what = results.map(({ row }) => `${row.id}: ${row.what}`)
  const notes = results.flatMap((result, index) => (isMissed(result) ? noteOf(result, index + 1) : []))
  return [...aligned([['row', 'value', 'floor', 'ratio', 'goal', ''], ...lines]), '', ...what, ...notes].join('\n')
}

const isMissed = ({ ratio, row }: Result): boolean => ratio > row.goal

function cellsOf(result: Result, number: number): string[] {
  const { row, value, floor, ratio } = result
  const verdict = isMissed(result) ? `missed [${number}]` : 'met'
  return [row.id, amount(value, row), amount(floor, row), ratio.toFixed(2), String(row.goal), verdict]
}

function noteOf({ row, parts }: Result, number: number): string[] {
  return [
    '',
    `[${number}] Where ${row.id} goes:`,
    ...parts.map(([part, size]) => `${amount(size, row).padStart(12)}  ${part}`),
  ]
}

/** The first and the last column stand left, numbers right. */
function aligned(lines: readonly (readonly string[])[]): string[] {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  return lines.map((line) =>
    line
      .map((cell, column) =>
        column === 0 || column === line.length - 1 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  )
}

/** An array of one object a row. */
export function jsonOf(results: readonly Result[]): string {
  const list = results.map(({ row: { id, what, goal, unit }, value, floor, ratio }) => ({
    id,
    what,
    value: rounded(value),
    floor: rounded(floor),
    ratio: rounded(ratio),
    goal,
    unit,
  }))
  return `${JSON.stringify(list, null, 2)}\n`
}
