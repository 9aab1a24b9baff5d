/** The baseline table of a paper: variables as rows, groups as columns, with tests and standardized differences. */
import type { FormId } from '../../../dictionary/forms.ts'
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { table1 as method } from '#shared/statistics/methods/table1.ts'
import type { Analysis, Dropped, Gathered } from '../analysis.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import { groupingOf, levelsOf, wordOf } from '../covariates.ts'
import { leftOut } from '../left-out.ts'
import { fixedNumber, pWords } from '../number-words.ts'
import { windowWords } from '../variables/pick.ts'
import type { CohortCase } from '../variable-model.ts'
import { tableColumns, tableValue, wantedVariables, type TableColumn, type TableValue } from './table1-columns.ts'
import { behindTable, tableOf, valueWords } from './table1-layout.ts'
import { table1Script } from './table1-script.ts'

type Request = AnalysisRequestOf<'table1'>

export interface DescribedCase {
  /** Missing where there are no groups. */
  readonly group?: string
  readonly values: readonly TableValue[]
}

/** Groups of fewer patients are named in a warning. */
const smallGroup = 10

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
      title: grouping ? `Characteristics by ${grouping.variable.label}` : 'Characteristics',
      findings: findingsOf(made),
      method: methodOf(made, index),
      references: referencesOf(made),
      warnings: warningsOf(made),
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

type Row = ReturnType<typeof method.run>['rows'][number]

export interface MadeTable {
  readonly columns: readonly TableColumn[]
  /** Of the columns, in their order. */
  readonly rows: readonly (Row & {
    readonly test: (NonNullable<Row['test']> & { readonly pAdjusted?: number }) | null
  })[]
  readonly groups: readonly { readonly level: string; readonly n: number }[]
  readonly n: number
  readonly adjust: Request['adjust']
}

/** The p that counts: the adjusted one where one was asked for. */
export const pOf = ({ test }: MadeTable['rows'][number]): number | undefined => test?.pAdjusted ?? test?.p

function findingsOf(made: MadeTable): string[] {
  const { rows, columns, groups, n, adjust } = made
  const sizes = groups.map(({ level, n: size }) => `${level} ${size}`).join(', ')
  const tested = rows.filter(({ test }) => test)
  const differing = rows.flatMap((row, at) => {
    const p = pOf(row)
    if (p === undefined || p >= 0.05) return []
    const parts = groups.map(({ level }, place) => `${level} ${valueWords(row.cells[place]!, columns[at]!)}`)
    const smd = row.smd === null ? '' : `, standardized difference ${fixedNumber(row.smd, 2)}`
    const { variable, label, isAnswer } = columns[at]!
    return [`${isAnswer ? `${variable.label}: ${label}` : label}: ${parts.join('; ')}; ${pWords(p)}${smd}.`]
  })
  const apart = rows.filter(({ smd }) => smd !== null && smd > 0.1).length
  const known = rows.filter(({ smd }) => smd !== null).length
  return [
    `${n} patients are described by ${new Set(columns.map(({ variable }) => variable.id)).size} variables${sizes ? `: ${sizes}` : ''}.`,
    ...(groups.length < 2
      ? []
      : [
          `${differing.length} of ${tested.length} compared rows differ between the groups at p < 0.05${adjust === 'none' ? ', without adjustment for there being several' : ', adjusted'}.`,
          ...differing,
          ...(known > 0 ? [`${apart} of ${known} rows have a standardized difference over 0.1.`] : []),
        ]),
  ]
}

const testWords: Readonly<Record<string, string>> = {
  'Welch t': 'Welch’s t test (means of two groups)',
  'Welch ANOVA': 'Welch’s analysis of variance (means of more groups)',
  'Mann-Whitney': 'the Mann–Whitney test (medians of two groups)',
  'Kruskal-Wallis': 'the Kruskal–Wallis test (medians of more groups)',
  'chi-squared': 'Pearson’s chi-squared test without continuity correction (categories)',
  'Fisher exact': 'Fisher’s exact test (categories where an expected count is below 5)',
}

