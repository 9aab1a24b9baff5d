/** Glucocorticoids around the index: doses by month, what was spared, and how long approvals took. */
import { StatisticsProblem } from '#shared/statistics/method.ts'
import type { Analysis } from '../analysis.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import { groupingOf, levelsOf } from '../covariates.ts'
import { knownForms } from '../known-forms.ts'
import { leftOut } from '../left-out.ts'
import { behindDoses, dosesIn, dosesOfGroup, exposureData } from './exposure-doses.ts'
import { exposureOf, type ExposedCase } from './exposure-gather.ts'
import { exposureScript } from './exposure-script.ts'
import { approvalTable, doseFigure, doseTable, sparingTable } from './exposure-tables.ts'
import { exposureFindings, exposureMethod, exposureReferences, exposureWarnings } from './exposure-words.ts'

type Request = AnalysisRequestOf<'exposure'>
export const exposure: Analysis<Request, ExposedCase> = {
  reads: ({ groupBy }) => [
    ...new Set([
      ...knownForms,
      'approval' as const,
      ...(groupBy === undefined ? [] : groupingOf(groupBy).variable.reads),
    ]),
  ],
  gather: exposureOf,
  conclude(gathered, dropped, request, index) {
    if (gathered.length === 0)
      throw new StatisticsProblem('Of no case is a glucocorticoid dose known around its index.')
    const grouping = request.groupBy === undefined ? undefined : groupingOf(request.groupBy)
    const levels = grouping
      ? levelsOf(
          grouping,
          gathered.map(({ value }) => value.group!),
          'listed',
        )!
      : [undefined]
    const groups = levels.map((group) => dosesOfGroup(gathered, group, request))
    const made = { groups, request, index, gathered }
    const left = leftOut(dropped)
    const data = exposureData(made, grouping?.column)
    return {
      title: `Glucocorticoids around the ${index}`,
      findings: exposureFindings(made),
      method: exposureMethod(made),
      references: exposureReferences(made),
      warnings: exposureWarnings(made),
      cases: gathered.length + dropped.length,
      used: { cases: gathered.length, rows: groups.reduce((sum, group) => sum + dosesIn(group), 0) },
      dropped: left.dropped,
      tables: [doseTable(made), sparingTable(made), ...approvalTable(made)],
      figures: [doseFigure(made)],
      script: exposureScript(made, data, grouping?.column),
      behind: { ...left.behind, ...behindDoses(made) },
      data,
    }
  },
}
