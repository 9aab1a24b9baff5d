/** The program is killed while it changes the key of a registry: by the clock, and before each of its writes to the disk. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { seededRandom } from '#main/demo/random.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { Fault } from '../fault.ts'
import { importImages } from '#tests/support/import-images.ts'
import { inFolder, passphrase, withBackend } from '../fault-place.ts'

const child = path.join(import.meta.dirname, '../../support/rotate-key-until-killed.ts')

/** A registry that was put through it before, and every case whose saving was acknowledged. */
interface Victim {
  readonly folder: string
  readonly codes: string[]
}

export const killsDuringKeyChange: Fault = {
  name: 'kills-during-key-change',
  times: 200,
  run: (times, seed) =>
    inFolder(async (parent) => {
      const random = seededRandom(seed)
      let victim = await newVictim(path.join(parent, '0.asild'))
      // Not killed: how many writes there are, and how long they take.
      const whole = await changeKey(victim.folder)
      if (whole.writes === undefined) throw new Error('the key could not be changed')
      let [survived, changed] = [0, 0]
      const losses: string[] = []
      for (let round = 1; round <= times; round += 1) {
        const before = await keyOf(victim.folder)
        await changeKey(
          victim.folder,
          round % 2 === 0 ? { atWrite: random.whole(1, whole.writes) } : { afterMs: random.next() * whole.ms },
        )
        const problem = await problemOf(victim, `AS-${1000 + round}`)
        if (problem === undefined) {
          survived += 1
          if ((await keyOf(victim.folder)) !== before) changed += 1
          continue
        }
        losses.push(`round ${round}: ${problem}`)
        victim = await newVictim(path.join(parent, `${round}.asild`))
      }
      return {
        fault: 'killed while the data key is changed',
        tried: times,
        survived,
        lost: times - survived,
        note:
          losses.slice(0, 5).join('; ') ||
          `${changed} times the new key held, otherwise the old one; passphrase and fitting sheet opened it`,
      }
    }),
}

interface Kill {
  /** Before the nth write. */
  readonly atWrite?: number
  /** So long after it began. */
  readonly afterMs?: number
}

/** Changes the key in a process of its own. Where that was not killed: its writes and its time. */
async function changeKey(folder: string, { atWrite, afterMs }: Kill = {}): Promise<{ writes?: number; ms: number }> {
  const changing = spawn(process.execPath, [child, folder, passphrase, String(atWrite ?? 0)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(changing, 'close')
  let said = ''
  changing.stdout.on('data', (text: Buffer) => (said += text.toString()))
  await Promise.race([once(changing.stdout, 'data'), ended])
  const begun = performance.now()
  if (afterMs !== undefined) {
    await Promise.race([wait(afterMs), ended])
    changing.kill('SIGKILL')
  }
  await ended
  const [first, writes] = said.split('\n')
  if (first !== 'begun') throw new Error('the registry could not be opened for a change of its key')
  return { ms: performance.now() - begun, ...(writes && { writes: Number(writes) }) }
}

/** Opens a registry as its user does, and closes it again. */
const inside = <T>(
  how: { folder: string; passphrase?: string; recoveryWords?: string },
  act: (client: Client) => Promise<T>,
): Promise<T> =>
  withBackend(async ({ client }) => {
    if (fs.existsSync(how.folder)) await client.call('registry.open', how)
    else await client.call('registry.create', { folder: how.folder, name: 'Fault', user: 'Dr. Fault', passphrase })
    return act(client)
  })

async function newVictim(folder: string): Promise<Victim> {
  const codes = ['AS-0001', 'AS-0002', 'AS-0003']
  let caseId = ''
  await inside({ folder }, async (client) => {
    for (const code of codes) {
      const { id } = await client.call('cases.create', { values: { code, comment: 'x'.repeat(3000) } })
      caseId = id
    }
  })
  await importImages(folder, passphrase, { caseId, series: 2, images: 4 })
  return { folder, codes }
}

const keyOf = (folder: string): Promise<string> =>
  inside({ folder, passphrase }, async (client) => (await client.call('recovery.status', {})).keyId)

/**
 * Opens with the passphrase and with the sheet that fits, looks for every case, runs every check, and adds another case.
 * @returns what is wrong, in words; nothing where all of it holds
 */
async function problemOf({ folder, codes }: Victim, nextCode: string): Promise<string | undefined> {
  try {
    const recoveryWords = await inside({ folder, passphrase }, async (client) => {
      await client.call('cases.create', { values: { code: nextCode } })
      codes.push(nextCode)
      return (await client.call('registry.recoverySheet', {})).words.join(' ')
    })
    return await inside({ folder, recoveryWords }, async (client) => {
      const { rows } = await client.call('cases.find', { offset: 0, limit: 1000 })
      const found = new Set(rows.map(({ code }) => code))
      const { ok, checks } = await client.call('registry.verify', {})
      const names = [...fs.readdirSync(folder), ...fs.readdirSync(path.join(folder, 'images'))]
      const left = names.filter((name) => name.includes('next') || name.endsWith('.part'))
      const lost = codes.filter((code) => !found.has(code))
      if (!ok) return `not sound: ${JSON.stringify(checks.filter((check) => !check.ok))}`
      if (left.length > 0) return `left behind: ${left.join(', ')}`
      return lost.length > 0 ? `lost: ${lost.join(', ')}` : undefined
    })
  } catch (error) {
    return String(error)
  }
}
