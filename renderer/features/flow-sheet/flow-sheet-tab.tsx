import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatPartialDate, type PartialDate } from '#shared/domain/partial-date.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useUndo } from '#renderer/app/use-undo.ts'
import { useShortcut, useShortcutNote } from '#renderer/app/shortcuts.tsx'
import { DraftMark } from '#renderer/forms/draft-mark.tsx'
import { useDraft } from '#renderer/forms/use-draft.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import '#renderer/forms/record-form.css'
import { AddDateDialog } from './add-date-dialog.tsx'
import { AddItem } from './add-item.tsx'
import { CellEditor, type EditorMove } from './cell-editor.tsx'
import { CellStatus } from './cell-status.tsx'
import { blockText, measureName } from './cell-text.ts'
import { EmptySheet, usualItems } from './empty-sheet.tsx'
import { blockOf, type CellPlace } from './geometry.ts'
import type { PlanDoubt } from './judge-plans.ts'
import { PasteDialog } from './paste-dialog.tsx'
import { PasteReview, type Pasted } from './paste-review.tsx'
import type { PasteOutcome } from './paste-rows.ts'
import { placeAt, placeIn, type Place } from './places.ts'
import { asksNothing, SaveDialog, type SaveAnswers } from './save-dialog.tsx'
import { countOf, SheetBar, type OpenDialog } from './sheet-bar.tsx'
import { SheetGrid } from './sheet-grid.tsx'
import { firstLine, moveOf } from './sheet-moves.ts'
import { cellKey, partsOfKey, type CellKey } from './sheet.ts'
import {
  isNothing,
  nothingStaged,
  stage,
  stagedOf,
  startStaging,
  stepBack,
  stepForward,
  withCells,
  withDate,
  withRows,
  type Staged,
} from './staging.ts'
import { noAnswers, questionsOf, useSaveSheet, type Saving } from './use-save-sheet.ts'
import { useSheet, type SheetModel } from './use-sheet.ts'
import './flow-sheet.css'

interface FlowSheetTabProps {
  readonly record: CaseRecord
  /** Full ISO date. */
  readonly today: string
}

