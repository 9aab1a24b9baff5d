/** Commands on cases, their documents and figures. */
import { Temporal } from 'temporal-polyfill'
import { caseFactsOf } from '#shared/domain/case-facts.ts'
import { writeDocument } from '#main/printing/write-document.ts'
import type { CaseRow } from '#shared/ipc/areas/cases.ts'
import type { Client } from '#shared/ipc/client.ts'
import { CommandProblem, textOption } from './command.ts'
import type { Command } from './command.ts'
import { outOf } from './out-file.ts'
import { draftKinds, draftOptions, madeHere } from './report-drafts.ts'
import { textTable } from './text-table.ts'

const pageSize = 1000

export const casesCommand: Command = {
  name: 'cases',
  operands: ['REG'],
  options: { search: { type: 'string' } },
  usage: '[--search TEXT]',
  about: 'lists the cases, or those in which all words of TEXT occur',
  readOnly: true,
  async run({ operands: [folder = ''], options, pathOf, client, openRegistry }) {
    await openRegistry(pathOf(folder))
    const rows = await allRows(client, textOption(options, 'search'))
    return { json: { total: rows.length, rows }, text: rows.length > 0 ? tableOf(rows) : 'No case.' }
  },
}

async function allRows(client: Client, search: string | undefined): Promise<readonly CaseRow[]> {
  const all: CaseRow[] = []
  for (;;) {
    const sort = { by: 'code', descending: false } as const
    const { total, rows } = await client.call('cases.find', { search, sort, offset: all.length, limit: pageSize })
    all.push(...rows)
    if (rows.length === 0 || all.length >= total) return all
  }
}

function tableOf(rows: readonly CaseRow[]): string {
  const percent = (trend: CaseRow['fvc']) => (trend ? String(Math.round(trend.last)) : '')
  return textTable(
    ['code', 'status', 'sex', 'antibodies', 'pattern', 'FVC %', 'DLCO %', 'pred mg', 'last seen', 'source'],
    rows.map((row) => [
      row.code,
      row.status,
      row.sex ?? '',
      row.antibodies.join(' '),
      row.pattern ?? '',
      percent(row.fvc),
      percent(row.dlco),
      row.prednisone === undefined ? '' : String(row.prednisone),
      row.lastSeen ?? '',
      row.source ?? '',
    ]),
    { right: ['FVC %', 'DLCO %', 'pred mg'] },
  )
}

export const caseCommand: Command = {
  name: 'case',
  operands: ['REG', 'CODE'],
  options: {},
  about: 'the whole record of one case with what is computed, as JSON',
  readOnly: true,
  alwaysJson: true,
  async run({ operands: [folder = '', code = ''], pathOf, client, openRegistry }) {
    await openRegistry(pathOf(folder))
    const record = await client.call('cases.get', { code })
    const settings = await client.call('registry.settings', {})
    return { json: { ...record, facts: caseFactsOf(record, today(), settings) }, text: '' }
  },
}

const printedKinds = ['summary'] as const
const kinds: readonly string[] = [...printedKinds, ...draftKinds]

export const reportCommand: Command = {
  name: 'report',
  operands: ['REG', '[CODE]'],
  options: { kind: { type: 'string' }, out: { type: 'string' }, paper: { type: 'string' }, ...draftOptions },
  usage: '--kind KIND --out FILE [--paper A4|Letter] [--dates relative|absolute] [--forms LIST]',
  about: `prints a document of a case or of the registry as PDF (a case report also as .docx or .md): ${kinds.join(', ')}`,
  readOnly: false,
  draws: true,
  async run(context) {
    const { operands, options, pathOf, client, openBridge, openRegistry, drawing } = context
    const [folder = '', code] = operands
    const paper = textOption(options, 'paper') ?? 'A4'
    if (paper !== 'A4' && paper !== 'Letter') throw new CommandProblem(`--paper is A4 or Letter, not “${paper}”.`)
    const asked = textOption(options, 'kind') ?? 'summary'
    const made = madeHere(asked, paper, context)
    if (made) return made
    const kind = printedKind(asked)
    if (code === undefined) throw new CommandProblem(`Say of which case: report REG CODE --kind ${kind}.`)
    const file = pathOf(outOf(textOption(options, 'out'), ['pdf']))
    await openRegistry(pathOf(folder))
    const caseId = (await client.call('cases.get', { code })).case.id
    writeDocument(file, await drawing().document({ kind, caseId, paper }, { client, openBridge }))
    return { json: { file, kind, code, paper }, text: file }
  },
}

function printedKind(text: string): (typeof printedKinds)[number] {
  const kind = printedKinds.find((known) => known === text)
  if (!kind) throw new CommandProblem(`There is no document “${text}”. Kinds: ${kinds.join(', ')}.`)
  return kind
}

const today = () => Temporal.Now.plainDateISO().toString()
