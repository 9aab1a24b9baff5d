/** Who may open a registry and what they may do in it, and how they prove who they are. */
import { z } from 'zod'
import { command, query } from '../operation.ts'
import { rights } from '../rights.ts'
import { registryStatus } from './registry.ts'

const id = z.string().min(1).max(64)
const folder = z.string().min(1, 'Choose a folder.').max(4096)
const typedPassphrase = z.string().min(1, 'Type the passphrase.').max(1024)
/** How good it is is judged by the backend, with the names that it must not be made of. */
const newPassphrase = z.string().min(1, 'Choose a passphrase.').max(1024)
const rightsOfUser = z.array(z.enum(rights)).max(rights.length)

const listedUser = z.object({
  id: z.string(),
  name: z.string(),
  rights: z.array(z.enum(rights)),
  /** UTC ISO times. */
  since: z.string(),
  endedAt: z.string().optional(),
  lastUnlocked: z.string().optional(),
  /** False until somebody with the right to administer gives one: the user can't come in. */
  hasPassphrase: z.boolean(),
  /** Computers on which the user unlocks without the passphrase. */
  computers: z.array(z.string()),
  isYou: z.boolean(),
})
export type ListedUser = z.infer<typeof listedUser>

const judgment = z.object({
  /** As zxcvbn counts: 0 is guessed at once, 3 is the least that is taken. */
  score: z.int().min(0).max(4),
  isGood: z.boolean(),
  /** How long it would stand, and what makes it better. */
  sentence: z.string(),
})
export type PassphraseJudgment = z.infer<typeof judgment>

export const usersArea = {
  /** Everybody, those who have left too, by name. */
  'users.list': query(z.object({}), z.object({ users: z.array(listedUser) }), { right: 'administer' }),
  'users.add': command(
    z.object({
      name: z.string().trim().min(1, 'Type the name.').max(100),
      passphrase: newPassphrase,
      rights: rightsOfUser,
    }),
    z.object({ id: z.string() }),
    { right: 'administer' },
  ),
  'users.changeRights': command(z.object({ id, rights: rightsOfUser }), z.object({}), { right: 'administer' }),
  /** For somebody else: who forgot it, or has none yet. */
  'users.setPassphrase': command(z.object({ id, passphrase: newPassphrase }), z.object({}), { right: 'administer' }),
  /** Lets somebody in no more. Nobody is deleted: the history names them. */
  'users.end': command(z.object({ id }), z.object({}), { right: 'administer' }),
  'users.letIn': command(z.object({ id, passphrase: newPassphrase }), z.object({}), { right: 'administer' }),
  /** One's own, by whoever is inside. */
  'users.changePassphrase': command(z.object({ old: typedPassphrase, passphrase: newPassphrase }), z.object({}), {
    right: 'read',
  }),
  /** How a passphrase would stand. It is neither kept nor logged. */
  'passphrases.judge': query(
    z.object({ passphrase: z.string().max(1024), about: z.array(z.string().max(100)).max(4) }),
    judgment,
    { right: 'none' },
  ),
  /** Whose passphrases open a registry that is not open, and how long the next attempt has to wait. */
  'unlock.state': query(z.object({ folder }), z.object({ users: z.array(z.string()), waitSeconds: z.number() }), {
    right: 'none',
  }),

  /** Makes a slot that a secret in this computer's keychain opens. Asked by the shell only. */
  'computers.remember': command(
    z.object({ secret: z.base64().min(40).max(64), passphrase: typedPassphrase }),
    z.object({ id: z.string(), user: z.string() }),
    { right: 'read' },
  ),
  /** Takes one's own away. Asked by the shell only. */
  'computers.forget': command(z.object({ id }), z.object({}), { right: 'read' }),

  /** Whether this computer has a keychain that keeps a secret well, and if not, why it is not offered. */
  'keychain.offer': query(z.object({}), z.object({ isOffered: z.boolean(), why: z.string().optional() }), {
    right: 'none',
    place: 'shell',
  }),
  /** Whether this computer opens a registry without the passphrase, and for whom. */
  'keychain.keeps': query(z.object({ folder }), z.object({ user: z.string().optional() }), {
    right: 'none',
    place: 'shell',
  }),
  /** From now on this computer unlocks the open registry for whoever has it open. */
  'keychain.remember': command(z.object({ passphrase: typedPassphrase }), z.object({}), {
    right: 'read',
    place: 'shell',
  }),
  'keychain.forget': command(z.object({ folder }), z.object({}), { right: 'none', place: 'shell' }),
  /** Opens with what the keychain keeps. Where that fails, the passphrase is typed as ever. */
  'keychain.open': command(z.object({ folder }), registryStatus, { right: 'none', place: 'shell' }),
}
