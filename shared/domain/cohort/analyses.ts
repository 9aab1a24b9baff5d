/** Every analysis, by its name in a request. */
import type { Analysis } from './analysis.ts'
import type { AnalysisKind, AnalysisRequest } from './analysis-request.ts'
import { variableOf } from './variables.ts'

type Values = readonly (number | string | boolean | null)[]

const trivial: Analysis<AnalysisRequest, Values> = {
  reads: (request) =>
    request.analysis === 'table1' ? request.variables.flatMap(({ id }) => variableOf(id)?.reads ?? []) : [],
  gather: (one, request) =>
    request.analysis === 'table1'
      ? request.variables.map(({ id }) => {
          const value = variableOf(id)?.of(one)
          return value === undefined ? null : typeof value === 'object' ? value.join(' ') : value
        })
      : [],
  conclude(gathered, dropped, request) {
    const names = request.analysis === 'table1' ? request.variables.map(({ id }) => id) : []
    return {
      title: 'Counts',
      findings: [`${gathered.length} cases.`],
      method: [],
      references: [],
      warnings: [],
      cases: gathered.length + dropped.length,
      used: { cases: gathered.length, rows: gathered.length },
      dropped: [],
      tables: [
        {
          id: 'counts',
          title: 'Counts',
          columns: [{ label: 'Variable' }, { label: 'Known', numeric: true }],
          rows: names.map((name, index) => {
            const known = gathered.filter(({ value }) => value[index] !== null).length
            return { cells: [{ text: name }, { text: String(known), value: known, behind: `known:${name}` }] }
          }),
          notes: [],
        },
      ],
      figures: [],
      behind: Object.fromEntries(
        names.map((name, index) => [
          `known:${name}`,
          gathered.filter(({ value }) => value[index] !== null).map(({ caseId }) => caseId),
        ]),
      ),
      data: Object.fromEntries(names.map((name, index) => [name, gathered.map(({ value }) => value[index] ?? null)])),
    }
  },
}

export const analyses: Readonly<Record<AnalysisKind, Analysis>> = Object.fromEntries(
  ['table1', 'lmm', 'gee', 'km', 'cox', 'cuminc', 'rates', 'paired', 'exposure'].map((kind) => [kind, trivial]),
) as unknown as Readonly<Record<AnalysisKind, Analysis>>
