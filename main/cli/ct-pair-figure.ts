/** `figure --kind ct-pair`: the figure of a marked pair as a file. */
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { pairsInDocuments } from '#shared/domain/imaging/pair-figure.ts'
import type { PairRecord } from '#shared/domain/imaging/pair-figure.ts'
import { writeDocument } from '#main/printing/write-document.ts'
import { CommandProblem, textOption } from './command.ts'
import type { Answer, CommandContext } from './command.ts'
import { extensionOf, outOf } from './out-file.ts'

export async function ctPairFigure(context: CommandContext): Promise<Answer> {
  const { operands, options, pathOf, client, openBridge, openRegistry, drawing } = context
  const [folder = '', code = ''] = operands
  const ofChart = ['align', 'lanes', 'with'].find((name) => textOption(options, name) !== undefined)
  if (ofChart) throw new CommandProblem(`--${ofChart} belongs to the one chart, not to a CT pair.`)
  const file = pathOf(outOf(textOption(options, 'out'), ['png', 'pdf']))
  const format = extensionOf(file) as 'png' | 'pdf'
  await openRegistry(pathOf(folder))
  const record = await client.call('cases.get', { code })
  const pair = pairOf(record, code, textOption(options, 'pair'))
  const request = { pairId: pair.id, caseId: record.case.id, format }
  const content = await drawing().ctFigure(request, { client, openBridge })
  writeDocument(file, content)
  return { json: { file, format, code, pair: pair.id }, text: file }
}

/** By its number among those marked, the first one marked being 1; by its id; else the newest that stands in documents. */
function pairOf(record: CaseRecord, code: string, wanted: string | undefined): PairRecord {
  const pairs = record.records.ct_pair.toSorted((a, b) => a.created_at.localeCompare(b.created_at))
  const last = pairs.at(-1)
  if (!last) throw new CommandProblem(`${code} has no marked pair of CT images.`)
  if (wanted === undefined) return pairsInDocuments(record, 1)[0] ?? last
  const found = pairs.find(({ id }) => id === wanted) ?? (/^\d+$/.test(wanted) ? pairs[Number(wanted) - 1] : undefined)
  if (!found)
    throw new CommandProblem(`${code} has ${pairs.length} marked pairs of CT images: --pair is 1 to ${pairs.length}.`)
  return found
}
