/** Cohorts on the command line: who is in one, and what an analysis makes of it. */
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { analysisRequest } from '#shared/domain/cohort/analysis-request.ts'
import type { AnalysisKind, AnalysisRequest, AnalysisRequestInput } from '#shared/domain/cohort/analysis-request.ts'
import type { AnalysisResult, ResultTable } from '#shared/domain/cohort/analysis-result.ts'
import { cohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import type { CohortFlow, CohortIndex } from '#shared/domain/cohort/cohort-spec.ts'
import { groupsWords } from '#shared/domain/cohort/leaving-groups.ts'
import { usualThreshold } from '#shared/domain/deidentify/reidentification-report.ts'
import type { CohortSubject } from '#shared/ipc/areas/cohorts.ts'
import type { Client } from '#shared/ipc/client.ts'
import { csvOf } from '#main/exchange/csv.ts'
import { CommandProblem, integerOption, textOption } from './command.ts'
import type { Command, OptionValues } from './command.ts'
import { textTable } from './text-table.ts'

const kinds = ['table1', 'lmm', 'gee', 'km', 'cox', 'cuminc', 'rates', 'paired', 'exposure'] as const

type Usual = { readonly [K in AnalysisKind]: Omit<AnalysisRequestInput & { analysis: K }, 'analysis'> }
const described = ['age-at-index', 'sex', 'antibodies', 'smoking', 'fvc-percent-last', 'dlco-percent-last']

/** What is asked of each analysis where nothing else is said. A slope changes where a treatment begins. */
function usualRequests({ event }: CohortIndex): Usual {
  const isTreatment = event === 'drug-start' || event === 'infusion'
  const course = { outcome: 'fvc-percent', shape: isTreatment ? ('piecewise' as const) : ('linear' as const) }
  return {
    table1: { variables: described.map((id) => ({ id })) },
    lmm: course,
    gee: course,
    km: {},
    cox: { terms: ['age-at-index', 'sex'] },
    cuminc: {},
    rates: {},
    paired: { outcome: 'fvc-percent' },
    exposure: {},
  }
}

/** A cohort, and what is asked of it by kind of analysis. */
const specFile = cohortSpec
  .extend({ requests: z.partialRecord(z.enum(kinds), z.record(z.string(), z.unknown())).default({}) })
  .strict()
type SpecFile = z.infer<typeof specFile>

const everybody: SpecFile = {
  name: 'All cases',
  index: { event: 'first-visit' },
  dates: 'middle',
  steps: [],
  requests: {},
}

export const cohortCommand: Command = {
  name: 'cohort',
  operands: ['REG'],
  options: {
    spec: { type: 'string' },
    analysis: { type: 'string' },
    request: { type: 'string' },
    cut: { type: 'string' },
    out: { type: 'string' },
    threshold: { type: 'string' },
    'with-small': { type: 'boolean' },
  },
  usage:
    '[--spec FILE.json] [--analysis KIND [--request FILE.json] [--cut ID|NAME] [--out DIR [--threshold N] [--with-small]]]',
  about: `how many cases a cohort is of, step by step; or an analysis of it, with --out also its data, tables and R script as files, where no group of patients who are alike is smaller than N (${usualThreshold}) or --with-small allows it: ${kinds.join(', ')}`,
  // Taking the data out is an entry of the audit chain.
  readOnly: (options) => options['out'] === undefined,
  async run({ operands: [folder = ''], options, pathOf, client, openRegistry }) {
    const read = (name: string) => {
      const file = textOption(options, name)
      return file === undefined ? undefined : parsedFile(pathOf(file))
    }
    const { requests, ...spec } = checked(specFile, read('spec') ?? everybody, 'The cohort')
    const kind = kindAsked(options)
    const given = read('request') ?? (kind && requests[kind])
    await openRegistry(pathOf(folder))
    if (!kind) {
      const { flow } = await client.call('cohorts.count', { spec })
      return { json: { flow }, text: flowText(flow) }
    }
    const cut = textOption(options, 'cut')
    const { of, index } = cut === undefined ? { of: { spec }, index: spec.index } : await frozenAs(client, cut)
    const request = requestOf(kind, given, index)
    const out = textOption(options, 'out')
    const threshold = thresholdOf(options)
    const result = await client.call('cohorts.analyze', { of, request })
    if (out === undefined) return { json: { result }, text: resultText(result) }
    await refuseSmall(client, result, threshold, options)
    const { result: told, files } = await writeResult(client, result, pathOf(out))
    return {
      json: { result: told, files },
      text: [resultText(told), '', groupsWords(told.groups), ...files].join('\n'),
    }
  },
}

function kindAsked(options: OptionValues): AnalysisKind | undefined {
  const analysis = textOption(options, 'analysis')
  const kind = kinds.find((known) => known === analysis)
  if (analysis !== undefined && !kind)
    throw new CommandProblem(`There is no analysis “${analysis}”. Analyses: ${kinds.join(' ')}.`)
  const without = ['request', 'cut', 'out', 'threshold', 'with-small'].find((name) => options[name] !== undefined)
  if (!kind && without) throw new CommandProblem(`--${without} goes with --analysis.`)
  return kind
}

function requestOf(kind: AnalysisKind, given: unknown, index: CohortIndex): AnalysisRequest {
  const asked = checked(z.record(z.string(), z.unknown()), given ?? {}, 'The request')
  return checked(analysisRequest, { ...usualRequests(index)[kind], ...asked, analysis: kind }, 'The request')
}

function parsedFile(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    throw new CommandProblem(`${path.basename(file)} can’t be read as JSON.`)
  }
}

