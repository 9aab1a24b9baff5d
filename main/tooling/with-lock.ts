import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const waitMs = 100
const giveUpAfterMs = 15 * 60_000

/**
 * Runs `work` while no other process of this machine runs it. Two commands started at once must not build, or unpack
 * Electron, over each other. The lock is a file that names its owner, so that one left by a killed process is taken over.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const started = Date.now()
  while (!take(file)) {
    if (Date.now() - started > giveUpAfterMs) throw new Error(`Another command holds ${file} for too long.`)
    await sleep(waitMs)
  }
  try {
    return await work()
  } finally {
    fs.rmSync(file, { force: true })
  }
}

function take(file: string): boolean {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  if (!ownerRuns(file)) fs.rmSync(file, { force: true })
  return false
}

function ownerRuns(file: string): boolean {
  try {
    const owner = fs.readFileSync(file, 'utf8')
    // Just made and not yet written: its owner runs.
    if (owner === '') return true
    process.kill(Number(owner), 0)
    return true
  } catch (error) {
    // EPERM: the process is there and belongs to somebody else. ENOENT: the lock has just been given back.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
