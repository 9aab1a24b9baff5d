/**
 * manifest.json of a backup: what it holds, and from which moment. Written last and sealed with a key that is derived from
 * the registry's data key: a folder without it is no backup, and a changed one is noticed.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const contentSchema = z.object({
  format: z.literal('as-ild-registry-backup'),
  version: z.literal(1),
  registryId: z.string(),
  name: z.string(),
  /** UTC ISO time of the snapshot. */
  madeAt: z.iso.datetime(),
  /** UTC ISO time at which the copy had been read back, opened and compared. */
  verifiedAt: z.iso.datetime(),
  appVersion: z.string(),
  schema: z.int(),
  /** Tells keys apart without telling anything about them. */
  keyId: z.string(),
  files: z.record(z.string(), z.object({ bytes: z.int(), sha256 })),
  /** Rows by table. */
  counts: z.record(z.string(), z.int()),
  auditEntries: z.int(),
  auditHead: sha256,
  /** Ids of series whose images were missing or damaged in the registry already. */
  missingImages: z.array(z.string()).optional(),
})
const manifestSchema = contentSchema.extend({ seal: sha256 })

export type ManifestContent = z.infer<typeof contentSchema>
export type BackupManifest = z.infer<typeof manifestSchema>

const derived = (dataKey: Uint8Array, purpose: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', dataKey, '', `as-ild-registry ${purpose} v1`, bytes))

export const keyIdOf = (dataKey: Uint8Array): string => derived(dataKey, 'key id', 8).toString('hex')

function sealOf(content: ManifestContent, dataKey: Uint8Array): Buffer {
  // Parsed first: the order of the keys is that of the schema, whatever it is in the file.
  return createHmac('sha256', derived(dataKey, 'backup manifest', 32))
    .update(JSON.stringify(contentSchema.parse(content)))
    .digest()
}

/** The text of the file. */
export function sealedManifest(content: ManifestContent, dataKey: Uint8Array): string {
  return `${JSON.stringify({ ...content, seal: sealOf(content, dataKey).toString('hex') }, null, 2)}\n`
}

/** @returns undefined for what is no manifest */
export function parseManifest(text: string): BackupManifest | undefined {
  try {
    return manifestSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Whether the manifest is as it was written by a program that held this key. */
export const isSealed = ({ seal, ...content }: BackupManifest, dataKey: Uint8Array): boolean =>
  timingSafeEqual(Buffer.from(seal, 'hex'), sealOf(content, dataKey))
