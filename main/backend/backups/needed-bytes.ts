import fs from 'node:fs'
import { registryFiles } from '#main/database/registry-folder.ts'

const keysAndTextsBytes = 1024 * 1024

/** Room that one more backup of a registry takes. */
export function neededBytes(registry: string): number {
  const { database } = registryFiles(registry)
  const size = (file: string) => (fs.existsSync(file) ? fs.statSync(file).size : 0)
  return size(database) + size(`${database}-wal`) + keysAndTextsBytes
}
