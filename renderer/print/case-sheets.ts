import { lazy, type ComponentType } from 'react'
import type { CaseDocumentKind } from '#shared/ipc/document-request.ts'
import type { SheetProps } from './sheet-props.ts'

/** The layout of each document of a case. */
export const caseSheets: Readonly<Record<CaseDocumentKind, ComponentType<SheetProps>>> = {
  summary: lazy(async () => ({ default: (await import('./case-summary-sheet.tsx')).CaseSummarySheet })),
  'case-report': lazy(async () => ({ default: (await import('./case-report-sheet.tsx')).CaseReportSheet })),
}
