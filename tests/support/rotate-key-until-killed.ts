/**
 * Changes the key of a registry, and ends itself before or after the nth call that changes something on the disk where told
 * to. Says `started` when it begins, and at the end how many such calls there were.
 */
import fs from 'node:fs'
import { createBackend } from '#main/backend/backend.ts'
import { createClient } from '#shared/ipc/client.ts'
import { cheapKdf } from './cheap-kdf.ts'

const [folder, passphrase, nth] = process.argv.slice(2) as [string, string, string]
const changing = ['openSync', 'writeSync', 'writeFileSync', 'fsyncSync', 'renameSync', 'linkSync', 'rmSync'] as const

let calls = 0
for (const name of changing) {
  const real = fs[name] as (...given: unknown[]) => unknown
  Object.assign(fs, {
    [name]: (...given: unknown[]) => {
      calls += 1
      if (calls === Number(nth)) process.kill(process.pid, 'SIGKILL')
      return real(...given)
    },
  })
}

const backend = createBackend({ appVersion: '0.0.0-test', kdf: cheapKdf })
const client = createClient({
  call: (_id, name, input) => backend.call(name, input),
  cancel() {},
  onEvent: () => () => {},
})
await client.call('registry.open', { folder, passphrase })
calls = 0
process.stdout.write('started\n')
await client.call('registry.rotateKey', { passphrase })
process.stdout.write(`${calls}\n`)
await backend.close()
