/** Nothing is left but one backup folder, without its keys.json, and the words of the recovery sheet. */
import fs from 'node:fs'
import path from 'node:path'
import { seededRandom } from '#main/demo/random.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { Fault } from '../fault.ts'
import { newRegistry, faultBackend, inFolder } from '../fault-place.ts'

export const restoreOnCleanProfile: Fault = {
  name: 'restore-on-clean-profile',
  times: 10,
  async run(times, seed) {
    const random = seededRandom(seed)
    let lost = 0
    for (let round = 0; round < times; round++)
      if (!(await inFolder((place) => survives(place, random.whole(1, 8))))) lost += 1
    return {
      fault: 'workstation lost; restored elsewhere from a backup and the recovery sheet alone',
      tried: times,
      survived: times - lost,
      lost,
      note: 'every record and the head of the audit chain are compared',
    }
  },
}

async function survives(place: string, cases: number): Promise<boolean> {
  const [here, drive, elsewhere] = ['here', 'drive', 'elsewhere'].map((name) => path.join(place, name)) as [
    string,
    string,
    string,
  ]
  for (const folder of [here, drive, elsewhere]) fs.mkdirSync(folder)
  const first = await newRegistry(path.join(here, 'Clinic.asild'))
  for (let number = 1; number <= cases; number++) {
    const { id: caseId } = await first.client.call('cases.create', { values: { code: `AS-${number}`, sex: 'female' } })
    await first.client.call('records.add', {
      form: 'note',
      caseId,
      values: { title: 'Seen', text: `Nº ${number} — über` },
    })
    await first.client.call('records.add', {
      form: 'pft',
      caseId,
      values: { date: '2019-04', fvc: 2.9, fvc_unit: 'L' },
    })
  }
  const { words } = await first.client.call('registry.recoverySheet', {})
  await first.client.call('backups.saveSettings', { folders: [drive] })
  const before = await contentOf(first.client)
  const { made } = await first.client.call('backups.make', {})
  await first.close()
  fs.rmSync(here, { recursive: true })
  fs.rmSync(path.join(made[0]!, 'keys.json'))

  const target = path.join(elsewhere, 'Again.asild')
  const recoveryWords = words.join(' ')
  const second = faultBackend()
  try {
    await second.client.call('backups.restore', { backup: made[0]!, target, replace: false, recoveryWords })
    await second.client.call('registry.open', { folder: target, recoveryWords })
    const { ok } = await second.client.call('registry.verify', {})
    return (
      ok &&
      (await contentOf(second.client)) === before &&
      (await isOnItsChain(second.client, { backup: made[0]!, target, recoveryWords }))
    )
  } finally {
    await second.close()
  }
}

/** Every record of every case, as text. */
async function contentOf(client: Client): Promise<string> {
  const { rows } = await client.call('cases.find', { offset: 0, limit: 100 })
  const cases = await Promise.all(rows.map(async ({ code }) => client.call('cases.get', { code })))
  return JSON.stringify(cases.toSorted((a, b) => String(a.case['code']).localeCompare(String(b.case['code']))))
}

/** The head of the backup lies on the restored chain, which has two entries more: the restore and its opening. */
async function isOnItsChain(
  client: Client,
  wish: { readonly backup: string; readonly target: string; readonly recoveryWords: string },
): Promise<boolean> {
  const { relation, lost, backup } = await client.call('backups.preview', wish)
  const { auditEntries } = await client.call('registry.info', {})
  return relation === 'earlier' && lost.entries === 2 && auditEntries === backup.entries + 2
}
