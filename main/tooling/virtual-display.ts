import type { Command } from './command.ts'

/**
 * The same command under a display of its own. `xvfb-run -a` alone looks for a free number from 99 upwards, and two that
 * start at once may find the same one: each process therefore begins its search elsewhere.
 */
export function underVirtualDisplay({ command, args, env }: Command): Command {
  const firstNumber = 1000 + (process.pid % 20_000)
  const screen = '-screen 0 1600x1000x24'
  return { command: 'xvfb-run', args: ['-a', '-n', String(firstNumber), '-s', screen, command, ...args], env }
}
