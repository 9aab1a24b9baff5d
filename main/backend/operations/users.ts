/**
 * Who may open the registry. Two files say so, the database and keys.json: the database is written first, so that whoever dies in
 * between leaves somebody outside and never lets anybody in.
 */
import os from 'node:os'
import { randomUUID } from 'node:crypto'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import { tidyRights } from '#shared/ipc/rights.ts'
import { hasPassphrase, isSameName, readEnvelope, wrapKey, wrapKeyForDevice } from '#main/database/keys/key-envelope.ts'
import type { Kdf, Slot } from '#main/database/keys/key-envelope.ts'
import {
  putDeviceSlot,
  putPassphraseSlot,
  removeDeviceSlot,
  removeSlotsOf,
  slotsOf,
} from '#main/database/keys/key-slots.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import type { OpenRegistry } from '#main/database/registry.ts'
import { addUser, lastUnlocks, setUserEnded, setUserRights, usersIn } from '#main/database/repositories/users.ts'
import type { RegistryUser } from '#main/database/repositories/users.ts'
import { secondsToWait } from '#main/database/keys/unlock-attempts.ts'
import { demandStrong, judgePassphrase } from '../keys/passphrase-strength.ts'
import { checkOwnPassphrase } from '../keys/own-passphrase.ts'
import type { Session } from '../session.ts'

type Area = Pick<
  Handlers<'backend'>,
  Extract<keyof Handlers<'backend'>, `users.${string}` | 'passphrases.judge' | 'unlock.state' | `computers.${string}`>
>

