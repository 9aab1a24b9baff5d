/**
 * Every operation of the backend, asked with what its schema allows, what it almost allows, and nonsense. Each call is answered
 * with a right result (held against the contract) or an error of the closed list that tells nothing of the inside.
 */
import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { columnsOf } from '#shared/dictionary/columns.ts'
import { forms } from '#shared/dictionary/forms.ts'
import { contract } from '#shared/ipc/contract.ts'
import type { Operation } from '#shared/ipc/operation.ts'
import type { Reply } from '#shared/ipc/wire.ts'
import type { Fault } from '../fault.ts'
import { faultBackend, inFolder } from '../fault-place.ts'
import type { FaultBackend } from '../fault-place.ts'
import { arbitraryOf, spoiled } from '../fuzz/arbitrary-of.ts'
import type { Known } from '../fuzz/arbitrary-of.ts'
import { hostileTexts, wildJson } from '../fuzz/hostile.ts'

const callLimitMs = 120_000
/** Calls on one registry: it fills with what is sent. */
const callsARegistry = 2_000
const passphrase = 'demo'

export const fuzzedCalls: Fault = {
  name: 'fuzzed-calls',
  times: 10_000,
  run: (times, seed) =>
    inFolder(async (parent) => {
      const problems: string[] = []
      const unhandled = (error: unknown) => problems.push(`unhandled: ${String(error)}`)
      process.on('unhandledRejection', unhandled)
      const place = await placeIn(parent)
      let answered = 0
      try {
        for (const [index, { name, input }] of callsOf(times, seed, place).entries()) {
          if (index % callsARegistry === 0) place.anew()
          await place.open()
          const reply = await inTime(place.made.backend.call(name, input), `${name} ${input.slice(0, 200)}`)
          if (reply.ok) answered += 1
          const problem = problemOf(reply, place.made)
          if (problem) problems.push(`${name}: ${problem} at ${input.slice(0, 300)}`)
        }
        if (Object.keys(Object.prototype).length > 0 || 'polluted' in {}) problems.push('a prototype was changed')
      } finally {
        process.off('unhandledRejection', unhandled)
        await place.made.backend.close()
      }
      const lost = problems.length
      return {
        fault: 'Fuzzed calls over every operation of the backend',
        tried: times,
        survived: times - lost,
        lost,
        note:
          lost > 0 ? problems.slice(0, 20).join('\n  ') : `${answered} answered, ${times - answered} refused in words`,
      }
    }),
}

interface Call {
  readonly name: string
  readonly input: string
}

/** Heavy work is asked for less often. */
const shareOf = ({ kind }: Operation, name: string): number =>
  kind === 'job' || name.startsWith('registry.') ? 0.15 : 1

function callsOf(times: number, seed: number, { known, deep }: Pick<Place, 'known' | 'deep'>): readonly Call[] {
  const operations = Object.entries(contract as Readonly<Record<string, Operation>>).filter(
    ([, { place }]) => place === 'backend',
  )
  const shares = operations.map(([name, operation]) => shareOf(operation, name))
  const jsonOf = jsonIn(deep)
  const all = shares.reduce((sum, share) => sum + share, 0)
  const calls = operations.flatMap(([name, operation], index) => {
    const allowed = arbitraryOf(operation.input, known)
    const input = fc.oneof(
      { weight: 4, arbitrary: allowed.map(jsonOf) },
      { weight: 4, arbitrary: spoiled(allowed).map(jsonOf) },
      { weight: 1, arbitrary: wildJson },
    )
    const numRuns = Math.ceil((times * shares[index]!) / all) + 1
    return fc.sample(input, { numRuns, seed: seed + index }).map((text) => ({ name, input: text }))
  })
  // In an order of their own, so that each meets what others left.
  return fc.sample(fc.shuffledSubarray(calls, { minLength: times, maxLength: times }), { numRuns: 1, seed })[0]!
}

const namesFolder = /^file$|folder|path|into|target|directory|destination/i

