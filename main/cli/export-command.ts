/** Data out of a registry: de-identified tables, or whole ones for a larger program. */
import { plainAnchors } from '#shared/domain/deidentify/anchor.ts'
import { standardDetail } from '#shared/domain/deidentify/detail.ts'
import { quasiLabels } from '#shared/domain/deidentify/quasi-identifiers.ts'
import { listed } from '#shared/lib/listed.ts'
import type { ShareReport, ShareWish } from '#shared/ipc/areas/share.ts'
import { CommandProblem, integerOption, textOption } from './command.ts'
import type { Answer, Command, CommandContext, OptionValues } from './command.ts'
import { exportImages } from './export-images.ts'

export const exportCommand: Command = {
  name: 'export',
  operands: ['REG'],
  options: {
    deidentified: { type: 'boolean' },
    images: { type: 'string' },
    'with-case-code': { type: 'boolean' },
    format: { type: 'string' },
    out: { type: 'string' },
    dates: { type: 'string' },
    anchor: { type: 'string' },
    recipient: { type: 'string' },
    search: { type: 'string' },
    threshold: { type: 'string' },
    'without-small': { type: 'boolean' },
  },
  usage:
    '--format parquet|csv --out DIR | --images CODE --out DIR [--with-case-code] | --deidentified [--out DIR] [--dates shift|relative] [--anchor ANCHOR] [--recipient NAME] [--search TEXT] [--threshold N] [--without-small]',
  about: `writes tables into a new folder: whole ones but for identity, with the script that loads them into DuckDB or PostgreSQL, or de-identified ones, which without --out only says what would leave, or the images of a case as DICOM. ANCHOR: ${plainAnchors.join(', ')}, drug:CODE`,
  readOnly: false,
  async run({ operands: [folder = ''], options, pathOf, client, openRegistry }) {
    const format = textOption(options, 'format')
    const images = textOption(options, 'images')
    if (images !== undefined && format === undefined && options['deidentified'] !== true)
      return exportImages(images, options, { folder: pathOf(folder), pathOf, client, openRegistry })
    if ((options['deidentified'] === true) === (format !== undefined))
      throw new CommandProblem(
        'Say in which form: export REG --deidentified --out DIR, whole tables with --format parquet or csv, or images with --images CODE.',
      )
    if (format !== undefined)
      return wholeTables(format, options, { folder: pathOf(folder), pathOf, client, openRegistry })
    const wish = wishOf(options)
    const out = textOption(options, 'out')
    const recipient = textOption(options, 'recipient')
    await openRegistry(pathOf(folder))
    const report = await client.call('share.report', wish)
    if (out === undefined) return { json: { report }, text: textOf(report) }
    const { digest } = report
    const target = { folder: pathOf(out), digest, ...(recipient !== undefined && { recipient }) }
    const written = await client.call('share.write', { ...wish, ...target })
    return { json: { ...written, report }, text: `${textOf(report)}\n${written.folder}` }
  },
}

type Whole = Pick<CommandContext, 'pathOf' | 'client' | 'openRegistry'> & { readonly folder: string }

/** Everything but who the patients are, for a program that holds more than a workstation does. */
async function wholeTables(
  format: string,
  options: OptionValues,
  { folder, pathOf, client, openRegistry }: Whole,
): Promise<Answer> {
  const out = textOption(options, 'out')
  if (format !== 'parquet' && format !== 'csv') throw new CommandProblem(`--format is parquet or csv, not “${format}”.`)
  if (out === undefined) throw new CommandProblem('Say where to: --out DIR, a folder that does not exist yet.')
  await openRegistry(folder)
  const written = await client.call('share.writeTables', { folder: pathOf(out), format })
  const lines = written.tables.map(({ name, rows }) => `${name}: ${rows}`)
  return {
    json: written,
    text: [...lines, `${written.folder}: not de-identified and not encrypted, keep it as you keep the registry.`].join(
      '\n',
    ),
  }
}

function wishOf(options: OptionValues): ShareWish {
  const dates = textOption(options, 'dates') ?? 'shift'
  if (dates !== 'shift' && dates !== 'relative')
    throw new CommandProblem(`--dates is shift or relative, not “${dates}”.`)
  const threshold = integerOption(options, 'threshold') ?? 5
  if (threshold < 2 || threshold > 50) throw new CommandProblem('--threshold is a number from 2 to 50.')
  const search = textOption(options, 'search')
  return {
    ...(search !== undefined && { search }),
    dates,
    anchor: textOption(options, 'anchor') ?? 'diagnosis',
    detail: standardDetail,
    without: [],
    threshold,
    withoutSmall: options['without-small'] === true,
  }
}

function textOf({ found, refused, keptBack, leaving, withoutAnchor, risk, values }: ShareReport): string {
  const kept = Object.values(refused).reduce((sum, count) => sum + count, 0)
  return [
    `${leaving} of ${found} cases leave, ${values} values. ${kept} stay for want of consent to sharing, ${keptBack} because they stand out.`,
    ...(withoutAnchor > 0 ? [`${withoutAnchor} have no date of the anchor.`] : []),
    `By ${listed(risk.items.map((item) => quasiLabels[item]))}: k = ${risk.smallest}; ${risk.casesInSmall} cases in classes under ${risk.threshold}.`,
  ].join('\n')
}
