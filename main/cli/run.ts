/**
 * Runs one command and answers what to print. Everything goes through the contract, as from the window: nothing here
 * touches a registry's files but to see whether it is a demo, whose passphrase everybody knows.
 */
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readEnvelope } from '#main/database/keys/key-envelope.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import type { BackendLink } from '#main/shell/backend-link.ts'
import { shareLink } from '#main/shell/share-link.ts'
import { appVersion } from '#main/version.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { createClient } from '#shared/ipc/client.ts'
import { CommandProblem, textOption } from './command.ts'
import type { Command, Drawing, OptionValues } from './command.ts'
import { commands } from './commands.ts'
import { helpText } from './help.ts'
import type { Outcome } from './outcome.ts'

export interface Surroundings {
  /** What one types before a command, for the help. */
  readonly program: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** All of stdin, as text. */
  readonly readInput: () => Promise<string>
  readonly openBackend: (options: { readonly readOnly: boolean }) => BackendLink
  /** Runs a command that draws somewhere else, where this process can't. */
  readonly drawElsewhere?: () => Promise<Outcome>
  readonly drawing?: Drawing
}

const commonOptions = {
  json: { type: 'boolean' },
  user: { type: 'string' },
  'passphrase-file': { type: 'string' },
} as const

const demoPassphrase = 'demo'

export async function runCommand(words: readonly string[], surroundings: Surroundings): Promise<Outcome> {
  const [name = 'help'] = words
  if (name === 'help' || name === '--help' || name === '-h') return said(helpText(commands, surroundings.program))
  if (name === '--version') return said(appVersion)
  try {
    const command = commands.find((known) => known.name === name)
    if (!command) throw new CommandProblem(`There is no command “${name}”. “${surroundings.program} help” lists them.`)
    const { operands, options } = parse(command, words.slice(1))
    if (command.draws && surroundings.drawElsewhere) return await surroundings.drawElsewhere()
    return await run(command, operands, options, surroundings)
  } catch (error) {
    return { stdout: '', stderr: `${lineOf(error, surroundings)}\n`, code: 1 }
  }
}

async function run(
  command: Command,
  operands: readonly string[],
  options: OptionValues,
  surroundings: Surroundings,
): Promise<Outcome> {
  const { env, cwd, openBackend, readInput, drawing } = surroundings
  const link = openBackend({
    readOnly: typeof command.readOnly === 'function' ? command.readOnly(options) : command.readOnly,
  })
  const openBridge = shareLink(link)
  const client = createClient(openBridge())
  const pathOf = (typed: string) => path.resolve(cwd, typed)
  const passphrase = () => passphraseAtHand(options, env, pathOf)
  const passphraseOf = (folder: string) => passphrase() ?? (isDemo(folder) ? demoPassphrase : undefined)
  try {
    const answer = await command.run({
      operands,
      options,
      readInput,
      pathOf,
      client,
      openBridge,
      passphrase,
      passphraseOf,
      async openRegistry(folder) {
        const secret = passphraseOf(folder)
        if (secret === undefined && fs.existsSync(registryFiles(folder).database))
          throw new CommandProblem('Give the passphrase in AS_ILD_PASSPHRASE or with --passphrase-file FILE.')
        await client.call('registry.open', { folder, passphrase: secret, user: textOption(options, 'user') })
      },
      drawing() {
        if (!drawing) throw new CommandProblem('Documents can’t be drawn here.')
        return drawing
      },
    })
    const stdout = options['json'] || command.alwaysJson ? JSON.stringify(answer.json, undefined, 2) : answer.text
    return {
      stdout: `${stdout}\n`,
      stderr: answer.failure ? `${oneLine(answer.failure)}\n` : '',
      code: answer.failure ? 1 : 0,
    }
  } finally {
    await link.close()
  }
}

function parse(command: Command, words: readonly string[]): { operands: readonly string[]; options: OptionValues } {
  const { name, operands: wanted } = command
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { ...commonOptions, ...command.options },
      allowPositionals: true,
    })
    const needed = wanted.filter((operand) => !operand.startsWith('[')).length
    if (positionals.length >= needed && positionals.length <= wanted.length)
      return { operands: positionals, options: values as OptionValues }
  } catch (error) {
    throw new CommandProblem(`${name}: ${(error as Error).message.split('. ')[0]}.`)
  }
  throw new CommandProblem(`Usage: ${[name, ...wanted, command.usage].filter(Boolean).join(' ')}`)
}

function passphraseAtHand(
  options: OptionValues,
  env: Surroundings['env'],
  pathOf: (typed: string) => string,
): string | undefined {
  const file = textOption(options, 'passphrase-file')
  if (file === undefined) return env['AS_ILD_PASSPHRASE'] || undefined
  try {
    return fs.readFileSync(pathOf(file), 'utf8').replace(/\r?\n$/, '')
  } catch {
    throw new CommandProblem(`The passphrase file ${file} can't be read.`)
  }
}

function isDemo(folder: string): boolean {
  try {
    return readEnvelope(registryFiles(folder).keys).demo
  } catch {
    return false
  }
}

function lineOf(error: unknown, { env }: Surroundings): string {
  if (env['DEBUG']) return error instanceof Error ? (error.stack ?? error.message) : String(error)
  if (error instanceof CommandProblem) return oneLine(error.message)
  if (error instanceof AppError && error.kind !== 'internal') return oneLine(error.message)
  return 'Something went wrong inside the program. With DEBUG=1 in the environment it says where.'
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ')
const said = (text: string): Outcome => ({ stdout: `${text}\n`, stderr: '', code: 0 })
