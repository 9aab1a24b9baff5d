import { lazy, type ComponentType } from 'react'
import type { CaseDocumentKind } from '#shared/ipc/document-request.ts'
import type { SheetProps } from './sheet-props.ts'

/** The layout of each document of a case. */
export const caseSheets: Readonly<Record<CaseDocumentKind, ComponentType<SheetProps>>> = {
  summary: lazy(async () => ({ default: (await import('./case-summary-sheet.tsx')).CaseSummarySheet })),
  dossier: lazy(async () => ({ default: (await import('./dossier-sheet.tsx')).DossierSheet })),
  mdt: lazy(async () => ({ default: (await import('./mdt-sheet.tsx')).MdtSheet })),
  'visit-note': lazy(async () => ({ default: (await import('./visit-note-sheet.tsx')).VisitNoteSheet })),
  'case-report': lazy(async () => ({ default: (await import('./case-report-sheet.tsx')).CaseReportSheet })),
}
