/** The one chart of a case as a file, drawn as it is asked for; or the figure of a marked pair of CT images. */
import { Temporal } from 'temporal-polyfill'
import { drugs } from '#shared/dictionary/lists/drugs.ts'
import { drugStarts } from '#shared/domain/drug-start.ts'
import { isLaneNamed, lanesOf } from '#shared/domain/timeline-lanes.ts'
import { timelineOf } from '#shared/domain/timeline.ts'
import type { Timeline } from '#shared/domain/timeline-model.ts'
import type { ChartView } from '#shared/ipc/areas/shell.ts'
import type { Client } from '#shared/ipc/client.ts'
import { writeDocument } from '#main/printing/write-document.ts'
import { CommandProblem, textOption } from './command.ts'
import type { Command, OptionValues } from './command.ts'
import { ctPairFigure } from './ct-pair-figure.ts'
import { extensionOf, outOf } from './out-file.ts'

export const figureCommand: Command = {
  name: 'figure',
  operands: ['REG', 'CODE'],
  options: {
    out: { type: 'string' },
    align: { type: 'string' },
    lanes: { type: 'string' },
    with: { type: 'string' },
    kind: { type: 'string' },
    pair: { type: 'string' },
  },
  usage:
    '--out FILE.svg|png|pdf [--align DRUG] [--lanes ck,fvc,…] [--with CODE] | --kind ct-pair --out FILE.png|pdf [--pair NUMBER]',
  about:
    'the one chart of a case; in months from the start of DRUG; some lanes only; another case under it. Or a marked pair of CT images at the same level: the newest one in documents, or NUMBER of those marked',
  readOnly: false,
  draws: true,
  async run(context) {
    const { operands, options, pathOf, client, openBridge, openRegistry, drawing } = context
    const [folder = '', code = ''] = operands
    const kind = textOption(options, 'kind') ?? 'chart'
    if (kind === 'ct-pair') return ctPairFigure(context)
    if (kind !== 'chart') throw new CommandProblem(`--kind is chart or ct-pair, not “${kind}”.`)
    if (textOption(options, 'pair') !== undefined) throw new CommandProblem('--pair belongs to --kind ct-pair.')
    const file = pathOf(outOf(textOption(options, 'out'), ['svg', 'png', 'pdf']))
    const format = extensionOf(file) as 'svg' | 'png' | 'pdf'
    await openRegistry(pathOf(folder))
    const main = await chartOf(client, code)
    const otherCode = textOption(options, 'with')
    if (otherCode === code) throw new CommandProblem('--with names another case, not the same one.')
    const other = otherCode === undefined ? undefined : await chartOf(client, otherCode)
    const charts = other ? [main, other] : [main]
    const view: ChartView = {
      ...alignment(options, charts),
      ...choiceOfLanes(options, charts),
      ...(other && { with: other.caseId }),
    }
    writeDocument(file, await drawing().figure({ caseId: main.caseId, format, view }, { client, openBridge }))
    return { json: { file, format, code, ...view, ...(other && { with: other.code }) }, text: file }
  },
}

interface Chart {
  readonly caseId: string
  readonly code: string
  readonly timeline: Timeline
}

async function chartOf(client: Client, code: string): Promise<Chart> {
  const record = await client.call('cases.get', { code })
  const settings = await client.call('registry.settings', {})
  return {
    caseId: record.case.id,
    code,
    timeline: timelineOf(record, Temporal.Now.plainDateISO().toString(), settings),
  }
}

/** The drug that is meant by its code, its name, or what it is called in short. */
function alignment(options: OptionValues, charts: readonly Chart[]): Pick<ChartView, 'align'> {
  const typed = textOption(options, 'align')
  if (typed === undefined) return {}
  const word = typed.trim().toLowerCase()
  const drug = drugs.find((each) =>
    [each.code, each.label, 'short' in each ? each.short : undefined].some((name) => name?.toLowerCase() === word),
  )
  const align = drug?.code ?? word
  for (const { code, timeline } of charts) {
    const starts = drugStarts(timeline)
    if (!starts.some((start) => start.drug === align))
      throw new CommandProblem(
        `${code} has no dated start of “${typed}” to count from. It has: ${listOr(starts.map((start) => start.drug))}.`,
      )
  }
  return { align }
}

/** The lanes that are meant, in any of the cases. */
function choiceOfLanes(options: OptionValues, charts: readonly Chart[]): Pick<ChartView, 'lanes'> {
  const typed = textOption(options, 'lanes')
  if (typed === undefined) return {}
  const lanes = charts.flatMap(({ timeline }) => lanesOf(timeline))
  const words = typed.split(',').filter((word) => word.trim() !== '')
  if (words.length === 0) throw new CommandProblem('--lanes wants names with commas between them, such as ck,fvc.')
  const ids = words.flatMap((word) => {
    const meant = lanes.filter((lane) => isLaneNamed(lane, word)).map(({ id }) => id)
    if (meant.length === 0)
      throw new CommandProblem(
        `There is no lane “${word.trim()}” to show. There are: ${listOr(lanes.map(({ id }) => id.replace(/^drug:/, '')))}.`,
      )
    return meant
  })
  return { lanes: [...new Set(ids)] }
}

const listOr = (words: readonly string[]) => (words.length === 0 ? 'none' : [...new Set(words)].join(', '))
