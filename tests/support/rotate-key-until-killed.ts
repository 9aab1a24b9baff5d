/**
 * Changes the key of a registry, and ends itself before the nth call that changes something on the disk where it is told
 * to. Says when it begins, and at the end how many such calls there were.
 */
import fs from 'node:fs'
import { createBackend } from '#main/backend/backend.ts'
import { createClient } from '#shared/ipc/client.ts'

const [folder, passphrase, nth] = process.argv.slice(2) as [string, string, string]
const changing = ['openSync', 'writeSync', 'writeFileSync', 'fsyncSync', 'renameSync', 'linkSync', 'rmSync'] as const

let isBegun = false
let calls = 0
for (const name of changing) {
  const real = fs[name] as (...given: unknown[]) => unknown
  const counted = (...given: unknown[]): unknown => {
    if (isBegun) calls += 1
    if (isBegun && calls === Number(nth)) process.kill(process.pid, 'SIGKILL')
    return real(...given)
  }
  Object.assign(fs, { [name]: counted })
}

const kdf = { memoryKiB: 64, iterations: 1, parallelism: 1 }
const backend = createBackend({ appVersion: '0.0.0-test', kdf })
const client = createClient({
  call: (_id, name, input) => backend.call(name, input),
  cancel() {},
  onEvent: () => () => {},
})
await client.call('registry.open', { folder, passphrase })
isBegun = true
process.stdout.write('begun\n')
await client.call('registry.rotateKey', { passphrase })
process.stdout.write(`${calls}\n`)
await backend.close()
