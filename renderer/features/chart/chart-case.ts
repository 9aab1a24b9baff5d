import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { timelineOf } from '#shared/domain/timeline.ts'
import type { ChartCase } from './one-axis.ts'

/** @param today ISO day */
export function chartCaseOf(record: CaseRecord, today: string, settings: ClinicalSettings): ChartCase {
  return { id: record.case.id, code: record.case.code ?? 'Case', timeline: timelineOf(record, today, settings) }
}
