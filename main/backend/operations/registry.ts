/** Operations on the registry as a whole. */
import fs from 'node:fs'
import { forms } from '#shared/dictionary/forms.ts'
import type { Topic } from '#shared/ipc/contract.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import { auditHead } from '#main/database/audit.ts'
import { keyIdOf } from '#main/database/keys/key-envelope.ts'
import type { Kdf } from '#main/database/keys/key-envelope.ts'
import { schemaNumber } from '#main/database/migrate.ts'
import { wordsOfKey } from '#main/database/keys/recovery-words.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { createRegistry, openRegistry } from '#main/database/registry.ts'
import { countCases } from '#main/database/repositories/cases.ts'
import { registrySettings, saveRegistrySettings } from '#main/database/repositories/registry-settings.ts'
import { countRecords } from '#main/database/repositories/records.ts'
import { backupBeforeUpgrade } from '../backups/backup-before-upgrade.ts'
import type { BackupKeeper } from '../backups/backup-keeper.ts'
import { lookAtFolders, newestVerified } from '../backups/look-at-folders.ts'
import { demandStrong } from '../keys/passphrase-strength.ts'
import { salvageRegistry } from '#main/database/salvage/salvage.ts'
import { createDemoRegistry } from '../demo-registry.ts'
import { lookAtPlace } from '../health/place-health.ts'
import { lookAfter } from '../checks/look-after.ts'
import type { Session } from '../session.ts'
import { verify } from '../checks/verify.ts'

interface Needs {
  readonly session: Session
  readonly appVersion: string
  readonly kdf: Kdf | undefined
  readonly readOnly: boolean | undefined
  readonly keeper: BackupKeeper
  readonly workerFile: string | undefined
  readonly changed: (topics: readonly Topic[]) => void
}

type Area = Pick<
  Handlers<'backend'>,
  | 'registry.status'
  | 'registry.create'
  | 'registry.createDemo'
  | 'registry.place'
  | 'registry.open'
  | 'registry.close'
  | 'registry.info'
  | 'registry.settings'
  | 'registry.saveSettings'
  | 'registry.recoverySheet'
  | 'registry.verify'
  | 'registry.salvage'
>

export function registryOperations({ session, appVersion, kdf, readOnly, changed, keeper, workerFile }: Needs): Area {
  const { clock } = session

  async function open(wish: {
    folder: string
    passphrase?: string | undefined
    recoveryWords?: string | undefined
    user?: string | undefined
    deviceSecret?: string | undefined
  }) {
    session.close()
    const registry = await openRegistry({
      ...wish,
      appVersion,
      at: clock.now(),
      beforeUpgrade: backupBeforeUpgrade(workerFile),
      ...(readOnly && { readOnly }),
    })
    session.replace(registry)
    await lookAfter({ session, keeper, changed })
    return session.status()
  }

  const openNow = () => (session.status().state === 'open' ? session.registry() : undefined)

  return {
    'registry.status': () => session.status(),
    async 'registry.create'({ folder, name, user, passphrase }, { changed }) {
      await demandStrong(passphrase, [user, name])
      await createRegistry({ folder, name, user, passphrase, kdf, appVersion, at: clock.now() })
      changed('registry', 'cases')
      return open({ folder, passphrase, user })
    },
    'registry.createDemo': ({ folder, cases, seed, images }, context) =>
      createDemoRegistry({ folder, cases, seed, images, kdf, appVersion, today: clock.today(), context }),
    'registry.place': ({ folder }) => ({ sentences: [...lookAtPlace(folder).sentences] }),
    'registry.open'(wish, { changed }) {
      changed('registry', 'cases')
      return open(wish)
    },
    async 'registry.close'({ backup }, { changed, signal, progress }) {
      const closing = openNow()
      // What can't be backed up is closed all the same; the health report says why.
      if (backup) await keeper.makeBeforeClosing({ signal, progress }).catch(() => {})
      // Another may have been opened meanwhile: that ended the backup and closed this one.
      if (openNow() === closing) session.close()
      changed('registry', 'cases')
      return {}
    },
    async 'registry.info'() {
      const seen = await lookAtFolders(session.registry(), keeper.failures)
      const { name, folder, id, createdAt, reader } = session.registry()
      const { entries, head } = auditHead(reader)
      return {
        name,
        folder,
        registryId: id,
        createdAt,
        cases: countCases(reader),
        records: Object.fromEntries(forms.map((form) => [form.id, countRecords(reader, form.id)])),
        schema: schemaNumber(reader),
        sizeBytes: fs.statSync(registryFiles(folder).database).size,
        lastBackup: newestVerified(seen)?.madeAt ?? null,
        auditEntries: entries,
        auditHead: head,
      }
    },
    'registry.settings': () => registrySettings(session.reader()),
    'registry.saveSettings'(wished, { changed }) {
      const settings = { ...registrySettings(session.reader()), ...wished }
      session.write('registry.saveSettings', undefined, (db) => saveRegistrySettings(db, settings))
      changed('registry')
      return settings
    },
    'registry.recoverySheet'() {
      const { name, id, dataKey } = session.registry()
      session.note('registry.recoverySheet', 'recovery-sheet')
      return {
        name,
        registryId: id,
        words: wordsOfKey(dataKey),
        keyHex: dataKey.toString('hex'),
        keyId: keyIdOf(dataKey),
      }
    },
    'registry.verify': (_input, context) => verify(session, context),
    'registry.salvage': (wish, context) => salvageRegistry({ ...wish, appVersion, at: clock.now() }, context),
  }
}
