/** Who comes in when a registry is opened, and what is put right about users then. */
import { AppError } from '#shared/ipc/app-error.ts'
import { rights as allRights } from '#shared/ipc/rights.ts'
import type { UserRight } from '#shared/ipc/rights.ts'
import type { Audit } from './audit.ts'
import type { Reader, Writer } from './connection.ts'
import { isSameName } from './keys/key-envelope.ts'
import { removeSlotsOf } from './keys/key-slots.ts'
import { registryFiles } from './registry-folder.ts'
import { addUser, usersIn } from './repositories/users.ts'
import { failedAttempts, forgetAttempts, wordsOfAttempt } from './keys/unlock-attempts.ts'
import { slotUsers } from './keys/way-in.ts'
import type { Ways } from './keys/way-in.ts'

interface Inside {
  /** Missing for the recovery sheet. */
  readonly userId: string | undefined
  readonly rights: readonly UserRight[]
}

/** Stands in the chain where no user did it. */
const program = 'AS-ILD Registry'

/** What was tried in vain since the last unlock. Forgotten only once it stands in the chain. */
export function noteFailedUnlocks(audit: Audit, { folder, at }: Ways): void {
  const { failed, older } = failedAttempts(folder)
  const details = [...(older > 0 ? [`${older} earlier ones`] : []), ...failed.map(wordsOfAttempt)]
  for (const detail of details)
    audit.note({ name: program, operation: 'registry.open', at }, 'failed-unlock', { detail })
  forgetAttempts(folder)
}

/** The program may have died between the two files: whoever has left keeps no slot. The database lets none of them in anyway. */
export function takeSlotsOfEnded(db: Reader, registry: Parameters<typeof removeSlotsOf>[0]): void {
  try {
    for (const { name, endedAt } of usersIn(db)) if (endedAt) removeSlotsOf(registry, name)
  } catch {
    // Tried again at the next opening.
  }
}

/** Before there were users, whoever had a passphrase could do everything. */
export function takeInUsers({ db, audit }: { readonly db: Writer; readonly audit: Audit }, { folder, at }: Ways): void {
  if (usersIn(db).length > 0) return
  const names = new Set(slotUsers(registryFiles(folder).keys))
  if (names.size > 0)
    audit.transact({ name: program, operation: 'registry.open', at }, () =>
      names.forEach((name) => addUser(db, { name, at })),
    )
}

/**
 * What a passphrase opens is not yet what its user may do: an old copy of keys.json lets in whoever has left.
 * @throws AppError `forbidden`
 */
export function whoIsInside(db: Reader, wish: Ways, name: string, audit: Audit | undefined): Inside {
  if (wish.recoveryWords !== undefined) return { userId: undefined, rights: allRights }
  const found = usersIn(db).find((user) => isSameName(user.name, name))
  if (found && !found.endedAt) return { userId: found.id, rights: found.rights }
  audit?.note({ name: program, operation: 'registry.open', at: wish.at }, 'failed-unlock', {
    detail: `${name}, who is no user any more, with a passphrase of before`,
  })
  throw new AppError(
    'forbidden',
    `${name} is no user of this registry any more. Ask its administrator, or use the recovery sheet.`,
  )
}
