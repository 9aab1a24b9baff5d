/**
 * Puts a whole registry in the place of another by two renames, with a marker beside them: killed at any moment, the place
 * holds the old one or the new one, or neither and the marker that says how to finish. Nothing is ever deleted.
 */
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { syncFolder } from '../sync-folder.ts'
import { writeWhole } from '../write-whole.ts'

const markerSchema = z.object({ staged: z.string().min(1), kept: z.string().min(1) })

const markerOf = (folder: string): string =>
  path.join(path.dirname(folder), `.${path.basename(folder)}.being-restored.json`)

/** Whether a restore was cut short here, so that opening finds a registry although the folder is not there. */
export const isBeingRestored = (folder: string): boolean => fs.existsSync(markerOf(folder))

interface Swap {
  readonly folder: string
  /** Beside it: whole and verified. */
  readonly staged: string
  /** Beside it: what the present one will be called. */
  readonly kept: string
}

export function swapIn({ folder, staged, kept }: Swap): void {
  const parent = path.dirname(folder)
  if (!fs.existsSync(folder)) {
    fs.renameSync(staged, folder)
    return syncFolder(parent)
  }
  const marker = markerOf(folder)
  writeWhole(marker, JSON.stringify({ staged: path.basename(staged), kept: path.basename(kept) }))
  try {
    fs.renameSync(folder, kept)
  } catch (error) {
    fs.rmSync(marker, { force: true })
    throw error
  }
  try {
    syncFolder(parent)
    fs.renameSync(staged, folder)
  } catch (error) {
    fs.renameSync(kept, folder)
    fs.rmSync(marker, { force: true })
    throw error
  }
  syncFolder(parent)
  fs.rmSync(marker, { force: true })
}

/** Before a registry is opened: finishes what was cut short between the two renames. */
export function finishRestore(folder: string): void {
  const marker = markerOf(folder)
  if (!fs.existsSync(marker)) return
  const parent = path.dirname(folder)
  const { staged, kept } = read(marker)
  // With the folder in its place either nothing was begun or all is done.
  if (!fs.existsSync(folder))
    for (const name of [staged, kept]) {
      const candidate = name === undefined ? undefined : path.join(parent, path.basename(name))
      if (candidate === undefined || !fs.existsSync(candidate)) continue
      fs.renameSync(candidate, folder)
      syncFolder(parent)
      break
    }
  fs.rmSync(marker, { force: true })
}

function read(marker: string): Partial<z.infer<typeof markerSchema>> {
  try {
    return markerSchema.parse(JSON.parse(fs.readFileSync(marker, 'utf8')))
  } catch {
    return {}
  }
}