function checked<S extends z.ZodType>(schema: S, input: unknown, what: string): z.output<S> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map(({ path: at, message }) => [at.join('.'), message].filter(Boolean).join(': '))
  throw new CommandProblem(`${what} is not as it should be: ${issues.join('; ')}`)
}

/** A data cut by its id, or the newest of those with a name; and what time counts from in it. */
async function frozenAs(client: Client, called: string): Promise<{ of: CohortSubject; index: CohortIndex }> {
  const { cuts } = await client.call('cohorts.list', {})
  const newest = cuts.toSorted((a, b) => b.at.localeCompare(a.at))
  const cut = newest.find(({ id }) => id === called) ?? newest.find(({ name }) => name === called)
  if (!cut)
    throw new CommandProblem(
      `There is no data cut “${called}”. ${cuts.length > 0 ? `There are: ${newest.map(({ name }) => name).join(', ')}.` : 'There is none.'}`,
    )
  const { versions } = await client.call('cohorts.versions', { id: cut.cohortId })
  const { spec } = versions.find(({ version }) => version === cut.cohortVersion)!
  return { of: { cutId: cut.id }, index: spec.index }
}

function thresholdOf(options: OptionValues): number {
  const threshold = integerOption(options, 'threshold') ?? usualThreshold
  if (threshold < 2 || threshold > 50) throw new CommandProblem('--threshold is a number from 2 to 50.')
  return threshold
}

/** Whoever lets small groups leave says so. The patients of a demo registry are made up: there is nobody to be found. */
async function refuseSmall(
  client: Client,
  { groups }: AnalysisResult,
  threshold: number,
  options: OptionValues,
): Promise<void> {
  if (groups.smallest >= threshold || options['with-small'] === true) return
  const status = await client.call('registry.status', {})
  if (status.demo === true) return
  throw new CommandProblem(
    `Nothing was written. ${groupsWords(groups)} Ask for less of each patient, choose a larger cohort, or let it leave all the same with --with-small.`,
  )
}

interface WrittenResult {
  /** As it left: patients by number. */
  readonly result: AnalysisResult
  /** Their names, in order. */
  readonly files: readonly string[]
}

async function writeResult(client: Client, { id }: AnalysisResult, folder: string): Promise<WrittenResult> {
  const { csv, r, result } = await client.call('cohorts.files', { resultId: id })
  const contents: readonly (readonly [string, string | undefined])[] = [
    ['result.json', `${JSON.stringify(result, undefined, 2)}\n`],
    ['data.csv', csv],
    ['script.R', r],
    ...result.tables.map((table) => [`table-${table.id}.csv`, tableCsv(table)] as const),
  ]
  fs.mkdirSync(folder, { recursive: true })
  const files = contents.flatMap(([name, content]) => {
    if (content === undefined) return []
    const file = path.join(folder, name)
    fs.writeFileSync(file, content)
    return [file]
  })
  return { result, files }
}

/** Numbers unrounded, what is none as it stands. */
const tableCsv = ({ columns, rows }: ResultTable): string =>
  csvOf(
    columns.map(({ label }) => label),
    rows.map(({ cells }) => cells.map(({ text, value }) => value ?? text)),
  )

function flowText({ registry, steps, cases }: CohortFlow): string {
  return [
    textTable(
      ['step', 'left out', 'not known', 'left'],
      [
        ['cases of the registry', '', '', String(registry)],
        ...steps.map(({ label, failed, unknown, left }) => [label, String(failed), String(unknown), String(left)]),
      ],
      { right: ['left out', 'not known', 'left'] },
    ),
    `${cases} cases.`,
  ].join('\n')
}

function resultText({ title, findings, warnings, cases, used, dropped, tables, method, cut }: AnalysisResult): string {
  return [
    title,
    '',
    ...findings,
    ...warnings.map((warning) => `Note: ${warning}`),
    '',
    `${used.cases} of ${cases} cases used. ${dropped.map(({ why, count }) => `${count}: ${why}.`).join(' ')}`,
    ...tables.flatMap((table) => ['', table.title, tableText(table), ...table.notes]),
    '',
    ...method,
    `Data ${cut.frozen ? 'frozen' : 'as they stood'} at ${cut.at}, digest ${cut.hash}, head of the audit chain ${cut.auditHead}.`,
  ].join('\n')
}

function tableText({ columns, rows }: ResultTable): string {
  const labels = columns.map(({ label }) => label)
  const right = columns.filter(({ numeric }) => numeric).map(({ label }) => label)
  return textTable(
    labels,
    rows.map(({ cells, role }) => cells.map(({ text }, at) => (at === 0 && role === 'level' ? `  ${text}` : text))),
    { right },
  )
}
