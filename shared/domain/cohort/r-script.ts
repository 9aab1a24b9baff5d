/**
 * The R script that does an analysis again from `data.csv` beside it: plain R as a statistician would write it, so that
 * whoever doubts a number can look for themselves.
 */
import type { Columns, Levels } from '#shared/statistics/tidy/columns.ts'
import { toldAsText } from '#shared/lib/told-as-text.ts'
import type { AnalysisResult } from './analysis-result.ts'

type Script = NonNullable<AnalysisResult['script']>

/** Versions that the numbers of this program were held against. */
const checkedWith = {
  R: '4.2.2',
  lme4: '1.1-31',
  lmerTest: '3.1-3',
  geepack: '1.3.9',
  survival: '3.5-3',
  MASS: '7.3-58.2',
} as const
export type RPackage = Exclude<keyof typeof checkedWith, 'R'>

interface ScriptParts {
  readonly fileName: string
  /** What it does, in one line. */
  readonly title: string
  /** What is in `data.csv`. */
  readonly data: Columns
  /** Of the text columns that are factors; the first is the reference. */
  readonly levels: Levels
  readonly packages: readonly RPackage[]
  /** The calls, and the printing of their numbers; `data` is the data frame. */
  readonly lines: readonly string[]
}

export function rScript({ fileName, title, data, levels, packages, lines }: ScriptParts): Script {
  const versions = packages.map((name) => `${name} ${checkedWith[name]}`)
  const types = Object.entries(data).map(([name, cells]) => `${name} = ${rText(typeOf(cells))}`)
  const factors = Object.entries(levels).map(([name, order]) => factorOf(name, order))
  const r = [
    `# ${title}`,
    `# Checked with R ${checkedWith.R}${versions.map((version) => `, ${version}`).join('')}.`,
    '# Reads data.csv from the working directory. Patients are numbered and not named.',
    '',
    ...packages.map((name) => `library(${name})`),
    'options(digits = 10, width = 200)',
    '',
    'data <- read.csv("data.csv",',
    '  na.strings = "", encoding = "UTF-8",',
    `  colClasses = ${rVector(types)}`,
    ')',
    ...factors,
    '',
    ...lines,
  ]
  return { fileName, r: `${r.join('\n')}\n`, packages: [...packages] }
}

/** Levels are looked for as they stand in the file, where an apostrophe keeps spreadsheets from running some. */
function factorOf(name: string, order: readonly string[]): string {
  const inFile = order.map(toldAsText)
  const labels = inFile.some((level, at) => level !== order[at]) ? `, labels = ${rVector(order.map(exactText))}` : ''
  return `data$${name} <- factor(data$${name}, levels = ${rVector(inFile.map(exactText))}${labels})`
}

/** A string literal of R with every space and line that the text has. */
const exactText = (text: string): string => JSON.stringify(text)

/** What was run on which data, to stand above a script: comments of R. */
export function scriptHeader(run: {
  readonly program: string
  readonly cohort: string
  readonly cut: AnalysisResult['cut']
}): string {
  const { hash, at, auditEntries, auditHead, frozen } = run.cut
  return [
    `# ${run.program}`,
    `# Cohort: ${oneLine(run.cohort)}`,
    `# Data: ${frozen ? 'frozen' : 'as they stood'} at ${at}, ${auditEntries} entries of the audit chain, digest ${hash}`,
    `# Head of the audit chain: ${auditHead}`,
    '',
  ].join('\n')
}

/** A name that R takes for a column without quotes: `fvc_percent_at_index`. */
export function rName(id: string): string {
  const name = id.replaceAll(/[^A-Za-z0-9]+/g, '_')
  return /^[A-Za-z]/.test(name) ? name : `x_${name}`
}

/** A string literal. */
export const rText = (text: string): string => JSON.stringify(oneLine(text))

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ')

/** `c(…)`, broken into lines where it is long. */
export function rVector(parts: readonly string[]): string {
  const inOne = `c(${parts.join(', ')})`
  return inOne.length <= 80 ? inOne : `c(\n    ${parts.join(',\n    ')}\n  )`
}

function typeOf(cells: Columns[string]): 'character' | 'integer' | 'numeric' {
  const known = cells.filter((cell) => cell !== null)
  if (known.some((cell) => typeof cell === 'string')) return 'character'
  return known.every((cell) => Number.isInteger(cell)) ? 'integer' : 'numeric'
}
