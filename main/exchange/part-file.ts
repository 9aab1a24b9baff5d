/** A long file written piece by piece that is either there whole or not at all: beside its place, synced, renamed over it. */
import fs from 'node:fs'

export interface PartFile {
  write(text: string): void
  /** Gives the file its name. */
  finish(): void
  /** Leaves nothing behind; does nothing once it is finished. */
  discard(): void
}

/** @throws the file system's own errors */
export function openPartFile(file: string): PartFile {
  const part = `${file}.part`
  const handle = fs.openSync(part, 'w', 0o600)
  let isOpen = true
  const close = () => {
    if (isOpen) fs.closeSync(handle)
    isOpen = false
  }
  return {
    write: (text) => fs.writeFileSync(handle, text),
    finish() {
      fs.fsyncSync(handle)
      close()
      fs.renameSync(part, file)
    },
    discard() {
      if (!isOpen && !fs.existsSync(part)) return
      close()
      fs.rmSync(part, { force: true })
    },
  }
}
