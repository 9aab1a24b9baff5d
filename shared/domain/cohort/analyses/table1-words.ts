/** What the baseline table says, in the words of a paper. */
import { adjustmentMethod, adjustmentReferences } from '../adjustment.ts'
import { fixedNumber, pWords } from '../number-words.ts'
import { windowWords } from '../variables/pick.ts'
import { pOf, type MadeTable } from './table1-columns.ts'
import { valueWords } from './table1-layout.ts'

/** Groups of fewer patients are named in a warning. */
const smallGroup = 10

export function table1Findings(made: MadeTable): string[] {
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

export function table1Method(made: MadeTable, index: string): string[] {
  const tests = usedTests(made)
  const { columns } = made
  return [
    ...(columns.some(({ variable }) => variable.atIndex) ? [`Time was counted from the ${index}.`] : []),
    `Numbers are given as mean (standard deviation) or median [quartiles], categories as count (percent of those known).`,
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
    ...(tests.length === 0 ? [] : adjustmentMethod(made.adjust)),
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

export function table1References(made: MadeTable): string[] {
  const tests = usedTests(made)
  return [
    ...tests.flatMap((name) => testReferences[name] ?? []),
    ...(tests.length === 0
      ? []
      : [
          'Austin PC. Balance diagnostics for comparing the distribution of baseline covariates between treatment groups in propensity-score matched samples. Stat Med 2009;28:3083–107.',
          'Yang D, Dalton JE. A unified approach to measuring the effect size between two groups using SAS. SAS Global Forum 2012, paper 335.',
        ]),
    ...adjustmentReferences(made.adjust),
  ]
}

export function table1Warnings(made: MadeTable): string[] {
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
