/** The command line in a checkout: `npm run registry -- COMMAND`. Documents are drawn by Electron, started for them. */
import { text } from 'node:stream/consumers'
import { deliver } from './cli/outcome.ts'
import { runCommand } from './cli/run.ts'
import { sayInternalErrors } from './cli/say-internal-errors.ts'
import { inProcessBackend } from './shell/backend-in-process.ts'
import { appVersion } from './version.ts'

const words = process.argv.slice(2)
// npm changes into the project's folder; paths are meant from where one typed.
const cwd = (process.env['npm_lifecycle_event'] === 'registry' && process.env['INIT_CWD']) || process.cwd()

const outcome = await runCommand(words, {
  program: 'npm run registry --',
  env: process.env,
  cwd,
  readInput: async () => text(process.stdin),
  openBackend: ({ readOnly }) => inProcessBackend({ appVersion, readOnly, report: sayInternalErrors }),
  async drawElsewhere() {
    const { runInElectron } = await import('./cli/run-in-electron.ts')
    return runInElectron(words, cwd)
  },
})
deliver(outcome)
process.exitCode = outcome.code
