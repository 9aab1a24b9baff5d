/** Disks of a test's own, in memory: of any size, filled to the byte, made read-only, taken away. Root on Linux alone can have them. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

export interface SmallDisk {
  readonly folder: string
  resize(kilobytes: number): void
  /** Fills it up but for so many bytes. */
  leave(bytes: number): void
  /** Takes away what filled it. */
  free(): void
  makeReadOnly(): void
  unmount(): void
}

const mounts = (...words: readonly string[]): boolean => spawnSync('mount', words, { stdio: 'ignore' }).status === 0

export const canMount: boolean = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const probe = fs.mkdtempSync('/tmp/as-ild-mount-')
  const works = mounts('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe)
  if (works) spawnSync('umount', [probe])
  fs.rmdirSync(probe)
  return works
})()

/** Without a test runner: who asks for it unmounts it. */
export function smallDisk(folder: string, kilobytes = 16_000): SmallDisk {
  fs.mkdirSync(folder)
  if (!mounts('-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder)) throw new Error('no disk could be mounted')
  const filler = path.join(folder, 'filler')
  const free = (): void => fs.rmSync(filler, { force: true })
  return {
    folder,
    resize: (size) => void mounts('-o', `remount,size=${size}k`, folder),
    leave(bytes) {
      free()
      const { bavail, bsize } = fs.statfsSync(folder)
      fs.writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytes)))
    },
    free,
    makeReadOnly: () => void mounts('-o', 'remount,ro', folder),
    unmount: () => void spawnSync('umount', ['-l', folder]),
  }
}
