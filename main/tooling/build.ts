import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { asCommand } from './as-command.ts'
import { projectRequire, root, workFolder } from './project.ts'
import { withLock } from './with-lock.ts'

const out = path.join(root, 'out')
const stamp = path.join(out, 'built')
const sources = ['main', 'shared', 'renderer', 'package.json', 'package-lock.json']
/** Of the tooling only what decides how the bundles are made. */
const isSource = (file: string): boolean =>
  !path.relative(root, file).startsWith(path.join('main', 'tooling')) ||
  file.endsWith('electron.vite.config.ts') ||
  file.endsWith('codec-binaries.ts') ||
  file.endsWith('cornerstone-for-our-policy.ts') ||
  file.endsWith('third-party-notices.ts')

/** Builds out/ when a source is newer than it. Says whether it built. */
export async function ensureBuilt(): Promise<boolean> {
  if (isFresh()) return false
  return withLock(path.join(workFolder, 'build.lock'), async () => {
    if (isFresh()) return false
    build()
    return true
  })
}

function build(): void {
  const started = new Date()
  // Made aside and put in place by a rename: whoever runs the app meanwhile never sees half of it.
  const made = path.join(workFolder, `build-${process.pid}`)
  const old = path.join(workFolder, `old-${process.pid}`)
  try {
    runElectronVite(made)
    fs.writeFileSync(path.join(made, 'built'), '')
    // The moment the build began: what is saved while it runs is newer.
    fs.utimesSync(path.join(made, 'built'), started, started)
    if (fs.existsSync(out)) fs.renameSync(out, old)
    fs.renameSync(made, out)
  } finally {
    fs.rmSync(made, { recursive: true, force: true })
    fs.rmSync(old, { recursive: true, force: true })
  }
}

function runElectronVite(outDir: string): void {
  const cli = path.join(path.dirname(projectRequire.resolve('electron-vite/package.json')), 'bin', 'electron-vite.js')
  const config = path.join(import.meta.dirname, 'electron.vite.config.ts')
  const run = spawnSync(process.execPath, [cli, 'build', '--config', config, '--outDir', outDir], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
  })
  if (run.status !== 0) throw new Error(stripVTControlCharacters(`${run.stdout}${run.stderr}\nThe build failed.`))
}

function isFresh(): boolean {
  const built = fs.statSync(stamp, { throwIfNoEntry: false })?.mtimeMs
  return built !== undefined && sources.every((source) => newest(path.join(root, source)) <= built)
}

/** Folders count as well: theirs changes when a file in them is deleted or renamed. */
function newest(file: string): number {
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (!stat || !isSource(file)) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return fs.readdirSync(file).reduce((latest, name) => Math.max(latest, newest(path.join(file, name))), stat.mtimeMs)
}

if (import.meta.main)
  await asCommand(async () => {
    const started = Date.now()
    const built = await ensureBuilt()
    console.log(built ? `Built in ${((Date.now() - started) / 1000).toFixed(1)} s: out/` : 'out/ is up to date')
  })
