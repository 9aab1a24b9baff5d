import path from 'node:path'
import { seededRandom } from '#main/demo/random.ts'
import { canMount, smallDisk } from '#tests/support/small-disk.ts'
import type { Fault } from '../fault.ts'
import { inFolder } from '../fault-place.ts'
import { newDicomSeries } from '../import-a-series.ts'
import { isAllThere, registryInWork } from '../registry-in-work.ts'

const mostSaves = 400
/** An import takes longer than a save. */
const importEvery = 4

/** The disk is full in the middle of saving, or of importing images, after a random number of bytes; then there is room again. */
export const fullDisk: Fault = {
  name: 'full-disk',
  times: 100,
  run: (times, seed) =>
    inFolder(async (folder) => {
      const fault = 'the disk is full while saving, or importing images'
      if (!canMount)
        return { fault, tried: 0, survived: 0, lost: 0, note: 'left out: a small disk can be made by root only' }
      // Room for what all rounds add up to: the log takes many saves before it needs more.
      const disk = smallDisk(path.join(folder, 'disk'), 16_000 + 2000 * times)
      const random = seededRandom(seed)
      let [survived, imports] = [0, 0]
      try {
        const registry = await registryInWork(path.join(disk.folder, 'r.asild'))
        for (let round = 0; round < times; round++) {
          const isImport = round % importEvery === 0
          const work = isImport
            ? async () => registry.importImages(await newDicomSeries(path.join(folder, 'source')))
            : () => registry.save()
          disk.leave(random.whole(0, isImport ? 64 * 1024 : 256 * 1024))
          const refused = await untilRefused(work)
          disk.free()
          if (refused !== 'full-disk') throw new Error(`a full disk was reported as ${refused}`)
          if ((await work()) !== undefined) continue
          survived += 1
          if (isImport) imports += 1
        }
        await registry.close()
        const isWhole = await isAllThere(registry.folder, registry.caseId, registry.acknowledged)
        const kept = isWhole ? survived : 0
        return {
          fault,
          tried: times,
          survived: kept,
          lost: times - kept,
          note: `saving went on once there was room, as did ${imports} imports`,
        }
      } finally {
        disk.unmount()
      }
    }),
}

async function untilRefused(work: () => Promise<string | undefined>): Promise<string> {
  for (let count = 0; count < mostSaves; count++) {
    const refused = await work()
    if (refused) return refused
  }
  return 'nothing'
}
