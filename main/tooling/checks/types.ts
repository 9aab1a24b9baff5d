import fs from 'node:fs'
import path from 'node:path'
import * as tar from 'tar'
import { standIn } from '#main/tooling/electron/stand-in.ts'
import { npmPack } from '#main/tooling/npm.ts'
import { cacheFolder, projectRequire, root, workFolder } from '#main/tooling/project.ts'
import { asOne } from './check.ts'
import type { Check } from './check.ts'
import { runScript } from './run-command.ts'

const folders = ['shared', 'main', 'renderer', 'tests'] as const
const tsc = path.join(path.dirname(projectRequire.resolve('typescript/package.json')), 'lib', 'tsc.js')

export const typeChecks: readonly Check[] = [
  ...folders.map((folder) => ({
    group: 'types' as const,
    name: `types: ${folder}`,
    run: async () => asOne(await typeCheck(path.join(root, folder, 'tsconfig.json'))),
  })),
  { group: 'types', name: `types: main on Electron ${standIn.electronVersion}`, run: typeCheckOnStandIn },
]

function typeCheck(project: string): ReturnType<typeof runScript> {
  return runScript(tsc, ['--project', project, '--noEmit', '--pretty', 'false'])
}

/** The code is written against Electron's current typings, and must not use what the stand-in does not have. */
async function typeCheckOnStandIn(): ReturnType<Check['run']> {
  const typings = await standInTypings()
  if (!typings) return { passed: 0, failed: 0, output: '', remark: 'left out: its typings cannot be fetched here' }
  const project = path.join(workFolder, 'tsconfig.stand-in.json')
  const driver = path.join(root, 'node_modules/better-sqlite3/index.d.ts')
  fs.mkdirSync(workFolder, { recursive: true })
  fs.writeFileSync(
    project,
    JSON.stringify({
      extends: path.join(root, 'main/tsconfig.json'),
      compilerOptions: { paths: { 'better-sqlite3': [driver], electron: [typings] } },
    }),
  )
  return asOne(await typeCheck(project))
}

async function standInTypings(): Promise<string | undefined> {
  const file = path.join(cacheFolder, `electron-${standIn.electronVersion}.d.ts`)
  if (fs.existsSync(file)) return file
  const work = path.join(workFolder, `typings-${process.pid}`)
  try {
    const packed = npmPack(`electron@${standIn.electronVersion}`, work)
    await tar.extract({ file: packed.file, cwd: work, strip: 1 }, ['package/electron.d.ts'])
    fs.mkdirSync(cacheFolder, { recursive: true })
    fs.copyFileSync(path.join(work, 'electron.d.ts'), file)
    return file
  } catch {
    return undefined
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
}
