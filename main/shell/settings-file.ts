/** Small files of the shell's own: read whole, checked, written whole or not at all. Hold no patient data. */
import fs from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import { writeWhole } from '#main/database/write-whole.ts'

export interface SettingsFile<T> {
  read(): T
  write(value: T): void
}

/** @param fallback what counts while there is no file, or one that can't be read */
export function settingsFile<S extends z.ZodType>(
  file: string,
  schema: S,
  fallback: z.output<S>,
): SettingsFile<z.output<S>> {
  return {
    read() {
      try {
        return schema.parse(JSON.parse(fs.readFileSync(file, 'utf8')))
      } catch {
        return fallback
      }
    },
    write(value) {
      fs.mkdirSync(path.dirname(file), { recursive: true })
      writeWhole(file, `${JSON.stringify(value, undefined, 2)}\n`)
    },
  }
}
