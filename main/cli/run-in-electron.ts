/** Runs a command in the Electron of this checkout, which needs no display for it. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { runToEnd } from '#main/tooling/command.ts'
import { electronCommand } from '#main/tooling/electron-command.ts'
import { outcomeFileVariable, outcomeSchema } from './outcome.ts'
import type { Outcome } from './outcome.ts'

const timeoutMs = 5 * 60_000

export async function runInElectron(words: readonly string[], cwd: string): Promise<Outcome> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-registry-'))
  const file = path.join(folder, 'outcome.json')
  try {
    // What Chromium writes while it ends goes with the folder too.
    const { command, args, env } = await electronCommand(words, { screen: 'none' })
    const onOutput = (text: string) => void (process.env['DEBUG'] && process.stderr.write(text))
    const code = await runToEnd(
      { command, args, env: { ...env, [outcomeFileVariable]: file, TMPDIR: folder } },
      { cwd, timeoutMs, onOutput },
    )
    if (fs.existsSync(file)) return outcomeSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')))
    return failure(`Electron ended without an answer (exit code ${code}). With DEBUG=1 in the environment it says why.`)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

const failure = (line: string): Outcome => ({ stdout: '', stderr: `${line}\n`, code: 1 })
