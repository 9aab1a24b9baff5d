/**
 * Unlocking on this computer without the passphrase: a random secret, sealed by the keychain of the operating system, opens a slot of
 * its own in keys.json. A convenience and never the only way in: with the keychain lost, the passphrase is typed as ever.
 */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import { settingsFile } from './settings-file.ts'

/** Seals a text so that only this user of this computer opens it again. */
export interface SecretBox {
  /** Why it can't be trusted to; undefined where it can. */
  refusal(): string | undefined
  seal(text: string): Buffer
  /** @throws where the keychain has forgotten, or nobody lets it answer */
  open(sealed: Buffer): string
}

const entry = z.object({
  folder: z.string(),
  user: z.string(),
  /** Of the slot in keys.json. */
  computerId: z.string(),
  /** Base64. */
  sealed: z.string(),
})
type Entry = z.infer<typeof entry>

interface Options {
  /** Lies with the settings of this computer's user. */
  readonly file: string
  readonly box: SecretBox
  readonly client: Client
}

type Area = Pick<Handlers<'shell'>, Extract<keyof Handlers<'shell'>, `keychain.${string}`>>

export function keychainHandlers({ file, box, client }: Options): Area {
  const store = settingsFile(file, z.array(entry), [])
  const entryOf = (folder: string): Entry | undefined => store.read().find((known) => known.folder === folder)
  const without = (folder: string): Entry[] => store.read().filter((known) => known.folder !== folder)

  /** Takes the slot away as well, where its registry is open for its user. What is left otherwise opens nothing. */
  async function forget(folder: string): Promise<void> {
    const known = entryOf(folder)
    if (!known) return
    store.write(without(folder))
    const { folder: open, user } = await client.call('registry.status', {})
    if (open === folder && user === known.user) await client.call('computers.forget', { id: known.computerId })
  }

  return {
    'keychain.offer': () => {
      const why = box.refusal()
      return { isOffered: why === undefined, ...(why !== undefined && { why }) }
    },
    'keychain.keeps': ({ folder }) => {
      const known = entryOf(folder)
      return known ? { user: known.user } : {}
    },
    async 'keychain.remember'({ passphrase }, { changed }) {
      const why = box.refusal()
      if (why !== undefined) throw new AppError('conflict', why)
      const { folder } = await client.call('registry.status', {})
      if (folder === undefined) throw new AppError('locked', 'No registry is open. Open one and unlock it first.')
      const secret = randomBytes(32).toString('base64')
      const sealed = box.seal(secret).toString('base64')
      const { id: computerId, user } = await client.call('computers.remember', { secret, passphrase })
      store.write([...without(folder), { folder, user, computerId, sealed }])
      changed('registry')
      return {}
    },
    async 'keychain.forget'({ folder }, { changed }) {
      await forget(folder)
      changed('registry')
      return {}
    },
    async 'keychain.open'({ folder }, { changed }) {
      const known = entryOf(folder)
      if (!known) throw new AppError('not-found', 'This computer keeps nothing of this registry. Type the passphrase.')
      const deviceSecret = opened(box, known)
      try {
        const status = await client.call('registry.open', { folder, user: known.user, deviceSecret })
        changed('registry', 'cases')
        return status
      } catch (error) {
        // Its slot is gone: it would fail the same way every time.
        if (error instanceof AppError && error.kind === 'wrong-key') store.write(without(folder))
        throw error
      }
    },
  }
}

function opened(box: SecretBox, { sealed }: Entry): string {
  try {
    return box.open(Buffer.from(sealed, 'base64'))
  } catch {
    throw new AppError(
      'wrong-key',
      'The keychain of this computer did not give back what it had kept. Type the passphrase; nothing is lost. Set it up again in Settings.',
    )
  }
}
