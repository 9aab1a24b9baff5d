import fs from 'node:fs/promises'
import path from 'node:path'
import { ScanRefusal, unreadable } from './scan-refusal.ts'

/** More files than any archive export holds; a whole disk chosen by mistake is found out in time. */
export const mostFiles = 200_000
const deepestFolder = 64

/** What desktop systems leave in folders; nobody misses it. */
const litter: ReadonlySet<string> = new Set(['.ds_store', 'thumbs.db', 'desktop.ini', '__macosx', '.trashes'])

/** Whether a file or folder of this name is passed over in silence. */
export function isLitter(name: string): boolean {
  return litter.has(name.toLowerCase()) || name.startsWith('._')
}

/**
 * The plain files in a folder and all folders below, in the order of their names. No link is followed: what it points to is found
 * where it is, or isn't in the folder.
 * @param refuse told of what is passed over
 */
export async function* filesBelow(
  folder: string,
  refuse: (file: string, error: unknown) => void,
  depth = 0,
): AsyncGenerator<string> {
  if (depth > deepestFolder) {
    refuse(folder, new ScanRefusal('too-many', `is nested deeper than ${deepestFolder} folders.`))
    return
  }
  let entries
  try {
    entries = await fs.readdir(folder, { withFileTypes: true })
  } catch (error) {
    refuse(folder, unreadable(error))
    return
  }
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const file = path.join(folder, entry.name)
    if (isLitter(entry.name)) continue
    if (entry.isDirectory()) yield* filesBelow(file, refuse, depth + 1)
    else if (entry.isFile()) yield file
    else if (entry.isSymbolicLink())
      refuse(file, new ScanRefusal('link', 'is a link to elsewhere, which isn’t followed. Choose what it points to.'))
    else refuse(file, new ScanRefusal('special-file', 'is no plain file.'))
  }
}
