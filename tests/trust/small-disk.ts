/** A disk of a few megabytes, in memory, on which the free space can be set to the byte. Linux, as root. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

export interface SmallDisk {
  readonly folder: string
  /** Fills it up but for so many bytes. */
  leave(bytes: number): void
  /** Takes away what filled it. */
  free(): void
  unmount(): void
}

/** Undefined where such a disk can't be made. */
export function smallDisk(folder: string, megabytes = 16): SmallDisk | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  fs.mkdirSync(folder, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  const filler = path.join(folder, 'filler')
  const free = (): void => fs.rmSync(filler, { force: true })
  return {
    folder,
    free,
    leave(bytes) {
      free()
      const { bavail, bsize } = fs.statfsSync(folder)
      const filled = bavail * bsize - bytes
      if (filled > 0) execFileSync('fallocate', ['-l', String(filled), filler])
    },
    unmount: () => execFileSync('umount', ['-l', folder]),
  }
}
