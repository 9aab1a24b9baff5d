/**
 * Makes a registry with so cheap a key that unlocking costs no time, and asks the calls of the contract that stand in the
 * arguments: FOLDER USER PASSPHRASE [[NAME, INPUT], …]. An input may name an earlier answer: `{"caseId": "$0.id"}`. Prints
 * the answers. A process of its own: the test runner can't load the SQL driver.
 */
import path from 'node:path'
import { createBackend } from '#main/backend/backend.ts'

const [folder, user, passphrase, calls] = process.argv.slice(2) as [string, string, string, string]
const kdf = { memoryKiB: 64, iterations: 1, parallelism: 1 }
const backend = createBackend({ appVersion: '0.0.0-test', kdf, report: (error) => String(error) })

async function ask(name: string, inputJson: string): Promise<unknown> {
  const reply = await backend.call(name, inputJson)
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
  return JSON.parse(reply.value)
}

await ask('registry.create', JSON.stringify({ folder, name: path.basename(folder, '.asild'), user, passphrase }))
const answers: Record<string, unknown>[] = []
for (const [name, input] of JSON.parse(calls) as [string, object][]) {
  const named = JSON.stringify(input).replace(/\$(\d+)\.(\w+)/g, (_, at, key) => String(answers[at]?.[key]))
  answers.push((await ask(name, named)) as Record<string, unknown>)
}
await backend.close()
console.log(JSON.stringify(answers))
