import fs from 'node:fs'
import path from 'node:path'
import { seededRandom } from '#main/demo/random.ts'
import type { Fault } from '../fault.ts'
import { inFolder } from '../fault-place.ts'
import { isAllThere, registryInWork } from '../registry-in-work.ts'

/** The folder is renamed away while its registry is open, and put back: what is saved meanwhile is refused, not lost. */
export const lostFolder: Fault = {
  name: 'lost-folder',
  times: 100,
  run: (times, seed) =>
    inFolder(async (folder) => {
      const random = seededRandom(seed)
      const registry = await registryInWork(path.join(folder, 'r.asild'))
      const away = path.join(folder, 'moved.asild')
      let survived = 0
      for (let round = 0; round < times; round++) {
        for (let count = random.whole(0, 3); count > 0; count--) await registry.save()
        fs.renameSync(registry.folder, away)
        const refused = await registry.save()
        fs.renameSync(away, registry.folder)
        if (refused !== 'not-found') throw new Error(`a folder that is gone was reported as ${refused ?? 'nothing'}`)
        if ((await registry.save()) === undefined) survived += 1
      }
      await registry.close()
      const isWhole = await isAllThere(registry.folder, registry.caseId, registry.acknowledged)
      const kept = isWhole ? survived : 0
      return {
        fault: 'the folder is moved away while open',
        tried: times,
        survived: kept,
        lost: times - kept,
        note: 'saving went on once it was back',
      }
    }),
}
