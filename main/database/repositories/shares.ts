/** De-identified exports, as the audit chain holds them: each with the table that leads from its codes back to cases. */
import type { Reader } from '../connection.ts'

export interface ShareEvent {
  readonly at: string
  readonly by: string
  readonly dates: 'shift' | 'relative'
  readonly recipient?: string | undefined
  readonly smallest: number
  /** Codes of the export by the ids of the cases. */
  readonly codes: Readonly<Record<string, string>>
}

type Kept = Omit<ShareEvent, 'at' | 'by'>

const tableStart = ' {"codes":'

export const shareOperation = 'share.write'

/** The entry of the chain: words for people, then the table. */
export function shareDetail({ codes, ...kept }: Kept): string {
  const cases = Object.keys(codes).length
  const scheme = kept.recipient === undefined ? 'codes of its own' : `codes for ${kept.recipient}`
  const dates = kept.dates === 'shift' ? 'shifted dates' : 'days from an anchor'
  return `De-identified data of ${cases} ${cases === 1 ? 'case' : 'cases'}, ${dates}, ${scheme}. ${JSON.stringify({ codes, ...kept })}`
}

/** Newest first. */
export function sharesOf(db: Reader): ShareEvent[] {
  const rows = db
    .prepare(
      `SELECT at, actor, after ->> '$.detail' AS detail FROM audit WHERE table_name IS NULL AND kind = 'export' AND operation = ? ORDER BY seq DESC`,
    )
    .all(shareOperation) as { at: string; actor: string; detail: string }[]
  return rows.map(({ at, actor, detail }) => ({
    at,
    by: actor,
    // A recipient is called as somebody has typed: what stands last is the table.
    ...(JSON.parse(detail.slice(detail.lastIndexOf(tableStart) + 1)) as Kept),
  }))
}
