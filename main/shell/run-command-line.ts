/** The command line inside Electron: the installed program's, and in a checkout for what has to be drawn. */
import { text } from 'node:stream/consumers'
import { Menu, app } from 'electron'
import { deliver } from '#main/cli/outcome.ts'
import type { Outcome } from '#main/cli/outcome.ts'
import { runCommand } from '#main/cli/run.ts'
import { sayInternalErrors } from '#main/cli/say-internal-errors.ts'
import { appVersion } from '#main/version.ts'
import { inProcessBackend } from './backend-in-process.ts'
import { drawing } from './drawing.ts'
import { places } from './places.ts'

export async function runCommandLine(words: readonly string[]): Promise<void> {
  // Hidden windows come and go; the command ends the program.
  app.on('window-all-closed', () => {})
  Menu.setApplicationMenu(null)
  const outcome = await outcomeOf(words)
  deliver(outcome)
  app.exit(outcome.code)
}

async function outcomeOf(words: readonly string[]): Promise<Outcome> {
  try {
    if (words[0] === 'main-job') {
      const { showDemoCase } = await import('./show-demo-case.ts')
      return { stdout: `${await showDemoCase(words[1])}\n`, stderr: '', code: 0 }
    }
    return await runCommand(words, {
      program: app.isPackaged ? 'as-ild-registry' : 'npm run registry --',
      env: process.env,
      cwd: process.cwd(),
      readInput: async () => text(process.stdin),
      openBackend: ({ readOnly }) =>
        inProcessBackend({ appVersion, readOnly, report: sayInternalErrors, workerFile: places.worker() }),
      drawing,
    })
  } catch (error) {
    sayInternalErrors(error, 'command line')
    return { stdout: '', stderr: `${error instanceof Error ? error.message : String(error)}\n`, code: 1 }
  }
}
