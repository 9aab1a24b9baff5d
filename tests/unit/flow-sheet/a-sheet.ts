/** The flow sheet of a case for tests, and what typing into it would change. */
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { measures as allMeasures } from '#shared/domain/measures.ts'
import { changeOf } from '#renderer/features/flow-sheet/plan-changes.ts'
import { sheetOf, type CellKey, type Sheet } from '#renderer/features/flow-sheet/sheet.ts'
import { nothingStaged, withCells } from '#renderer/features/flow-sheet/staging.ts'
import { modelOf, type SheetModel } from '#renderer/features/flow-sheet/use-sheet.ts'

export const today = '2026-11-23'
export const measures = allMeasures()

export const sheetFor = (record: CaseRecord): Sheet => sheetOf(record, measures)

/** The sheet with texts typed into cells, by `measure@date`. */
export function typedInto(record: CaseRecord, texts: Readonly<Record<CellKey, string>>): SheetModel {
  const sheet = sheetFor(record)
  const { savedText } = modelOf(record, measures, sheet, nothingStaged, today)
  const entries = Object.entries(texts) as [CellKey, string][]
  return modelOf(record, measures, sheet, withCells(nothingStaged, entries, savedText), today)
}

/** The changes of records that the typed cells make. */
export const changesFor = (model: SheetModel) =>
  model.plans.map((plan) => changeOf(plan, { voiding: 'Wrong patient', confirmed: {} }))
