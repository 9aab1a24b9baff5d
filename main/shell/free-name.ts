import fs from 'node:fs'
import path from 'node:path'
import { safeFileName } from './safe-file-name.ts'

/** A path in a folder at which nothing lies yet: `Registry.asild`, else `Registry 2.asild`, and so on. */
export function freeName(folder: string, name: string, extension: string): string {
  for (let number = 1; ; number++) {
    const file = path.join(folder, `${name}${number > 1 ? ` ${number}` : ''}${extension}`)
    if (!fs.existsSync(file)) return file
  }
}

/** Where a registry of this name would lie in a folder, without touching what is there. */
export function newRegistryFolder(folder: string, name: string): string {
  return freeName(folder, name.trim() ? safeFileName(name) : 'Registry', '.asild')
}
