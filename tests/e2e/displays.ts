/** Tests run side by side, each worker on a virtual display of its own: two windows on one would take the keyboard from each other. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
import type { Readable } from 'node:stream'
import { hasDisplay } from '#main/tooling/system-packages.ts'

/** Hands the displays from the runner to its workers, as a list in the order of their numbers. */
const variable = 'AS_ILD_TEST_DISPLAYS'

/** How many tests may run at once: on somebody's own display one, since its keyboard is there once. */
export function workersHere(): number {
  return hasDisplay() ? 1 : Math.min(2, availableParallelism())
}

/** In a worker: everything that it starts shows itself on its display. In the runner, and on somebody's own display, it does nothing. */
export function takeDisplay(): void {
  const displays = process.env[variable]?.split(' ') ?? []
  const display = displays[Number(process.env['TEST_PARALLEL_INDEX'] ?? -1)]
  if (display !== undefined) process.env['DISPLAY'] = display
}

/** Before all tests. @returns what is done after them */
export async function startDisplays(workers: number): Promise<() => void> {
  if (hasDisplay()) return () => {}
  const started = await Promise.all(Array.from({ length: workers }, startDisplay))
  process.env[variable] = started.map(({ display }) => display).join(' ')
  return () => started.forEach(({ server }) => void server.kill())
}

/** The server looks for a free number itself, so that no other can take the same, and says which once it can be used. */
async function startDisplay(): Promise<{ readonly server: ChildProcess; readonly display: string }> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await new Promise<string>((resolve, reject) => {
    const said = server.stdio[3] as Readable
    let text = ''
    said.setEncoding('utf8').on('data', (part: string) => {
      text += part
      if (text.includes('\n')) resolve(text.trim())
    })
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code} before it had a display.`)))
  })
  return { server, display: `:${number}` }
}
