import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'

/** The full count is done by `npm run trust`. */
const rounds = 15
const child = path.join(import.meta.dirname, '../support/save-until-killed.ts')

/** Lets a process save until it is killed, a random time after its first save. Answers what it had been told is saved. */
async function saveUntilKilled(folder: string, caseId: string): Promise<string[]> {
  const saving = spawn(process.execPath, [child, folder, passphrase, caseId], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(saving, 'exit')
  let said = ''
  saving.stdout.on('data', (text: Buffer) => (said += text.toString()))
  await Promise.race([once(saving.stdout, 'data'), ended])
  await wait(Math.random() * 40)
  saving.kill('SIGKILL')
  await ended
  // A line that was cut off was not acknowledged.
  return said.split('\n').slice(0, -1)
}

test(`Killed while saving, ${rounds} times at random moments, every acknowledged save is there and the registry verifies`, async () => {
  const { client, folder } = await newRegistry()
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  await client.call('registry.close', {})
  const acknowledged: string[] = []
  for (let round = 0; round < rounds; round++) {
    const saved = await saveUntilKilled(folder, caseId)
    expect(saved.length).toBeGreaterThan(0)
    acknowledged.push(...saved)
  }
  const after = testBackend().client
  await after.call('registry.open', { folder, passphrase })
  const { records } = await after.call('cases.get', { caseId })
  const found = new Set(records.note.map((note) => note.id))
  expect(acknowledged.filter((id) => !found.has(id))).toEqual([])
  // At most the one save of each round that was done but not yet told.
  expect(found.size - acknowledged.length).toBeLessThanOrEqual(rounds)
  expect((await after.call('registry.verify', {})).checks.filter((check) => !check.ok)).toEqual([])
}, 180_000)