export function userOperations(session: Session, kdf: Kdf | undefined): Area {
  const userNamed = (id: string): RegistryUser => {
    const found = usersIn(session.reader()).find((user) => user.id === id)
    if (!found) throw new AppError('not-found', 'This user is not in the registry.')
    return found
  }
  const isYou = (user: RegistryUser): boolean => user.id === session.registry().userId

  /** Wrapping takes its time: the registry must still be the same afterwards, or its key is gone. */
  async function whileOpen<T>(work: (registry: OpenRegistry) => Promise<T>): Promise<T> {
    const registry = session.registry()
    const done = await work(registry)
    if (session.registry() === registry) return done
    throw new AppError('locked', 'The registry was closed meanwhile; nothing was changed.')
  }
  const slotFor = (name: string, passphrase: string): Promise<Slot> =>
    whileOpen(({ dataKey, id }) => wrapKey(dataKey, name, passphrase, id, kdf))

  async function demandGood(passphrase: string, name: string): Promise<void> {
    const { demo, name: registry } = session.registry()
    if (!demo) await whileOpen(() => demandStrong(passphrase, [name, registry]))
  }

  /** Told at the field, and not as a registry that can't be opened. */
  const demandOwnPassphrase = (operation: string, passphrase: string, path: string): Promise<unknown> =>
    whileOpen(() =>
      checkOwnPassphrase(session, passphrase, operation).catch((error: unknown) => {
        if (!(error instanceof AppError) || error.kind !== 'wrong-key') throw error
        const { message } = error
        throw new AppError('invalid-input', message, { issues: [{ path, message }] })
      }),
    )

  /** Somebody who can really come in must be left who can let others in. */
  function demandAnotherAdministrator(id: string): void {
    const slots = slotsOf(session.registry())
    const others = usersIn(session.reader()).filter(
      (user) =>
        user.id !== id && !user.endedAt && user.rights.includes('administer') && hasPassphrase({ slots }, user.name),
    )
    if (others.length > 0) return
    throw new AppError(
      'conflict',
      'This is the last administrator with a passphrase. Make somebody else an administrator first.',
    )
  }

  function demandWriting(): void {
    // Says in its own words why nothing can be written.
    session.write('users.check', undefined, () => {})
  }

  function you(): { readonly id: string; readonly name: string } {
    const { userId, user } = session.registry()
    if (userId === undefined)
      throw new AppError(
        'conflict',
        'The registry was opened with the recovery sheet, which is nobody’s passphrase. Set a user a new one under Registry users.',
      )
    return { id: userId, name: user }
  }

  return {
    'users.list'() {
      const registry = session.registry()
      const slots = slotsOf(registry)
      const unlocked = lastUnlocks(registry.reader)
      return {
        users: usersIn(registry.reader).map((user) => ({
          id: user.id,
          name: user.name,
          rights: [...user.rights],
          since: user.createdAt,
          ...(user.endedAt !== undefined && { endedAt: user.endedAt }),
          ...(unlocked.has(user.name.toLowerCase()) && { lastUnlocked: unlocked.get(user.name.toLowerCase()) }),
          hasPassphrase: hasPassphrase({ slots }, user.name),
          computers: slots.flatMap(({ user: name, device }) =>
            device && isSameName(name, user.name) ? device.host : [],
          ),
          isYou: isYou(user),
        })),
      }
    },

    async 'users.add'({ name, passphrase, rights }, { changed }) {
      demandFreeName(session, name)
      await demandGood(passphrase, name)
      const slot = await slotFor(name, passphrase)
      demandFreeName(session, name)
      const id = session.write('users.add', undefined, (db, at) => addUser(db, { name, at, given: tidyRights(rights) }))
      changed('registry')
      putPassphraseSlot(session.registry(), slot)
      return { id }
    },

    'users.changeRights'({ id, rights }, { changed }) {
      const user = userNamed(id)
      const given = tidyRights(rights)
      if (!given.includes('administer') && user.rights.includes('administer')) demandAnotherAdministrator(id)
      session.write('users.changeRights', undefined, (db, at) => setUserRights(db, id, given, at))
      if (isYou(user)) session.setRights(given)
      changed('registry')
      return {}
    },

    async 'users.setPassphrase'({ id, passphrase }, { changed }) {
      const user = userNamed(id)
      if (isYou(user))
        throw new AppError('conflict', 'Your own passphrase is changed in Settings, where the old one is asked for.')
      if (user.endedAt) throw new AppError('conflict', `${user.name} has left. Let ${user.name} in again first.`)
      await demandGood(passphrase, user.name)
      const slot = await slotFor(user.name, passphrase)
      demandWriting()
      session.note('users.setPassphrase', 'passphrase', { detail: `new passphrase for ${user.name}` })
      putPassphraseSlot(session.registry(), slot)
      changed('registry')
      return {}
    },

    'users.end'({ id }, { changed }) {
      const user = userNamed(id)
      if (user.endedAt) throw new AppError('conflict', `${user.name} was ended already.`)
      if (user.rights.includes('administer')) demandAnotherAdministrator(id)
      session.write('users.end', undefined, (db, at) => setUserEnded(db, id, at, at))
      changed('registry')
      removeSlotsOf(session.registry(), user.name)
      return {}
    },

    async 'users.letIn'({ id, passphrase }, { changed }) {
      const user = userNamed(id)
      if (!user.endedAt) throw new AppError('conflict', `${user.name} is a user already.`)
      await demandGood(passphrase, user.name)
      const slot = await slotFor(user.name, passphrase)
      // A slot that was left behind must not open before the new one is there.
      removeSlotsOf(session.registry(), user.name)
      session.write('users.letIn', undefined, (db, at) => setUserEnded(db, id, null, at))
      changed('registry')
      putPassphraseSlot(session.registry(), slot)
      return {}
    },

    async 'users.changePassphrase'({ old, passphrase }, { changed }) {
      const { name } = you()
      await demandOwnPassphrase('users.changePassphrase', old, 'old')
      await demandGood(passphrase, name)
      const slot = await slotFor(name, passphrase)
      demandWriting()
      session.note('users.changePassphrase', 'passphrase', { detail: `own passphrase of ${name}` })
      putPassphraseSlot(session.registry(), slot)
      changed('registry')
      return {}
    },

    'passphrases.judge': ({ passphrase, about }) => judgePassphrase(passphrase, about),

    'unlock.state': ({ folder }) => ({
      users: namesOnSlots(folder),
      waitSeconds: secondsToWait(folder, session.clock.now()),
    }),

    async 'computers.remember'({ secret, passphrase }, { changed }) {
      const { name } = you()
      await demandOwnPassphrase('computers.remember', passphrase, 'passphrase')
      const device = { id: randomUUID(), host: os.hostname(), since: session.clock.now() }
      const slot = await whileOpen(({ dataKey, id: registryId }) =>
        wrapKeyForDevice(dataKey, { user: name, device, secret, registryId }),
      )
      demandWriting()
      session.note('computers.remember', 'passphrase', { detail: `${device.host} unlocks for ${name} from now on` })
      putDeviceSlot(session.registry(), slot)
      changed('registry')
      return { id: device.id, user: name }
    },

    'computers.forget'({ id }, { changed }) {
      const { name } = you()
      demandWriting()
      session.note('computers.forget', 'passphrase', { detail: `a computer unlocks for ${name} no more` })
      removeDeviceSlot(session.registry(), { id, name })
      changed('registry')
      return {}
    },
  }
}

function demandFreeName(session: Session, name: string): void {
  const taken = usersIn(session.reader()).find((user) => isSameName(user.name, name))
  if (!taken && !isSameName(name, 'recovery sheet')) return
  const message = taken?.endedAt
    ? `${taken.name} was a user before: let that user in again, or add a name that tells the two apart.`
    : `The name ${taken?.name ?? name} is taken: the history could not tell the two apart.`
  throw new AppError('invalid-input', message, { issues: [{ path: 'name', message }] })
}

/** Names stand in keys.json in the clear. None where it can't be read: the unlocking itself says why. */
function namesOnSlots(folder: string): string[] {
  try {
    const names = readEnvelope(registryFiles(folder).keys).slots.flatMap(({ user, device }) => (device ? [] : user))
    return [...new Set(names)].toSorted((a, b) => a.localeCompare(b))
  } catch {
    return []
  }
}
