import { lazy } from 'react'

/**
 * What other features put into the case page, loaded when it is looked at. Features don't know each other; the app is
 * where they meet.
 */
export const OneChart = lazy(async () => ({ default: (await import('../features/chart/one-chart.tsx')).OneChart }))
export const HistoryTab = lazy(async () => ({
  default: (await import('../features/history/history-tab.tsx')).HistoryTab,
}))
export const RecordTab = lazy(async () => ({ default: (await import('../features/record/record-tab.tsx')).RecordTab }))
export const FlowSheetTab = lazy(async () => ({
  default: (await import('../features/flow-sheet/flow-sheet-tab.tsx')).FlowSheetTab,
}))
export const TreatmentsTab = lazy(async () => ({
  default: (await import('../features/treatments/treatments-tab.tsx')).TreatmentsTab,
}))
export const VisitPage = lazy(async () => ({ default: (await import('../features/visit/visit-page.tsx')).VisitPage }))
export const DocumentsTab = lazy(async () => ({
  default: (await import('../features/documents/documents-tab.tsx')).DocumentsTab,
}))
export const AssessmentTab = lazy(async () => ({
  default: (await import('../features/assessment/assessment-tab.tsx')).AssessmentTab,
}))
export const ImagingTab = lazy(async () => ({
  default: (await import('../features/imaging/imaging-tab.tsx')).ImagingTab,
}))
