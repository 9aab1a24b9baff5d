/** The baseline table of a paper: variables as rows, groups as columns, with tests and standardized differences. */
import type { FormId } from '../../../dictionary/forms.ts'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { table1 as method } from '#shared/statistics/methods/table1.ts'
import type { Analysis, Dropped } from '../analysis.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import { groupingOf, levelsOf, wordOf } from '../covariates.ts'
import { leftOut } from '../left-out.ts'
import { midSentence } from '../../label-of.ts'
import type { CohortCase } from '../variable-model.ts'
import { tableColumns, tableValue, wantedVariables, type DescribedCase } from './table1-columns.ts'
import { behindTable, tableOf } from './table1-layout.ts'
import { table1Script } from './table1-script.ts'
import { table1Findings, table1Method, table1References, table1Warnings } from './table1-words.ts'

type Request = AnalysisRequestOf<'table1'>

function gather(one: CohortCase, request: Request): DescribedCase | Dropped {
  const values = wantedVariables(request).map(({ variable }) => tableValue(variable, one))
  if (request.groupBy === undefined) return { values }
  const { variable } = groupingOf(request.groupBy)
  const group = variable.of(one)
  return group === undefined
    ? { dropped: `${variable.label} not known` }
    : { group: wordOf(variable, String(group)), values }
}

export const table1: Analysis<Request, DescribedCase> = {
  reads: (request) => [
    ...new Set<FormId>([
      ...wantedVariables(request).flatMap(({ variable }) => variable.reads),
      ...(request.groupBy === undefined ? [] : groupingOf(request.groupBy).variable.reads),
    ]),
  ],
  gather,
  conclude(gathered, dropped, request, index) {
    if (gathered.length === 0) throw new StatisticsProblem('No case of the cohort can be described.')
    const grouping = request.groupBy === undefined ? undefined : groupingOf(request.groupBy)
    const columns = wantedVariables(request).flatMap((wanted, at) =>
      tableColumns(
        wanted,
        gathered.map(({ value }) => value.values[at]!),
      ),
    )
    const groups = gathered.map(({ value }) => value.group ?? '')
    const groupLevels = grouping ? levelsOf(grouping, groups, 'listed')! : []
    const data = {
      patient: gathered.map((_, at) => at + 1),
      ...(grouping ? { [grouping.column]: groups } : {}),
      ...Object.fromEntries(columns.map(({ column, cells }) => [column, cells])),
    }
    const levels = {
      ...(grouping ? { [grouping.column]: groupLevels } : {}),
      ...Object.fromEntries(columns.flatMap(({ column, levels: words }) => (words?.length ? [[column, words]] : []))),
    }
    const result = method.run({
      data,
      group: grouping?.column,
      variables: columns.map(({ column, kind }) => ({ column, kind, test: undefined })),
      levels,
      adjust: request.adjust,
    })
    const made = { columns, rows: result.rows, groups: result.groups, n: result.n, adjust: request.adjust }
    const left = leftOut(dropped)
    return {
      title: grouping ? `Characteristics by ${midSentence(grouping.variable.label)}` : 'Characteristics',
      findings: table1Findings(made),
      method: table1Method(made, index),
      references: table1References(made),
      warnings: table1Warnings(made),
      cases: gathered.length + dropped.length,
      used: { cases: gathered.length, rows: gathered.length },
      dropped: left.dropped,
      tables: [tableOf(made)],
      figures: [],
      script: table1Script(made, { data, levels, group: grouping?.column }),
      behind: { ...left.behind, ...behindTable(made, gathered) },
      data,
    }
  },
}
