/** Backups that make themselves. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createBackupKeeper } from '#main/backend/backups/backup-keeper.ts'
import { createSession } from '#main/backend/session.ts'
import { saveBackupSettings, backupSettingsIn } from '#main/database/backup/backup-settings.ts'
import { createRegistry, openRegistry } from '#main/database/registry.ts'
import { cheapKdf, passphrase } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

async function keeperOf({ demo = false } = {}) {
  const into = temporaryFolder()
  const folder = path.join(temporaryFolder(), 'r.asild')
  let now = '2026-11-26T08:00:00.000Z'
  const session = createSession({ now: () => now, today: () => now.slice(0, 10) })
  onTestFinished(() => session.close())
  const appVersion = '0.0.0-test'
  await createRegistry({ folder, name: 'R', user: 'A', passphrase, appVersion, at: now, demo, kdf: cheapKdf })
  session.replace(await openRegistry({ folder, passphrase, appVersion, at: now }))
  const change = (warnAfterDays: number) =>
    session.write('test', undefined, (db) =>
      saveBackupSettings(db, { ...backupSettingsIn(db), folders: [{ path: into }], warnAfterDays }),
    )
  change(7)
  const keeper = createBackupKeeper({ session, appVersion, changed: () => {}, workerFile: undefined })
  const madeAt = async (time: string) => {
    now = `2026-11-${time}:00.000Z`
    await keeper.makeDue()
    return fs.readdirSync(into).length
  }
  return { keeper, session, into, change, madeAt }
}

test('A backup is made after four hours in which something changed, and not before', async () => {
  const { change, madeAt } = await keeperOf()
  expect(await madeAt('26T08:01')).toBe(1)
  expect(await madeAt('26T13:00')).toBe(1)
  change(8)
  expect(await madeAt('26T12:00')).toBe(1)
  expect(await madeAt('26T12:01')).toBe(2)
})

test('The demo makes none', async () => {
  const { madeAt } = await keeperOf({ demo: true })
  expect(await madeAt('26T08:01')).toBe(0)
})

test('Closing in the middle of a backup closes at once and leaves nothing of it', async () => {
  const { keeper, session, into } = await keeperOf()
  const making = keeper.make({ signal: new AbortController().signal, progress: () => session.close() })
  await new Promise((resolve) => setTimeout(resolve, 20))
  session.close()
  await expect(making).rejects.toMatchObject({ kind: 'cancelled' })
  expect(fs.readdirSync(into)).toEqual([])
})

test('A folder that failed is told with the reason until a backup there succeeds', async () => {
  const { keeper, into } = await keeperOf()
  const context = { signal: new AbortController().signal, progress() {} }
  fs.rmdirSync(into)
  await expect(keeper.make(context)).rejects.toMatchObject({ kind: 'not-found' })
  expect([...keeper.failures.keys()]).toEqual([into])
  fs.mkdirSync(into)
  await keeper.make(context)
  expect([...keeper.failures]).toEqual([])
})
