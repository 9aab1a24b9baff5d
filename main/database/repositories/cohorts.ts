/** Cohorts, each with all versions that it had, and the data cuts that were taken of them. */
import { cohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import type { CohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import { clinicalSettings } from '#shared/domain/clinical-settings.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import type { IsoDay } from '#shared/domain/partial-date.ts'
import type { DataCut, SavedCohort } from '#shared/ipc/areas/cohorts.ts'
import type { Reader, Writer } from '../connection.ts'
import { uuidV7 } from '../uuid-v7.ts'

interface VersionRow {
  readonly cohort_id: string
  readonly number: number
  readonly spec: string
  readonly saved_at: string
  readonly saved_by: string
}

const savedOf = ({ cohort_id, number, spec, saved_at, saved_by }: VersionRow): SavedCohort => ({
  id: cohort_id,
  spec: cohortSpec.parse(JSON.parse(spec)),
  version: number,
  savedAt: saved_at,
  savedBy: saved_by,
})

/** The newest version of each that is in use, by name. */
export function cohortsIn(db: Reader): SavedCohort[] {
  const rows = db
    .prepare(
      `SELECT v.* FROM cohort JOIN cohort_version v ON v.cohort_id = cohort.id AND v.number = cohort.version
       WHERE cohort.voided_at IS NULL ORDER BY v.spec ->> '$.name' COLLATE NOCASE, cohort.id`,
    )
    .all()
  return (rows as VersionRow[]).map(savedOf)
}

/** Newest first; none of one that does not exist. */
export function versionsOfCohort(db: Reader, id: string): SavedCohort[] {
  const rows = db.prepare('SELECT * FROM cohort_version WHERE cohort_id = ? ORDER BY number DESC').all(id)
  return (rows as VersionRow[]).map(savedOf)
}

/** A cohort that is in use, as it is now. */
export const findCohort = (db: Reader, id: string): SavedCohort | undefined =>
  cohortsIn(db).find((cohort) => cohort.id === id)

interface Saving {
  readonly spec: CohortSpec
  readonly at: string
  readonly by: string
}

export function insertCohort(db: Writer, saving: Saving): { readonly id: string; readonly version: number } {
  const id = uuidV7()
  db.prepare('INSERT INTO cohort (id, version, created_at, updated_at) VALUES (?, 1, ?, ?)').run(
    id,
    saving.at,
    saving.at,
  )
  insertVersion(db, id, 1, saving)
  return { id, version: 1 }
}

/** @returns false where `version` is not the newest, or the cohort was put away: nothing was written */
export function saveCohort(db: Writer, id: string, version: number, saving: Saving): boolean {
  const sql =
    'UPDATE cohort SET version = version + 1, updated_at = ? WHERE id = ? AND version = ? AND voided_at IS NULL'
  if (db.prepare(sql).run(saving.at, id, version).changes === 0) return false
  insertVersion(db, id, version + 1, saving)
  return true
}

function insertVersion(db: Writer, cohortId: string, number: number, { spec, at, by }: Saving): void {
  db.prepare(
    'INSERT INTO cohort_version (id, cohort_id, number, spec, saved_at, saved_by) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(uuidV7(), cohortId, number, JSON.stringify(spec), at, by)
}

/** @returns false where there is no such cohort in use */
export function removeCohort(db: Writer, id: string, reason: string, at: string): boolean {
  const sql = 'UPDATE cohort SET voided_at = ?, void_reason = ?, updated_at = ? WHERE id = ? AND voided_at IS NULL'
  return db.prepare(sql).run(at, reason, at, id).changes === 1
}

/** A data cut with what a run of it depends on. */
export interface KeptCut extends DataCut {
  readonly today: IsoDay
  readonly settings: ClinicalSettings
}

interface CutRow {
  readonly id: string
  readonly cohort_id: string
  readonly cohort_version: number
  readonly name: string
  readonly made_at: string
  readonly made_by: string
  readonly today: string
  readonly settings: string
  readonly audit_entries: number
  readonly audit_head: string
  readonly cases: number
  readonly hash: string
}

const cutOf = (row: CutRow): KeptCut => ({
  id: row.id,
  cohortId: row.cohort_id,
  cohortVersion: row.cohort_version,
  name: row.name,
  at: row.made_at,
  by: row.made_by,
  hash: row.hash,
  auditEntries: row.audit_entries,
  auditHead: row.audit_head,
  cases: row.cases,
  today: row.today,
  settings: clinicalSettings.parse(JSON.parse(row.settings)),
})

/** Newest first. */
export function cutsIn(db: Reader): KeptCut[] {
  return (db.prepare('SELECT * FROM data_cut ORDER BY made_at DESC, id DESC').all() as CutRow[]).map(cutOf)
}

export function findCut(db: Reader, id: string): KeptCut | undefined {
  const row = db.prepare('SELECT * FROM data_cut WHERE id = ?').get(id) as CutRow | undefined
  return row && cutOf(row)
}

export function insertCut(db: Writer, cut: Omit<KeptCut, 'id'>): string {
  const id = uuidV7()
  db.prepare(
    `INSERT INTO data_cut (id, cohort_id, cohort_version, name, made_at, made_by, today, settings, audit_entries, audit_head, cases, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    cut.cohortId,
    cut.cohortVersion,
    cut.name,
    cut.at,
    cut.by,
    cut.today,
    JSON.stringify(cut.settings),
    cut.auditEntries,
    cut.auditHead,
    cut.cases,
    cut.hash,
  )
  return id
}
