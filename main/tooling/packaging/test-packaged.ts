import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { asCommand } from '#main/tooling/as-command.ts'
import { setUp } from '#main/tooling/set-up.ts'
import { aptGet, ensureSystemPackages, onPath } from '#main/tooling/system-packages.ts'
import { isRoot, root, tell } from '#main/tooling/project.ts'
import { makePackage } from './package.ts'

const packageName = 'as-ild-registry'
const user = 'as-ild-trial'

/**
 * Makes the .deb, installs it on this machine, tries it as an ordinary user (made for this, and removed again) with
 * Chromium's sandbox on, and takes it off.
 */
async function testPackaged(): Promise<number> {
  if (!isRoot || !onPath('apt-get'))
    throw new Error('This installs and removes a Debian package: it needs root, and apt-get.')
  if (isInstalled())
    throw new Error(`${packageName} is installed on this machine already; it is not replaced for a trial.`)
  ensureSystemPackages('electron', 'display')
  await setUp('test')
  fs.rmSync(path.join(root, 'release'), { recursive: true, force: true })
  if ((await makePackage([])) !== 0) throw new Error('The package could not be made.')
  const deb = fs.readdirSync(path.join(root, 'release')).find((file) => file.endsWith('.deb'))
  if (!deb) throw new Error('No .deb was made.')
  try {
    tell(`Installing ${deb}`)
    aptGet(['update'])
    aptGet(['install', '-y', '--no-install-recommends', path.join(root, 'release', deb)])
    run('useradd', ['--create-home', '--shell', '/bin/sh', user])
    return playwright()
  } finally {
    tell('Removing it again')
    if (isInstalled()) aptGet(['purge', '-y', packageName])
    if (spawnSync('id', [user]).status === 0) run('userdel', ['--remove', '--force', user])
    if (isInstalled()) tell(`${packageName} is still installed.`)
  }
}

function playwright(): number {
  const cli = path.join(root, 'node_modules/@playwright/test/cli.js')
  const args = [cli, 'test', '--config', 'tests/playwright.config.ts', '--project=packaged', '--reporter=list']
  const env = { ...process.env, INSTALLED_APP: `/usr/bin/${packageName}`, INSTALLED_APP_USER: user }
  return spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' }).status ?? 1
}

function isInstalled(): boolean {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f=${Status}', packageName], { encoding: 'utf8' })
  return stdout.includes('install ok')
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`)
}

await asCommand(testPackaged)