/** Wherever a folder is named, it lies so deep that no way up leads out of what is taken away again. */
const jsonIn =
  (deep: string) =>
  (value: unknown): string =>
    JSON.stringify(value, (name, inner: unknown) =>
      namesFolder.test(name) && typeof inner === 'string' && !inner.startsWith(deep) ? `${deep}/${inner}` : inner,
    ) ?? 'undefined'

const kinds = [
  'invalid-input',
  'not-found',
  'conflict',
  'forbidden',
  'locked',
  'cancelled',
  'full-disk',
  'read-only',
  'wrong-key',
  'corrupt',
  'newer-schema',
  'in-use',
]
/** Of the inside nothing is told: no code of SQLite, no stack. */
const inside = /SQLITE_|SqliteError|ZodError|\.[tj]s:\d+|\n\s+at /

function problemOf(reply: Reply, { unexpected }: FaultBackend): string | undefined {
  const error = unexpected.splice(0)[0]
  if (error !== undefined)
    return `not expected: ${error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 4).join(' ') : typeof error}`
  if (reply.ok) return undefined
  const { kind, message } = reply.error
  if (!kinds.includes(kind)) return `answered ${kind}`
  if (message.length === 0 || message.length > 5_000) return `a message of ${message.length} characters`
  return inside.test(message) ? `told of the inside: ${message}` : undefined
}

async function inTime(call: Promise<Reply>, what: string): Promise<Reply> {
  let limit: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new Error(`no answer: ${what}`)), callLimitMs)
  })
  try {
    return await Promise.race([call, late])
  } finally {
    clearTimeout(limit)
  }
}

type Place = Awaited<ReturnType<typeof placeIn>>

/** A demo registry that is made anew now and then, and opened again whenever a call has closed it. */
async function placeIn(parent: string) {
  const pristine = path.join(parent, 'pristine.asild')
  const made = faultBackend()
  await made.client.call('registry.createDemo', { folder: pristine, cases: 3, seed: 1 })
  await made.client.call('registry.open', { folder: pristine, passphrase })
  const { rows } = await made.client.call('cases.find', { offset: 0, limit: 10 })
  const ids: string[] = []
  for (const { id } of rows) {
    const { records } = await made.client.call('cases.get', { caseId: id })
    ids.push(id, ...Object.values(records).flatMap((list) => list.slice(0, 3).map((record) => record.id)))
  }
  await made.client.call('registry.close', {})
  const deep = path.join(parent, 'a/b/c/d/e/f/g/h/i/j')
  let number = 0
  let folder = ''
  const anew = () => {
    folder = path.join(parent, `fuzzed-${++number}.asild`)
    fs.cpSync(pristine, folder, { recursive: true })
  }
  return {
    made,
    anew,
    deep,
    known: knownNames(
      deep,
      rows.map(({ code }) => code),
      ids,
    ),
    async open() {
      const { state, folder: current } = await made.client.call('registry.status', {})
      if (state === 'open' && current === folder) return
      await made.client.call('registry.open', { folder, passphrase }).catch(async () => {
        // A call may have changed who gets in, and how.
        anew()
        await made.client.call('registry.open', { folder, passphrase })
      })
    },
  }
}

function knownNames(deep: string, codes: readonly string[], ids: readonly string[]): Known {
  const folders = hostileTexts.filter((text) => text.length < 200).map((text) => `${deep}/${text}`)
  const columns = forms.flatMap((form) => columnsOf(form).map(({ name }) => name))
  return (name) => {
    if (namesFolder.test(name)) return folders
    if (/^(values|answers)\.key$/.test(name)) return columns
    if (name === 'form') return forms.map(({ id }) => id)
    if (name === 'code') return codes
    if (name === 'cases') return [1, 2]
    if (name === 'version' || name === 'baseVersion') return [1, 1, 1, 2, 3, 7]
    return /^id$|Id$|^(kept|other|twin|record)$/.test(name) ? ids : undefined
  }
}
