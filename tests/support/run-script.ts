/** Runs the R script of a result with its data beside it, as whoever doubts a number would. */
import fs from 'node:fs'
import path from 'node:path'
import type { AnalysisOutcome } from '#shared/domain/cohort/analysis-result.ts'
import { askR } from './r.ts'
import { temporaryFolder } from './temporary-folder.ts'

const cellText = (cell: number | string | boolean | null) =>
  typeof cell === 'string' ? `"${cell.replaceAll('"', '""')}"` : cell === null ? '' : String(cell)

export function csvOf(data: AnalysisOutcome['data']): string {
  const columns = Object.entries(data)
  const rows = columns[0]![1].map((_, row) => columns.map(([, cells]) => cellText(cells[row]!)).join(','))
  return [columns.map(([name]) => name).join(','), ...rows, ''].join('\n')
}

/** What the script printed last. */
export function runScript<T>({ script, data }: AnalysisOutcome): T {
  const folder = temporaryFolder()
  fs.writeFileSync(path.join(folder, 'data.csv'), csvOf(data))
  return askR<T>(`setwd(${JSON.stringify(folder)})\n${script!.r}`)
}
