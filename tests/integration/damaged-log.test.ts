/** The log that a killed process leaves behind: SQLite takes damage in it for its end, and would go on without a word. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { failureOf, newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'
import { flipByte } from '#tests/trust/flip-byte.ts'

const codes = ['AS-0001', 'AS-0002', 'AS-0003', 'AS-0004', 'AS-0005']

/** A copy of a registry as a power cut leaves it: five cases stand in its log alone. */
async function leftBehind(): Promise<{ folder: string; log: string }> {
  const { client, folder } = await newRegistry()
  for (const code of codes) await client.call('cases.create', { values: { code } })
  const left = path.join(path.dirname(folder), 'left.asild')
  fs.cpSync(folder, left, { recursive: true })
  return { folder: left, log: path.join(left, 'registry.db-wal') }
}

async function codesIn(folder: string): Promise<readonly string[]> {
  const { client } = testBackend()
  await client.call('registry.open', { folder, passphrase })
  const { rows } = await client.call('cases.find', { offset: 0, limit: 10 })
  await client.call('registry.close', {})
  return rows.map(({ code }) => code)
}

test('A sound log is taken over whole', async () => {
  const { folder } = await leftBehind()
  expect(await codesIn(folder)).toEqual(codes)
})

test.each([
  ['in its middle', 0.4],
  ['in its header', 0],
])('Damage %s is said once, the log kept, and what is before it opens afterwards', async (_where, share) => {
  const { folder, log } = await leftBehind()
  flipByte(log, Math.floor(fs.statSync(log).size * share) + 9)
  const damaged = fs.readFileSync(log)
  const failure = await failureOf(testBackend().client.call('registry.open', { folder, passphrase }))
  expect(failure).toMatchObject({ kind: 'corrupt', message: expect.stringMatching(/^The last \d+ changes before/) })
  const kept = fs.readdirSync(folder).filter((name) => name.startsWith('registry.db-wal.damaged-'))
  expect(kept).toHaveLength(1)
  expect(failure.message).toContain(kept[0])
  expect(fs.readFileSync(path.join(folder, kept[0]!)).equals(damaged)).toBe(true)
  const left = await codesIn(folder)
  expect(left.length).toBeLessThan(codes.length)
  expect(left).toEqual(codes.slice(0, left.length))
})

test('A save that was cut off by a power cut, before it was acknowledged, is no damage', async () => {
  const { folder, log } = await leftBehind()
  // The last frame never reached the disk whole.
  fs.truncateSync(log, fs.statSync(log).size - 100)
  expect(await codesIn(folder)).toEqual(codes.slice(0, -1))
  expect(fs.readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([])
})
