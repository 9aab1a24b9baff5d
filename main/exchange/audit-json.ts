/**
 * A copy of the audit chain that anybody can check who was given the registry's public key. One property or entry a line;
 * the signature is Ed25519 over the SHA-512 of every byte before the line that holds it, so that a standard tool can check
 * a file of any size.
 */
import { createHash, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { publicKeyText } from './audit-signing-key.ts'
import type { PartFile } from './part-file.ts'

export const auditFormat = 'as-ild-registry-audit'
export const formatVersion = 1

/** Read by whoever gets such a file in twenty years. */
const howToCheck = [
  'A copy of the audit chain of an AS-ILD registry: who did what, when, from which value to which, and why.',
  'Each entry carries its seal, an HMAC-SHA-256 over the seal of the entry before it and its own content. The seals can be recomputed by whoever holds the registry; the last one is the head that stands at the foot of prints.',
  'The signature on the last line but one is Ed25519 over the SHA-512 digest (64 bytes) of all bytes of this file before that line. Check it against the public key that you were given, not against the one in this file.',
  'With the program: as-ild-registry audit-check FILE --key PUBLICKEY',
  'With OpenSSL 3: write the public key between the lines -----BEGIN PUBLIC KEY----- and -----END PUBLIC KEY----- into key.pem, then',
  "sed -e '$d' FILE | sed -e '$d' | openssl dgst -sha512 -binary > digest.bin",
  `sed -n -e 's/^"signature":"\\(.*\\)"$/\\1/p' FILE | openssl base64 -d -A > signature.bin`,
  'openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in digest.bin -sigfile signature.bin',
] as const

export interface AuditFileHead {
  readonly registry: { readonly id: string; readonly name: string }
  /** UTC ISO time. */
  readonly madeAt: string
  readonly madeBy: string
  /** What was asked for; empty for the whole chain. */
  readonly filter: object
  /** Everything that the chain held when the file was made. */
  readonly isComplete: boolean
  readonly withIdentity: boolean
  readonly chain: { readonly entries: number; readonly head: string }
}

/** An entry as it stands in the file. Contents of changes stay the text that was sealed. */
export interface AuditFileEntry {
  readonly seq: number
  /** Where the entry before it is not in the file, and on the first. */
  readonly sealBefore?: string
  readonly at: string
  readonly actor: string
  readonly operation: string
  readonly operationId: string
  readonly reason: string | null
  readonly kind: string
  readonly table: string | null
  readonly row: string | null
  readonly case: string | null
  readonly before: string | null
  readonly after: string | null
  readonly withheld?: true
  readonly seal: string
}

export interface AuditJsonWriter {
  add(entry: AuditFileEntry): void
  /** Signs and ends the text; the file still wants its name. */
  end(): void
}

export function auditJsonWriter(file: PartFile, head: AuditFileHead, key: KeyObject): AuditJsonWriter {
  const digest = createHash('sha512')
  const signed = (text: string) => {
    digest.update(text)
    file.write(text)
  }
  let count = 0
  let first: number | null = null
  let last: number | null = null
  const property = (name: string, value: unknown) => `"${name}":${inOneLine(value)},\n`
  signed(
    `{\n${property('format', auditFormat)}${property('version', formatVersion)}${property('check', howToCheck)}` +
      `${property('registry', head.registry)}${property('madeAt', head.madeAt)}${property('madeBy', head.madeBy)}` +
      `${property('filter', head.filter)}${property('complete', head.isComplete)}` +
      `${property('identity', head.withIdentity)}${property('chain', head.chain)}` +
      `${property('publicKey', publicKeyText(key))}"entries":[\n`,
  )
  return {
    add(entry) {
      signed(`${count > 0 ? ',\n' : ''}${inOneLine(entry)}`)
      first ??= entry.seq
      last = entry.seq
      count += 1
    },
    end() {
      signed(`${count > 0 ? '\n' : ''}],\n${property('covers', { entries: count, first, last })}`)
      file.write(`"signature":"${sign(null, digest.digest(), key).toString('base64')}"\n}\n`)
    },
  }
}

/** JSON leaves two signs as they are that some readers of lines take for an end of line. */
const inOneLine = (value: unknown) =>
  JSON.stringify(value).replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`)
