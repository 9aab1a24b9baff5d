import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** Fetches one package's archive from the registry into `folder`, and says what came. */
export function npmPack(nameAndVersion: string, folder: string): { readonly file: string; readonly integrity: string } {
  fs.mkdirSync(folder, { recursive: true })
  const cli = process.env['npm_execpath'] // set by `npm run`
  const [command, first] = cli ? [process.execPath, [cli]] : ['npm', []]
  const run = spawnSync(command, [...first, 'pack', '--json', '--loglevel=error', nameAndVersion], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (run.status !== 0) throw new Error(`npm pack ${nameAndVersion} failed: ${run.error?.message ?? run.stderr}`)
  const answer = JSON.parse(run.stdout) as
    { filename: string; integrity: string }[] | Record<string, { filename: string; integrity: string }>
  const packed = Object.values(answer)[0]
  if (!packed) throw new Error(`npm pack ${nameAndVersion} gave nothing`)
  return { file: path.join(folder, packed.filename), integrity: packed.integrity }
}
