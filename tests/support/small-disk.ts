/** Drives of a test's own, of any size, that can be made read-only and taken away. Root alone can have them. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './temporary-folder.ts'

const mounts = (...words: readonly string[]): boolean => spawnSync('mount', words, { stdio: 'ignore' }).status === 0

export const canMount: boolean = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const probe = fs.mkdtempSync('/tmp/as-ild-mount-')
  const works = mounts('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe)
  if (works) spawnSync('umount', [probe])
  fs.rmdirSync(probe)
  return works
})()

interface SmallDisk {
  readonly mount: string
  resize(kilobytes: number): void
  makeReadOnly(): void
  detach(): void
}

export function smallDisk(kilobytes: number): SmallDisk {
  const mount = path.join(temporaryFolder(), 'drive')
  fs.mkdirSync(mount)
  if (!mounts('-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', mount)) throw new Error('no drive could be mounted')
  const detach = () => void spawnSync('umount', [mount])
  onTestFinished(detach)
  return {
    mount,
    resize: (size) => void mounts('-o', `remount,size=${size}k`, mount),
    makeReadOnly: () => void mounts('-o', 'remount,ro', mount),
    detach,
  }
}
