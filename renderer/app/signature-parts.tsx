import { lazy } from 'react'

/** What signatures put into the case page, its history and the visit page, loaded when it is looked at. */
const parts = () => import('../features/signatures/signatures.tsx')
export const CaseSignatureLine = lazy(async () => ({ default: (await parts()).CaseSignatureLine }))
export const CaseSignatures = lazy(async () => ({ default: (await parts()).CaseSignatures }))
export const VisitSignatures = lazy(async () => ({ default: (await parts()).VisitSignatures }))
