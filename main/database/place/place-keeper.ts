/** Knows an open file again by what the system calls it: a path can lead to another file meanwhile, or nowhere. */
import fs from 'node:fs'

export type PlaceOfFile =
  | 'here'
  /** Moved, deleted, or another file stands there. */
  | 'gone'
  /** The right to enter its folder was taken away. */
  | 'shut'

export function placeKeeper(file: string): () => PlaceOfFile {
  const identity = (): string | undefined => {
    const found = fs.statSync(file, { bigint: true, throwIfNoEntry: false })
    return found && `${found.dev} ${found.ino}`
  }
  const opened = identity()
  return () => {
    try {
      return identity() === opened ? 'here' : 'gone'
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      return code === 'EACCES' || code === 'EPERM' ? 'shut' : 'gone'
    }
  }
}
