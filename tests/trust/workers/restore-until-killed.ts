/** BACKUP FOLDER: says that it begins, and restores the backup over the registry. */
import { faultBackend, passphrase } from '../fault-place.ts'

const [backup, target] = process.argv.slice(2) as [string, string]
const { client } = faultBackend()
process.stdout.write('begins\n')
await client.call('backups.restore', { backup, target, replace: true, passphrase })
process.stdout.write('restored\n')
// Waits to be killed.
setInterval(() => {}, 1000)
