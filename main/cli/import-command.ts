/** Images into a case, de-identified on the way. */
import { suggestedSeries } from '#shared/domain/imaging/suggested-series.ts'
import { studiesOfDate, studyToAdd } from '#shared/domain/imaging/study-to-import.ts'
import type { FoundImages, FoundSeries, ImportResult, SeriesToTake } from '#shared/ipc/areas/image-imports.ts'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { CommandProblem, textOption } from './command.ts'
import type { Answer, Command, OptionValues } from './command.ts'
import { textTable } from './text-table.ts'

export const importCommand: Command = {
  name: 'import',
  operands: ['REG'],
  options: {
    images: { type: 'string' },
    case: { type: 'string' },
    series: { type: 'string' },
    every: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  usage: '--images PATH --case CODE [--series KEY,KEY|all] [--every N] [--dry-run]',
  about:
    'takes images from a folder, disc, zip or file into a case, without who the patient is: the series named, else of each study the thinnest made for the lungs. --dry-run lists what is found',
  readOnly: false,
  async run({ operands: [folder = ''], options, pathOf, client, openRegistry }) {
    const code = textOption(options, 'case')
    const source = textOption(options, 'images')
    if (source === undefined || code === undefined)
      throw new CommandProblem('Say what and where to: import REG --images PATH --case CODE.')
    const every = everyOf(options)
    await openRegistry(pathOf(folder))
    const record = await client.call('cases.get', { code })
    const caseId = record.case.id
    const found = await client.call('images.scan', { caseId, sources: [pathOf(source)] })
    const keys = keysOf(textOption(options, 'series'), found)
    if (options['dry-run'] === true) return { json: { found, chosen: keys }, text: textOfFound(found, keys) }
    if (keys.length === 0) throw new CommandProblem(nothingChosen(found))
    const series = keys.map((key) => wishOf(key, found, record.records.imaging, every))
    const result = await client.call('images.import', { scanId: found.scanId, caseId, series })
    return answerOf(result, found)
  },
}

function everyOf(options: OptionValues): number {
  const text = textOption(options, 'every') ?? '1'
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new CommandProblem(`--every wants a whole number from 1, not “${text}”.`)
  return Number(text)
}

const allSeries = (found: FoundImages): readonly FoundSeries[] => found.studies.flatMap(({ series }) => series)

function keysOf(wanted: string | undefined, found: FoundImages): readonly string[] {
  const known = allSeries(found).map(({ key }) => key)
  if (wanted === 'all') return known
  if (wanted === undefined)
    return found.patients > 1 ? [] : found.studies.flatMap(({ series }) => suggestedSeries(series.map(toJudge)) ?? [])
  const keys = [...new Set(wanted.split(',').map((key) => key.trim()))]
  const unknown = keys.find((key) => !known.includes(key))
  if (unknown !== undefined)
    throw new CommandProblem(
      `There is no series “${unknown}”: --dry-run lists ${known.length === 0 ? 'none' : 'them'}.`,
    )
  return keys
}

const toJudge = (series: FoundSeries) => ({ ...series, isKnown: series.here === 'all' || series.elsewhere.length > 0 })

function nothingChosen(found: FoundImages): string {
  const series = allSeries(found)
  if (series.length === 0) return 'No image was found there that can be taken. --dry-run says what was refused.'
  if (found.patients > 1)
    return 'The images name more than one patient. See what is there with --dry-run, and name the series with --series.'
  if (series.some(({ elsewhere }) => elsewhere.length > 0))
    return 'Another case has these images. If they are of this one, name the series with --series.'
  if (series.some(({ here }) => here === 'all'))
    return 'The case has these images already. Others are taken with --series.'
  return 'None of the series is one for the lungs. See what is there with --dry-run, and name series with --series.'
}

type Studies = OutputOf<'cases.get'>['records']['imaging']

function wishOf(key: string, found: FoundImages, recorded: Studies, every: number): SeriesToTake {
  const study = found.studies.find(({ series }) => series.some((each) => each.key === key))!
  const series = study.series.find((each) => each.key === key)!
  const about = { date: study.date, modality: series.modality, thicknessMm: series.thicknessMm }
  const [there] = studiesOfDate(about, recorded)
  const add = studyToAdd(about)
  return {
    key,
    which: every === 1 ? 'all' : { from: 1, to: series.images, every },
    imaging: there ? { id: there.id } : add ? { add } : null,
  }
}

function answerOf(result: ImportResult, found: FoundImages): Answer {
  const nameOf = (key: string): string => {
    const series = allSeries(found).find((each) => each.key === key)
    return series ? `${key} (${[series.modality, series.kernel].filter(Boolean).join(' ')})` : key
  }
  const elements = result.removed.removed.reduce((sum, { count }) => sum + count, 0)
  const refused = result.series.filter(({ outcome }) => outcome === 'refused')
  const lines = [
    ...result.series.map(({ key, words }) => `${nameOf(key)}: ${words}`),
    ...(result.removed.images > 0
      ? [`Removed from the headers: ${elements} elements, which --json names by kind.`]
      : []),
  ]
  const failure =
    result.stopped?.message ?? (refused.length > 0 ? `${nameOf(refused[0]!.key)}: ${refused[0]!.words}` : undefined)
  return { json: result, text: lines.join('\n'), ...(failure !== undefined && { failure }) }
}

function textOfFound(found: FoundImages, chosen: readonly string[]): string {
  const rows = found.studies.flatMap(({ date, series }) =>
    series.map((each) => [
      chosen.includes(each.key) ? '*' : '',
      each.key,
      date ?? '',
      each.modality,
      each.orientation ?? (each.isLocalizer ? 'localizer' : ''),
      each.thicknessMm === undefined ? '' : String(each.thicknessMm),
      each.kernel ?? '',
      String(each.images),
      each.here === 'no' ? '' : each.here,
      [
        ...each.elsewhere.map((code) => `In case ${code}.`),
        ...(each.burnedInRisk === undefined ? [] : [each.burnedInRisk]),
        ...each.warnings,
      ].join(' '),
    ]),
  )
  const table =
    rows.length === 0
      ? 'No image was found that can be taken.'
      : textTable(['', 'series', 'date', 'kind', 'plane', 'mm', 'kernel', 'images', 'here', 'mind'], rows, {
          right: ['mm', 'images'],
        })
  return [
    table,
    ...(found.patients > 1
      ? [`The images name ${found.patients} patients or numbers: see that all are this one.`]
      : []),
    ...found.refused.map(({ count, because }) => `${count === 1 ? '1 file' : `${count} files`}: each ${because}`),
  ].join('\n')
}
