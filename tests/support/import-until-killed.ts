/** Imports all series of a folder until it is killed: REGISTRY PASSPHRASE CASE SOURCE. Says `begun`, then each series that is in, then `done`. */
import fs from 'node:fs'
import { createBackend } from '#main/backend/backend.ts'
import { createClient } from '#shared/ipc/client.ts'

const [folder, passphrase, caseId, source] = process.argv.slice(2) as [string, string, string, string]
const backend = createBackend({ appVersion: '0.0.0-test' })
const client = createClient({
  call: (_id, name, input) => backend.call(name, input),
  cancel() {},
  onEvent: () => () => {},
})
await client.call('registry.open', { folder, passphrase })
const { scanId, studies } = await client.call('images.scan', { caseId, sources: [source] })
fs.writeSync(1, 'begun\n')
for (const { key } of studies.flatMap(({ series }) => series)) {
  const { series } = await client.call('images.import', {
    scanId,
    caseId,
    series: [{ key, which: 'all', imaging: { add: { date: '2024-01-15', modality: 'hrct' } } }],
  })
  fs.writeSync(1, `${series[0]!.outcome} ${series[0]!.seriesId}\n`)
}
fs.writeSync(1, 'done\n')
setInterval(() => {}, 1000)
