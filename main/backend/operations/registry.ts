/** Operations on the registry as a whole. */
import fs from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'
import { forms } from '#shared/dictionary/forms.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { CheckResult } from '#shared/ipc/areas/registry.ts'
import type { Topic } from '#shared/ipc/contract.ts'
import type { CallContext, Handlers } from '#shared/ipc/server.ts'
import { auditHead, firstBrokenLink, wrongTriggers } from '#main/database/audit.ts'
import type { Kdf } from '#main/database/key-envelope.ts'
import { schemaNumber, pendingMigrations } from '#main/database/migrate.ts'
import { checkPages, wordsOfDamage } from '#main/database/page-check.ts'
import type { PageDamage } from '#main/database/page-check.ts'
import { wordsOfKey } from '#main/database/recovery-words.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { createRegistry, openRegistry } from '#main/database/registry.ts'
import { wrongContent } from '#main/database/repositories/attachment-content.ts'
import { countCases, outdatedRows, refreshCaseRow } from '#main/database/repositories/cases.ts'
import { countRecords } from '#main/database/repositories/records.ts'
import { createDemoRegistry } from '../demo-registry.ts'
import type { Session } from '../session.ts'

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
  | 'registry.recoverySheet'
  | 'registry.verify'
  | 'audit.note'
>

/** Files up to this size are checked before the registry is shown; larger ones while it is in use. */
const checkedAtOnceBytes = 32 * 1024 * 1024

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
    if (registry.write) {
      const today = clock.today()
      const outdated = outdatedRows(registry.reader, today)
      if (outdated.length > 0)
        session.write('registry.refresh', undefined, (db) =>
          outdated.forEach((caseId) => refreshCaseRow(db, caseId, today)),
        )
    }
    const check = watchForDamage(session, changed)
    if (fs.statSync(registryFiles(registry.folder).database).size <= checkedAtOnceBytes) await check
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
    'registry.recoverySheet'() {
      const { name, id, dataKey } = session.registry()
      session.note('registry.recoverySheet', 'recovery-sheet')
      return { name, registryId: id, words: wordsOfKey(dataKey), keyHex: dataKey.toString('hex') }
    },
    'registry.verify': (_input, context) => verify(session, context),
    'audit.note'({ kind, caseId, detail }) {
      session.note('audit.note', kind, { caseId, detail })
      return { auditHead: auditHead(session.reader()).head }
    },
  }
}

/** Reads all pages, a slice at a time. Undefined for a sound file, or one that was closed meanwhile. */
async function findDamageSlowly(session: Session, context?: CallContext): Promise<PageDamage | undefined> {
  const registry = session.registry()
  const { database } = registryFiles(registry.folder)
  // What stands in the log and not yet in the file would look like damage of the file.
  registry.write?.db.pragma('wal_checkpoint(TRUNCATE)')
  const check = checkPages(database, registry.dataKey)
  for (;;) {
    const step = check.next()
    if (step.done) return step.value
    context?.progress({ ...step.value, what: 'Reading every page of the file' })
    if (context?.signal.aborted) throw new AppError('cancelled', 'The check was cancelled.')
    await breathe()
    if (session.status().state === 'closed' || session.registry() !== registry) {
      check.return(undefined)
      return undefined
    }
  }
}

async function watchForDamage(session: Session, changed: (topics: readonly Topic[]) => void): Promise<void> {
  const damage = await findDamageSlowly(session)
  if (!damage) return
  session.damaged(
    `The registry file is damaged: ${wordsOfDamage(damage)}. It is kept as it is and nothing more is written to it. Make a copy of the whole folder, then open a backup of the registry.`,
  )
  changed(['registry'])
}

/** Every check runs, whatever the others found; a check that can't run has failed. */
async function verify(session: Session, context: CallContext): Promise<{ ok: boolean; checks: CheckResult[] }> {
  const { reader, dataKey } = session.registry()
  const checks: CheckResult[] = []
  const run = async (
    name: string,
    sound: () => string,
    find: () => string | undefined | Promise<string | undefined>,
  ) => {
    if (context.signal.aborted) throw new AppError('cancelled', 'The check was cancelled.')
    try {
      const problem = await find()
      checks.push({ name, ok: problem === undefined, detail: problem ?? sound() })
    } catch (error) {
      if (error instanceof AppError && error.kind === 'cancelled') throw error
      checks.push({
        name,
        ok: false,
        detail: `could not be read (${(error as NodeJS.ErrnoException).code ?? 'no code'})`,
      })
    }
  }
  await run(
    'Pages',
    () => 'every page carries its seal',
    async () => {
      const damage = await findDamageSlowly(session, context)
      return damage && wordsOfDamage(damage)
    },
  )
  await run(
    'Structure',
    () => 'tables and indexes agree',
    () => {
      const found = reader.pragma('integrity_check', { simple: true })
      return found === 'ok' ? undefined : String(found)
    },
  )
  await run(
    'References',
    () => 'every reference leads to a record',
    () => {
      const broken = reader.pragma('foreign_key_check') as { table: string }[]
      return broken[0] && `${broken.length} references lead nowhere, the first in ${broken[0].table}`
    },
  )
  await run(
    'Attachments',
    () => 'every file is what its record says',
    () => {
      const wrong = wrongContent(reader)
      return wrong && `the file of attachment ${wrong} is missing or was changed`
    },
  )
  await run(
    'Schema',
    () => 'made by the known steps',
    () => {
      const pending = pendingMigrations(reader)
      return pending.length > 0 ? `${pending.length} steps are missing` : undefined
    },
  )
  await run(
    'Audit triggers',
    () => 'every table is watched',
    () => {
      const wrong = wrongTriggers(reader)
      return wrong[0] && `changed or missing: ${wrong.join(', ')}`
    },
  )
  await run(
    'Audit chain',
    () => `whole, ${auditHead(reader).entries} entries`,
    () => {
      const broken = firstBrokenLink(reader, dataKey)
      return broken === undefined ? undefined : `entry ${broken} was changed or removed`
    },
  )
  return { ok: checks.every((check) => check.ok), checks }
}
