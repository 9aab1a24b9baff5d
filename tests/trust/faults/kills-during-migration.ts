import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { seededRandom } from '#main/demo/random.ts'
import { openReader } from '#main/database/connection.ts'
import { schemaNumber } from '#main/database/migrate.ts'
import { migrations } from '#main/database/migrations/index.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { fixtureKey, fixturePassphrase, fixtureSteps, unpackFixture } from '#tests/support/registry-fixtures.ts'
import type { Fault } from '../fault.ts'
import { inFolder, withBackend } from '../fault-place.ts'

const child = path.join(import.meta.dirname, 'migrate-until-killed.ts')

/** An upgrade is killed at a random moment: the registry is at one step or the next, never between, and opens. */
export const killsDuringMigration: Fault = {
  name: 'kills-during-migration',
  times: 50,
  run: (times, seed) =>
    inFolder(async (folder) => {
      const random = seededRandom(seed)
      const oldest = fixtureSteps()[0]!
      const whole = path.join(folder, 'whole.asild')
      unpackFixture(oldest, whole)
      const needsMs = await migrateFor(whole)
      let survived = 0
      let between = 0
      for (let round = 0; round < times; round++) {
        const registry = path.join(folder, `${round}.asild`)
        unpackFixture(oldest, registry)
        const cases = countCases(registry)
        await migrateFor(registry, random.between(0, needsMs))
        const reached = stepOf(registry)
        if (reached > oldest && reached < migrations.at(-1)!.number) between += 1
        if (await isWhole(registry, cases)) survived += 1
      }
      return {
        fault: 'killed while the schema is brought up to date',
        tried: times,
        survived,
        lost: times - survived,
        note: `${between} of them between two steps; each went on from there`,
      }
    }),
}

/** Lets a process bring it up to date, kills it where told to, and answers how long the whole took it. */
async function migrateFor(folder: string, killAfterMs?: number): Promise<number> {
  const { database } = registryFiles(folder)
  const migrating = spawn(process.execPath, [child, database, fixtureKey().toString('hex')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(migrating, 'exit')
  await Promise.race([once(migrating.stdout, 'data'), ended])
  const started = performance.now()
  if (killAfterMs === undefined) {
    const [code] = (await ended) as [number | null]
    if (code !== 0) throw new Error('an upgrade that nobody disturbed failed')
    return performance.now() - started
  }
  await Promise.race([wait(killAfterMs), ended])
  migrating.kill('SIGKILL')
  await ended
  return killAfterMs
}

function read<T>(folder: string, look: (db: ReturnType<typeof openReader>) => T): T {
  const db = openReader(registryFiles(folder).database, fixtureKey())
  try {
    return look(db)
  } finally {
    db.close()
  }
}

const stepOf = (folder: string): number => read(folder, schemaNumber)
const countCases = (folder: string): number =>
  read(folder, (db) => (db.prepare('SELECT count(*) AS n FROM cases').get() as { n: number }).n)

const isWhole = (folder: string, cases: number): Promise<boolean> =>
  withBackend(async ({ client }) => {
    await client.call('registry.open', { folder, passphrase: fixturePassphrase })
    const { schema, cases: found } = await client.call('registry.info', {})
    const { ok } = await client.call('registry.verify', {})
    return ok && found === cases && schema === migrations.at(-1)!.number
  })
