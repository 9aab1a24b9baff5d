/** Signatures: added, never changed. */
import { z } from 'zod'
import { isFormId } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import type { Reader, Writer } from '../connection.ts'
import { uuidV7 } from '../uuid-v7.ts'

/** One record that was signed, by the SHA-256 of what it held. */
export interface SignedRecord {
  readonly form: FormId
  readonly id: string
  readonly sha256: string
}

export interface Signature {
  readonly id: string
  readonly caseId: string
  readonly visitId: string | undefined
  readonly userId: string
  readonly userName: string
  readonly meaning: string
  /** SHA-256 over everything that was signed. */
  readonly digest: string
  readonly content: readonly SignedRecord[]
  /** UTC ISO time. */
  readonly signedAt: string
}

interface Row {
  readonly id: string
  readonly case_id: string
  readonly visit_id: string | null
  readonly user_id: string
  readonly user_name: string
  readonly meaning: string
  readonly digest: string
  readonly content: string
  readonly signed_at: string
}

const contentSchema = z.array(
  z.object({
    form: z.custom<FormId>((name) => typeof name === 'string' && isFormId(name)),
    id: z.string(),
    sha256: z.string(),
  }),
)

/** Of the case and of its visits, newest first. A visit that came from another case brings its signatures. */
export function signaturesOfCase(db: Reader, caseId: string): Signature[] {
  const rows = db
    .prepare(
      `SELECT * FROM signature WHERE case_id = :caseId OR visit_id IN (SELECT id FROM visit WHERE case_id = :caseId)
       ORDER BY signed_at DESC, id DESC`,
    )
    .all({ caseId }) as Row[]
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    visitId: row.visit_id ?? undefined,
    userId: row.user_id,
    userName: row.user_name,
    meaning: row.meaning,
    digest: row.digest,
    content: contentSchema.parse(JSON.parse(row.content)),
    signedAt: row.signed_at,
  }))
}

export function insertSignature(db: Writer, signature: Omit<Signature, 'id'>): string {
  const id = uuidV7()
  const { caseId, visitId, userId, userName, meaning, digest, content, signedAt } = signature
  db.prepare(
    `INSERT INTO signature (id, case_id, visit_id, user_id, user_name, meaning, digest, content, signed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(id, caseId, visitId ?? null, userId, userName, meaning, digest, JSON.stringify(content), signedAt)
  return id
}

interface InChain {
  readonly seq: number
  readonly digest: string | undefined
}

/** The entry of the audit chain that a signature left. */
export function signatureInChain(db: Reader, id: string): InChain | undefined {
  const row = db
    .prepare(`SELECT seq, after FROM audit WHERE row_id = ? AND table_name = 'signature' AND kind = 'insert'`)
    .get(id) as { seq: number; after: string } | undefined
  return row && { seq: row.seq, digest: (JSON.parse(row.after) as { digest?: string }).digest }
}

interface Touch {
  readonly seq: number
  readonly at: string
  readonly actor: string
}

/** The last entry about a row. */
export function lastTouch(db: Reader, rowId: string): Touch | undefined {
  return db.prepare('SELECT seq, at, actor FROM audit WHERE row_id = ? ORDER BY seq DESC LIMIT 1').get(rowId) as
    Touch | undefined
}

/** The last change of who the patient is, after an entry. What it was stays out of signatures: a digest of a name can be guessed. */
export function identityTouchedSince(db: Reader, caseId: string, seq: number): Touch | undefined {
  return db
    .prepare(
      `SELECT seq, at, actor FROM audit WHERE case_id = ? AND table_name = 'identity' AND seq > ? ORDER BY seq DESC LIMIT 1`,
    )
    .get(caseId, seq) as Touch | undefined
}
