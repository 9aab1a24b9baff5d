/** Electronic signatures: a user vouches for a case, or for one visit, as it stands. */
import { z } from 'zod'
import { command, query } from '../operation.ts'

const id = z.string().min(1).max(64)

const signature = z.object({
  id: z.string(),
  /** Missing for the whole case. */
  visitId: z.string().optional(),
  visitDate: z.string().optional(),
  user: z.string(),
  meaning: z.string(),
  signedAt: z.string(),
  /** SHA-256 of what was signed. */
  digest: z.string(),
  /** Computed each time: what was signed is what stands there now. */
  isUnchanged: z.boolean(),
  /** What is not as it was signed: `CK 12 Apr 2021 changed`. */
  changes: z.array(z.string()),
  /** Further ones, not told. */
  more: z.number(),
  /** The last of these changes. */
  lastChange: z.object({ at: z.string(), actor: z.string() }).optional(),
})
export type CaseSignature = z.infer<typeof signature>

export const signaturesArea = {
  /** All signatures of a case and of its visits, newest first. */
  'signatures.ofCase': query(z.object({ caseId: id }), z.object({ signatures: z.array(signature) }), { right: 'read' }),
  /** Signs what is saved of a case, or of a visit and its day. The passphrase is the user's own, typed again. */
  'signatures.sign': command(
    z.object({
      caseId: id,
      visitId: id.optional(),
      passphrase: z.string().min(1, 'Type your passphrase.').max(1024),
    }),
    z.object({ id: z.string() }),
    { right: 'write' },
  ),
}