/** Values by date: looked at, typed down a column, copied, pasted. What is typed is saved as one change. */
export function FlowSheetTab({ record: caseRecord, today }: FlowSheetTabProps) {
  const caseId = caseRecord.case.id
  const place = `${caseId}/flow-sheet`
  const statusId = useId()
  const gridRef = useRef<HTMLDivElement>(null)
  const [staging, setStaging] = useState(startStaging())
  const [pasted, setPasted] = useState<Pasted>()
  const [cursor, setCursor] = useState<Place>()
  const [anchor, setAnchor] = useState<Place>()
  const [editing, setEditing] = useState<{ readonly text: string; readonly byTyping: boolean }>()
  const [typing, setTyping] = useState<string>()
  const [dialog, setDialog] = useState<OpenDialog>()
  const [asking, setAsking] = useState<Saving>()
  const [blocked, setBlocked] = useState<string>()
  const staged = staging.now
  const model = useSheet(caseRecord, staged, today)
  const { lines, dates, sheet } = model
  // What is asked no more is shown where it has values, and can't be added.
  const offered = useMemo(() => model.measures.filter(({ retired }) => !retired), [model.measures])
  const settings = useQueryOf('registry.settings', {})
  const asksReason = settings.data?.reasonForChange === 'edits'
  const saving = useSaveSheet(caseId)
  const queryClient = useQueryClient()
  const { notifyUndoable } = useUndo()
  const draft = useDraft({ place, caseId, title: `Flow sheet of ${caseRecord.case.code ?? 'a case'}` })
  const { found, keep, taken, settle, discard } = draft

  const active = placeIn(model, cursor) ?? { line: firstLine(lines), column: Math.max(0, dates.length - 1) }
  const corner = anchor && placeIn(model, anchor)
  const focusGrid = useCallback(() => setTimeout(() => gridRef.current?.focus({ preventScroll: true })), [])
  useEffect(() => void focusGrid(), [focusGrid])

  // What was typed here and not saved stands in its cells again.
  useEffect(() => {
    if (!found) return
    const content = contentOf(found.content)
    setStaging((now) => (isNothing(now.now) ? startStaging(content.staged) : now))
    setPasted((now) => now ?? content.pasted)
    taken()
  }, [found, taken])

  /** Keeps what stands here as a draft, or throws the draft away when nothing does. */
  const remember = (next: Staged, text: Pasted | undefined) => {
    if (isNothing(next) && !text) void discard()
    else keep({ staged: next, pasted: text })
  }
  const put = (next: Staged) => {
    setStaging(stage(staging, next))
    setBlocked(undefined)
    remember(next, pasted)
  }
  const step = (move: typeof stepBack) => {
    const next = move(staging)
    setStaging(next)
    remember(next.now, pasted)
  }
  const putPasted = (next: Pasted | undefined) => {
    setPasted(next)
    remember(staged, next)
    if (!next) focusGrid()
  }

  const keyAt = ({ line, column }: CellPlace): CellKey | undefined => {
    const [item, date] = [lines[line], dates[column]]
    return item?.kind === 'item' && date !== undefined ? cellKey(item.measure.key, date) : undefined
  }
  const move = (to: CellPlace, extend: boolean) => {
    const [item, date] = [lines[to.line], dates[to.column]]
    if (item?.kind !== 'item' || date === undefined) return
    const here = cursor ?? placeAt(model, active)
    setAnchor(extend ? (anchor ?? here) : undefined)
    setCursor({ measureKey: item.measure.key, date })
  }
  const edit = (typed?: string) => {
    const key = keyAt(active)
    if (key === undefined) return
    setAnchor(undefined)
    setEditing({ text: typed ?? model.textOf(key), byTyping: typed !== undefined })
    setTyping(typed ?? model.textOf(key))
  }
  const onType = (text: string) => {
    const key = keyAt(active)
    setTyping(text)
    if (key !== undefined) keep({ staged: withCells(staged, [[key, text]], model.savedText), pasted })
  }
  const endEditing = () => {
    setEditing(undefined)
    setTyping(undefined)
    focusGrid()
  }
  const take = (text: string, next: EditorMove) => {
    const key = keyAt(active)
    if (key !== undefined) {
      const cells = withCells(staged, [[key, text]], model.savedText)
      if (cells.cells[key] !== staged.cells[key]) put(cells)
    }
    endEditing()
    if (next !== 'stay') move(moveOf({ key: arrows[next], withControl: false }, active, sizeOf(model)) ?? active, false)
  }
  const giveUp = () => {
    remember(staged, pasted)
    endEditing()
  }

  const block = blockOf(active, corner)
  const cellsOfBlock = (): readonly CellKey[] =>
    range(block.top, block.bottom).flatMap((line) =>
      range(block.left, block.right).flatMap((column) => keyAt({ line, column }) ?? []),
    )
  const empty = () =>
    put(
      withCells(
        staged,
        cellsOfBlock().map((key) => [key, ''] as const),
        model.savedText,
      ),
    )
  const sameAsLeft = () => {
    const key = keyAt(active)
    const left = dates.slice(0, active.column).findLast((date) => textLeft(date) !== '')
    const text = left === undefined ? '' : textLeft(left)
    if (key !== undefined && text !== '') put(withCells(staged, [[key, text]], model.savedText))
  }
  const textLeft = (date: PartialDate) => {
    const line = lines[active.line]
    return line?.kind === 'item' ? (model.textOf(cellKey(line.measure.key, date)).split('; ').at(-1) ?? '') : ''
  }
  const copy = () =>
    blockText({
      measures: range(block.top, block.bottom).flatMap((line) => {
        const item = lines[line]
        return item?.kind === 'item' ? [item.measure] : []
      }),
      dates: dates.slice(block.left, block.right + 1),
      unitOf: model.unitOf,
      textOf: (measure, date) => model.textOf(cellKey(measure.key, date)),
    })
  const paste = (text: string) => {
    setDialog(undefined)
    if (text.trim() === '') return
    const below = lines.slice(active.line).flatMap((line) => (line.kind === 'item' ? [line.measure] : []))
    const gridAnchor = { measures: below, dates: dates.slice(active.column) }
    putPasted({ text, anchor: dates.length > 0 ? gridAnchor : undefined, choices: {}, takings: {} })
  }

  const run = async (what: Saving, answers: SaveAnswers) => {
    try {
      await settle()
      await saving.save(what, answers)
    } catch {
      // Shown where it was asked; what was typed stands as it was, over what is saved by now.
      remember(staged, pasted)
      void queryClient.invalidateQueries({ queryKey: ['cases.get'] })
      return
    }
    setAsking(undefined)
    notifyUndoable(`Saved: ${what.label}`)
    if (pasted) {
      setPasted(undefined)
      if (!isNothing(staged)) keep({ staged, pasted: undefined })
    } else setStaging(startStaging())
    focusGrid()
  }
  const saveOrAsk = (what: Saving) => {
    saving.reset()
    if (asksNothing(questionsOf(what, asksReason))) void run(what, noAnswers)
    else setAsking(what)
  }
  const typedCells = Object.keys(staged.cells).length
  const save = () => {
    if (editing || pasted || typedCells === 0) return
    const [first] = model.judged.refused
    if (first) {
      setCursor(partsOfKey(first.cell))
      setAnchor(undefined)
      const count = new Set(model.judged.refused.map(({ cell }) => cell)).size
      setBlocked(`Not saved: ${countOf(count, 'cell')} must be put right first. ${first.message}`)
      focusGrid()
      return
    }
    const label = `${countOf(typedCells)} in the flow sheet`
    saveOrAsk({ label, plans: model.plans, doubts: model.judged.doubts, draft: place })
  }
  const savePasted = ({ plans, doubts, count }: PasteOutcome) =>
    saveOrAsk({
      label: `${count} pasted ${count === 1 ? 'value' : 'values'}`,
      plans,
      doubts,
      draft: isNothing(staged) ? place : undefined,
    })

  // Reached through the page's keys a moment later, when what stood in the editor was taken.
  const latestSave = useRef(save)
  useEffect(() => {
    latestSave.current = save
  })
  useShortcut('sheet-save', () => setTimeout(() => latestSave.current()))
  useShortcut('sheet-add-date', () => !pasted && setDialog('date'))
  useShortcut('sheet-add-item', () => !pasted && setDialog('item'))
  useShortcutNote('sheet-move')
  useShortcutNote('sheet-select')
  useShortcutNote('sheet-edit')
  useShortcutNote('sheet-left')
  useShortcutNote('sheet-empty')
  useShortcutNote('sheet-copy')
  useShortcutNote('sheet-paste')
  const onKeyDown = (event: KeyboardEvent) => {
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z'
    const way = isUndo ? (event.shiftKey ? stepForward : stepBack) : undefined
    const hasStep = event.shiftKey ? staging.after.length > 0 : staging.before.length > 0
    // What is typed and not saved goes first; then the keys mean what they mean everywhere.
    if (!way || !hasStep || editing || pasted) return
    event.preventDefault()
    step(way)
  }
  const addDate = (date: PartialDate) => {
    const withUsual = lines.length === 0 ? withRows(staged, usualItems(model.measures)) : staged
    put(withDate(withUsual, date))
    setDialog(undefined)
    setAnchor(undefined)
    const line = lines[active.line]
    const measureKey = line?.kind === 'item' ? line.measure.key : usualItems(model.measures)[0]
    if (measureKey !== undefined) setCursor({ measureKey, date })
    focusGrid()
  }
  const addItem = (key: string) => {
    const withToday = dates.length === 0 ? withDate(staged, today) : staged
    put(withRows(withToday, [key]))
    setDialog(undefined)
    setAnchor(undefined)
    setCursor({ measureKey: key, date: dates[active.column] ?? today })
    focusGrid()
  }
  const closeDialog = () => {
    setDialog(undefined)
    focusGrid()
  }

  const nameOf = ({ cell }: PlanDoubt) => {
    const { measureKey, date } = partsOfKey(cell)
    const measure = model.measures.find(({ key }) => key === measureKey)
    return `${measure ? measureName(measure) : measureKey}, ${formatPartialDate(date)}`
  }
  const line = lines[active.line]
  const activeKey = keyAt(active)
  return (
    <div className="flow-sheet" onKeyDown={onKeyDown}>
      {pasted ? (
        <PasteReview
          {...{ pasted, sheet, caseRecord, today }}
          measures={offered}
          onChange={putPasted}
          onSave={savePasted}
          onClose={() => putPasted(undefined)}
        />
      ) : (
        <>
          <SheetBar
            typed={typedCells}
            isSaving={saving.isSaving}
            onSave={save}
            onOpen={setDialog}
            onDiscard={() => {
              put(nothingStaged)
              focusGrid()
            }}
            mark={<DraftMark state={draft.state} />}
            adding={
              dialog === 'item' && (
                <AddItem
                  measures={offered.filter(({ key }) => !lines.some(({ id }) => id === key))}
                  onAdd={addItem}
                  onClose={closeDialog}
                />
              )
            }
          />
          {lines.length === 0 ? (
            <EmptySheet onOpen={setDialog} />
          ) : (
            <SheetGrid
              {...{ lines, dates, sheet, active, gridRef }}
              marks={model.marks}
              staged={model.stagedByRow}
              anchor={corner}
              describedBy={statusId}
              onMove={move}
              onEdit={edit}
              onEmpty={empty}
              onSameAsLeft={sameAsLeft}
              onCopy={copy}
              onPaste={paste}
              editor={
                editing &&
                activeKey !== undefined &&
                line?.kind === 'item' && (
                  <CellEditor
                    key={activeKey}
                    label={`${measureName(line.measure)}, ${formatPartialDate(partsOfKey(activeKey).date)}`}
                    text={editing.text}
                    byTyping={editing.byTyping}
                    describedBy={statusId}
                    problemOf={(text) => model.judgeText(activeKey, text).refused[0]?.message}
                    onType={onType}
                    onTake={take}
                    onGiveUp={giveUp}
                  />
                )
              }
            />
          )}
          <footer className="sheet-foot">
            {blocked !== undefined && (
              <p className="sheet-refused" role="alert">
                {blocked}
              </p>
            )}
            {!asking && <ErrorMessage error={saving.error} />}
            {lines.length > 0 && (
              <CellStatus id={statusId} model={model} line={line} date={dates[active.column]} typing={typing} />
            )}
          </footer>
        </>
      )}
      {dialog === 'date' && <AddDateDialog today={today} onAdd={addDate} onClose={closeDialog} />}
      {dialog === 'paste' && <PasteDialog onPaste={paste} onClose={closeDialog} />}
      {asking && (
        <SaveDialog
          {...questionsOf(asking, asksReason)}
          what={asking.label.replace(/ in the flow sheet$/, '')}
          nameOf={nameOf}
          onSave={(answers) => void run(asking, answers)}
          onClose={() => {
            setAsking(undefined)
            focusGrid()
          }}
          error={saving.error}
        />
      )}
    </div>
  )
}

const arrows = { down: 'ArrowDown', up: 'ArrowUp', left: 'ArrowLeft', right: 'ArrowRight' } as const

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, offset) => from + offset)

const sizeOf = ({ lines, dates }: SheetModel) => ({ lines, columns: dates.length, pageRows: 1 })

/** What a kept draft holds, as far as it can be read. */
function contentOf(text: string): { readonly staged: Staged; readonly pasted: Pasted | undefined } {
  const { staged, pasted } = JSON.parse(text) as { readonly staged?: unknown; readonly pasted?: Pasted }
  return { staged: stagedOf(staged), pasted: typeof pasted?.text === 'string' ? pasted : undefined }
}
