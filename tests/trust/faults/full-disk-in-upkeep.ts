/**
 * The disk is full in the middle of a backup, a restore, a change of the key, an upgrade; then there is room again. Each is
 * done whole or refused as a full disk, leaves nothing half-made, and what was there before is there.
 */
import fs from 'node:fs'
import path from 'node:path'
import { seededRandom } from '#main/demo/random.ts'
import { fixturePassphrase, fixtureSteps, unpackFixture } from '#tests/support/registry-fixtures.ts'
import { canMount, smallDisk } from '#tests/support/small-disk.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { Fault } from '../fault.ts'
import { inFolder, newRegistry, passphrase, withBackend } from '../fault-place.ts'
import { problemOfFiles } from '../files-of-images.ts'
import { importASeries, newDicomSeries } from '../import-a-series.ts'

interface Place {
  readonly registry: string
  readonly drive: string
  /** Of the registry when it had one case. */
  readonly backup: string
}

interface Work {
  readonly name: string
  readonly passphrase: string
  /** Cases that may be there afterwards: all of before, or those of the backup where it was restored. */
  readonly cases: (isDone: boolean) => number
  readonly begin?: (client: Client, place: Place) => Promise<unknown>
  readonly act: (client: Client, place: Place) => Promise<unknown>
}

const casesNow = 2
const open = (client: Client, { registry }: Place) => client.call('registry.open', { folder: registry, passphrase })

const works: readonly Work[] = [
  {
    name: 'backup',
    passphrase,
    cases: () => casesNow,
    begin: open,
    act: (client, { drive }) => client.call('backups.make', { folder: drive }),
  },
  {
    name: 'restore',
    passphrase,
    cases: (isDone) => (isDone ? 1 : casesNow),
    act: (client, { backup, registry: target }) =>
      client.call('backups.restore', { backup, target, replace: true, passphrase }),
  },
  {
    name: 'change of the key',
    passphrase,
    cases: () => casesNow,
    begin: open,
    act: (client) => client.call('registry.rotateKey', { passphrase }),
  },
  {
    name: 'upgrade',
    passphrase: fixturePassphrase,
    cases: () => NaN,
    act: (client, { registry: folder }) => client.call('registry.open', { folder, passphrase: fixturePassphrase }),
  },
]

export const fullDiskInUpkeep: Fault = {
  name: 'full-disk-in-upkeep',
  times: 100,
  run: (times, seed) =>
    inFolder(async (parent) => {
      const fault = 'the disk is full during a backup, a restore, a change of the key, an upgrade'
      if (!canMount)
        return { fault, tried: 0, survived: 0, lost: 0, note: 'left out: a small disk can be made by root only' }
      const random = seededRandom(seed)
      const prepared = await prepare(parent)
      const disk = smallDisk(path.join(parent, 'disk'), 64_000)
      const problems: string[] = []
      let refused = 0
      try {
        for (let round = 0; round < times; round++) {
          const work = works[round % works.length]!
          const place = layOut(disk.folder, prepared, work.passphrase === fixturePassphrase)
          const size = bytesIn(place.registry)
          const outcome = await withBackend(async ({ client }) => {
            await work.begin?.(client, place)
            // From no room at all to nearly enough and more than that.
            disk.leave(random.whole(0, Math.round(size * 2.5)))
            return outcomeOf(work.act(client, place))
          })
          disk.free()
          if (outcome !== 'done') refused += 1
          const problem = await problemOf(work, place, outcome)
          if (problem !== undefined) problems.push(`${work.name}, round ${round}: ${problem}`)
          fs.rmSync(path.join(disk.folder, 'here'), { recursive: true })
        }
      } finally {
        disk.unmount()
      }
      return {
        fault,
        tried: times,
        survived: times - problems.length,
        lost: problems.length,
        note: problems.slice(0, 5).join('; ') || `${refused} refused in words, ${times - refused} had room enough`,
      }
    }),
}

/** A registry with two cases, each with images, and beside it its backup from when it had one. */
async function prepare(parent: string): Promise<string> {
  const folder = path.join(parent, 'prepared')
  const drive = path.join(folder, 'drive')
  fs.mkdirSync(drive, { recursive: true })
  const registry = path.join(folder, 'r.asild')
  const { client, close } = await newRegistry(registry)
  const source = path.join(parent, 'source')
  const addCase = async (code: string) => {
    const { id } = await client.call('cases.create', { values: { code } })
    for (let series = 0; series < 2; series += 1) await importASeries(client, id, await newDicomSeries(source))
  }
  await addCase('AS-0001')
  await client.call('backups.make', { folder: drive })
  await addCase('AS-0002')
  await close()
  return folder
}

function layOut(disk: string, prepared: string, isOld: boolean): Place {
  const here = path.join(disk, 'here')
  fs.cpSync(prepared, here, { recursive: true })
  const [registry, drive] = [path.join(here, 'r.asild'), path.join(here, 'drive')]
  if (isOld) {
    fs.rmSync(registry, { recursive: true })
    unpackFixture(fixtureSteps()[0]!, registry)
  }
  return { registry, drive, backup: path.join(drive, fs.readdirSync(drive)[0]!) }
}

const bytesIn = (folder: string): number =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0)

async function outcomeOf(act: Promise<unknown>): Promise<string> {
  try {
    await act
    return 'done'
  } catch (error) {
    return error instanceof AppError ? error.kind : String(error)
  }
}

/** Opens as a person would, with room again. Undefined where everything is as it should be. */
async function problemOf(work: Work, { registry, backup }: Place, outcome: string): Promise<string | undefined> {
  if (outcome !== 'done' && outcome !== 'full-disk') return `a full disk was told as ${outcome}`
  const here = path.dirname(registry)
  const halfMade = fs
    .readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.part$|next/.test(name))
  try {
    return await withBackend(async ({ client }) => {
      await client.call('registry.open', { folder: registry, passphrase: work.passphrase })
      const { ok } = await client.call('registry.verify', {})
      if (!ok) return 'not sound'
      const caseIds = (await client.call('cases.find', { offset: 0, limit: 1000 })).rows.map(({ id }) => id)
      const wanted = work.cases(outcome === 'done')
      if (Number.isNaN(wanted) ? caseIds.length === 0 : caseIds.length !== wanted) return `${caseIds.length} cases`
      const wrongImages = await problemOfFiles(client, registry, caseIds)
      if (wrongImages !== undefined) return wrongImages
      if (halfMade.length > 0) return `left half-made: ${halfMade.join(', ')}`
      if (!(await client.call('backups.verify', { backup, passphrase })).ok) return 'the backup of before is damaged'
      return undefined
    })
  } catch (error) {
    return String(error)
  }
}
