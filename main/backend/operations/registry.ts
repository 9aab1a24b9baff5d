/** Operations on the registry as a whole. */
import fs from 'node:fs'
import { forms } from '#shared/dictionary/forms.ts'
import type { Topic } from '#shared/ipc/contract.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import { auditHead } from '#main/database/audit.ts'
import type { Kdf } from '#main/database/key-envelope.ts'
import { schemaNumber } from '#main/database/migrate.ts'
import { wordsOfKey } from '#main/database/recovery-words.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { createRegistry, openRegistry } from '#main/database/registry.ts'
import { countCases } from '#main/database/repositories/cases.ts'
import { registrySettings, saveRegistrySettings } from '#main/database/repositories/registry-settings.ts'
import { countRecords } from '#main/database/repositories/records.ts'
import { createDemoRegistry } from '../demo-registry.ts'
import { watchForDamage } from '../damage-watch.ts'
import type { Session } from '../session.ts'
import { verify } from '../verify.ts'

interface Needs {
  readonly session: Session
  readonly appVersion: string
  readonly kdf: Kdf | undefined
  readonly readOnly: boolean | undefined
  readonly changed: (topics: readonly Topic[]) => void
}

type Area = Pick<
  Handlers<'backend'>,
  | 'registry.status'
  | 'registry.create'
  | 'registry.createDemo'
  | 'registry.open'
  | 'registry.close'
  | 'registry.info'
  | 'registry.settings'
  | 'registry.saveSettings'
  | 'registry.recoverySheet'
  | 'registry.verify'
>

export function registryOperations({ session, appVersion, kdf, readOnly, changed }: Needs): Area {
  const { clock } = session

  async function open(wish: {
    folder: string
    passphrase?: string | undefined
    recoveryWords?: string | undefined
    user?: string | undefined
  }) {
    session.close()
    const registry = await openRegistry({ ...wish, appVersion, at: clock.now(), ...(readOnly && { readOnly }) })
    session.replace(registry)
    await watchForDamage(session, changed)
    return session.status()
  }

  return {
    'registry.status': () => session.status(),
    async 'registry.create'({ folder, name, user, passphrase }, { changed }) {
      await createRegistry({ folder, name, user, passphrase, kdf, appVersion, at: clock.now() })
      changed('registry', 'cases')
      return open({ folder, passphrase, user })
    },
    'registry.createDemo': ({ folder, cases, seed }, context) =>
      createDemoRegistry({ folder, cases, seed, kdf, appVersion, today: clock.today(), context }),
    'registry.open'(wish, { changed }) {
      changed('registry', 'cases')
      return open(wish)
    },
    'registry.close'(_input, { changed }) {
      session.close()
      changed('registry', 'cases')
      return {}
    },
    'registry.info'() {
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
        lastBackup: null,
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
      return { name, registryId: id, words: wordsOfKey(dataKey), keyHex: dataKey.toString('hex') }
    },
    'registry.verify': (_input, context) => verify(session, context),
  }
}
