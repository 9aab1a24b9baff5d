/** The demo registry as a cohort sees it: those with an index date count from the first IVIg, the others have none. */
import type { CohortCase } from '#shared/domain/cohort/variable-model.ts'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { anchorDate, type Anchor } from '#shared/domain/deidentify/anchor.ts'
import { middleDay } from '#shared/domain/partial-date.ts'
import { demoCases } from '#main/demo/demo-cases.ts'
import { demoRecord } from './demo-record.ts'

export function demoCohort(anchor: Anchor = 'drug:ivig', cases = 61): readonly CohortCase[] {
  return [...demoCases({ cases })].map((demo) => {
    const record = demoRecord(demo)
    const date = anchorDate(record, anchor)
    return {
      record,
      ...(date === undefined ? {} : { index: middleDay(date) }),
      dates: 'middle',
      today: '2026-11-01',
      settings: standardClinicalSettings,
    }
  })
}
