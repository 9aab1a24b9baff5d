/** Commands on backups, for people and for nightly jobs: they ask nothing and end with 0 or 1. */
import fs from 'node:fs'
import path from 'node:path'
import { backupExtension } from '#main/database/backup/backup-folder.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { CommandProblem, textOption } from './command.ts'
import type { Command, CommandContext } from './command.ts'

const wordsFile = { 'words-file': { type: 'string' } } as const

export const backupCommand: Command = {
  name: 'backup',
  operands: ['REG', 'DIR'],
  options: {},
  about: 'makes a verified backup in a folder; old ones there are thinned out as the registry says',
  readOnly: false,
  async run({ operands: [folder = '', dir = ''], pathOf, client, openRegistry }) {
    const into = pathOf(dir)
    if (!fs.existsSync(into))
      throw new CommandProblem(`There is no folder ${into}. Make it first, or attach its drive.`)
    await openRegistry(pathOf(folder)).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.kind !== 'in-use') throw error
      throw new CommandProblem(`${error.message} While it is open, the program makes the backups that are set there.`)
    })
    const { made } = await client.call('backups.make', { folder: into })
    return { json: { backup: made[0] }, text: `Made and verified ${made[0]}.` }
  },
}

export const restoreCommand: Command = {
  name: 'restore',
  operands: ['BACKUP', 'REG'],
  options: { ...wordsFile, replace: { type: 'boolean' } },
  usage: '[--replace] [--words-file FILE]',
  about: 'restores a backup; with --replace what is at REG is kept beside it',
  readOnly: false,
  async run(context) {
    const { operands, options, pathOf, client } = context
    const [backup = '', target = ''] = operands.map(pathOf)
    const replace = options['replace'] === true
    const key = keyOf(context, backup)
    const { folder, keptAs } = await client.call('backups.restore', { backup, target, replace, ...key })
    const kept = keptAs === undefined ? '' : ` What was there is kept as ${keptAs}.`
    return { json: { folder, keptAs: keptAs ?? null }, text: `Restored ${folder}.${kept}` }
  },
}

/** What `verify` does with a backup. */
export async function verifyBackup(context: CommandContext, folder: string) {
  const { ok, words } = await context.client.call('backups.verify', { backup: folder, ...keyOf(context, folder) })
  return { json: { ok, words }, text: words, ...(!ok && { failure: words }) }
}

export const isBackup = (folder: string): boolean =>
  folder.replace(/[\\/]+$/, '').endsWith(backupExtension) || fs.existsSync(path.join(folder, 'manifest.json'))

/** A backup of the demo has the demo's key file: it needs no passphrase either. */
function keyOf(context: CommandContext, backup: string): { passphrase?: string; recoveryWords?: string } {
  const recoveryWords = recoveryWordsOf(context)
  if (recoveryWords !== undefined) return { recoveryWords }
  const passphrase = context.passphraseOf(backup)
  if (passphrase !== undefined) return { passphrase }
  throw new CommandProblem(
    'Give the passphrase in AS_ILD_PASSPHRASE or with --passphrase-file FILE, or the recovery words with --words-file FILE.',
  )
}

/** The words of the sheet, where a file with them is named. */
export function recoveryWordsOf({ options, pathOf }: CommandContext): string | undefined {
  const file = textOption(options, 'words-file')
  if (file === undefined) return undefined
  try {
    return fs.readFileSync(pathOf(file), 'utf8').slice(0, 1000)
  } catch {
    throw new CommandProblem(`The file ${file} with the recovery words can't be read.`)
  }
}
