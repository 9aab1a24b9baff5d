/** Makes the demo registry: the published case and synthetic ones, the same content for the same seed. */
import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import type { RecordValues } from '#shared/dictionary/record.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import type { Audit } from '#main/database/audit.ts'
import type { Writer } from '#main/database/connection.ts'
import type { Kdf } from '#main/database/keys/key-envelope.ts'
import { createRegistry } from '#main/database/registry.ts'
import { refreshCaseRow } from '#main/database/repositories/cases.ts'
import { insertRecord } from '#main/database/repositories/records.ts'
import { formatUuid } from '#main/database/uuid-v7.ts'
import { caseCode, referredKey } from '#main/demo/demo-case.ts'
import type { DemoCase } from '#main/demo/demo-case.ts'
import { demoCases, wholeCases } from '#main/demo/demo-cases.ts'
import { publishedCaseCode } from '#main/demo/published-case.ts'
import { demoImages } from './demo-images.ts'

/** Everybody may know it: nothing in the demo is about a patient of this registry. */
export const demoPassphrase = 'demo'
const demoUser = 'Demo'

interface Wish {
  readonly folder: string
  readonly cases?: number | undefined
  readonly seed?: number | undefined
  /** Whether the first case has images, which take a few seconds. */
  readonly images?: boolean | undefined
  readonly kdf: Kdf | undefined
  readonly appVersion: string
  readonly today: string
  readonly context: Pick<CallContext, 'progress' | 'signal'>
}

/** When the demo's content was “entered”: fixed, so that the content depends on the seed alone. */
const enteredAt = '2026-11-01T08:00:00.000Z'
const casesATransaction = 200

export async function createDemoRegistry({
  folder,
  cases = 61,
  seed = 1,
  images = false,
  kdf,
  appVersion,
  today,
  context,
}: Wish): Promise<{ folder: string; cases: number }> {
  await createRegistry(
    {
      folder,
      name: 'Demo registry',
      user: demoUser,
      passphrase: demoPassphrase,
      demo: true,
      kdf,
      appVersion,
      at: enteredAt,
    },
    async ({ db, audit, folder: place, dataKey }) => {
      await fill({ db, audit }, { cases, seed, today, context })
      if (images) await addImages({ db, audit, folder: place, dataKey }, { seed, today, context })
    },
  )
  return { folder, cases }
}

async function fill(
  { db, audit }: { db: Writer; audit: Audit },
  { cases, seed, today, context }: { cases: number; seed: number; today: string; context: Wish['context'] },
): Promise<void> {
  // Until the folder has its name nothing is lost by a power cut: no transaction waits for the disk, the last one does.
  db.pragma('synchronous = OFF')
  let batch: DemoCase[] = []
  let done = 0
  const write = async () => {
    demandWanted(context)
    const actor = { name: demoUser, operation: 'registry.createDemo', at: enteredAt }
    audit.transact(actor, () => batch.forEach((demoCase) => writeCase(db, demoCase, { seed, today })))
    done += batch.length
    batch = []
    context.progress({ done, total: cases, what: 'Making the demo cases' })
    await breathe()
  }
  for (const demoCase of demoCases({ cases, seed })) {
    batch.push(demoCase)
    if (batch.length === casesATransaction) await write()
  }
  db.pragma('synchronous = FULL')
  await write()
}

function demandWanted({ signal }: Wish['context']): void {
  if (signal.aborted) throw new AppError('cancelled', 'Making the demo registry was cancelled; nothing was kept.')
}

/** After everything else, so that the rest of the demo is the same with images and without. */
async function addImages(
  { db, audit, folder, dataKey }: { db: Writer; audit: Audit; folder: string; dataKey: Buffer },
  { seed, today, context }: { seed: number; today: string; context: Wish['context'] },
): Promise<void> {
  const idOf = idsOf(seed)
  const step = (done: number, total: number) => {
    demandWanted(context)
    context.progress({ done, total, what: 'Making the images of the first case' })
  }
  const records = await demoImages({ registry: folder, dataKey, idOf, step })
  const caseId = idOf(`${publishedCaseCode}/case`)
  audit.transact({ name: demoUser, operation: 'registry.createDemo', at: enteredAt }, () => {
    for (const { form, id, values } of records)
      insertRecord(db, form, {
        id,
        values,
        missing: {},
        comment: null,
        source: 'illustrative',
        at: enteredAt,
        caseId,
      })
    refreshCaseRow(db, caseId, today)
  })
}

/** The same id for the same words and seed. */
const idsOf =
  (seed: number, number = 1) =>
  (idSeed: string) => {
    const bytes = createHash('sha256').update(`${seed}/${idSeed}`).digest().subarray(0, 16)
    // Of very many cases those made one after another stand together in each index: otherwise every row touches pages of its own.
    if (number > wholeCases) bytes.writeUIntBE(number, 0, 6)
    return formatUuid(bytes, 8)
  }

function writeCase(db: Writer, demoCase: DemoCase, { seed, today }: { seed: number; today: string }): void {
  const idOf = idsOf(seed, Number(demoCase.code.slice(caseCode(0).indexOf('0'))))
  const caseId = idOf(demoCase.idSeed)
  const content = ({
    missing = {},
    comment = null,
    source,
  }: Pick<DemoCase, 'missing' | 'source'> & { comment?: string | null }) => ({
    missing,
    comment,
    source,
    at: enteredAt,
    caseId,
  })
  insertRecord(db, 'case', { id: caseId, values: demoCase.values, ...content(demoCase) })
  const { identity } = demoCase
  if (identity)
    insertRecord(db, 'identity', { id: idOf(identity.idSeed), values: identity.values, ...content(identity) })
  const ids = new Map(demoCase.records.map((record) => [record.key, idOf(record.idSeed)]))
  for (const record of demoCase.records)
    insertRecord(db, record.form, {
      id: ids.get(record.key)!,
      values: resolved(record.values, ids),
      ...content(record),
    })
  refreshCaseRow(db, caseId, today)
}

/** References by key become references by id. */
function resolved(values: RecordValues, ids: ReadonlyMap<string, string>): RecordValues {
  const entries = Object.entries(values).map(([column, value]) => {
    const key = referredKey(value)
    return [column, key === undefined ? value : ids.get(key)!] as const
  })
  return Object.fromEntries(entries)
}
