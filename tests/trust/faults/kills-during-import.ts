/** The program is killed while it imports images: what was acknowledged is there with every image, and of the rest nothing. */
import path from 'node:path'
import { seededRandom } from '#main/demo/random.ts'
import type { Fault } from '../fault.ts'
import { inFolder, passphrase, withBackend } from '../fault-place.ts'
import { problemOfFiles } from '../files-of-images.ts'
import { killedAfterFirstWord } from '../killed-after-first-word.ts'

const worker = path.join(import.meta.dirname, '../workers/import-until-killed.ts')
/** Rounds on one registry: all its images are read after each. */
const roundsARegistry = 10
/** An import of two small series takes some tens of milliseconds. */
const longestMs = 400

export const killsDuringImport: Fault = {
  name: 'kills-during-import',
  times: 200,
  run: (times, seed) =>
    inFolder(async (place) => {
      const random = seededRandom(seed)
      const problems: string[] = []
      const acknowledged: string[] = []
      let [folder, caseId, total] = ['', '', 0]
      for (let round = 0; round < times; round += 1) {
        if (round % roundsARegistry === 0) {
          folder = path.join(place, `${round}.asild`)
          caseId = await make(folder)
          acknowledged.length = 0
        }
        const [, ...told] = await killedAfterFirstWord([worker, folder, caseId], random.between(0, longestMs))
        acknowledged.push(...told.flatMap((line) => line.split(' ')))
        total += told.length
        const problem = await firstProblem(folder, caseId, acknowledged)
        if (problem !== undefined) problems.push(`round ${round}: ${problem}`)
      }
      return {
        fault: 'Killed while importing images',
        tried: times,
        survived: times - problems.length,
        lost: problems.length,
        note: problems[0] ?? `${total} acknowledged imports, each with every image; nothing left of the others`,
      }
    }),
}

const make = (folder: string): Promise<string> =>
  withBackend(async ({ client }) => {
    await client.call('registry.create', { folder, name: 'Trust', user: 'Dr. Test', passphrase })
    return (await client.call('cases.create', { values: { code: 'AS-0001' } })).id
  })

const firstProblem = (folder: string, caseId: string, acknowledged: readonly string[]): Promise<string | undefined> =>
  withBackend(async ({ client }) => {
    await client.call('registry.open', { folder, passphrase })
    const { records } = await client.call('cases.get', { caseId })
    const lost = acknowledged.find((id) => !records.image_series.some((series) => series.id === id))
    if (lost !== undefined) return `series ${lost} is lost`
    const wrong = await problemOfFiles(client, folder, [caseId])
    if (wrong !== undefined) return wrong
    const failed = (await client.call('registry.verify', {})).checks.find(({ ok }) => !ok)
    return failed && `${failed.name}: ${failed.detail}`
  })
