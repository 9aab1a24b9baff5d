/**
 * What went wrong, for whoever is asked to help: a text file that holds no patient data and no secret. Messages may hold what
 * was entered, so of their first line everything is blanked that is quoted, a name, a longer number or a key; the rest of them
 * is dropped. The place in the program is kept.
 */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

export interface Log {
  /** Keeps an error and answers the id to find it by. */
  error(error: unknown, where: string): string
  /** Keeps a line that another process wrote, as far as it can hold no data. */
  relay(line: string, from: string): void
}

const rotateAtBytes = 1_000_000

/** A message without anything that may have come out of a record. */
export function withoutData(message: string): string {
  const [line = ''] = message.split('\n', 1)
  return (
    line
      // To the last quote: what is quoted may itself hold quotes. One that is not closed was cut off.
      .replace(/(?<!\p{L})["'`“].*["'`”](?!\p{L})|(?<!\p{L})["'`“].*$/u, '"…"')
      .replace(/[\w+/=-]{32,}/g, '#')
      // Names: a capital in the middle of a sentence, or a letter that no word of ours has.
      .replace(
        /(?<=\S\s+)(?!\w*(?:Error|Exception)\b)\p{Lu}['’]?\p{L}*\p{Ll}[\p{L}'’-]*|\p{L}*[\u00c0-\u024f\u0370-\uffdc]\p{L}*/gu,
        '…',
      )
      .replace(/\d+([.,-]\d+)+|\d{3,}/g, '#')
      .slice(0, 500)
  )
}

const isCall = (line: string): boolean => /^\s+at .*(:\d+:\d+|<anonymous>|native)\)?$/.test(line)

/** A line of a stack, with the file's name in place of its path. */
const shortCall = (line: string): string =>
  line.trim().replace(/\(?(?:file:\/\/)?[^()\s]*[\\/]([^\\/()]+:\d+:\d+)\)?$/, '($1)')

/** Where in the program, innermost first: file and line of each call, without the message. */
function placesOf(error: Error): string[] {
  return (error.stack ?? '').split('\n').filter(isCall).slice(0, 12).map(shortCall)
}

/**
 * A line that another process wrote: where it begins with the id of an error, or is a call, or one of the runtime's own
 * words. Undefined for others: the second line of a message may be a line of a note.
 */
function relayed(line: string): string | undefined {
  if (isCall(line)) return `    ${shortCall(line)}`
  const [, id = '', rest = ''] = /^([0-9a-f]{8} )?(.*)$/.exec(line) ?? []
  if (!id && !/^(\(node:\d+\) )?\w*(Error|Warning|FATAL ERROR)\b/.test(rest)) return undefined
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
      const kept = relayed(line)
      if (kept === undefined) return
      const text = `${from}: ${kept}`
      process.stderr.write(`${text}\n`)
      write(text)
    },
  }
}
