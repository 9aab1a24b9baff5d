/** The file that a command writes, as its kind tells. */
import path from 'node:path'
import { CommandProblem } from './command.ts'

export const extensionOf = (file: string) => path.extname(file).slice(1).toLowerCase()

export function outOf(out: string | undefined, extensions: readonly string[]): string {
  const kinds = extensions.map((extension) => `.${extension}`).join(', ')
  if (!out) throw new CommandProblem(`Say where to with --out FILE (${kinds}).`)
  if (!extensions.includes(extensionOf(out)))
    throw new CommandProblem(`The name after --out must end in ${kinds}, not “${path.basename(out)}”.`)
  return out
}
