import { ensureBuilt } from './build.ts'
import type { Command } from './command.ts'
import { ensureElectron } from './electron/ensure-electron.ts'
import { isRoot, root } from './project.ts'
import { ensureSystemPackages, hasDisplay } from './system-packages.ts'
import { underVirtualDisplay } from './virtual-display.ts'

export interface CommandOptions {
  /**
   * 'virtual': where there is no display, one is made (Xvfb). 'none': no display at all, which is quicker; then every
   * window the app opens must be made with `webPreferences.offscreen`, an ordinary one ends the process.
   */
  readonly screen: 'virtual' | 'none'
}

/**
 * What to spawn so that the app of this checkout runs with `args`. Electron and the build are put in place first when
 * they are missing or old; what that has to say goes to stderr.
 */
export async function electronCommand(
  args: readonly string[],
  { screen }: CommandOptions = { screen: 'virtual' },
): Promise<Command> {
  const needsVirtual = screen === 'virtual' && !hasDisplay()
  ensureSystemPackages('electron', ...(needsVirtual ? (['display'] as const) : []))
  const electron = await ensureElectron()
  await ensureBuilt()
  const flags = [
    '--log-level=3', // else complaints about the absent session bus and graphics card reach stderr
    ...(isRoot ? ['--no-sandbox'] : []), // Chromium refuses its sandbox to root
    ...(screen === 'none' ? ['--ozone-platform=headless'] : []),
    ...(screen === 'none' || needsVirtual ? ['--disable-gpu'] : []), // there is none: spare the attempts to start it
  ]
  const command = { command: electron.executable, args: [root, ...flags, ...args], env: cleanEnv() }
  return needsVirtual ? underVirtualDisplay(command) : command
}

/** Set in the terminals of some editors, it would make Electron start as plain Node. */
function cleanEnv(): NodeJS.ProcessEnv {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  return env
}
