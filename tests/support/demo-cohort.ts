/** Cases as a cohort sees them. */
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { CohortCase } from '#shared/domain/cohort/variable-model.ts'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { anchorDate, type Anchor } from '#shared/domain/deidentify/anchor.ts'
import { middleDay, type PartialDate } from '#shared/domain/partial-date.ts'
import { demoCases } from '#main/demo/demo-cases.ts'
import { demoRecord } from './demo-record.ts'

export function cohortCase(record: CaseRecord, indexDate?: PartialDate): CohortCase {
  const index = indexDate === undefined ? {} : { index: middleDay(indexDate), indexDate }
  return { record, ...index, dates: 'middle', today: '2026-11-01', settings: standardClinicalSettings }
}

/** The demo registry; those without the index event have no index. */
export const demoCohort = (anchor: Anchor = 'drug:ivig', cases = 61): readonly CohortCase[] =>
  [...demoCases({ cases })].map((demo) => {
    const record = demoRecord(demo)
    return cohortCase(record, anchorDate(record, anchor))
  })
