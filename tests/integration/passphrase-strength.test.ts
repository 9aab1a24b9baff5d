/** A passphrase must stand against somebody who has taken the registry away. */
import path from 'node:path'
import { expect, test } from 'vitest'
import { failureOf, newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const judged = (typed: string, about: string[] = []) =>
  testBackend().client.call('passphrases.judge', { passphrase: typed, about })

test.each([
  ['short', 'At least 10 characters; 5 so far.'],
  ['qwertyuiop', 'one of the most common passwords'],
  ['aaaaaaaaaaaa', 'It repeats itself.'],
  ['Christopher', 'attacker with ten fast computers finds it within'],
])('%s is told to be too easy, and why', async (typed, words) => {
  const { isGood, sentence } = await judged(typed)
  expect(isGood).toBe(false)
  expect(sentence).toContain(words)
})

test('Names of the user and the registry count as words that everybody knows', async () => {
  expect(await judged('Quendelstrauch Bern', ['A. Quendelstrauch', 'Clinic of Bern'])).toMatchObject({
    isGood: false,
    sentence: expect.stringContaining('name of the registry'),
  })
  expect(await judged('Quendelstrauch Bern')).toMatchObject({ isGood: true })
})

test('Four words of one’s own are good, and it is said how long they stand', async () => {
  expect(await judged(passphrase)).toMatchObject({
    score: 4,
    sentence: expect.stringMatching(/^Good: .+ centuries\.$/),
  })
})

test('A weak one is refused wherever one is chosen, at its field', async () => {
  const refused = { kind: 'invalid-input', issues: [{ path: 'passphrase' }] }
  const folder = path.join(temporaryFolder(), 'r.asild')
  const make = { folder, name: 'Bern', user: 'U', passphrase: 'bernbernbern' }
  expect(await failureOf(testBackend().client.call('registry.create', make))).toMatchObject(refused)
  const { client } = await newRegistry()
  const add = { name: 'Ida', rights: [], passphrase: 'password1234' }
  expect(await failureOf(client.call('users.add', add))).toMatchObject(refused)
  const change = { old: passphrase, passphrase: 'Test registry' }
  expect(await failureOf(client.call('users.changePassphrase', change))).toMatchObject(refused)
})
