/** Who the patients are, for telling whether two cases are one. Leaves the backend in no answer. */
import type { PatientFacts } from '#shared/domain/duplicates/patient-likeness.ts'
import type { Reader } from '../connection.ts'

export interface CaseOfPatient extends PatientFacts {
  readonly caseId: string
  readonly code: string
}

interface Row {
  readonly id: string
  readonly code: string
  readonly birth_date: string | null
  readonly sex: string | null
  readonly family_name: string | null
  readonly given_names: string | null
  readonly record_number: string | null
}

/** Every case in use, with its identity where there is one. */
export function patients(db: Reader): CaseOfPatient[] {
  const rows = db
    .prepare(
      `SELECT cases.id, code, birth_date, sex, family_name, given_names, record_number
       FROM cases LEFT JOIN identity ON case_id = cases.id AND identity.voided_at IS NULL
       WHERE cases.voided_at IS NULL ORDER BY length(code), code`,
    )
    .all() as Row[]
  return rows.map((row) => ({
    caseId: row.id,
    code: row.code,
    familyName: row.family_name ?? undefined,
    givenNames: row.given_names ?? undefined,
    recordNumber: row.record_number ?? undefined,
    birthDate: row.birth_date ?? undefined,
    sex: row.sex ?? undefined,
  }))
}
