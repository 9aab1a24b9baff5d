/** Readings of CTs over all cases. */
import type { KeptReading } from '#shared/domain/imaging/paired-readings.ts'
import type { Reader } from '../connection.ts'

type Row = Readonly<Record<string, string | number | null>>

/** Readings in use, of studies and cases in use, in the order in which they were saved. */
export function keptReadings(db: Reader): readonly KeptReading[] {
  const rows = db
    .prepare(
      `SELECT r.*, c.code AS case_code, i.date AS study_date
      FROM ct_reading AS r JOIN cases AS c ON c.id = r.case_id JOIN imaging AS i ON i.id = r.imaging
      WHERE r.voided_at IS NULL AND c.voided_at IS NULL AND i.voided_at IS NULL AND r.reader IS NOT NULL ORDER BY r.id`,
    )
    .all() as Row[]
  return rows.map((row) => ({
    id: String(row['id']),
    caseId: String(row['case_id']),
    caseCode: String(row['case_code']),
    imaging: String(row['imaging']),
    ...(typeof row['study_date'] === 'string' && { studyDate: row['study_date'] }),
    reader: String(row['reader']),
    blinded: row['blinded'] === 'yes',
    columns: row,
  }))
}
