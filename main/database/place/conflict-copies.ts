/**
 * Copies that a synchronizing program has put beside the files of a registry, because two computers had changed them. They are
 * found and named, never opened and never deleted: each may hold the only copy of somebody's work.
 */
import fs from 'node:fs'

/** Name and ending, between which such a program puts its mark. */
const files = [
  ['registry', '.db'],
  ['registry', '.db-wal'],
  ['registry', '.db-shm'],
  ['keys', '.json'],
] as const

const marks: readonly { readonly mark: RegExp; readonly program: string }[] = [
  { mark: /^ \(.*conflicted copy.*\)$/i, program: 'Dropbox, Nextcloud or Box' },
  { mark: /^_conflict-.+$/i, program: 'ownCloud' },
  { mark: /^ \(SFConflict .+\)$/i, program: 'Seafile' },
  { mark: /^\.sync-conflict-.+$/i, program: 'Syncthing' },
  { mark: /^ \(\d+\)$/, program: 'Google Drive, or a copy made by hand' },
  { mark: /^ \d+$/, program: 'iCloud Drive' },
  { mark: /^ \(.*(conflict|konflikt|conflit).*\)$/i, program: 'a synchronizing program' },
  { mark: /^-[^.]+$/, program: 'OneDrive' },
]

export interface ConflictCopy {
  readonly name: string
  /** Which program names copies so. */
  readonly program: string
}

/** Whether a name is that of a conflict copy of a registry's file. */
export function conflictCopyOf(name: string): ConflictCopy | undefined {
  for (const [stem, ending] of files) {
    if (!name.startsWith(stem) || !name.endsWith(ending) || name.length <= stem.length + ending.length) continue
    const between = name.slice(stem.length, name.length - ending.length)
    const found = marks.find(({ mark }) => mark.test(between))
    if (found) return { name, program: found.program }
  }
  return undefined
}

/** Those in the folder of a registry, by name. */
export function conflictCopiesIn(folder: string): ConflictCopy[] {
  try {
    return fs
      .readdirSync(folder)
      .toSorted()
      .map(conflictCopyOf)
      .filter((copy) => copy !== undefined)
  } catch {
    return []
  }
}
