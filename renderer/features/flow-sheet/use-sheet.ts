/** The sheet of a case with what was typed over it: rows, columns, texts, and what is wrong or unusual. */
import { useMemo } from 'react'
import { measureGroup, measures as allMeasures, type Measure } from '#shared/domain/measures.ts'
import { comparePartialDates, type PartialDate } from '#shared/domain/partial-date.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { cellText } from './cell-text.ts'
import { readCell, type Entry } from './entries.ts'
import { judgePlans, type Judgment, type Refusal } from './judge-plans.ts'
import { planChanges, type Plan } from './plan-changes.ts'
import { partsOfKey, sheetOf, type CellKey, type Sheet } from './sheet.ts'
import type { Staged } from './staging.ts'

export type SheetLine =
  | { readonly kind: 'group'; readonly id: string; readonly label: string }
  | { readonly kind: 'item'; readonly id: string; readonly measure: Measure; readonly unit: string | undefined }

/** By row, texts as typed by date. */
export type StagedByRow = ReadonlyMap<string, Readonly<Record<PartialDate, string>>>

export type CellMark = 'refused' | 'unusual'

export interface SheetModel {
  readonly measures: readonly Measure[]
  readonly sheet: Sheet
  readonly lines: readonly SheetLine[]
  readonly dates: readonly PartialDate[]
  readonly unitOf: (measure: Measure) => string | undefined
  /** What is saved in a cell, as its editor shows it. */
  readonly savedText: (key: CellKey) => string
  /** What stands in a cell: as typed, else as saved. */
  readonly textOf: (key: CellKey) => string
  /** Texts of the cells that were typed into. */
  readonly typed: Staged['cells']
  readonly stagedByRow: StagedByRow
  /** The typed cells as changes of records, and what was found wrong with them. */
  readonly plans: readonly Plan[]
  readonly judged: Judgment
  /** Which cells can’t be saved as they are, and which are asked about, by row. */
  readonly marks: ReadonlyMap<string, Readonly<Record<PartialDate, CellMark>>>
  /** What a text in a cell would be, judged together with what else was typed for that date. */
  readonly judgeText: (key: CellKey, text: string) => Judgment
}

export function useSheet(caseRecord: CaseRecord, staged: Staged, today: string): SheetModel {
  const measures = useMemo(() => allMeasures(), [])
  const sheet = useMemo(() => sheetOf(caseRecord, measures), [caseRecord, measures])
  return useMemo(
    () => modelOf(caseRecord, measures, sheet, staged, today),
    [caseRecord, measures, sheet, staged, today],
  )
}

export function modelOf(
  caseRecord: CaseRecord,
  measures: readonly Measure[],
  sheet: Sheet,
  staged: Staged,
  today: string,
): SheetModel {
  const byKey = new Map(measures.map((measure) => [measure.key, measure]))
  const unitOf = ({ key, units }: Measure) => sheet.units.get(key) ?? units[0]
  const rowUnit = (key: CellKey) => {
    const measure = byKey.get(partsOfKey(key).measureKey)
    return measure && unitOf(measure)
  }
  const savedText = (key: CellKey) => cellText(sheet.results.get(key), rowUnit(key))
  const textOf = (key: CellKey) => staged.cells[key] ?? savedText(key)

  const entryOf = (key: CellKey, text: string): Entry | Refusal => {
    const { measureKey, date } = partsOfKey(key)
    const measure = byKey.get(measureKey)
    if (!measure) return { cell: key, message: 'This item is not in the dictionary any more.' }
    const room = measure.form === 'laboratory' ? 20 : (sheet.results.get(key)?.length ?? 1)
    const read = readCell(measure, text, unitOf(measure), room)
    return 'problem' in read ? { cell: key, message: read.problem } : { measure, date, values: read.values }
  }
  const judgeTexts = (texts: readonly (readonly [CellKey, string])[]) => {
    const read = texts.map(([key, text]) => entryOf(key, text))
    const unread = read.filter((entry) => 'message' in entry)
    const plans = planChanges(
      read.filter((entry) => 'values' in entry),
      sheet,
      caseRecord,
    )
    const { refused, doubts } = judgePlans(plans, caseRecord, today)
    return { plans, judged: { refused: [...unread, ...refused], doubts } }
  }
  const typed = Object.entries(staged.cells) as readonly [CellKey, string][]
  const { plans, judged } = judgeTexts(typed)

  const judgeText = (key: CellKey, text: string): Judgment => {
    const place = placeOf(key)
    const together = typed.filter(
      ([other]) => other !== key && !place.startsWith('laboratory') && placeOf(other) === place,
    )
    const { refused, doubts } = judgeTexts([...together, [key, text]]).judged
    return { refused: refused.filter(({ cell }) => cell === key), doubts: doubts.filter(({ cell }) => cell === key) }
  }
  const shown = new Set([
    ...sheet.measures.map(({ key }) => key),
    ...staged.rows,
    ...typed.map(([key]) => partsOfKey(key).measureKey),
  ])
  return {
    measures,
    sheet,
    lines: linesOf(
      measures.filter(({ key }) => shown.has(key)),
      unitOf,
    ),
    dates: [...new Set([...sheet.dates, ...staged.dates, ...typed.map(([key]) => partsOfKey(key).date)])].sort(
      comparePartialDates,
    ),
    unitOf,
    savedText,
    textOf,
    typed: staged.cells,
    stagedByRow: byRow(typed),
    plans,
    judged,
    marks: marksOf(judged),
    judgeText,
  }
}

function byRow(typed: readonly (readonly [CellKey, string])[]): StagedByRow {
  const rows = new Map<string, Record<PartialDate, string>>()
  for (const [key, text] of typed) {
    const { measureKey, date } = partsOfKey(key)
    rows.set(measureKey, { ...rows.get(measureKey), [date]: text })
  }
  return rows
}

/** Cells of one place make one record, except in the laboratory. */
function placeOf(key: CellKey): string {
  const { measureKey, date } = partsOfKey(key)
  return `${measureKey.slice(0, measureKey.indexOf('.'))} ${date}`
}

/** Rows under the headings of their forms. */
function linesOf(shown: readonly Measure[], unitOf: (measure: Measure) => string | undefined): readonly SheetLine[] {
  let group: string | undefined
  return shown.flatMap((measure): readonly SheetLine[] => {
    const label = measureGroup(measure)
    const item: SheetLine = { kind: 'item', id: measure.key, measure, unit: unitOf(measure) }
    if (label === group) return [item]
    group = label
    return [{ kind: 'group', id: label, label }, item]
  })
}

/** Which cells can't be saved as they are, and which are asked about, by row. */
function marksOf({ refused, doubts }: Judgment): SheetModel['marks'] {
  const marks = new Map<string, Record<PartialDate, CellMark>>()
  const mark = (cell: CellKey, as: CellMark) => {
    const { measureKey, date } = partsOfKey(cell)
    marks.set(measureKey, { ...marks.get(measureKey), [date]: as })
  }
  doubts.forEach(({ cell }) => mark(cell, 'unusual'))
  refused.forEach(({ cell }) => mark(cell, 'refused'))
  return marks
}
