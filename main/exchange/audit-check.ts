/** Checks a signed copy of the audit chain, without the registry that it comes from. */
import { createHash, verify } from 'node:crypto'
import type { Hash } from 'node:crypto'
import fs from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { AppError } from '#shared/ipc/app-error.ts'
import { auditFormat, formatVersion } from './audit-json.ts'
import { publicKeyOf } from './audit-signing-key.ts'

const headSchema = z.object({
  format: z.literal(auditFormat),
  version: z.literal(formatVersion),
  registry: z.object({ id: z.string(), name: z.string() }),
  madeAt: z.string(),
  madeBy: z.string(),
  complete: z.boolean(),
  chain: z.object({ entries: z.number(), head: z.string() }),
  publicKey: z.string(),
})
const coversSchema = z.object({
  entries: z.number(),
  first: z.number().nullable(),
  last: z.number().nullable(),
})
const entrySchema = z.object({ seq: z.number(), sealBefore: z.string().optional(), seal: z.string() })

export interface AuditFileCheck {
  readonly ok: boolean
  /** What is wrong, in words. */
  readonly problems: readonly string[]
  /** Whose key it was checked with: one that was given, or the file's own, which proves nothing of where it comes from. */
  readonly key: 'given' | 'own'
  readonly registry: { readonly id: string; readonly name: string }
  readonly madeAt: string
  readonly madeBy: string
  readonly complete: boolean
  readonly entries: number
  readonly first: number | null
  readonly last: number | null
  readonly head: string
  readonly publicKey: string
}

const notSuchFile = () =>
  new AppError('invalid-input', 'This is no signed copy of an audit chain, or its beginning or its end was cut off.')

/**
 * @param givenKey public key as base64 or PEM; the file's own where it is missing
 * @throws AppError `not-found`, `invalid-input` for what is no such file or no such key
 */
export async function checkAuditFile(file: string, givenKey: string | undefined): Promise<AuditFileCheck> {
  const { size, signature } = signedPart(file)
  const walk = walker()
  const digest = createHash('sha512')
  const text = fs.createReadStream(file, { end: Math.max(0, size - 1) })
  text.on('data', (bytes) => void digest.update(bytes))
  for await (const line of createInterface({ input: text, crlfDelay: 0 })) walk.take(line)
  const { head: header, covers, problems } = walk.end()
  if (!isSigned(digest, signature, keyOf(givenKey ?? header.publicKey)))
    problems.unshift(
      givenKey === undefined
        ? 'The signature does not fit: the file is not as it was made.'
        : 'The signature does not fit this key: the file was changed, or it was made by another registry or before its key was changed.',
    )
  const { registry, madeAt, madeBy, complete, chain, publicKey } = header
  return {
    ok: problems.length === 0,
    problems,
    key: givenKey === undefined ? 'own' : 'given',
    registry,
    madeAt,
    madeBy,
    complete,
    ...covers,
    head: chain.head,
    publicKey,
  }
}

const isSigned = (digest: Hash, signature: Buffer, key: ReturnType<typeof publicKeyOf>) =>
  verify(null, digest.digest(), key, signature)

function keyOf(text: string): ReturnType<typeof publicKeyOf> {
  try {
    return publicKeyOf(text)
  } catch {
    throw new AppError(
      'invalid-input',
      'The public key is none: it is 60 signs of base64, or a PEM file that holds them.',
    )
  }
}

const tailBytes = 400

/** How many bytes were signed, and the signature that stands behind them. */
function signedPart(file: string): { readonly size: number; readonly signature: Buffer } {
  let handle: number
  try {
    handle = fs.openSync(file, 'r')
  } catch {
    throw new AppError('not-found', `There is no file ${file} that could be read.`)
  }
  try {
    const { size: whole } = fs.fstatSync(handle)
    const tail = Buffer.alloc(Math.min(tailBytes, whole))
    fs.readSync(handle, tail, 0, tail.length, whole - tail.length)
    const found = /\n"signature":"([A-Za-z0-9+/=]+)"\n\}\n$/.exec(tail.toString('latin1'))
    if (!found) throw notSuchFile()
    return { size: whole - tail.length + found.index + 1, signature: Buffer.from(found[1]!, 'base64') }
  } finally {
    fs.closeSync(handle)
  }
}

/** Takes the signed lines one by one; keeps none of the entries. */
function walker() {
  const properties: Record<string, unknown> = {}
  const problems: string[] = []
  let isInEntries = false
  let count = 0
  let first: number | null = null
  let last: { readonly seq: number; readonly seal: string } | undefined
  const say = (problem: string) => void (problems.length < 10 && problems.push(problem))

  function takeEntry(line: string): void {
    const entry = entrySchema.parse(JSON.parse(line.replace(/,$/, '')))
    if (last && entry.seq <= last.seq) say(`Entry ${entry.seq} stands after entry ${last.seq}.`)
    if ((last?.seq ?? 0) + 1 !== entry.seq && entry.sealBefore === undefined)
      say(`Entry ${entry.seq} does not say what stood before it.`)
    first ??= entry.seq
    last = entry
    count += 1
  }

  return {
    take(line: string): void {
      try {
        if (line === '{') return
        if (line === '"entries":[') isInEntries = true
        else if (line === '],') isInEntries = false
        else if (isInEntries) takeEntry(line)
        else Object.assign(properties, JSON.parse(`{${line.replace(/,$/, '')}}`))
      } catch {
        throw notSuchFile()
      }
    },
    end() {
      const [head, covers] = [headSchema.safeParse(properties), coversSchema.safeParse(properties['covers'])]
      if (!head.success || !covers.success) throw notSuchFile()
      const said = covers.data
      if (said.entries !== count || said.first !== first || said.last !== (last?.seq ?? null))
        say(`The file says that it holds ${said.entries} entries, and holds ${count}.`)
      const { complete, chain } = head.data
      if (complete && (count !== chain.entries || (last && last.seal !== chain.head)))
        say('The file says that it holds the whole chain, and does not.')
      return { head: head.data, covers: said, problems }
    },
  }
}
