/**
 * Makes a demo registry with so cheap a key that unlocking costs no time: FOLDER CASES. A process of its own: the test
 * runner can't load the SQL driver.
 */
import { createBackend } from '#main/backend/backend.ts'

const [folder, cases] = process.argv.slice(2) as [string, string]
const kdf = { memoryKiB: 64, iterations: 1, parallelism: 1 }
const backend = createBackend({ appVersion: '0.0.0-test', kdf, report: (error) => String(error) })
const reply = await backend.call('registry.createDemo', JSON.stringify({ folder, cases: Number(cases) }))
await backend.close()
if (!reply.ok) throw new Error(reply.error.message)
