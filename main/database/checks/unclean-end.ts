/** A registry that was not closed: whether its file is sound is found out before work goes on. */
import { wordsOfUnreadable } from './unreadable.ts'
import fs from 'node:fs'
import { lastLinkHolds } from '../audit.ts'
import type { Reader } from '../connection.ts'
import type { Holder } from '../registry-lock.ts'
import { wordsOfLeftBehind } from '../registry-lock.ts'
import { registryFiles } from '../registry-folder.ts'

export interface UncleanEnd {
  /** How it is known, in words. */
  readonly words: string
  /** What is wrong with the file; undefined for a sound one. */
  readonly problem: string | undefined
}

/** Saved work that stands in the log and not yet in the file. Asked before SQLite opens the file, which makes a log itself. */
export function hasLeftLog(folder: string): boolean {
  return (fs.statSync(`${registryFiles(folder).database}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

/** Looks at the file where there are signs that it was not closed; undefined where there are none. */
export function lookAfterUncleanEnd(
  db: Reader,
  dataKey: Buffer,
  { leftBehind, leftLog }: { readonly leftBehind: Holder | undefined; readonly leftLog: boolean },
): UncleanEnd | undefined {
  if (!leftBehind && !leftLog) return undefined
  const words = leftBehind ? wordsOfLeftBehind(leftBehind) : 'its last changes still stood in the log of the file'
  return { words, problem: problemOf(db, dataKey) }
}

function problemOf(db: Reader, dataKey: Buffer): string | undefined {
  try {
    const found = String(db.pragma('quick_check(1)', { simple: true }))
    if (found !== 'ok') return `its structure is not whole (${found.split('\n').at(-1)})`
    const [broken] = db.pragma('foreign_key_check') as { table: string }[]
    if (broken) return `a reference in ${broken.table} leads nowhere`
    return lastLinkHolds(db, dataKey) ? undefined : 'the last entry of its audit chain was changed'
  } catch (error) {
    return wordsOfUnreadable(error)
  }
}
