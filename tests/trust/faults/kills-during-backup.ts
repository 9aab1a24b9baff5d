/** Kills the program while it saves and makes backups; whatever is called a backup afterwards is whole, with its images. */
import fs from 'node:fs'
import path from 'node:path'
import { seededRandom } from '#main/demo/random.ts'
import { importImages } from '#tests/support/import-images.ts'
import type { Fault } from '../fault.ts'
import { problemOfFiles } from '../files-of-images.ts'
import { heldWords } from '../held-words.ts'
import { killedAfterFirstWord, timeFromFirstWordTo } from '../killed-after-first-word.ts'
import { newRegistry, openedRegistry, inFolder, passphrase } from '../fault-place.ts'

const child = path.join(import.meta.dirname, '../workers/back-up-until-killed.ts')

/** Backups share the files of images: some rounds have one that no backup holds yet. */
const newImagesEvery = 8

export const killsDuringBackup: Fault = {
  name: 'kills-during-backup',
  times: 100,
  run: (times, seed) =>
    inFolder(async (place) => {
      const random = seededRandom(seed)
      const folder = path.join(place, 'r.asild')
      const into = path.join(place, 'drive')
      fs.mkdirSync(into)
      const made = await newRegistry(folder)
      const { id: caseId } = await made.client.call('cases.create', { values: { code: 'AS-0001' } })
      await made.client.call('backups.saveSettings', { folders: [into] })
      await made.close()
      await importImages(folder, passphrase, { caseId, series: 2, images: 5 })
      const aBackupMs = await timeFromFirstWordTo([child, folder, caseId], 'backup')
      let lost = 0
      let cutShort = 0
      for (let round = 0; round < times; round++) {
        if (round % newImagesEvery === 0) await importImages(folder, passphrase, { caseId, images: 5 })
        const said = await killedAfterFirstWord([child, folder, caseId], random.between(0, 2 * aBackupMs))
        cutShort += fs.readdirSync(into).some((name) => name.endsWith('.part')) ? 1 : 0
        if (!(await isWhole(folder, said))) lost += 1
      }
      if (!(await cleansUp(folder, into))) lost += 1
      return {
        fault: 'killed while saving and making backups',
        tried: times,
        survived: times - Math.min(lost, times),
        lost,
        note: `${cutShort} backups were cut short; none of them was counted, and nothing of them is left`,
      }
    }),
}

/** Every acknowledged save and every acknowledged backup is there, and whatever looks like a backup is one. */
async function isWhole(folder: string, said: readonly string[]): Promise<boolean> {
  const { client, close } = await openedRegistry(folder)
  try {
    const listed = (await client.call('backups.list', {})).folders.flatMap(({ backups }) => backups)
    const backups = heldWords(said, 'backup')
    // What is older was looked at in its own round.
    for (const { path: backup, state } of listed.slice(0, 2))
      if (state !== 'verified' || !(await client.call('backups.verify', { backup })).ok) return false
    const newest = backups.at(-1)
    if (newest !== undefined && !listed.some((one) => one.path === newest)) return false
    const { cases } = await client.call('registry.info', {})
    const { ok } = await client.call('registry.verify', {})
    const { records, case: only } = await client.call('cases.get', { code: 'AS-0001' })
    const notes = new Set(records.note.map(({ id }) => id))
    if ((await problemOfFiles(client, folder, [only.id])) !== undefined) return false
    return ok && cases === 1 && heldWords(said, 'saved').every((id) => notes.has(id))
  } finally {
    await close()
  }
}

/** The next backup takes away what was cut short. */
async function cleansUp(folder: string, into: string): Promise<boolean> {
  const { client, close } = await openedRegistry(folder)
  try {
    await client.call('backups.make', {})
    return fs.readdirSync(into).every((name) => name.endsWith('.asild-backup'))
  } finally {
    await close()
  }
}
