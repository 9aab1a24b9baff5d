/**
 * Puts a chest of two dates, and marked pairs of it that stand in documents, into a case of a registry that nobody has open:
 * FOLDER PASSPHRASE CODE [PAIRS]. Prints their ids. A process of its own: the test runner can't load the SQL driver.
 */
import { createBackend } from '#main/backend/backend.ts'
import { storeChests } from './ct-pair-registry.ts'

const [folder, passphrase, code, pairs = '1'] = process.argv.slice(2) as [string, string, string, string?]
const backend = createBackend({ appVersion: '0.0.0-test', report: (error) => String(error) })

async function ask<T>(name: string, input: object): Promise<T> {
  const reply = await backend.call(name, JSON.stringify(input))
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
  return JSON.parse(reply.value) as T
}

const open = () => ask('registry.open', { folder, passphrase })
await open()
const { case: found } = await ask<{ case: { id: string } }>('cases.get', { code })
await backend.close()
const shiftMm = 17
const [earlier, later] = await storeChests(folder, passphrase, {
  caseId: found.id,
  chests: [
    { thicknessMm: 2, firstZMm: 30, slices: 30, seed: 1 },
    { thicknessMm: 2.5, firstZMm: 46, slices: 26, shiftMm, seed: 2, denseShare: 0.3, denseHu: -350 },
  ],
})
await open()
const ids: string[] = []
for (let number = 0; number < Number(pairs); number += 1) {
  const values = {
    title: number === 0 ? 'Above the carina' : 'Upper lobes',
    earlier: earlier!.seriesId,
    later: later!.seriesId,
    offset_mm: shiftMm,
    earlier_at_mm: 50 + 16 * number,
    crop_left_mm: -160,
    crop_top_mm: -125,
    crop_width_mm: 320,
    crop_height_mm: 260,
    window_center_hu: -600,
    window_width_hu: 1500,
    in_documents: 'yes',
  }
  ids.push((await ask<{ id: string }>('records.add', { form: 'ct_pair', caseId: found.id, values })).id)
}
await backend.close()
console.log(JSON.stringify({ caseId: found.id, series: [earlier!.seriesId, later!.seriesId], pairs: ids }))
