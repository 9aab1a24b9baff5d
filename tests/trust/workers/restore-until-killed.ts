/** BACKUP FOLDER: says that it begins, and restores the backup over the registry. */
import { trustBackend, trustPassphrase } from '../trust-registry.ts'

const [backup, target] = process.argv.slice(2) as [string, string]
const { client } = trustBackend()
process.stdout.write('begins\n')
await client.call('backups.restore', { backup, target, replace: true, passphrase: trustPassphrase })
process.stdout.write('restored\n')
// Waits to be killed.
setInterval(() => {}, 1000)
