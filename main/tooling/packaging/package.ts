import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { asCommand } from '#main/tooling/as-command.ts'
import { ensureBuilt } from '#main/tooling/build.ts'
import { electronDist, ensureElectron } from '#main/tooling/electron/ensure-electron.ts'
import { packageVersion, projectRequire, root, tell } from '#main/tooling/project.ts'

/** electron-builder's word for a system, and the word in the names of the addons. */
const addonPlatforms = { linux: 'linux', win: 'win32', mac: 'darwin' } as const

/** Runs electron-builder with the arguments given, else makes what can be made on this Linux: a folder and a .deb. */
export async function makePackage(given: readonly string[]): Promise<number> {
  const args = given.length > 0 ? [...given] : ['--linux', 'dir', 'deb']
  const systems = Object.keys(addonPlatforms).filter((name) => args.includes(`--${name}`))
  const [system, second] = systems as (keyof typeof addonPlatforms)[]
  if (!system || second) throw new Error('Please name one system: --linux, --win or --mac.')

  const electron = await ensureElectron()
  await ensureBuilt()
  const env: NodeJS.ProcessEnv = { ...process.env, ADDON_PLATFORM: addonPlatforms[system] }
  if (electron.isStandIn) useLocalTools(args, env, electron.version)
  const builder = projectRequire.resolve('electron-builder/cli.js')
  return spawnSync(process.execPath, [builder, ...args], { cwd: root, env, stdio: 'inherit' }).status ?? 1
}

/**
 * Where the release downloads cannot be reached: the stand-in Electron, and local replacements of the tools that
 * electron-builder would download. What comes out is for testing.
 */
function useLocalTools(args: string[], env: NodeJS.ProcessEnv, version: string): void {
  tell(
    `NOTICE: packaging with the stand-in Electron ${version} in place of ${packageVersion('electron')}: not for release.`,
  )
  args.push(`-c.electronDist=${electronDist}`, `-c.electronVersion=${version}`, '-c.deb.compression=zst')
  env['CUSTOM_FPM_PATH'] ??= path.join(import.meta.dirname, 'fpm.ts')
  const { path7za } = projectRequire('7zip-bin') as { path7za: string }
  fs.chmodSync(path7za, 0o755)
  env['ELECTRON_BUILDER_7ZIP_PATH'] ??= path7za
}

if (import.meta.main) await asCommand(() => makePackage(process.argv.slice(2)))
