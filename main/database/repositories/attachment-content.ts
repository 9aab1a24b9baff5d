/** The bytes of attachments. Everything else about them is an ordinary record. */
import { createHash } from 'node:crypto'
import type { Reader, Writer } from '../connection.ts'

export const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

export function insertContent(db: Writer, attachmentId: string, content: Uint8Array): void {
  db.prepare('INSERT INTO attachment_content (attachment_id, content) VALUES (?, ?)').run(attachmentId, content)
}

export function readContent(db: Reader, attachmentId: string): Buffer | undefined {
  const row = db.prepare('SELECT content FROM attachment_content WHERE attachment_id = ?').get(attachmentId)
  return (row as { content: Buffer } | undefined)?.content
}

/** The first attachment whose content is missing or not what its record says, or undefined. */
export function wrongContent(db: Reader): string | undefined {
  const rows = db
    .prepare('SELECT id, sha256, content FROM attachment LEFT JOIN attachment_content ON attachment_id = id')
    .iterate()
  for (const { id, sha256: expected, content } of rows as Iterable<{
    id: string
    sha256: string | null
    content: Buffer | null
  }>)
    if (!content || sha256(content) !== expected) return id
  return undefined
}
