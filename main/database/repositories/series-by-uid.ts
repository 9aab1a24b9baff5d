/** Series whose images are kept, by the identifiers that their images were given. */
import type { Reader } from '../connection.ts'

export interface SeriesOfUid {
  readonly id: string
  readonly caseId: string
  readonly caseCode: string
}

/** In use, in any case, the oldest first. */
export function seriesOfUid(db: Reader, uid: string): readonly SeriesOfUid[] {
  return db
    .prepare(
      `SELECT s.id AS id, s.case_id AS caseId, c.code AS caseCode FROM image_series AS s JOIN cases AS c ON c.id = s.case_id
        WHERE s.series_uid = ? AND s.voided_at IS NULL AND s.erased_on IS NULL AND s.sha256 IS NOT NULL ORDER BY s.id`,
    )
    .all(uid) as SeriesOfUid[]
}
