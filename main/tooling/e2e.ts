import { spawnSync } from 'node:child_process'
import { asCommand } from './as-command.ts'
import { ensureBuilt } from './build.ts'
import { playwright } from './checks/e2e-tests.ts'
import { root } from './project.ts'
import { setUp } from './set-up.ts'

/** The end-to-end tests for daily work: arguments go to Playwright, e.g. `npm run test:e2e -- -g "records a visit"`. */
await asCommand(async () => {
  await setUp('test')
  await ensureBuilt()
  const { command, args, env } = playwright(['--project=dev', '--reporter=list', ...process.argv.slice(2)])
  return spawnSync(command, args, { cwd: root, env, stdio: 'inherit' }).status ?? 1
})
