/** The audit on the command line: looked through, taken out, checked by somebody else. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { runCommand } from '#main/cli/run.ts'
import { inProcessBackend } from '#main/shell/backend-in-process.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { cheapKdf } from '#tests/support/test-backend.ts'

async function demo() {
  const folder = temporaryFolder()
  const run = (...words: string[]) =>
    runCommand(words, {
      program: 'registry',
      env: {},
      cwd: folder,
      readInput: async () => '',
      openBackend: ({ readOnly }) => inProcessBackend({ appVersion: '0.0.0-test', kdf: cheapKdf, readOnly }),
    })
  expect(await run('demo', 'd.asild', '--cases', '3')).toMatchObject({ code: 0 })
  return { folder, run }
}

test('The audit is listed by case, kind and day, and says what it can’t understand', async () => {
  const { run } = await demo()
  const listed = async (...options: string[]) =>
    JSON.parse((await run('audit', 'd.asild', '--json', ...options)).stdout) as {
      total: number
      entries: { seq: number; caseCode?: string; group: string }[]
    }
  const all = await listed()
  // More than come in one answer.
  expect(all.total).toBeGreaterThan(500)
  expect(all.entries.map(({ seq }) => seq)).toEqual(all.entries.map((_, index) => all.total - index))
  const ofCase = await listed('--case', 'AS-0002')
  expect(new Set(ofCase.entries.map(({ caseCode }) => caseCode))).toEqual(new Set(['AS-0002']))
  expect((await listed('--kind', 'users')).entries.map(({ group }) => group)).toEqual(['users'])
  expect((await listed('--since', '2099-01-01')).total).toBe(0)
  expect((await run('audit', 'd.asild', '--kind', 'users')).stdout).toContain('registry_user insert')
  for (const wrong of [
    ['--kind', 'gossip'],
    ['--since', 'yesterday'],
    ['--case', 'AS-9999'],
    ['--out', 'audit.txt'],
  ])
    expect(await run('audit', 'd.asild', ...wrong)).toMatchObject({ code: 1, stderr: expect.stringMatching(/^.+\n$/) })
})

test('A signed copy is checked without the registry, and a changed one ends with 1', async () => {
  const { run, folder } = await demo()
  const { stdout } = await run('audit', 'd.asild', '--out', 'copy.json', '--json')
  const { publicKey, entries } = JSON.parse(stdout) as { publicKey: string; entries: number }
  fs.renameSync(path.join(folder, 'd.asild'), path.join(folder, 'elsewhere.asild'))
  const sound = await run('audit-check', 'copy.json', '--key', publicKey, '--json')
  expect(sound).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(sound.stdout)).toMatchObject({ ok: true, key: 'given', complete: true, entries })
  fs.writeFileSync(path.join(folder, 'key.pem'), `-----BEGIN PUBLIC KEY-----\n${publicKey}\n-----END PUBLIC KEY-----\n`)
  expect(await run('audit-check', 'copy.json', '--key', 'key.pem')).toMatchObject({ code: 0 })
  expect((await run('audit-check', 'copy.json')).stdout).toContain('not where it comes from')
  const copy = path.join(folder, 'copy.json')
  fs.writeFileSync(copy, fs.readFileSync(copy, 'utf8').replace('"actor":"Demo"', '"actor":"Omed"'))
  expect(await run('audit-check', 'copy.json', '--key', publicKey)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('The signature does not fit this key'),
  })
})
