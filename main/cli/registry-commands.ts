/** Commands on a registry as a whole. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { isBackup, recoveryWordsOf, verifyBackup } from './backup-commands.ts'
import { integerOption, textOption } from './command.ts'
import { CommandProblem } from './command.ts'
import type { Command } from './command.ts'
import { recoverySheetText } from './recovery-sheet-text.ts'

export const demoCommand: Command = {
  name: 'demo',
  operands: ['REG'],
  options: { cases: { type: 'string' }, seed: { type: 'string' } },
  usage: '[--cases N] [--seed S]',
  about:
    'makes the demo registry (61 cases, the first with images where --cases is not given; its passphrase is “demo”)',
  readOnly: false,
  async run({ operands: [folder = ''], options, pathOf, client }) {
    const cases = integerOption(options, 'cases')
    const made = await client.call('registry.createDemo', {
      folder: pathOf(folder),
      cases,
      seed: integerOption(options, 'seed'),
      // Who asks for a number of cases wants them for a trial of size.
      images: cases === undefined,
    })
    return { json: made, text: `Made ${made.folder}: ${made.cases} cases. The passphrase is “demo”.` }
  },
}

export const createCommand: Command = {
  name: 'create',
  operands: ['REG'],
  options: { name: { type: 'string' } },
  usage: '[--name NAME] [--user NAME]',
  about: 'makes an empty registry and prints its recovery sheet',
  readOnly: false,
  async run({ operands: [operand = ''], options, pathOf, client, passphrase }) {
    const folder = pathOf(operand)
    const secret = passphrase()
    if (secret === undefined)
      throw new CommandProblem('Choose a passphrase and give it in AS_ILD_PASSPHRASE or with --passphrase-file FILE.')
    const user = textOption(options, 'user') ?? os.userInfo().username
    const name = textOption(options, 'name') ?? path.basename(folder, '.asild')
    await client.call('registry.create', { folder, name, user, passphrase: secret })
    const sheet = await client.call('registry.recoverySheet', {})
    return { json: { folder, user, ...sheet }, text: recoverySheetText(sheet) }
  },
}

export const infoCommand: Command = {
  name: 'info',
  operands: ['REG'],
  options: {},
  about: 'counts, schema, size, last backup',
  readOnly: true,
  async run({ operands: [folder = ''], pathOf, client, openRegistry }) {
    await openRegistry(pathOf(folder))
    const info = await client.call('registry.info', {})
    const lines: readonly (readonly [string, string])[] = [
      ['name', info.name],
      ['folder', info.folder],
      ['registry id', info.registryId],
      ['made', info.createdAt],
      ['cases', String(info.cases)],
      ...Object.entries(info.records)
        .filter(([, count]) => count > 0)
        .map(([form, count]) => [`  ${form}`, String(count)] as const),
      ['schema', String(info.schema)],
      ['size', `${info.sizeBytes} bytes`],
      ['last backup', info.lastBackup ?? 'none'],
      ['audit entries', String(info.auditEntries)],
      ['audit head', info.auditHead],
    ]
    const width = Math.max(...lines.map(([label]) => label.length))
    return { json: info, text: lines.map(([label, value]) => `${label.padEnd(width)}  ${value}`).join('\n') }
  },
}

export const verifyCommand: Command = {
  name: 'verify',
  operands: ['REG'],
  options: { 'words-file': { type: 'string' } },
  about: 'reads every page and checks structure, references and audit chain; of a backup its manifest as well',
  readOnly: true,
  async run(context) {
    const {
      operands: [operand = ''],
      pathOf,
      client,
      openRegistry,
    } = context
    const folder = pathOf(operand)
    if (isBackup(folder)) return verifyBackup(context, folder)
    const recoveryWords = recoveryWordsOf(context)
    if (recoveryWords === undefined) await openRegistry(folder)
    else await client.call('registry.open', { folder, recoveryWords })
    const result = await client.call('registry.verify', {})
    const bad = result.checks.filter((check) => !check.ok)
    return {
      json: result,
      text: result.checks.map(({ name, ok, detail }) => `${ok ? 'ok    ' : 'FAILED'}  ${name}: ${detail}`).join('\n'),
      ...(!result.ok && { failure: `Damaged: ${bad.map(({ name, detail }) => `${name}: ${detail}`).join('; ')}.` }),
    }
  },
}

export const salvageCommand: Command = {
  name: 'salvage',
  operands: ['REG', 'NEW'],
  options: { 'words-file': { type: 'string' } },
  usage: '[--words-file FILE]',
  about: 'makes a new registry of what can still be read of a damaged one, which is only read',
  readOnly: true,
  async run({ operands: [folder = '', into = ''], options, pathOf, client, passphraseOf }) {
    const words = textOption(options, 'words-file')
    const report = await client.call('registry.salvage', {
      folder: pathOf(folder),
      into: pathOf(into),
      user: textOption(options, 'user'),
      ...(words === undefined
        ? { passphrase: passphraseOf(pathOf(folder)) }
        : { recoveryWords: readWords(pathOf(words)) }),
    })
    const rows = report.tables.map(({ table, read, rebuilt, missing }) =>
      [table.padEnd(24), `${read} read`, `${rebuilt} from the audit chain`, `${missing} missing`].join('  '),
    )
    const { pages, history, images } = report
    return {
      json: report,
      text: [
        `Made ${report.folder}. ${pages.destroyed} of ${pages.total} pages are destroyed; ${history.kept} of ${history.last} audit entries were kept.`,
        ...rows,
        `images: ${images.whole} series whole, ${images.damaged} damaged, ${images.missing} missing, ${images.withoutRecord} without a record`,
      ].join('\n'),
    }
  },
}

function readWords(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    throw new CommandProblem(`The file ${file} with the words of the recovery sheet can't be read.`)
  }
}
