import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'

/** The folder that holds package.json. */
export const root = path.resolve(import.meta.dirname, '../..')

/** Resolves from this project, for packages that have no types or no ES module. */
export const projectRequire = createRequire(import.meta.url)

/** Kept between checkouts: the stand-in Electron, the addon compiled for it, typings. */
export const cacheFolder = path.join(
  process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'),
  'as-ild-registry',
)

/** Scratch space that `npm ci` clears and nothing else looks at. */
export const workFolder = path.join(root, 'node_modules', '.cache', 'as-ild-registry')

/** Progress and notices go to stderr: stdout belongs to results. */
export function tell(message: string): void {
  console.error(message)
}

export function readJson(file: string): Record<string, unknown> {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>
}

export function packageVersion(name: string): string {
  return String(readJson(path.join(root, 'node_modules', name, 'package.json'))['version'])
}

export const isRoot = process.getuid?.() === 0
