/** Runs a command in the Electron of this checkout, under a virtual display where there is none. */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { electronCommand } from '#main/tooling/electron-command.ts'
import { outcomeFileVariable, outcomeSchema } from './outcome.ts'
import type { Outcome } from './outcome.ts'

const limitMs = 5 * 60_000

export async function runInElectron(words: readonly string[], cwd: string): Promise<Outcome> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-registry-'))
  const file = path.join(folder, 'outcome.json')
  try {
    const { command, args, env } = await electronCommand(words)
    const code = await ended(command, args, { ...env, [outcomeFileVariable]: file }, cwd)
    if (fs.existsSync(file)) return outcomeSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')))
    return failure(`Electron ended without an answer (exit code ${code}). With DEBUG=1 in the environment it says why.`)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

function ended(command: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const noise = process.env['DEBUG'] ? 'inherit' : 'ignore'
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'ignore', noise], timeout: limitMs })
    child.once('error', reject)
    child.once('close', resolve)
  })
}

const failure = (line: string): Outcome => ({ stdout: '', stderr: `${line}\n`, code: 1 })
