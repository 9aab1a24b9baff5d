/** What is begun for every registry that was opened: backups, and the search for damage. */
import type { Topic } from '#shared/ipc/contract.ts'
import type { BackupKeeper } from '../backups/backup-keeper.ts'
import { damagedFile, watchForDamage } from './damage-watch.ts'
import type { Session } from '../session.ts'
import { watchForWeeklyCheck } from './weekly-check.ts'

interface Watched {
  readonly session: Session
  readonly keeper: BackupKeeper
  readonly changed: (topics: readonly Topic[]) => void
}

/** A small file was looked through when it is done; everything else goes on until the registry is closed. */
export async function lookAfter({ session, keeper, changed }: Watched): Promise<void> {
  keeper.look()
  const { uncleanEnd } = session.registry()
  if (uncleanEnd?.problem) session.damaged(damagedFile(uncleanEnd.problem))
  await watchForDamage(session, changed)
  if (session.status().state === 'open') watchForWeeklyCheck(session, changed)
}
