/** Kills the program while it restores: the place holds the old registry or the restored one, whole, and nothing is lost. */
import fs from 'node:fs'
import path from 'node:path'
import { seededRandom } from '#main/demo/random.ts'
import { importImages } from '#tests/support/import-images.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { Fault } from '../fault.ts'
import { problemOfFiles } from '../files-of-images.ts'
import { killedAfterFirstWord, timeFromFirstWordTo } from '../killed-after-first-word.ts'
import { newRegistry, openedRegistry, inFolder, passphrase, withBackend } from '../fault-place.ts'

const child = path.join(import.meta.dirname, '../workers/restore-until-killed.ts')

/** How often it is restored once more after a restore that was cut short. */
const againAtMost = 3

export const killsDuringRestore: Fault = {
  name: 'kills-during-restore',
  times: 60,
  run: (times, seed) =>
    inFolder(async (place) => {
      const random = seededRandom(seed)
      const prepared = path.join(place, 'prepared.asild')
      const backup = await prepare(prepared, path.join(place, 'drive'))
      const first = path.join(place, 'first.asild')
      fs.cpSync(prepared, first, { recursive: true })
      const aRestoreMs = await timeFromFirstWordTo([child, backup, first], 'restored')
      const ends = { old: 0, new: 0, lost: 0 }
      let cutShort = 0
      for (let round = 0; round < times; round++) {
        const parent = path.join(place, `round-${round}`)
        const folder = path.join(parent, 'r.asild')
        fs.mkdirSync(parent)
        fs.cpSync(prepared, folder, { recursive: true })
        const said = await killedAfterFirstWord([child, backup, folder], random.between(0, 1.2 * aRestoreMs))
        const isCutShort = hasLeft(parent)
        const end = await endOf(folder)
        // What it had begun to write goes with the next restore.
        if (isCutShort && cutShort++ < againAtMost) await restore(backup, folder)
        const isLeft = isCutShort && cutShort <= againAtMost && hasLeft(parent)
        // What was acknowledged as restored must be.
        ends[isLeft || (said.includes('restored') && end !== 'new') ? 'lost' : end] += 1
        fs.rmSync(parent, { recursive: true, force: true })
      }
      return {
        fault: 'killed while restoring a backup',
        tried: times,
        survived: ends.old + ends.new,
        lost: ends.lost,
        note: `${ends.old} times the old registry was there, ${ends.new} times the restored one with the old one beside it, each with its images`,
      }
    }),
}

/** A registry with two cases, each with images, and its backup from when it had one. */
async function prepare(folder: string, into: string): Promise<string> {
  fs.mkdirSync(into)
  const addCase = async (client: Client, code: string) => {
    const { id: caseId } = await client.call('cases.create', { values: { code } })
    await client.call('registry.close', {})
    await importImages(folder, passphrase, { caseId, series: 2, images: 5 })
    await client.call('registry.open', { folder, passphrase })
  }
  const { client, close } = await newRegistry(folder)
  await addCase(client, 'AS-0001')
  await client.call('backups.saveSettings', { folders: [into] })
  const { made } = await client.call('backups.make', {})
  await addCase(client, 'AS-0002')
  await close()
  return made[0]!
}

const hasLeft = (parent: string): boolean => fs.readdirSync(parent).some((name) => name.endsWith('.part'))

const restore = (backup: string, target: string) =>
  withBackend(({ client }) => client.call('backups.restore', { backup, target, replace: true, passphrase }))

async function endOf(folder: string): Promise<'old' | 'new' | 'lost'> {
  const cases = await soundCases(folder)
  if (cases === 2) return 'old'
  const kept = fs.readdirSync(path.dirname(folder)).find((name) => name.includes('before restore'))
  if (cases !== 1 || kept === undefined) return 'lost'
  return (await soundCases(path.join(path.dirname(folder), kept))) === 2 ? 'new' : 'lost'
}

/** Opens as a person would; undefined where it can't be opened or is not sound, its images included. */
async function soundCases(folder: string): Promise<number | undefined> {
  try {
    const { client, close } = await openedRegistry(folder)
    try {
      const { cases } = await client.call('registry.info', {})
      const { rows } = await client.call('cases.find', { offset: 0, limit: 10 })
      const caseIds = rows.map(({ id }) => id)
      const isSound = (await client.call('registry.verify', {})).ok
      return isSound && (await problemOfFiles(client, folder, caseIds)) === undefined ? cases : undefined
    } finally {
      await close()
    }
  } catch {
    return undefined
  }
}
