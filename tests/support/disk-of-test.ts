import path from 'node:path'
import { onTestFinished } from 'vitest'
import { smallDisk } from './small-disk.ts'
import type { SmallDisk } from './small-disk.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A small disk that goes with the test. */
export function diskOfTest(kilobytes?: number): SmallDisk {
  const disk = smallDisk(path.join(temporaryFolder(), 'disk'), kilobytes)
  onTestFinished(disk.unmount)
  return disk
}
