/** Analyses of a cohort as a document: who is in it, what was found, how, and from which state of the registry. */
import { listed } from '#shared/lib/listed.ts'
import type { AnalysisResult, ResultFigure, ResultTable } from '../cohort/analysis-result.ts'
import type { CohortFlow } from '../cohort/cohort-spec.ts'
import { formatPartialDate } from '../partial-date.ts'
import { heading, paragraph, type Block, type BlockDocument } from './blocks.ts'

/** A figure within a report: of which run it is. */
export const figureKey = (resultId: string, figureId: string): string => `${resultId}:${figureId}`

/** @param results of one cohort or of several, in the order of the report */
export function cohortReportOf(results: readonly AnalysisResult[]): BlockDocument {
  const names = [...new Set(results.map(({ cohort }) => cohort.name))]
  let table = 0
  let figure = 0
  const numbered = {
    table: (caption: string) => `Table ${(table += 1)}. ${caption}`,
    figure: (caption: string) => `Figure ${(figure += 1)}. ${caption}`,
  }
  return {
    title: listed(names),
    notices: [...new Set(results.map(cutWords))],
    blocks: [
      ...cohortsOf(results, numbered.table),
      ...results.flatMap((result) => runOf(result, numbered)),
      ...methodsOf(results),
    ],
  }
}

/** A figure as it leaves: patients go by number. */
export const figureWithoutCodes = (figure: ResultFigure): ResultFigure =>
  figure.kind === 'swimmer'
    ? { ...figure, rows: figure.rows.map((row, index) => ({ ...row, code: `Patient ${index + 1}` })) }
    : figure

const cutWords = ({ cohort, cut }: AnalysisResult): string =>
  `${cohort.name}: ${cut.frozen ? 'data cut' : 'the registry'} of ${formatPartialDate(cut.at.slice(0, 10))}, entry ${cut.auditEntries} of the audit chain with head ${cut.auditHead.slice(0, 16)}, digest of the data ${cut.hash.slice(0, 16)}.`

function cohortsOf(results: readonly AnalysisResult[], caption: (text: string) => string): readonly Block[] {
  const once = [...new Map(results.map(({ cohort }) => [JSON.stringify(cohort), cohort])).values()]
  return once.flatMap(({ name, index, flow }) => [
    heading(2, once.length > 1 ? `Cohort: ${name}` : 'Cohort'),
    ...paragraph(`${flow.cases} of ${flow.registry} cases. Time counts from the ${index}.`),
    flowTable(flow, caption('Who is in the cohort, step by step')),
  ])
}

const flowTable = ({ registry, steps }: CohortFlow, caption: string): Block => ({
  kind: 'table',
  caption,
  columns: ['Step', 'Left out', 'Not known', 'Left'],
  numeric: [false, true, true, true],
  rows: [
    [['Cases in the registry'], [], [], [String(registry)]],
    ...steps.map(({ label, failed, unknown, left }) => [[label], [String(failed)], [String(unknown)], [String(left)]]),
  ],
})

interface Numbered {
  readonly table: (text: string) => string
  readonly figure: (text: string) => string
}

function runOf(result: AnalysisResult, numbered: Numbered): readonly Block[] {
  const { id, title, findings, warnings, tables, figures, used, dropped } = result
  const left = dropped.map(({ why, count }) => `${count} ${why}`)
  return [
    heading(2, title),
    ...findings.flatMap((finding) => paragraph(finding)),
    ...paragraph(
      `${used.cases} of ${result.cases} cases, ${used.rows} values.`,
      left.length > 0 ? ` Not used: ${listed(left)}.` : '',
    ),
    ...(warnings.length > 0 ? [{ kind: 'list', items: warnings.map((warning) => [`Note: ${warning}`]) } as const] : []),
    ...tables.map((table) => tableBlock(table, numbered.table)),
    ...figures.map(({ id: figureId, title: name, caption }) => {
      const words = [name, caption].filter(Boolean).map((text) => text.replace(/\.$/, ''))
      return { kind: 'figure', id: figureKey(id, figureId), caption: numbered.figure(`${words.join('. ')}.`) } as const
    }),
  ]
}

const tableBlock = ({ title, columns, rows, notes }: ResultTable, caption: (text: string) => string): Block => ({
  kind: 'table',
  caption: caption(title),
  columns: columns.map(({ label }) => label),
  numeric: columns.map(({ numeric }) => numeric === true),
  rows: rows.map(({ cells }) =>
    cells.length === 1 ? [[cells[0]!.text]] : columns.map((_, index) => [cells[index]?.text ?? '']),
  ),
  roles: rows.map(({ role }) => role),
  notes,
})

/** Said once where several runs share a method. */
function methodsOf(results: readonly AnalysisResult[]): readonly Block[] {
  const methods = [...new Set(results.flatMap(({ method }) => method))]
  const references = [...new Set(results.flatMap((result) => result.references))]
  return [
    heading(2, 'Methods'),
    ...methods.flatMap((sentence) => paragraph(sentence)),
    ...(references.length > 0
      ? [heading(3, 'References'), { kind: 'list', items: references.map((text) => [text]) } as const]
      : []),
  ]
}
