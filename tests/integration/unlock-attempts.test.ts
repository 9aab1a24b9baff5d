/** Guessing grows slow, survives the program, shuts nobody out for good, and stands in the audit chain. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { registryFiles } from '#main/database/registry-folder.ts'
import { openReader } from '#main/database/connection.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { failureOf, passphrase, testBackend } from '#tests/support/test-backend.ts'

async function closedRegistry() {
  const folder = path.join(temporaryFolder(), 'r.asild')
  let time = Date.parse('2026-11-23T09:00:00.000Z')
  const now = () => new Date(time).toISOString()
  const { client } = testBackend({ now })
  await client.call('registry.create', { folder, name: 'Test registry', user: 'Dr. Test', passphrase })
  const { words, keyHex } = await client.call('registry.recoverySheet', {})
  await client.call('registry.close', {})
  const file = registryFiles(folder).attempts
  return {
    folder,
    file,
    words,
    keyHex,
    pass: (seconds: number) => void (time += seconds * 1000),
    /** By a program that was started for it. */
    open: (typed: string, user?: string) =>
      testBackend({ now }).client.call('registry.open', { folder, user, passphrase: typed }),
    openWithSheet: (text: string) => testBackend({ now }).client.call('registry.open', { folder, recoveryWords: text }),
    wait: async () => (await testBackend({ now }).client.call('unlock.state', { folder })).waitSeconds,
  }
}

const failedUnlocks = (folder: string, keyHex: string): string[] => {
  const db = openReader(registryFiles(folder).database, Buffer.from(keyHex, 'hex'))
  const rows = db.prepare(`SELECT after FROM audit WHERE kind = 'failed-unlock' ORDER BY seq`).all() as {
    after: string
  }[]
  db.close()
  return rows.map(({ after }) => (JSON.parse(after) as { detail: string }).detail)
}

describe('Wrong passphrases', () => {
  test('make the next attempt wait longer each time, for a program started anew as well, and never over five minutes', async () => {
    const { open, pass, wait } = await closedRegistry()
    for (let time = 0; time < 5; time++) expect((await failureOf(open('wrong'))).message).not.toContain('tried in')
    expect((await failureOf(open(passphrase))).message).toContain('can be tried in 2 seconds')
    const waits: number[] = []
    for (let time = 0; time < 9; time++) {
      pass(await wait())
      await failureOf(open('wrong'))
      waits.push(await wait())
    }
    expect(waits).toEqual([4, 8, 16, 32, 64, 128, 256, 300, 300])
    pass(300)
    expect(await open(passphrase)).toMatchObject({ state: 'open' })
  })

  test('that are tried all at once are tried one after the other', async () => {
    const { folder, wait } = await closedRegistry()
    const { client } = testBackend({ now: () => '2026-11-23T09:00:00.000Z' })
    const tried = await Promise.all(
      Array.from({ length: 12 }, () => failureOf(client.call('registry.open', { folder, passphrase: 'wrong' }))),
    )
    expect(tried.filter(({ message }) => message.includes('does not open'))).toHaveLength(5)
    expect(await wait()).toBe(2)
  })

  test('stand in the audit chain after the next unlock, then the file is gone', async () => {
    const { folder, file, keyHex, open } = await closedRegistry()
    await failureOf(open('my secret typed', 'Dr. Test'))
    await failureOf(open('again', 'my secret typed'))
    expect(fs.readFileSync(file, 'utf8')).not.toContain('my secret typed')
    const { state } = await open(passphrase)
    expect(state).toBe('open')
    expect(failedUnlocks(folder, keyHex)).toEqual([
      expect.stringMatching(/^wrong passphrase for Dr\. Test, at 2026-11-23T09:00:00\.000Z on /),
      expect.stringMatching(/^wrong passphrase, at 2026/),
    ])
    expect(fs.existsSync(file)).toBe(false)
  })

  test('leave the recovery sheet a way in at once; wrong sheets are audited', async () => {
    const { folder, keyHex, words, open, openWithSheet } = await closedRegistry()
    const other = await closedRegistry()
    for (let time = 0; time < 5; time++) await failureOf(open('wrong'))
    await failureOf(openWithSheet(other.words.join(' ')))
    expect(await openWithSheet(words.join(' '))).toMatchObject({ state: 'open' })
    expect(failedUnlocks(folder, keyHex).filter((detail) => detail.includes('recovery sheet'))).toHaveLength(1)
  })

  test('are forgotten where their file can’t be read, or says a time that is still to come', async () => {
    const { file, open, pass } = await closedRegistry()
    for (let time = 0; time < 6; time++) {
      await failureOf(open('wrong'))
      pass(600)
    }
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll('2026-', '2036-'))
    expect(await open('wrong').catch((error: Error) => error.message)).toContain('does not open')
    fs.writeFileSync(file, 'nonsense')
    expect(await open(passphrase)).toMatchObject({ state: 'open' })
  })
})
