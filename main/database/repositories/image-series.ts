/** Which series of images the registry holds, for whoever looks after their files. */
import type { Reader, Writer } from '../connection.ts'

/** A series whose images are in a file: voided ones too, those that were erased not. */
export interface KnownSeries {
  readonly id: string
  readonly caseId: string
  readonly caseCode: string
  /** As people call it: what was typed, else modality and date. */
  readonly name: string
  readonly images: number
  readonly sizeBytes: number
  /** Of the contents of its file: stands for every image in it, under whichever key. */
  readonly sha256: string
  readonly isVoided: boolean
}

const select = `SELECT s.id AS id, s.case_id AS caseId, c.code AS caseCode, s.label AS label, s.modality AS modality, s.date AS date,
    s.images AS images, s.size_bytes AS sizeBytes, s.sha256 AS sha256, s.voided_at IS NOT NULL AS isVoided
  FROM image_series AS s JOIN cases AS c ON c.id = s.case_id WHERE s.erased_on IS NULL AND s.sha256 IS NOT NULL`

interface Row extends Omit<KnownSeries, 'name' | 'isVoided'> {
  readonly label: string | null
  readonly modality: string | null
  readonly date: string | null
  readonly isVoided: number
}

function seriesOf({ label, modality, date, isVoided, ...row }: Row): KnownSeries {
  const name = [label ?? modality, date].filter((part) => part !== null).join(', ')
  return { ...row, name: name || 'without a name', isVoided: isVoided === 1 }
}

/** In the order of their ids. None in a registry of before there were images. */
export function knownSeries(db: Reader): KnownSeries[] {
  if (!db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'image_series'`).get()) return []
  return (db.prepare(`${select} ORDER BY s.id`).all() as Row[]).map(seriesOf)
}

/** @returns undefined where there is no such series, or its images were erased */
export function seriesWithImages(db: Reader, id: string): KnownSeries | undefined {
  const row = db.prepare(`${select} AND s.id = ?`).get(id) as Row | undefined
  return row && seriesOf(row)
}

/** The record of a series says that its images are gone. @param day local ISO date */
export function markErased(db: Writer, id: string, { day, at }: { readonly day: string; readonly at: string }): void {
  db.prepare('UPDATE image_series SET erased_on = ?, updated_at = ?, version = version + 1 WHERE id = ?').run(
    day,
    at,
    id,
  )
}
