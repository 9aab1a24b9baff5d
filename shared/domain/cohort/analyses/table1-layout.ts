/** How a baseline table is laid out, and the cases behind its numbers. */
import type { TableCell } from '#shared/statistics/methods/described-variable.ts'
import { capital } from '../../label-of.ts'
import type { Gathered } from '../analysis.ts'
import type { AnalysisOutcome, ResultCell, ResultTable } from '../analysis-result.ts'
import { adjustedColumns } from '../adjustment.ts'
import { countCell, fixedNumber, numberCell, pCell, textCell } from '../number-words.ts'
import type { DescribedCase, MadeTable, TableColumn } from './table1-columns.ts'

const everybody = 'all'

/** `61.4 (12.0)`, `310 [120, 980]`, `12 (40 %)` of the level that counts. */
export function valueWords(cell: TableCell, { variable, levels = [] }: TableColumn): string {
  const decimals = variable.decimals ?? 0
  if ('mean' in cell) {
    if (cell.mean === null) return '–'
    return cell.sd === null
      ? fixedNumber(cell.mean, decimals)
      : `${fixedNumber(cell.mean, decimals)} (${fixedNumber(cell.sd, decimals)})`
  }
  if ('median' in cell) {
    const [median, q1, q3] = [cell.median, cell.q1, cell.q3]
    if (median === null || q1 === null || q3 === null) return '–'
    return `${fixedNumber(median, decimals)} [${fixedNumber(q1, decimals)}, ${fixedNumber(q3, decimals)}]`
  }
  if (isYesNo(levels)) return shareWords(cell.levels.find(({ level }) => level === 'yes'))
  return cell.levels.map((share) => `${share.level} ${shareWords(share)}`).join(', ')
}

const isYesNo = (levels: readonly string[]) =>
  levels.length > 0 && levels.every((level) => level === 'yes' || level === 'no')

type Share = Extract<TableCell, { levels: unknown }>['levels'][number]

const shareWords = (share: Share | undefined) =>
  share === undefined ? '0' : share.percent === null ? '–' : `${share.n} (${fixedNumber(share.percent, 0)} %)`

/** Group by group, all of them last: keys of cases are made of the places. */
const places = ({ groups }: MadeTable) => [...groups.map(({ level }) => level), everybody]

const cellsOf = ({ groups, rows }: MadeTable, at: number): readonly TableCell[] => {
  const { cells, overall } = rows[at]!
  return groups.length > 0 ? [...cells, overall] : [overall]
}

const valueOf = (cell: TableCell) => ('mean' in cell ? cell.mean : 'median' in cell ? cell.median : null)

export function tableOf(made: MadeTable): ResultTable {
  const { columns, rows, groups, n, adjust } = made
  const compared = groups.length > 1
  const comparison = (at: number): readonly ResultCell[] => {
    if (!compared) return []
    const { test, smd } = rows[at]!
    return [pCell(test?.p), ...(adjust === 'none' ? [] : [pCell(test?.pAdjusted)]), numberCell(smd, 2)]
  }
  const missing = (at: number): ResultCell => {
    const count = rows[at]!.overall.missing
    return count > 0 ? numberCell(count, 0, `missing:${columns[at]!.column}`) : textCell('')
  }
  const blank = (count: number) => Array.from({ length: count }, () => textCell(''))
  const width = places(made).length
  const trailing = 1 + (compared ? 2 + adjustedColumns(adjust).length : 0)

  const lines = columns.flatMap((column, at): ResultTable['rows'] => {
    const cells = cellsOf(made, at)
    const { kind, levels = [], variable, isAnswer } = column
    const head =
      isAnswer && columns[at - 1]?.variable !== variable
        ? [{ cells: [textCell(variable.label), ...blank(width + trailing)], role: 'heading' as const }]
        : []
    if (kind !== 'category' || isYesNo(levels)) {
      const shown = cells.map((cell, place) => {
        const [text, key] = [valueWords(cell, column), (of: string) => keyOf(column, places(made)[place]!, of)]
        if (isYesNo(levels)) return countCell(text, shareOf(cell, 'yes')?.n ?? 0, key('yes'))
        const value = valueOf(cell)
        return { text, value, ...(value !== null && { behind: key('known') }) }
      })
      const line = { cells: [textCell(column.label), ...shown, missing(at), ...comparison(at)] }
      return [...head, isAnswer ? { ...line, role: 'level' as const } : line]
    }
    const occurring = rows[at]!.overall
    const names = 'levels' in occurring ? occurring.levels.map(({ level }) => level) : []
    return [
      { cells: [textCell(column.label), ...blank(width), missing(at), ...comparison(at)], role: 'heading' as const },
      ...names.map((level) => ({
        cells: [
          textCell(level),
          ...cells.map((cell, place) => {
            const share = shareOf(cell, level)
            return countCell(shareWords(share), share?.n ?? 0, keyOf(column, places(made)[place]!, level))
          }),
          ...blank(trailing),
        ],
        role: 'level' as const,
      })),
    ]
  })
  return {
    id: 'table1',
    title: 'Characteristics',
    columns: [
      { label: 'Variable' },
      ...groups.map(({ level, n: size }) => ({ label: `${level} (n = ${size})`, numeric: true })),
      { label: `All (n = ${n})`, numeric: true },
      { label: 'Missing', numeric: true },
      ...(compared ? [{ label: 'p', numeric: true }] : []),
      ...(compared ? adjustedColumns(adjust) : []),
      ...(compared ? [{ label: 'SMD', numeric: true }] : []),
    ],
    rows: lines,
    notes: [
      'Mean (standard deviation), median [quartiles], or count (percent of those known).',
      ...(compared ? notesOfTests(made) : []),
    ],
  }
}

const shareOf = (cell: TableCell, level: string) =>
  'levels' in cell ? cell.levels.find((share) => share.level === level) : undefined

/** Which test stands behind which p, and why where it is not the usual one. */
function notesOfTests({ rows, columns }: MadeTable): readonly string[] {
  const byTest = Map.groupBy(
    rows.map((row, at) => ({ row, label: columns[at]!.label })).filter(({ row }) => row.test),
    ({ row }) => row.test!.name,
  )
  const named = [...byTest].map(([name, of]) => `${capital(name)}: ${of.map(({ label }) => label).join('; ')}.`)
  const untested = rows.flatMap((row, at) =>
    row.test || !row.why ? [] : [`${columns[at]!.label}: no test. ${row.why}`],
  )
  return [...named, ...untested]
}

const keyOf = (column: TableColumn, place: string, level: string) => `${column.column}:${level}:${place}`

/** The cases behind every number of the table. */
export function behindTable(made: MadeTable, gathered: readonly Gathered<DescribedCase>[]): AnalysisOutcome['behind'] {
  const behind = new Map<string, string[]>()
  const add = (key: string, caseId: string) => {
    const ids = behind.get(key)
    if (ids) ids.push(caseId)
    else behind.set(key, [caseId])
  }
  gathered.forEach(({ caseId, value: { group } }, at) => {
    for (const column of made.columns) {
      const cell = column.cells[at]!
      if (cell === null) add(`missing:${column.column}`, caseId)
      else
        for (const place of group === undefined ? [everybody] : [group, everybody])
          add(keyOf(column, place, column.kind === 'category' ? String(cell) : 'known'), caseId)
    }
  })
  return Object.fromEntries(behind)
}
