/** Saves one note after another and says so on stdout as each is acknowledged, until it is killed. */
import { createBackend } from '#main/backend/backend.ts'
import { createClient } from '#shared/ipc/client.ts'

const [folder, passphrase, caseId] = process.argv.slice(2) as [string, string, string]
const backend = createBackend({ appVersion: '0.0.0-test' })
const client = createClient({
  call: (_id, name, input) => backend.call(name, input),
  cancel() {},
  onEvent: () => () => {},
})
await client.call('registry.open', { folder, passphrase })
for (;;) {
  const { id } = await client.call('records.add', {
    form: 'note',
    caseId,
    values: { title: 'Saved', text: 'x'.repeat(2000) },
  })
  process.stdout.write(`${id}\n`)
}
