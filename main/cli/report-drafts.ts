/** Documents that `report` makes besides those that are printed of one case: the case-report draft, what the registry has. */
import { isPaperFormId, paperFormIds } from '#shared/domain/documents/paper-forms.ts'
import type { Paper } from '#shared/ipc/document-request.ts'
import { writeDocument } from '#main/printing/write-document.ts'
import { CommandProblem, textOption } from './command.ts'
import type { Answer, CommandContext } from './command.ts'
import { extensionOf, outOf } from './out-file.ts'

export const draftOptions = { dates: { type: 'string' }, forms: { type: 'string' } } as const

type Make = (context: CommandContext, paper: Paper) => Promise<Answer>

const makers: Readonly<Record<string, Make>> = {
  'case-report': caseReport,
  codebook,
  'paper-forms': paperForms,
}

export const draftKinds: readonly string[] = Object.keys(makers)

/** The document of a kind, where it is one of these. */
export function madeHere(kind: string, paper: Paper, context: CommandContext): Promise<Answer> | undefined {
  return makers[kind]?.(context, paper)
}

async function caseReport(context: CommandContext, paper: Paper): Promise<Answer> {
  const { operands, options, pathOf, client, openBridge, openRegistry, drawing } = context
  const [folder = '', code] = operands
  if (code === undefined) throw new CommandProblem('Say of which case: report REG CODE --kind case-report.')
  const dates = textOption(options, 'dates') ?? 'relative'
  if (dates !== 'relative' && dates !== 'absolute')
    throw new CommandProblem(`--dates is relative or absolute, not “${dates}”.`)
  const file = pathOf(outOf(textOption(options, 'out'), ['pdf', 'docx', 'md']))
  const format = extensionOf(file) as 'pdf' | 'docx' | 'md'
  await openRegistry(pathOf(folder))
  const kind = 'case-report'
  const document = { kind, caseId: (await client.call('cases.get', { code })).case.id, paper, dates } as const
  const alike = await client.call('share.classOf', { caseId: document.caseId })
  const source = { client, openBridge }
  const files =
    format === 'pdf'
      ? await written(file, drawing().document(document, source))
      : await drawing().caseReport(file, format, document, source)
  return { json: { files, kind, code, dates, format, alike }, text: files.join('\n') }
}

async function codebook(context: CommandContext, paper: Paper): Promise<Answer> {
  const { operands, options, pathOf, client, openBridge, openRegistry, drawing } = context
  if (operands[1] !== undefined) throw new CommandProblem('The codebook is the registry’s: report REG --kind codebook.')
  const file = pathOf(outOf(textOption(options, 'out'), ['pdf']))
  await openRegistry(pathOf(operands[0] ?? ''))
  await written(file, drawing().document({ kind: 'codebook', paper }, { client, openBridge }))
  return { json: { file, kind: 'codebook', paper }, text: file }
}

async function paperForms(context: CommandContext, paper: Paper): Promise<Answer> {
  const { operands, options, pathOf, client, openBridge, openRegistry, drawing } = context
  const [folder = '', code] = operands
  const forms = formsAsked(textOption(options, 'forms'))
  const file = pathOf(outOf(textOption(options, 'out'), ['pdf']))
  await openRegistry(pathOf(folder))
  // Whoever writes a code on paper wants it to be one of the registry.
  if (code !== undefined) await client.call('cases.get', { code })
  const document = { kind: 'paper-forms', paper, ...(forms && { forms }), ...(code && { code }) } as const
  await written(file, drawing().document(document, { client, openBridge }))
  return { json: { file, kind: 'paper-forms', paper }, text: file }
}

function formsAsked(typed: string | undefined) {
  return typed?.split(',').map((word) => {
    const form = word.trim()
    if (isPaperFormId(form)) return form
    throw new CommandProblem(`There is no paper form “${form}”. Forms: ${paperFormIds.join(', ')}.`)
  })
}

async function written(file: string, content: Promise<Uint8Array>): Promise<readonly string[]> {
  writeDocument(file, await content)
  return [file]
}
