import fs from 'node:fs'
import path from 'node:path'
import { ensureBuilt } from '#main/tooling/build.ts'
import { projectRequire, root } from '#main/tooling/project.ts'
import { asOne } from './check.ts'
import type { Check } from './check.ts'
import { runScript } from './run-command.ts'

const folders = ['main', 'renderer', 'shared', 'tests']

export const guards: readonly Check[] = [
  // The folders are named: left to itself oxlint walks node_modules where that is a link.
  { group: 'lint', name: 'lint', run: () => runTool('oxlint', ['--type-aware', '--deny-warnings', ...folders]) },
  { group: 'format', name: 'format', run: () => runTool('prettier', ['--check', '--log-level=warn', '.']) },
  {
    group: 'unused',
    name: 'unused code and packages',
    run: () => runTool('knip', ['--no-progress', '--no-config-hints']),
  },
]

export const buildCheck: Check = {
  group: 'build',
  name: 'build',
  run: async () => {
    try {
      return asOne({ ok: true, output: '' }, (await ensureBuilt()) ? undefined : 'up to date')
    } catch (error) {
      return asOne({ ok: false, output: String(error) })
    }
  },
}

async function runTool(name: string, args: readonly string[]): ReturnType<Check['run']> {
  return asOne(await runScript(scriptOf(name), args))
}

/** The file behind a package's command. */
function scriptOf(name: string): string {
  const folder = path.join(root, 'node_modules', name)
  const { bin } = projectRequire(path.join(folder, 'package.json')) as { bin: string | Record<string, string> }
  const file = path.join(folder, typeof bin === 'string' ? bin : (bin[name] ?? ''))
  if (!fs.statSync(file).isFile()) throw new Error(`${name} has no command`)
  return file
}
