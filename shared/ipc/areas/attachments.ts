/** Files kept in the registry, encrypted with it. The page never sees a path: the shell asks for files. */
import { z } from 'zod'
import { largestFileBytes } from '#shared/domain/refusal-of-file.ts'
import { command, job } from '../operation.ts'
import { content, draftPlace, saved } from './record-values.ts'

const id = z.string().min(1).max(64)
const base64 = z.base64().max(Math.ceil((largestFileBytes * 4) / 3) + 4)
const file = z.object({ fileName: z.string(), mediaType: z.string(), base64: z.string() })

export const attachmentsArea = {
  /** Asks for files and hands their content over; what they are for is asked in the page. None when dismissed. */
  'attachments.choose': job(
    z.object({}),
    z.object({
      files: z.array(z.object({ fileName: z.string(), base64: z.string() })),
      /** Why others that were chosen can't be kept, a plain sentence each. */
      refused: z.array(z.string()),
    }),
    { right: 'write', place: 'shell' },
  ),
  /** Asks where to, and writes a copy. `null` when dismissed. */
  'attachments.saveCopy': job(
    z.object({ id, fileName: z.string().max(255) }),
    z.object({ file: z.string().nullable() }),
    { right: 'export', place: 'shell' },
  ),
  /** Keeps a file with its record. What it is is told from its content. */
  'attachments.store': command(
    z.object({ caseId: id, ...content, draft: draftPlace.optional(), fileName: z.string().min(1).max(255), base64 }),
    saved,
    { right: 'write' },
  ),
  /** Hands a file out. Goes into the audit chain. */
  'attachments.read': command(z.object({ id }), file, { right: 'export' }),
  /** Shows a file inside the program. Goes into the audit chain as a look, not as an export. */
  'attachments.view': command(z.object({ id }), file, { right: 'read' }),
}
