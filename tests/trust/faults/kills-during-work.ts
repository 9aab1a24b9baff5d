/** The process that holds the registry is killed while it saves, pastes, attaches and merges. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { seededRandom } from '#main/demo/random.ts'
import type { Random } from '#main/demo/random.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { Fault, FaultCount } from '../fault.ts'
import { inFolder, passphrase, withBackend } from '../fault-place.ts'

/** What the worker was told is saved; `begin-…` is told before it is asked for. */
export type Acknowledged =
  | { readonly did: 'case'; readonly caseId: string; readonly code: string }
  | { readonly did: 'record'; readonly caseId: string; readonly id: string; readonly title: string }
  | {
      readonly did: 'begin-paste' | 'paste'
      readonly caseId: string
      readonly title: string
      readonly count: number
    }
  | { readonly did: 'file'; readonly id: string; readonly sha256: string }
  | {
      readonly did: 'begin-merge' | 'merge'
      readonly caseId: string
      readonly otherId: string
      readonly ids: readonly string[]
    }

const worker = path.join(import.meta.dirname, '../workers/work-until-killed.ts')
/** Rounds on one registry: it grows, and all of it is checked after each. */
const roundsARegistry = 25

export const killsDuringWork: Fault = {
  name: 'kills-during-work',
  times: 250,
  run: (times, seed) =>
    inFolder(async (place) => {
      const random = seededRandom(seed)
      const problems: string[] = []
      let acknowledged = 0
      for (let round = 0; round < times; round++) {
        const folder = path.join(place, `${Math.floor(round / roundsARegistry)}.asild`)
        if (round % roundsARegistry === 0) await make(folder)
        const told = await workUntilKilled(folder, `K-${round}`, random)
        acknowledged += told.filter(({ did }) => !did.startsWith('begin')).length
        const problem = await withBackend(({ client }) => firstProblem(client, folder, told))
        if (problem !== undefined) problems.push(`round ${round}: ${problem}`)
      }
      return counted(times, acknowledged, problems)
    }),
}

function counted(tried: number, acknowledged: number, problems: readonly string[]): FaultCount {
  return {
    fault: 'Killed while saving, pasting, attaching, merging',
    tried,
    survived: tried - problems.length,
    lost: problems.length,
    note: problems[0] ?? `${acknowledged} acknowledged changes, all there; no change half done`,
  }
}

const make = (folder: string) =>
  withBackend(({ client }) => client.call('registry.create', { folder, name: 'Trust', user: 'Dr. Test', passphrase }))

/** Some are killed while they start and open, most while they work. */
async function workUntilKilled(folder: string, code: string, random: Random): Promise<readonly Acknowledged[]> {
  const working = spawn(process.execPath, [worker, folder, code, String(random.whole(0, 2 ** 31 - 1))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(working, 'close')
  let said = ''
  working.stdout.on('data', (text: Buffer) => (said += text.toString()))
  if (random.chance(0.2)) await wait(random.between(0, 900))
  else {
    await Promise.race([once(working.stdout, 'data'), ended])
    await wait(random.between(0, 120))
  }
  const died = working.exitCode !== null
  working.kill('SIGKILL')
  await ended
  if (died) throw new Error('the worker ended by itself')
  // A line that was cut off was not acknowledged.
  return said
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Acknowledged)
}

/** Undefined where everything acknowledged is there, nothing is half done and all checks pass. */
async function firstProblem(
  client: Client,
  folder: string,
  told: readonly Acknowledged[],
): Promise<string | undefined> {
  await client.call('registry.open', { folder, passphrase })
  const notes = new Map<string, ReadonlyMap<string, string>>()
  const notesOf = async (caseId: string) => {
    const known = notes.get(caseId)
    if (known) return known
    const { records } = await client.call('cases.get', { caseId })
    const found = new Map(records.note.map(({ id, title }) => [id, String(title)]))
    notes.set(caseId, found)
    return found
  }
  for (const [index, what] of told.entries()) {
    const problem = await problemOf(client, what, told.slice(index + 1), notesOf)
    if (problem !== undefined) return problem
  }
  const { checks } = await client.call('registry.verify', {})
  const failed = checks.find(({ ok }) => !ok)
  return failed && `${failed.name}: ${failed.detail}`
}

async function problemOf(
  client: Client,
  what: Acknowledged,
  later: readonly Acknowledged[],
  notesOf: (caseId: string) => Promise<ReadonlyMap<string, string>>,
): Promise<string | undefined> {
  switch (what.did) {
    case 'case':
      return (await client.call('cases.get', { caseId: what.caseId })).case.code === what.code
        ? undefined
        : `case ${what.code} is lost`
    case 'record': {
      const title = (await notesOf(what.caseId)).get(what.id)
      const wasEdited = later.some((next) => next.did === 'record' && next.id === what.id)
      // The edit may have been done and not told any more.
      return title === what.title || (title === 'Second' && (wasEdited || what.title === 'First'))
        ? undefined
        : `note ${what.id} is ${title ?? 'lost'}`
    }
    case 'begin-paste':
    case 'paste': {
      const titles = [...(await notesOf(what.caseId)).values()]
      const found = titles.filter((title) => title === what.title).length
      const allowed = what.did === 'paste' ? [what.count] : [0, what.count]
      return allowed.includes(found) ? undefined : `${found} of ${what.count} pasted records are there`
    }
    case 'file': {
      const { base64 } = await client.call('attachments.view', { id: what.id })
      const hash = createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex')
      return hash === what.sha256 ? undefined : `file ${what.id} is another`
    }
    case 'begin-merge':
    case 'merge': {
      const found = await notesOf(what.caseId)
      const moved = what.ids.filter((id) => found.has(id)).length
      const allowed = what.did === 'merge' ? [what.ids.length] : [0, what.ids.length]
      return allowed.includes(moved) ? undefined : `${moved} of ${what.ids.length} records were merged`
    }
  }
}
