/** Whether there is a backup to go back to: computed from what lies in the folders now. */
import type { HealthPart, Light } from '#shared/ipc/areas/health.ts'
import { lastBackupNoted } from '#main/database/backup/backup-differences.ts'
import { backupSettingsIn } from '#main/database/backup/backup-settings.ts'
import { lookAtFolders, newestVerified } from '../backups/look-at-folders.ts'
import type { CountedBackup, SeenFolder } from '../backups/look-at-folders.ts'
import { wordsOfChanges } from '../backups/judge-backup.ts'
import type { Session } from '../session.ts'
import { worstLight } from './worst-light.ts'

const dayMs = 86_400_000

export const backupsHealth =
  (failures: ReadonlyMap<string, string>) =>
  async (session: Session): Promise<HealthPart> => {
    const part = (light: Light, ...sentences: string[]): HealthPart => ({ id: 'backups', light, sentences })
    const registry = session.registry()
    if (registry.demo) return part('good', 'The demo needs no backups: it can be made anew at any time.')
    const settings = backupSettingsIn(registry.reader)
    if (settings.folders.length === 0)
      return part('attention', 'No backup folder is set. Choose one, best on another disk than this registry.')
    const folders = await lookAtFolders(registry, failures)
    if (!registry.reader.open) return part('attention', 'The registry was closed meanwhile.')
    const newest = newestVerified(folders)
    const now = Date.parse(session.clock.now())
    const age = newest
      ? ageOf(newest, now, settings.warnAfterDays)
      : withoutBackup(lastBackupNoted(registry.reader), folders, { now, warnAfterDays: settings.warnAfterDays })
    const seen = folders.filter(({ state }) => isSeen(state))
    const isAllOnSameDisk = seen.length > 0 && seen.every(({ sameDisk }) => sameDisk)
    const troubles = folders.flatMap(({ sentences }) => sentences)
    return part(
      worstLight([age.light, troubles.length > 0 || isAllOnSameDisk ? 'attention' : 'good']),
      age.words,
      ...troubles,
      ...(isAllOnSameDisk
        ? [
            'Backups lie on the same disk as the registry: when that fails, both are lost. Choose a folder on another disk.',
          ]
        : []),
    )
  }

const isSeen = (state: SeenFolder['state']): boolean =>
  state === 'ready' || state === 'read-only' || state === 'no-space'

interface Age {
  readonly light: Light
  readonly words: string
}

/** How old it is does not matter as long as nothing was changed since. */
function ageOf({ madeAt, changesSince }: CountedBackup, now: number, warnAfterDays: number): Age {
  const days = Math.floor((now - Date.parse(madeAt)) / dayMs)
  const made = `The newest verified backup is of ${when(madeAt)}`
  if (changesSince === 0) return { light: 'good', words: `${made}. Nothing was changed since.` }
  const old = days === 0 ? '' : ` (${days} ${days === 1 ? 'day' : 'days'} ago)`
  const changes = wordsOfChanges(changesSince)
  const words = `${made}${old}, with ${changes} since.`
  if (days >= 3 * warnAfterDays) return { light: 'bad', words: `${words} Make a backup now.` }
  return days >= warnAfterDays
    ? { light: 'attention', words: `${words} Make a backup soon.` }
    : { light: 'good', words }
}

/** What can't be seen does not count; what the chain tells of it says how urgent that is. */
function withoutBackup(
  noted: string | undefined,
  folders: readonly SeenFolder[],
  { now, warnAfterDays }: { readonly now: number; readonly warnAfterDays: number },
): Age {
  const areSeen = folders.every(({ state }) => isSeen(state))
  if (noted === undefined) return { light: 'bad', words: 'There is no backup of this registry yet. Make one now.' }
  if (areSeen)
    return {
      light: 'bad',
      words: `No backup that counts is in the folders, though one was made on ${when(noted)}. Make one now.`,
    }
  const isRecent = now - Date.parse(noted) < warnAfterDays * dayMs
  return {
    light: isRecent ? 'attention' : 'bad',
    words: `No backup can be seen now. The last was made on ${when(noted)}.`,
  }
}

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
/** `26 Nov 2026, 10:15`, by the clock of this workstation. */
const when = (iso: string): string => moment.format(new Date(iso))
