import { lazy } from 'react'

/** What merging puts into the case page and into the record, loaded when it is looked at. */
export const VoidedCaseNote = lazy(async () => ({
  default: (await import('../features/merge/merge-notes.tsx')).VoidedCaseNote,
}))
export const MergedCasesNote = lazy(async () => ({
  default: (await import('../features/merge/merge-notes.tsx')).MergedCasesNote,
}))
