import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { describeResult, measureName } from './cell-text.ts'
import { cellKey } from './sheet.ts'
import type { SheetLine, SheetModel } from './use-sheet.ts'

interface CellStatusProps {
  readonly id: string
  readonly model: SheetModel
  readonly line: SheetLine | undefined
  readonly date: string | undefined
  /** What is being typed into the cell. */
  readonly typing: string | undefined
}

/** The active cell in words, and what is wrong or unusual about what is typed into it. */
export function CellStatus({ id, model, line, date, typing }: CellStatusProps) {
  return (
    <p className="sheet-status" id={id} role="status">
      {line?.kind === 'item' && date !== undefined && <Words {...{ model, line, date, typing }} />}
    </p>
  )
}

interface WordsProps {
  readonly model: SheetModel
  readonly line: SheetLine & { readonly kind: 'item' }
  readonly date: string
  readonly typing: string | undefined
}

function Words({ model, line: { measure }, date, typing }: WordsProps) {
  const key = cellKey(measure.key, date)
  const judged = typing === undefined ? model.judged : model.judgeText(key, typing)
  const refused = judged.refused.find(({ cell }) => cell === key)
  const unusual = judged.doubts.find(({ cell }) => cell === key)
  const saved = model.sheet.results.get(key)
  const isTyped = typing !== undefined || Object.hasOwn(model.typed, key)
  const savedWords = saved?.map(describeResult).join('; ') ?? 'nothing recorded'
  return (
    <>
      <b>
        {measureName(measure)}, {formatPartialDate(date)}
      </b>{' '}
      <span className="soft">{isTyped ? (saved ? `recorded: ${savedWords}` : 'not saved yet') : savedWords}</span>
      {refused && <span className="sheet-refused"> {refused.message}</span>}
      {!refused && unusual && <span className="sheet-unusual"> {unusual.message}</span>}
    </>
  )
}
