/** The ways into a registry: a passphrase, the recovery sheet, or what a computer keeps. */
import { AppError } from '#shared/ipc/app-error.ts'
import { isSameName, readEnvelope, unwrapKey, unwrapKeyByDevice } from './key-envelope.ts'
import { keyFits } from '../checks/page-check.ts'
import { keyOfWords } from './recovery-words.ts'
import { inTurn } from './unlock-attempts.ts'
import type { WayIn } from './unlock-attempts.ts'

export interface Ways {
  readonly folder: string
  readonly passphrase?: string | undefined
  readonly recoveryWords?: string | undefined
  /** What the keychain of this computer kept for the user. */
  readonly deviceSecret?: string | undefined
  /** Tries only this user's slot. */
  readonly user?: string | undefined
  /** UTC ISO time. */
  readonly at: string
}

export const wayIn = ({ recoveryWords, deviceSecret }: Pick<Ways, 'recoveryWords' | 'deviceSecret'>): WayIn =>
  recoveryWords !== undefined ? 'recovery sheet' : deviceSecret !== undefined ? 'this computer' : 'passphrase'

/** The data key, by whatever way in was given. @throws AppError `wrong-key`, also where the next attempt has to wait */
export async function keyInTurn(
  wish: Ways,
  { keys, database }: { readonly keys: string; readonly database: string },
): Promise<{ dataKey: Buffer; user: string }> {
  const { folder, at, recoveryWords, deviceSecret, passphrase } = wish
  if (recoveryWords === undefined && deviceSecret === undefined && !passphrase)
    throw new AppError('wrong-key', 'Type the passphrase, or use the recovery sheet.')
  const how = wayIn(wish)
  // Whatever else was typed as a name may be a passphrase in the wrong field.
  const user = slotUsers(keys).find((name) => wish.user !== undefined && isSameName(name, wish.user))
  return inTurn({ folder, at, how, user }, async () => {
    // Who holds the sheet is not known by name, whatever was typed.
    if (recoveryWords !== undefined) return { dataKey: keyOfWords(recoveryWords), user: 'recovery sheet' }
    const envelope = readEnvelope(keys)
    if (deviceSecret !== undefined) return unwrapKeyByDevice(envelope, deviceSecret)
    return unwrapKey(envelope, passphrase ?? '', wish.user, (dataKey) => keyFits(database, dataKey))
  })
}

/** As the audit chain tells it. */
export const wordsOfWay: Readonly<Record<WayIn, string>> = {
  passphrase: 'with the passphrase',
  'recovery sheet': 'with the recovery sheet',
  'this computer': 'with what this computer had kept',
}

/** keys.json may be missing: the recovery sheet opens without it. */
export function slotUsers(keysFile: string): string[] {
  try {
    return readEnvelope(keysFile).slots.map(({ user }) => user)
  } catch {
    return []
  }
}