const usedTests = ({ rows }: MadeTable) => [...new Set(rows.flatMap(({ test }) => test?.name ?? []))]

function methodOf(made: MadeTable, index: string): string[] {
  const tests = usedTests(made)
  const { columns } = made
  return [
    `Time was counted from the ${index}. Numbers are given as mean (standard deviation) or median [quartiles], categories as count (percent of those known).`,
    ...(columns.some(({ variable }) => variable.about.includes(windowWords))
      ? [`Measured values at index are ${windowWords}.`]
      : []),
    ...(columns.some(({ isAnswer }) => isAnswer)
      ? ['Of variables with several answers each that occurs has a row; what is not recorded of them counts as no.']
      : []),
    ...(tests.length === 0
      ? []
      : [
          `Groups were compared by ${listed(tests.map((name) => testWords[name] ?? name))}; all tests are two-sided and leave out missing values.`,
          'Standardized differences are the difference of means over the root of the mean variance, and for categories the Mahalanobis distance of the proportions; of more than two groups, the mean over all pairs.',
        ]),
    ...(made.adjust === 'none' || tests.length === 0
      ? []
      : [
          `Probabilities were adjusted by the method of ${made.adjust === 'holm' ? 'Holm' : 'Benjamini and Hochberg'}.`,
        ]),
  ]
}

const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

const testReferences: Readonly<Record<string, string>> = {
  'Welch t':
    'Welch BL. The generalization of “Student’s” problem when several different population variances are involved. Biometrika 1947;34:28–35.',
  'Welch ANOVA':
    'Welch BL. On the comparison of several mean values: an alternative approach. Biometrika 1951;38:330–6.',
  'Mann-Whitney':
    'Mann HB, Whitney DR. On a test of whether one of two random variables is stochastically larger than the other. Ann Math Stat 1947;18:50–60.',
  'Kruskal-Wallis':
    'Kruskal WH, Wallis WA. Use of ranks in one-criterion variance analysis. J Am Stat Assoc 1952;47:583–621.',
}

function referencesOf(made: MadeTable): string[] {
  const tests = usedTests(made)
  return [
    ...tests.flatMap((name) => testReferences[name] ?? []),
    ...(tests.length === 0
      ? []
      : [
          'Austin PC. Balance diagnostics for comparing the distribution of baseline covariates between treatment groups in propensity-score matched samples. Stat Med 2009;28:3083–107.',
          'Yang D, Dalton JE. A unified approach to measuring the effect size between two groups using SAS. SAS Global Forum 2012, paper 335.',
        ]),
    ...(made.adjust === 'holm'
      ? ['Holm S. A simple sequentially rejective multiple test procedure. Scand J Stat 1979;6:65–70.']
      : []),
    ...(made.adjust === 'bh'
      ? [
          'Benjamini Y, Hochberg Y. Controlling the false discovery rate: a practical and powerful approach to multiple testing. J R Stat Soc B 1995;57:289–300.',
        ]
      : []),
  ]
}

function warningsOf(made: MadeTable): string[] {
  const { rows, columns, groups, n, adjust } = made
  const small = groups.filter(({ n: size }) => size < smallGroup)
  const tested = rows.filter(({ test }) => test).length
  const poor = [
    ...new Set(rows.flatMap(({ overall }, at) => (overall.missing > n / 5 ? [columns[at]!.variable.label] : []))),
  ]
  return [
    ...(small.length > 0
      ? [
          `${small.length === 1 ? 'A group is' : 'Groups are'} small (${small.map(({ level, n: size }) => `${level}: ${size}`).join(', ')}): what is not significant may still be different.`,
        ]
      : []),
    ...(adjust === 'none' && tested > 5
      ? [
          `${tested} tests without adjustment: about ${Math.max(1, Math.round(tested / 20))} would have p < 0.05 by chance alone.`,
        ]
      : []),
    ...(poor.length > 0 ? [`More than a fifth is missing of: ${poor.join(', ')}.`] : []),
  ]
}
