/** The audit chain, looked through, checked, compared with paper and taken out. */
import path from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { auditGroupOf } from '#shared/domain/audit-kinds.ts'
import type { AuditGroup } from '#shared/domain/audit-kinds.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { AuditFilter } from '#shared/ipc/areas/audit.ts'
import type { OutputOf } from '#shared/ipc/contract.ts'
import type { CallContext, Handlers } from '#shared/ipc/server.ts'
import { auditHead, walkChain } from '#main/database/audit.ts'
import { codesOfCases, entriesForward, entryAt, findEntries } from '#main/database/repositories/audit-entries.ts'
import type { EntryFilter } from '#main/database/repositories/audit-entries.ts'
import { sealBefore, sealsBackward } from '#main/database/repositories/audit-entries.ts'
import { caseIdOfCode } from '#main/database/repositories/cases.ts'
import { usersIn } from '#main/database/repositories/users.ts'
import { auditSigningKey, publicKeyText } from '#main/exchange/audit-signing-key.ts'
import { writeAuditFile } from '#main/exchange/write-audit-file.ts'
import type { Session } from '../session.ts'
import { describedEntries } from './audit-entry.ts'

type Area = Pick<
  Handlers<'backend'>,
  'audit.find' | 'audit.chain' | 'audit.verify' | 'audit.findHead' | 'audit.writeExport' | 'audit.note'
>

/** Who writes in the chain without being a user. */
const others = ['recovery sheet', 'AS-ILD Registry']

export function auditOperations(session: Session): Area {
  return {
    'audit.find'({ filter, before, limit }) {
      const db = session.reader()
      const { rows, searchedTo, more } = findEntries(db, entryFilter(session, filter), { before, limit })
      const oldest = searchedTo === undefined ? undefined : entryAt(db, searchedTo)
      return {
        entries: describedEntries(db, rows),
        ...(oldest && { searchedTo: { seq: oldest.seq, at: oldest.at } }),
        more,
      }
    },

    'audit.chain'() {
      const { reader, dataKey } = session.registry()
      const { entries, head } = auditHead(reader)
      const last = entryAt(reader, entries)
      return {
        entries,
        head,
        ...(last && { at: last.at }),
        publicKey: publicKeyText(auditSigningKey(dataKey)),
        users: [...usersIn(reader).map(({ name }) => name), ...others],
      }
    },

    async 'audit.verify'(_input, context) {
      const { reader, dataKey } = session.registry()
      const { entries, head } = auditHead(reader)
      const walk = walkChain(reader, dataKey)
      for (;;) {
        const step = walk.next()
        if (step.done) {
          const broken = step.value === undefined ? undefined : brokenPlace(session, step.value)
          return { entries, head, ...(broken && { broken }) }
        }
        await goOn(context, { done: step.value, total: entries, what: 'Recomputing the seals' })
      }
    },

    async 'audit.findHead'({ head }, context) {
      const db = session.reader()
      const { entries: total } = auditHead(db)
      const groups: Partial<Record<AuditGroup, number>> = {}
      let since = 0
      for (const lines of sealsBackward(db)) {
        for (const { seq, kind, table_name, mac } of lines) {
          if (mac.startsWith(head)) return { searched: since + 1, found: { ...foundAt(session, seq), since, groups } }
          const group = auditGroupOf(kind, table_name)
          groups[group] = (groups[group] ?? 0) + 1
          since += 1
        }
        await goOn(context, { done: since, total, what: 'Looking for the head' })
      }
      return { searched: since }
    },

    async 'audit.writeExport'({ file, format, filter, withIdentity = false }, context) {
      session.demand('export')
      if (withIdentity) session.demand('identity')
      const { folder, reader, dataKey, id, name, user } = session.registry()
      refuseInside(folder, file)
      const wanted = entryFilter(session, filter)
      // The export stands in the copy that it makes.
      const what = [`audit chain, ${format}`, ...(withIdentity ? ['with identity'] : [])].join(', ')
      session.note('audit.writeExport', 'export', { caseId: wanted.caseId, detail: what })
      const chain = auditHead(reader)
      const key = auditSigningKey(dataKey)
      const entries = await writeAuditFile(
        {
          head: {
            registry: { id, name },
            madeAt: session.clock.now(),
            madeBy: user,
            filter,
            isComplete: Object.keys(filter).length === 0,
            withIdentity,
            chain,
          },
          batches: entriesForward(reader, wanted, chain.entries),
          sealBefore: (seq) => sealBefore(reader, seq),
          codesOf: (ids) => codesOfCases(reader, ids),
        },
        {
          file,
          format,
          key,
          onSlice: (done) => sayHowFar(context, { done, total: chain.entries, what: 'Writing the entries' }),
        },
      )
      return { file, entries, head: chain.head, publicKey: publicKeyText(key) }
    },

    'audit.note'({ kind, caseId, detail }) {
      session.note('audit.note', kind, { caseId, detail })
      return { auditHead: auditHead(session.reader()).head }
    },
  }
}

/** @throws AppError `not-found` where no case has or had this code */
function entryFilter(session: Session, { case: code, actor, from, to, kind }: AuditFilter): EntryFilter {
  const caseId = code === undefined ? undefined : caseIdOfCode(session.reader(), code)
  if (code !== undefined && caseId === undefined)
    throw new AppError('not-found', `There is no case ${code} in this registry.`)
  // Compared as text: written as the chain writes it.
  const time = (text: string | undefined) => (text === undefined ? undefined : new Date(text).toISOString())
  return { caseId, actor, from: time(from), to: time(to), group: kind }
}

type Broken = NonNullable<OutputOf<'audit.verify'>['broken']>

/** The entry may be missing: then only the one before it says when that was. */
function brokenPlace(session: Session, seq: number): Broken {
  const db = session.reader()
  const [found, sound] = [entryAt(db, seq), entryAt(db, seq - 1)]
  return {
    seq,
    ...(found && { at: found.at, actor: found.actor }),
    ...(sound && { lastSoundAt: sound.at }),
  }
}

function foundAt(session: Session, seq: number) {
  const { at, actor, mac } = entryAt(session.reader(), seq)!
  return { seq, at, actor, head: mac }
}

function sayHowFar({ signal, progress }: CallContext, how: Parameters<CallContext['progress']>[0]): void {
  progress(how)
  if (signal.aborted) throw new AppError('cancelled', 'It was cancelled; nothing was changed.')
}

async function goOn(context: CallContext, how: Parameters<CallContext['progress']>[0]): Promise<void> {
  sayHowFar(context, how)
  await breathe()
}

/** A copy among the registry's own files could take the place of one of them. */
function refuseInside(folder: string, file: string): void {
  const way = path.relative(path.resolve(folder), path.resolve(file))
  if (way.startsWith('..') || path.isAbsolute(way)) return
  throw new AppError('invalid-input', 'Choose a place outside the folder of the registry.')
}
