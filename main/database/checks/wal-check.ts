/**
 * The write-ahead log that a process leaves behind when it is killed. SQLite reads it up to the first frame that does not
 * fit and takes what follows for the rest of an older log: one changed byte would silently take back every later save. So
 * the saves that stand in the log are counted here, by the headers of its frames, and held against what SQLite has read.
 * Layout: https://www.sqlite.org/walformat.html
 */
import fs from 'node:fs'
import path from 'node:path'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Writer } from '../connection.ts'

const headerSize = 32
const frameHeaderSize = 24
const pageSize = 4096

/** @returns the numbers, counted from 1, of the frames that end a save; empty where there is no log */
export function savesInLog(database: string): readonly number[] {
  const log = readLog(`${database}-wal`)
  if (!log) return []
  const frames = framesOf(log)
  const salts = isHeaderWhole(log) ? saltsAt(log, 16) : frames[0]?.salts
  // A log that was begun anew leaves frames of the old one behind, with other salts.
  return frames.filter((frame) => frame.endsSave && frame.salts === salts).map(({ number }) => number)
}

/**
 * Asked right after opening. Says it once: the log is kept under another name, and the next opening goes on without what
 * can't be read.
 * @param saves what `savesInLog` told before the file was opened
 * @param at UTC ISO time
 * @throws AppError `corrupt` where SQLite has not read all saves of the log. Not where the very last one alone is missing: a
 * power cut while it was written, before it was acknowledged, looks the same
 */
export function demandSavesRead(db: Writer, database: string, saves: readonly number[], at: string): void {
  if (saves.length === 0) return
  const [state] = db.pragma('wal_checkpoint(PASSIVE)') as { log: number }[]
  const missing = saves.filter((number) => number > (state?.log ?? 0)).length
  if (missing <= 1) return
  const kept = `${database}-wal.damaged-${at.slice(0, 19).replaceAll(':', '.')}`
  fs.copyFileSync(`${database}-wal`, kept)
  throw new AppError(
    'corrupt',
    `The last ${missing} changes before the program ended can’t be read: the file registry.db-wal is damaged. Everything before them is whole. The damaged file is kept as ${path.basename(kept)}. Compare with your last backup; open the registry again to go on without those changes.`,
  )
}

function readLog(file: string): Buffer | undefined {
  try {
    const log = fs.readFileSync(file)
    return log.length > headerSize ? log : undefined
  } catch {
    return undefined // There is none, or SQLite will say why it can't be read.
  }
}

const saltsAt = (log: Buffer, at: number): string => log.toString('latin1', at, at + 8)

function framesOf(log: Buffer): readonly { number: number; endsSave: boolean; salts: string }[] {
  const frames = []
  for (let at = headerSize, number = 1; at + frameHeaderSize + pageSize <= log.length; number++) {
    frames.push({ number, endsSave: log.readUInt32BE(at + 4) > 0, salts: saltsAt(log, at + 8) })
    at += frameHeaderSize + pageSize
  }
  return frames
}

/** The header carries a checksum of its first 24 bytes; the lowest bit of the magic number tells the order of bytes. */
function isHeaderWhole(log: Buffer): boolean {
  const magic = log.readUInt32BE(0)
  if (magic !== 0x377f0682 && magic !== 0x377f0683) return false
  let [first, second] = [0, 0]
  for (let at = 0; at < 24; at += 8) {
    const [left, right] =
      magic & 1 ? [log.readUInt32BE(at), log.readUInt32BE(at + 4)] : [log.readUInt32LE(at), log.readUInt32LE(at + 4)]
    first = (first + left + second) >>> 0
    second = (second + right + first) >>> 0
  }
  return first === log.readUInt32BE(24) && second === log.readUInt32BE(28)
}
