/** Backups from the command line, as a nightly job makes them: no question, one line, 0 or 1. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { runCommand } from '#main/cli/run.ts'
import { inProcessBackend } from '#main/shell/backend-in-process.ts'
import { cheapKdf, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const passphrase = 'four words of mine'

function commandLine(env: Readonly<Record<string, string>> = { AS_ILD_PASSPHRASE: passphrase }) {
  const folder = temporaryFolder()
  const run = (...words: string[]) =>
    runCommand(words, {
      program: 'registry',
      env,
      cwd: folder,
      readInput: async () => '',
      openBackend: ({ readOnly }) => inProcessBackend({ appVersion: '0.0.0-test', kdf: cheapKdf, readOnly }),
    })
  return { folder, run, at: (name: string) => path.join(folder, name) }
}

test('backup, verify and restore do so in one line each, and refuse to replace unasked', async () => {
  const { run, at } = commandLine()
  const made = JSON.parse((await run('create', 'r.asild', '--json')).stdout) as { words: string[] }
  fs.mkdirSync(at('drive'))
  expect(await run('backup', 'r.asild', 'nowhere')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no folder'),
  })
  const { backup } = JSON.parse((await run('backup', 'r.asild', 'drive', '--json')).stdout) as { backup: string }
  expect(fs.readdirSync(at('drive'))).toEqual([path.basename(backup)])
  expect(await run('verify', backup)).toMatchObject({ code: 0, stdout: expect.stringContaining('are whole') })

  expect(await run('restore', backup, 'r.asild')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^There is a registry.*\n$/),
  })
  expect(await run('restore', backup, 'r.asild', '--replace')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('kept as'),
  })
  fs.writeFileSync(at('words.txt'), made.words.join('\n'))
  fs.rmSync(path.join(backup, 'keys.json'))
  expect(await run('restore', backup, 'again.asild', '--words-file', 'words.txt')).toMatchObject({ code: 0 })
  expect(await run('verify', 'again.asild', '--words-file', 'words.txt')).toMatchObject({ code: 0 })

  fs.truncateSync(path.join(backup, 'registry.db'), 4096)
  expect(await run('verify', backup, '--words-file', 'words.txt')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^.*damaged.*\n$/),
  })
})

test('info tells the newest backup of the folders that are set', async () => {
  const { run, at } = commandLine()
  await run('create', 'r.asild')
  fs.mkdirSync(at('drive'))
  const { client } = testBackend()
  await client.call('registry.open', { folder: at('r.asild'), passphrase })
  await client.call('backups.saveSettings', { folders: [at('drive')] })
  await client.call('backups.make', {})
  const busy = await run('backup', 'r.asild', 'drive')
  expect(busy).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('the program makes the backups that are set there'),
  })
  await client.call('registry.close', {})
  expect(JSON.parse((await run('info', 'r.asild', '--json')).stdout)).toMatchObject({
    lastBackup: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  })
})

test('a backup of the demo needs no passphrase, as the demo needs none', async () => {
  const { run, at } = commandLine({})
  fs.mkdirSync(at('drive'))
  await run('demo', 'd.asild', '--cases', '1')
  const { backup } = JSON.parse((await run('backup', 'd.asild', 'drive', '--json')).stdout) as { backup: string }
  expect(await run('verify', backup)).toMatchObject({ code: 0, stderr: '' })
  expect(await run('restore', backup, 'again.asild')).toMatchObject({ code: 0, stderr: '' })
})
