import { stripVTControlCharacters } from 'node:util'
import { runToEnd } from '#main/tooling/command.ts'
import { root } from '#main/tooling/project.ts'

export interface Finished {
  readonly ok: boolean
  readonly output: string
}

interface Limits {
  readonly env?: NodeJS.ProcessEnv
  readonly timeoutMs?: number
}

/** Runs a program in the project folder, keeping what it prints. */
export async function runCommand(
  command: string,
  args: readonly string[],
  { env = process.env, timeoutMs = 10 * 60_000 }: Limits = {},
): Promise<Finished> {
  let output = ''
  const onOutput = (text: string): void => void (output += text)
  const code = await runToEnd({ command, args, env }, { cwd: root, timeoutMs, onOutput })
  return { ok: code === 0, output: stripVTControlCharacters(output) }
}

/** A script of an installed package, under the Node that runs this one. */
export function runScript(file: string, args: readonly string[], limits?: Limits): Promise<Finished> {
  return runCommand(process.execPath, [file, ...args], limits)
}
