/**
 * Works as people do until it is killed, and says on stdout, a line of JSON each, what was acknowledged: FOLDER CODE SEED.
 * Lines are written at once, so that what was told before the kill is told.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { seededRandom } from '#main/demo/random.ts'
import { faultBackend, passphrase } from '../fault-place.ts'
import type { Acknowledged } from '../faults/kills-during-work.ts'

const [folder, code, seed] = process.argv.slice(2) as [string, string, string]
const random = seededRandom(Number(seed))
const { client } = faultBackend()
const tell = (what: Acknowledged) => fs.writeSync(1, `${JSON.stringify(what)}\n`)

await client.call('registry.open', { folder, passphrase })
const { id: caseId } = await client.call('cases.create', { values: { code } })
tell({ did: 'case', caseId, code })
let caseVersion = 1

const words = (length: number) => 'Myositis '.repeat(length / 9)
const noteOf = (title: string) => ({ title, text: words(900) })

async function save(): Promise<void> {
  const place = `${caseId}/note/new`
  await client.call('drafts.keep', {
    place,
    caseId,
    form: 'note',
    title: 'A note',
    content: JSON.stringify(noteOf('First')),
  })
  const { id } = await client.call('records.add', { form: 'note', caseId, values: noteOf('First'), draft: place })
  tell({ did: 'record', caseId, id, title: 'First' })
  await client.call('records.edit', { form: 'note', id, version: 1, values: noteOf('Second') })
  tell({ did: 'record', caseId, id, title: 'Second' })
}

async function paste(round: number): Promise<void> {
  const title = `Pasted ${round}`
  const count = random.whole(5, 64)
  const changes = Array.from({ length: count }, () => ({ do: 'add' as const, form: 'note', values: noteOf(title) }))
  tell({ did: 'begin-paste', caseId, title, count })
  await client.call('records.change', { caseId, label: title, changes })
  tell({ did: 'paste', caseId, title, count })
}

async function attach(round: number): Promise<void> {
  const content = Buffer.from(`File ${round} of ${code}\n`.repeat(random.whole(200, 2199)))
  const values = { title: `File ${round}` }
  const { id } = await client.call('attachments.store', {
    caseId,
    values,
    fileName: `${round}.txt`,
    base64: content.toString('base64'),
  })
  tell({ did: 'file', id, sha256: createHash('sha256').update(content).digest('hex') })
}

async function merge(round: number): Promise<void> {
  const { id: otherId } = await client.call('cases.create', { values: { code: `${code}-${round}` } })
  const ids: string[] = []
  for (let made = 0; made < 3; made++) {
    const saved = await client.call('records.add', { form: 'note', caseId: otherId, values: noteOf('Moved') })
    ids.push(saved.id)
  }
  tell({ did: 'begin-merge', caseId, otherId, ids })
  await client.call('cases.merge', {
    kept: { id: caseId, version: caseVersion },
    other: { id: otherId, version: 1 },
    baseline: { values: { code } },
    leave: [],
  })
  caseVersion += 1
  tell({ did: 'merge', caseId, otherId, ids })
}

for (let round = 0; ; round++) {
  const work = random.whole(0, 3)
  if (work === 0) await save()
  else if (work === 1) await paste(round)
  else if (work === 2) await attach(round)
  else await merge(round)
}
