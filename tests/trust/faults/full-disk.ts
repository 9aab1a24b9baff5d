import path from 'node:path'
import { seededRandom } from '#main/demo/random.ts'
import { canMount, smallDisk } from '#tests/support/small-disk.ts'
import type { Fault } from '../fault.ts'
import { inFolder } from '../fault-place.ts'
import { isAllThere, registryInWork } from '../registry-in-work.ts'

const mostSaves = 400

/** The disk is full in the middle of saving, after a random number of bytes; then there is room again. */
export const fullDisk: Fault = {
  name: 'full-disk',
  times: 100,
  run: (times, seed) =>
    inFolder(async (folder) => {
      const fault = 'the disk is full while saving'
      if (!canMount)
        return { fault, tried: 0, survived: 0, lost: 0, note: 'left out: a small disk can be made by root only' }
      const disk = smallDisk(path.join(folder, 'disk'))
      const random = seededRandom(seed)
      let survived = 0
      try {
        const registry = await registryInWork(path.join(disk.folder, 'r.asild'))
        for (let round = 0; round < times; round++) {
          disk.leave(random.whole(0, 256 * 1024))
          const refused = await saveUntilRefused(registry.save)
          disk.free()
          if (refused !== 'full-disk') throw new Error(`a full disk was reported as ${refused}`)
          if ((await registry.save()) === undefined) survived += 1
        }
        await registry.close()
        const isWhole = await isAllThere(registry.folder, registry.caseId, registry.acknowledged)
        const kept = isWhole ? survived : 0
        return { fault, tried: times, survived: kept, lost: times - kept, note: 'saving went on once there was room' }
      } finally {
        disk.unmount()
      }
    }),
}

async function saveUntilRefused(save: (text?: string) => Promise<string | undefined>): Promise<string> {
  for (let count = 0; count < mostSaves; count++) {
    const refused = await save()
    if (refused) return refused
  }
  return 'nothing'
}
