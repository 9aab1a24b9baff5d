/** Runs the R scripts of several results in one process, each with its data beside it, and hands out what they printed. */
import fs from 'node:fs'
import path from 'node:path'
import { csvOf } from '#main/exchange/csv.ts'
import type { AnalysisOutcome } from '#shared/domain/cohort/analysis-result.ts'
import { askR } from './r.ts'
import { temporaryFolder } from './temporary-folder.ts'

export function runScripts(results: readonly Pick<AnalysisOutcome, 'script' | 'data'>[]): readonly Printed[] {
  const folders = results.map(({ script, data }) => {
    const folder = temporaryFolder()
    const names = Object.keys(data)
    const rows = data[names[0]!]!.map((_, row) => names.map((name) => data[name]![row]))
    fs.writeFileSync(path.join(folder, 'data.csv'), csvOf(names, rows))
    fs.writeFileSync(path.join(folder, 'script.R'), script!.r)
    return folder
  })
  const printed = askR<readonly { readonly lines: readonly string[]; readonly table: Printed['table'] }[]>(`
    lapply(c(${folders.map((folder) => JSON.stringify(folder)).join(', ')}), function(folder) {
      setwd(folder)
      lines <- capture.output(last <- source("script.R", local = new.env())$value)
      list(lines = I(lines), table = if (is.data.frame(last)) last else list())
    })`)
  return printed.map(({ lines, table }) => ({ lines, table, rows: (header, count) => rowsAfter(lines, header, count) }))
}

export interface Printed {
  readonly lines: readonly string[]
  /** Rows of the data frame that the script printed last; none where that was something else. */
  readonly table: readonly Readonly<Record<string, number | string | null>>[]
  /**
   * The numbers of a printed table: of the lines after the first whose words begin with the header, up to one that has no
   * numbers, the last `count` of each.
   */
  readonly rows: (header: string, count: number) => readonly (readonly number[])[]
}

function rowsAfter(lines: readonly string[], header: string, count: number): readonly (readonly number[])[] {
  const words = (line: string) => line.trim().split(/\s+/)
  const start = lines.findIndex((line) => words(line).join(' ').startsWith(header))
  if (start < 0) throw new Error(`R printed no “${header}”:\n${lines.join('\n')}`)
  const rows: number[][] = []
  for (const line of lines.slice(start + 1)) {
    const numbers = words(line)
      .slice(-count)
      .map((word) => (word === 'NA' ? Number.NaN : Number(word)))
    if (
      numbers.length < count ||
      numbers.slice(0, -1).some((value, at) => Number.isNaN(value) && words(line).at(at - count) !== 'NA')
    )
      break
    rows.push(numbers)
  }
  return rows
}
