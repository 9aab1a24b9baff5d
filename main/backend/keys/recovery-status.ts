/** How the recovery sheet and the keys stand: from the audit chain, and from what lies in the folder. */
import fs from 'node:fs'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { keyIdOf, readEnvelope } from '#main/database/keys/key-envelope.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { sheetLastTriedAt } from '#main/database/repositories/recovery-events.ts'
import { keptBeforeKeyChange } from '#main/database/keys/settle-key-rotation.ts'
import type { Session } from '../session.ts'

export function recoveryStatus(session: Session): OutputOf<'recovery.status'> {
  const { folder, dataKey, reader, userId, user } = session.registry()
  const triedAt = sheetLastTriedAt(reader)
  return {
    triedAt: triedAt ?? null,
    drill: triedAt === undefined ? 'never' : aYearAfter(triedAt) <= session.clock.today() ? 'due' : 'fresh',
    keyId: keyIdOf(dataKey),
    ...keysIn(registryFiles(folder).keys),
    ...(userId !== undefined && { user }),
    kept: keptBeforeKeyChange(folder, dataKey),
  }
}

const aYearAfter = (time: string): string => `${Number(time.slice(0, 4)) + 1}${time.slice(4, 10)}`

function keysIn(file: string): Pick<OutputOf<'recovery.status'>, 'keysFile' | 'users'> {
  if (!fs.existsSync(file)) return { keysFile: 'missing', users: [] }
  try {
    return { keysFile: 'sound', users: [...new Set(readEnvelope(file).slots.map(({ user }) => user))] }
  } catch {
    return { keysFile: 'damaged', users: [] }
  }
}
