/** Documents of cases as PDF: of one case into a file, of several into a folder. */
import fs from 'node:fs'
import path from 'node:path'
import { drugOf } from '#shared/dictionary/lists/drugs.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { batchKinds, wordsOf } from '#shared/ipc/document-request.ts'
import type { BatchKind, CaseDocument, Paper } from '#shared/ipc/document-request.ts'
import type { Client } from '#shared/ipc/client.ts'
import { writeDocument } from '#main/printing/write-document.ts'
import { allRows } from './case-commands.ts'
import { CommandProblem, textOption } from './command.ts'
import type { Command, OptionValues } from './command.ts'
import { outOf } from './out-file.ts'
import { draftKinds, draftOptions, madeHere } from './report-drafts.ts'

const kinds: readonly string[] = [...batchKinds, ...draftKinds]

export const reportCommand: Command = {
  name: 'report',
  operands: ['REG', '[CODE[,CODE…]|all]'],
  options: {
    kind: { type: 'string' },
    out: { type: 'string' },
    paper: { type: 'string' },
    drug: { type: 'string' },
    visit: { type: 'string' },
    ...draftOptions,
  },
  usage:
    '--kind KIND --out FILE|FOLDER/ [--paper A4|Letter] [--drug DRUG] [--visit DATE] [--dates relative|absolute] [--forms LIST]',
  about: `prints a document as PDF, of several cases into a folder (a case report also as .docx or .md): ${kinds.join(', ')}`,
  readOnly: false,
  draws: true,
  async run(context) {
    const { operands, options, pathOf, client, openBridge, openRegistry, drawing } = context
    const [folder = '', typed] = operands
    const paper = textOption(options, 'paper') ?? 'A4'
    if (paper !== 'A4' && paper !== 'Letter') throw new CommandProblem(`--paper is A4 or Letter, not “${paper}”.`)
    const asked = textOption(options, 'kind') ?? 'summary'
    const made = madeHere(asked, paper, context)
    if (made) return made
    const kind = printedKind(asked)
    if (typed === undefined) throw new CommandProblem(`Say of which case: report REG CODE --kind ${kind}.`)
    drugAsked(kind, options)
    if (textOption(options, 'visit') !== undefined && kind !== 'visit-note')
      throw new CommandProblem('--visit goes with --kind visit-note.')
    const out = textOption(options, 'out')
    const intoFolder = typed === 'all' || typed.includes(',') || out?.endsWith('/') === true
    if (intoFolder && !out) throw new CommandProblem('Say into which folder with --out FOLDER/.')
    const target = pathOf(intoFolder ? out! : outOf(out, ['pdf']))
    await openRegistry(pathOf(folder))
    const codes =
      typed === 'all'
        ? (await allRows(client, undefined)).map(({ code }) => code)
        : typed.split(',').map((code) => code.trim())
    const files: string[] = []
    if (intoFolder) fs.mkdirSync(target, { recursive: true })
    for (const code of codes) {
      const document = await documentOf({ kind, code, paper }, options, client)
      const file = intoFolder ? path.join(target, `${code} ${wordsOf(kind).file}.pdf`) : target
      writeDocument(file, await drawing().document(document, { client, openBridge }))
      files.push(file)
    }
    const [file] = files
    return intoFolder
      ? { json: { files, kind, paper }, text: files.join('\n') }
      : { json: { file, kind, code: codes[0], paper }, text: file ?? '' }
  },
}

interface Asked {
  readonly kind: BatchKind
  readonly code: string
  readonly paper: Paper
}

async function documentOf({ kind, code, paper }: Asked, options: OptionValues, client: Client): Promise<CaseDocument> {
  const record = await client.call('cases.get', { code })
  const ofCase = { caseId: record.case.id, paper }
  if (kind === 'dossier') return { kind, ...ofCase, ...drugAsked(kind, options) }
  if (kind === 'visit-note') return { kind, ...ofCase, ...visitAsked(record, textOption(options, 'visit')) }
  return { kind, ...ofCase }
}

function drugAsked(kind: BatchKind, options: OptionValues): { readonly drug?: string } {
  const drug = textOption(options, 'drug')
  if (drug === undefined) return {}
  if (kind !== 'dossier') throw new CommandProblem('--drug goes with --kind dossier.')
  if (!drugOf(drug)) throw new CommandProblem(`The drug list has no code “${drug}”.`)
  return { drug }
}

/** A visit by its date, as recorded. */
function visitAsked({ records, case: { code } }: CaseRecord, date: string | undefined): { readonly visitId?: string } {
  if (date === undefined) return {}
  const visit = records.visit.find((each) => each.date === date)
  if (visit) return { visitId: visit.id }
  const dates = records.visit.flatMap((each) => each.date ?? [])
  throw new CommandProblem(`${code} has no visit of ${date}. It has: ${dates.join(', ') || 'none with a date'}.`)
}

function printedKind(text: string): BatchKind {
  const kind = batchKinds.find((known) => known === text)
  if (!kind) throw new CommandProblem(`There is no document “${text}”. Kinds: ${kinds.join(', ')}.`)
  return kind
}
