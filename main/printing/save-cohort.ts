/** Analyses of a cohort as files: the report in Word, one figure, and what a run can be done again with. */
import fs from 'node:fs'
import path from 'node:path'
import type { AnalysisResult, ResultTable } from '#shared/domain/cohort/analysis-result.ts'
import { cohortReportOf, figureKey } from '#shared/domain/documents/cohort-report.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { InputOf, OutputOf } from '#shared/ipc/contract.ts'
import { csvOf } from '#main/exchange/csv.ts'
import { problemOfFile } from '#main/exchange/problem-of-file.ts'
import { safeFileName } from '#main/shell/safe-file-name.ts'
import { renderCohortFigure } from './render-figure.ts'
import { askForFolder, askWhereTo, formatNames, freeName, textNames, type SaveOptions } from './save-documents.ts'
import { writeDocument } from './write-document.ts'

export async function saveCohortReport(
  { resultIds, paper }: InputOf<'cohorts.saveReport'>,
  options: SaveOptions,
): Promise<OutputOf<'cohorts.saveReport'>> {
  const { results } = await options.client.call('cohorts.results', { ids: resultIds })
  const report = cohortReportOf(results)
  const file = await askWhereTo(options.window, `${report.title} report`, 'docx', textNames.docx)
  if (!file) return { file }
  const pngs = new Map<string, Buffer>()
  for (const { id, figures, cut } of results)
    for (const figure of figures)
      pngs.set(figureKey(id, figure.id), await renderCohortFigure(id, figure.id, 'png', options, cut.auditHead))
  const { blocksDocx } = await import('./blocks-docx.ts')
  const figures = (id: string | undefined) => (id === undefined ? undefined : pngs.get(id))
  const content = await blocksDocx(report, { paper, description: 'Report on a cohort', figures })
  await options.client.call('audit.note', { kind: 'export', detail: `cohort report: ${report.title}, docx` })
  writeDocument(file, content)
  return { file }
}

export async function saveCohortFigure(
  { resultId, figureId, format }: InputOf<'cohorts.saveFigure'>,
  options: SaveOptions,
): Promise<OutputOf<'cohorts.saveFigure'>> {
  const { cohort, figures, cut } = await resultOf(options.client, resultId)
  const figure = figures.find(({ id }) => id === figureId)
  if (!figure) throw new AppError('not-found', 'This figure is not there any more. Run the analysis again.')
  const file = await askWhereTo(options.window, `${cohort.name} ${figure.title}`, format, formatNames[format])
  if (!file) return { file }
  const content = await renderCohortFigure(resultId, figureId, format, options, cut.auditHead)
  await options.client.call('audit.note', {
    kind: 'export',
    detail: `figure of a cohort: ${cohort.name}, ${figure.title}, ${format}`,
  })
  writeDocument(file, content)
  return { file }
}

export async function saveCohortFiles(
  { resultId }: InputOf<'cohorts.saveFiles'>,
  options: SaveOptions,
): Promise<OutputOf<'cohorts.saveFiles'>> {
  const result = await resultOf(options.client, resultId)
  const chosen = await askForFolder(options.window)
  if (chosen === null) return { folder: null, files: [] }
  const folder = freeName(path.join(chosen, safeFileName(`${result.cohort.name} ${result.title}`)))
  // Noted by the backend, which hands them out.
  const { csv, r } = await options.client.call('cohorts.files', { resultId })
  const contents: readonly (readonly [name: string, text: string | undefined])[] = [
    ['data.csv', csv],
    ['script.R', r],
    ...result.tables.map((table) => [`${safeFileName(table.title)}.csv`, tableCsv(table)] as const),
  ]
  const part = `${folder}.part`
  try {
    fs.mkdirSync(part)
    for (const [name, text] of contents) if (text !== undefined) writeDocument(path.join(part, name), Buffer.from(text))
    fs.renameSync(part, folder)
  } catch (error) {
    fs.rmSync(part, { recursive: true, force: true })
    throw problemOfFile(error, folder)
  }
  return { folder, files: fs.readdirSync(folder) }
}

async function resultOf(client: Client, id: string): Promise<AnalysisResult> {
  const [result] = (await client.call('cohorts.results', { ids: [id] })).results
  if (!result) throw new AppError('not-found', 'This result is not there any more. Run the analysis again.')
  return result
}

/** A table as it is shown, for a spreadsheet. */
export const tableCsv = ({ columns, rows }: ResultTable): string =>
  csvOf(
    columns.map(({ label }) => label),
    rows.map(({ cells }) => cells.map(({ text }) => text)),
  )
