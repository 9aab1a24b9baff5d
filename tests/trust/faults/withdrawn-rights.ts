/** The way to the registry is barred, or its folder made read-only, while it is open: said as such, and nothing is lost. */
import fs from 'node:fs'
import path from 'node:path'
import { seededRandom } from '#main/demo/random.ts'
import type { Fault } from '../fault.ts'
import { inFolder } from '../fault-place.ts'
import { isAllThere, registryInWork } from '../registry-in-work.ts'

const nobody = 65_534

export const withdrawnRights: Fault = {
  name: 'withdrawn-rights',
  times: 100,
  run: (times, seed) =>
    inFolder(async (folder) => {
      const fault = 'rights to the folder are withdrawn, or it becomes read-only, while open'
      if (process.platform === 'win32')
        return { fault, tried: 0, survived: 0, lost: 0, note: 'left out: it takes the rights of Linux or macOS' }
      const random = seededRandom(seed)
      let survived = 0
      for (let round = 0; round < times; round++) {
        const parent = path.join(folder, String(round))
        const isBarred = round % 2 === 0
        fs.mkdirSync(parent)
        const registry = await registryInWork(path.join(parent, 'r.asild'))
        for (let count = random.whole(1, 4); count > 0; count--) await registry.save()
        const changed = isBarred ? parent : registry.folder
        giveToNobody(folder, registry.folder)
        fs.chmodSync(changed, isBarred ? 0o000 : 0o555)
        const refused = await asNobody(async () => {
          const answer = await registry.save()
          if (!isBarred) await registry.client.call('registry.close', {})
          return answer
        }).finally(() => fs.chmodSync(changed, 0o755))
        // What was open before may still be written to in a folder that is read-only.
        if (isBarred ? refused !== 'read-only' : refused !== undefined && refused !== 'read-only')
          throw new Error(`rights that were withdrawn were reported as ${refused ?? 'nothing'}`)
        const goesOn = !isBarred || (await registry.save()) === undefined
        await registry.close()
        if (goesOn && (await isAllThere(registry.folder, registry.caseId, registry.acknowledged))) survived += 1
        fs.rmSync(parent, { recursive: true })
      }
      return { fault, tried: times, survived, lost: times - survived, note: 'all that was acknowledged was there' }
    }),
}

const isRoot = (): boolean => process.getuid?.() === 0

/** Root may do everything: it gives up its rights meanwhile, to somebody whose files they are. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (!isRoot()) return work()
  process.seteuid!(nobody)
  try {
    return await work()
  } finally {
    process.seteuid!(0)
  }
}

function giveToNobody(parent: string, registry: string): void {
  if (!isRoot()) return
  fs.chmodSync(parent, 0o755)
  for (const name of ['', ...fs.readdirSync(registry)]) fs.chownSync(path.join(registry, name), nobody, nobody)
}
