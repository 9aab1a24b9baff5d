import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatPartialDate, type PartialDate } from '#shared/domain/partial-date.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useUndo } from '#renderer/app/use-undo.ts'
import { useShortcut, useShortcutNote } from '#renderer/app/shortcuts.tsx'
import { DraftMark } from '#renderer/forms/draft-mark.tsx'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import '#renderer/forms/record-form.css'
import { AddDateDialog } from './add-date-dialog.tsx'
import { AddItem } from './add-item.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { CellEditor, type EditorMove } from './cell-editor.tsx'
import { CellStatus } from './cell-status.tsx'
import { measureName } from './cell-text.ts'
import { EmptySheet, usualItems } from './empty-sheet.tsx'
import { blockOf, type CellPlace } from './geometry.ts'
import type { PlanDoubt } from './judge-plans.ts'
import { PasteDialog } from './paste-dialog.tsx'
import { PasteReview, type Pasted } from './paste-review.tsx'
import type { PasteOutcome } from './paste-rows.ts'
import { keyAt, keysOf, measuresOf, placeAt, placeIn, textLeftOf, textOfBlock, type Place } from './places.ts'
import { asksNothing, SaveDialog, type SaveAnswers } from './save-dialog.tsx'
import { countOf, SheetBar, type OpenDialog } from './sheet-bar.tsx'
import { SheetGrid } from './sheet-grid.tsx'
import { firstLine, moveOf } from './sheet-moves.ts'
import { partsOfKey } from './sheet.ts'
import { isNothing, nothingStaged, withCells, withDate, withRows, type Staged } from './staging.ts'
import { noAnswers, questionsOf, useSaveSheet, type Saving } from './use-save-sheet.ts'
import { useSheet, type SheetModel } from './use-sheet.ts'
import { useStaged } from './use-staged.ts'
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
  const { canWrite, refusalOf } = useRights()
  const [cursor, setCursor] = useState<Place>()
  const [anchor, setAnchor] = useState<Place>()
  const [editing, setEditing] = useState<{ readonly text: string; readonly byTyping: boolean }>()
  const [typing, setTyping] = useState<string>()
  const [dialog, setDialog] = useState<OpenDialog>()
  const [asking, setAsking] = useState<Saving>()
  const [blocked, setBlocked] = useState<string>()
  const title = `Flow sheet of ${caseRecord.case.code ?? 'a case'}`
  const { staged, pasted, draft, ...unsaved } = useStaged({ place, caseId, title })
  const model = useSheet(caseRecord, staged, today)
  const { lines, dates, sheet } = model
  // What is asked no more is shown where it has values, and can't be added.
  const offered = useMemo(() => model.measures.filter(({ retired }) => !retired), [model.measures])
  const settings = useQueryOf('registry.settings', {})
  const asksReason = settings.data?.reasonForChange === 'edits'
  const saving = useSaveSheet(caseId)
  const queryClient = useQueryClient()
  const { notifyUndoable } = useUndo()

  const active = placeIn(model, cursor) ?? { line: firstLine(lines), column: Math.max(0, dates.length - 1) }
  const corner = anchor && placeIn(model, anchor)
  const focusGrid = useCallback(() => setTimeout(() => gridRef.current?.focus({ preventScroll: true })), [])
  useEffect(() => void focusGrid(), [focusGrid])

  const put = (next: Staged) => {
    unsaved.put(next)
    setBlocked(undefined)
  }
  const putPasted = (next: Pasted | undefined) => {
    unsaved.putPasted(next)
    if (!next) focusGrid()
  }

  const move = (to: CellPlace, extend: boolean) => {
    const there = placeAt(model, to)
    if (!there) return
    const here = cursor ?? placeAt(model, active)
    setAnchor(extend ? (anchor ?? here) : undefined)
    setCursor(there)
  }
  const activeKey = keyAt(model, active)
  const edit = (typed?: string) => {
    if (activeKey === undefined) return
    if (!canWrite) return setBlocked(refusalOf('write'))
    setAnchor(undefined)
    setEditing({ text: typed ?? model.textOf(activeKey), byTyping: typed !== undefined })
    setTyping(typed ?? model.textOf(activeKey))
  }
  const onType = (text: string) => {
    setTyping(text)
    if (activeKey !== undefined) unsaved.keepTyping(withCells(staged, [[activeKey, text]], model.savedText))
  }
  const endEditing = () => {
    setEditing(undefined)
    setTyping(undefined)
    focusGrid()
  }
  const take = (text: string, next: EditorMove) => {
    if (activeKey !== undefined) {
      const cells = withCells(staged, [[activeKey, text]], model.savedText)
      if (cells.cells[activeKey] !== staged.cells[activeKey]) put(cells)
    }
    endEditing()
    if (next !== 'stay') move(moveOf({ key: arrows[next], withControl: false }, active, sizeOf(model)) ?? active, false)
  }
  const giveUp = () => {
    unsaved.keepAgain()
    endEditing()
  }

  const block = blockOf(active, corner)
  const empty = () => {
    const emptied = keysOf(model, block).map((key) => [key, ''] as const)
    put(withCells(staged, emptied, model.savedText))
  }
  const sameAsLeft = () => {
    const text = textLeftOf(model, active)
    if (activeKey !== undefined && text !== '') put(withCells(staged, [[activeKey, text]], model.savedText))
  }
  const paste = (text: string) => {
    if (!canWrite) return setBlocked(refusalOf('write'))
    setDialog(undefined)
    if (text.trim() === '') return
    const gridAnchor = { measures: measuresOf(model, active.line, lines.length), dates: dates.slice(active.column) }
    putPasted({ text, anchor: dates.length > 0 ? gridAnchor : undefined, choices: {}, takings: {} })
  }

  const run = async (what: Saving, answers: SaveAnswers) => {
    try {
      await draft.settle()
      await saving.save(what, answers)
    } catch {
      // Shown where it was asked; what was typed stands as it was, over what is saved by now.
      unsaved.keepAgain()
      void queryClient.invalidateQueries({ queryKey: ['cases.get'] })
      return
    }
    setAsking(undefined)
    notifyUndoable(`Saved: ${what.label}`)
    unsaved.clearSaved()
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
    if (!isUndo || editing || pasted) return
    // What is typed and not saved goes first; then the keys mean what they mean everywhere.
    if (unsaved.step(event.shiftKey ? 'forward' : 'back')) event.preventDefault()
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
              onCopy={() => textOfBlock(model, block)}
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

const sizeOf = ({ lines, dates }: SheetModel) => ({ lines, columns: dates.length, pageRows: 1 })
