/** FOLDER CASE: saves notes and makes backups at the same time, and says what is acknowledged, until it is killed. */
import { openedRegistry } from '../fault-place.ts'

const [folder, caseId] = process.argv.slice(2) as [string, string]
const { client } = await openedRegistry(folder)

async function save(): Promise<never> {
  for (;;) {
    const values = { title: 'Saved', text: 'x'.repeat(2000) }
    const { id } = await client.call('records.add', { form: 'note', caseId, values })
    process.stdout.write(`saved ${id}\n`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

async function backUp(): Promise<never> {
  for (;;) {
    const { made } = await client.call('backups.make', {})
    process.stdout.write(`backup ${made[0]}\n`)
  }
}

await Promise.all([save(), backUp()])
