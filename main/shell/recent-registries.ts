/** Registries that were open on this workstation, newest first. */
import fs from 'node:fs'
import { z } from 'zod'
import { registryFiles } from '#main/database/registry-folder.ts'
import { isBeingRestored } from '#main/database/backup/restore-swap.ts'
import { settingsFile } from './settings-file.ts'

const entry = z.object({ folder: z.string(), name: z.string(), openedAt: z.string(), user: z.string().optional() })
type Entry = z.infer<typeof entry>

const kept = 12

export interface RecentRegistries {
  list(): (Entry & { readonly exists: boolean })[]
  note(folder: string, name: string, user?: string): void
  forget(folder: string): void
}

export function recentRegistries(file: string, now: () => Date = () => new Date()): RecentRegistries {
  const store = settingsFile(file, z.array(entry), [])
  const without = (folder: string) => store.read().filter((other) => other.folder !== folder)
  return {
    list: () => store.read().map((known) => ({ ...known, exists: isRegistry(known.folder) })),
    note: (folder, name, user) =>
      store.write(
        [{ folder, name, openedAt: now().toISOString(), ...(user && { user }) }, ...without(folder)].slice(0, kept),
      ),
    forget: (folder) => store.write(without(folder)),
  }
}

/** True where a registry's database lies in the folder, or will when it is opened. */
export function isRegistry(folder: string): boolean {
  return fs.existsSync(registryFiles(folder).database) || isBeingRestored(folder)
}
