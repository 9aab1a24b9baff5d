/**
 * What went wrong, for whoever is asked to help: a text file that holds no patient data. Messages may quote what was
 * entered, so quoted words and longer numbers are blanked; the place in the program is kept.
 */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

export interface Log {
  /** Keeps an error and answers the id to find it by. */
  error(error: unknown, where: string): string
  /** Keeps a line that another process wrote. */
  relay(line: string, from: string): void
}

const rotateAtBytes = 1_000_000

/** A message without anything that may have come out of a record. */
export function withoutData(message: string): string {
  return message
    .replace(/"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|“[^”\n]*”/g, '"…"')
    .replace(/\d+([.,-]\d+)+|\d{3,}/g, '#')
    .slice(0, 500)
}

const isCall = (line: string): boolean => /^\s+at /.test(line)

/** A line of a stack, with the file's name in place of its path. */
const shortCall = (line: string): string =>
  line.trim().replace(/\(?(?:file:\/\/)?[^()\s]*[\\/]([^\\/()]+:\d+:\d+)\)?$/, '($1)')

/** Where in the program, innermost first: file and line of each call, without the message. */
function placesOf(error: Error): string[] {
  return (error.stack ?? '').split('\n').filter(isCall).slice(0, 12).map(shortCall)
}

/** A line that another process wrote. It may begin with the id of an error, which is kept. */
function relayed(line: string): string {
  if (isCall(line)) return `    ${shortCall(line)}`
  const [, id = '', rest = ''] = /^([0-9a-f]{8} )?(.*)$/.exec(line) ?? []
  return `${id && `[${id.trim()}] `}${withoutData(rest)}`
}

/** @param folder made when it is missing. Logging itself never fails: it is what is left when all else does. */
export function createLog(folder: string): Log {
  const file = path.join(folder, 'as-ild-registry.log')

  function write(text: string): void {
    try {
      fs.mkdirSync(folder, { recursive: true })
      if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > rotateAtBytes) fs.renameSync(file, `${file}.1`)
      fs.appendFileSync(file, `${new Date().toISOString()} ${text}\n`, { mode: 0o600 })
    } catch {
      // Nowhere to write: the same text went to stderr.
    }
  }

  return {
    error(error, where) {
      const id = randomBytes(4).toString('hex')
      const about =
        error instanceof Error
          ? `${error.name}: ${withoutData(error.message)}`
          : `thrown: ${withoutData(String(error))}`
      const text = [`[${id}] ${where}: ${about}`, ...(error instanceof Error ? placesOf(error) : [])].join('\n    ')
      process.stderr.write(`${text}\n`)
      write(text)
      return id
    },
    relay(line, from) {
      const text = `${from}: ${relayed(line)}`
      process.stderr.write(`${text}\n`)
      write(text)
    },
  }
}
