import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { changedDoses, isRefusal, reasonsWanted, type ReasonWanted } from '#shared/domain/course-edits.ts'
import { courseFindings, type CourseFinding, type Mend } from '#shared/domain/course-findings.ts'
import { infusionPlanOf } from '#shared/domain/infusion-plan.ts'
import { isoOfDay, type IsoDay } from '#shared/domain/partial-date.ts'
import { horizonOf } from '#shared/domain/timeline.ts'
import { stage, withStaged, type Edit } from '#shared/domain/staged-records.ts'
import { useShortcut, useShortcutNote } from '../../app/shortcuts.tsx'
import type { ShortcutId } from '../../app/shortcut-table.ts'
import { useSize } from '../../charts/use-size.ts'
import { useTimeWindow } from '../../charts/use-time-window.ts'
import { useQueryOf } from '../../ipc/use-contract.ts'
import { AxisStrip } from './axis-strip.tsx'
import { cellsOf, courseLanes, daysOf } from './course-lanes.ts'
import { daysAround, dueDays } from './days-shown.ts'
import { FindingsList } from './findings-list.tsx'
import { placeByKey, placeDay, placeIn, placeOf } from './go-by-key.ts'
import { keyedEdits } from './keyed-edits.ts'
import { cellDomId, type Place } from './lane-row.tsx'
import { LanesCaption } from './lanes-caption.tsx'
import { LanesGrid } from './lanes-grid.tsx'
import { OpenPanel, panelFor, type Opened } from './open-panel.tsx'
import { lastBasis, orderedNow, tickedOff } from './plan-words.ts'
import { SaveDialog } from './save-dialog.tsx'
import { Toolbar, type Action } from './toolbar.tsx'
import { PanelTypingProvider, type Typed } from './typed-panel.ts'
import { UnsavedBar } from './unsaved-bar.tsx'
import { useLaneDrag } from './use-lane-drag.ts'
import { useRights } from '../../app/use-rights.ts'
import { useTreatmentEdits } from './use-treatment-edits.ts'
import { VoidDialog } from './void-dialog.tsx'
import { voidEdits, voidWords } from './void-words.ts'
import '../../forms/record-form.css'
import './treatments.css'

interface TreatmentsTabProps {
  /** As saved. */
  readonly record: CaseRecord
  readonly today: IsoDay
}

const gutter = 216
const noEdits: readonly Edit[] = []
const handledHere: readonly ShortcutId[] = [
  'treatments-move',
  'treatments-open',
  'treatments-void',
  'treatments-border',
  'treatments-edge',
  'treatments-dose',
  'treatments-zoom',
]

/** Courses of treatment as lanes over one time axis, to be changed by keyboard or by dragging, and saved in one piece. */
export function TreatmentsTab({ record, today }: TreatmentsTabProps) {
  // Another case is another sheet: nothing staged goes over to it.
  return <Sheet key={record.case.id} record={record} today={today} />
}

function Sheet({ record: saved, today }: TreatmentsTabProps) {
  const page = useRef<HTMLDivElement>(null)
  const scroll = useRef<HTMLDivElement>(null)
  const width = useSize(scroll)?.width ?? 0
  const edits = useTreatmentEdits(saved)
  const { refusalOf } = useRights()
  const { record, staged, marks } = edits
  const [trial, setTrial] = useState(noEdits)
  const [wanted, setAt] = useState<Place>()
  const [edge, setEdge] = useState<'start' | 'end'>('start')
  const [opened, setOpened] = useState<Opened>()
  const [voiding, setVoiding] = useState<Place>()
  const [asking, setAsking] = useState<readonly ReasonWanted[]>()
  const [said, setSaid] = useState('')
  const settings = useQueryOf('registry.settings', {})
  const asksForReason = settings.data?.reasonForChange === 'edits' && staged.changed.length > 0

  const shown = useMemo(
    () => (trial.length === 0 ? record : withStaged(saved, stage(staged, saved, trial))),
    [record, saved, staged, trial],
  )
  // Of a case that was long unseen, or is closed, nobody knows what went on until today.
  const asOf = isoOfDay(horizonOf(shown, today))
  const lanes = useMemo(() => courseLanes(shown, asOf), [shown, asOf])
  const findings = useMemo(() => courseFindings(record, asOf), [record, asOf])
  const due = useMemo(() => dueDays(record, asOf), [record, asOf])
  const at = placeIn(lanes, wanted)
  const lane = lanes.find(({ id }) => id === at?.lane)

  const ahead = [...due.values()].map((spans) => spans[0]!.last)
  const domain = daysOf(lanes, asOf, ahead)
  const window = useTimeWindow(domain)
  const isTaper = opened?.kind === 'taper'
  const view = (isTaper && daysAround(trial)) || window.shown
  const scale = { ...view, width: Math.max(200, width - gutter - 24) }
  const trialIds = useMemo(
    () => new Set(isTaper ? trial.flatMap((one) => (one.do === 'add' ? [one.id] : [])) : []),
    [isTaper, trial],
  )

  const tryOut = useCallback((next: readonly Edit[]) => setTrial(next.length === 0 ? noEdits : next), [])
  const drag = useLaneDrag({ record, today: asOf, scale, onTry: tryOut, onTake: edits.edit, onRefuse: setSaid })

  // The focus follows where the keyboard was sent, once it is drawn.
  const [sent, setSent] = useState(0)
  const follow = useRef(() => {})
  useEffect(() => {
    follow.current = () => {
      if (!at) return
      document.getElementById(cellDomId(at))?.focus()
      const day = lane && cellsOf(lane).find(({ id }) => id === at.cell)?.from
      if (day !== undefined && !window.whole) window.bringIntoView(day)
    }
  })
  useEffect(() => {
    if (sent > 0) follow.current()
  }, [sent])
  const look = (place: Place) => {
    if (place.lane !== at?.lane || place.cell !== at?.cell) {
      setEdge('start')
      setSaid('')
    }
    setAt(place)
  }
  const send = (place: Place) => {
    look(place)
    setSent((count) => count + 1)
  }
  useEffect(() => {
    if (edits.restoredPanel) setOpened(edits.restoredPanel.opened)
  }, [edits.restoredPanel])
  const { keepTyping } = edits
  const typing = useMemo(
    () => ({
      restored: opened === edits.restoredPanel?.opened ? edits.restoredPanel?.typed : undefined,
      onTyped: (typed: Typed) => opened && keepTyping({ opened, typed }),
    }),
    [opened, edits.restoredPanel, keepTyping],
  )
  const close = () => {
    setOpened(undefined)
    keepTyping(undefined)
    setTrial(noEdits)
    if (at) send(opened?.place ?? at)
  }
  const open = (next: Opened) => {
    if (!edits.canEdit) return setSaid(refusalOf('write'))
    setTrial(noEdits)
    keepTyping(undefined)
    setOpened(next)
  }
  const take = (next: readonly Edit[], place: Place) => {
    setTrial(noEdits)
    setOpened(undefined)
    keepTyping(undefined)
    edits.edit(next)
    send(place)
  }

  const save = () => {
    if (edits.count === 0) return setSaid('Nothing has been changed.')
    const lacking = reasonsWanted(record, changedDoses(staged), asOf)
    if (lacking.length > 0 || asksForReason) return setAsking(lacking)
    return void saveNow(noEdits, undefined)
  }
  const saveNow = async (more: readonly Edit[], reason: string | undefined) => {
    setAsking(undefined)
    const isSaved = await edits.save(more, reason)
    if (isSaved) setSaid('Saved.')
    return isSaved
  }
  const latestSave = useRef(save)
  const isOpen = useRef(false)
  useEffect(() => {
    latestSave.current = save
    isOpen.current = opened !== undefined && opened.kind !== 'plan'
  })
  /** An open panel is taken over first; where it can't be, it stays and nothing is saved. */
  const saveWithPanel = () => {
    const panel = page.current?.querySelector<HTMLFormElement>('.treatment-panel')
    if (panel && isOpen.current) panel.requestSubmit()
    setTimeout(() => {
      if (!isOpen.current) latestSave.current()
    })
  }

  const of = (kind: 'step' | 'taper' | 'plan' | 'stop' | 'restart') => () => {
    const treatment = lane?.treatment
    if (!treatment) return setSaid('Go to a course first.')
    return open({ kind, place: { lane: treatment.id } })
  }
  const voidAt = () => {
    if (!edits.canEdit) return setSaid(refusalOf('write'))
    return setVoiding(at)
  }
  const hasCourse = lane?.treatment !== undefined
  const actions: readonly Action[] = [
    { shortcut: 'treatments-add', label: 'Add course', run: () => open({ kind: 'add', place: undefined }) },
    { shortcut: 'treatments-step', label: 'Add dose', disabled: !hasCourse, run: of('step') },
    { shortcut: 'treatments-taper', label: 'Taper', disabled: !hasCourse, run: of('taper') },
    { shortcut: 'treatments-plan', label: 'Infusions', disabled: !hasCourse || !lane?.infused, run: of('plan') },
    { shortcut: 'treatments-stop', label: 'Stop', disabled: !hasCourse, run: of('stop') },
    { shortcut: 'treatments-restart', label: 'Start again', disabled: !hasCourse, run: of('restart') },
    { shortcut: 'treatments-void', label: 'Void', disabled: !hasCourse, run: voidAt },
  ]
  useShortcut('treatments-add', actions[0]!.run)
  useShortcut('treatments-step', of('step'))
  useShortcut('treatments-taper', of('taper'))
  useShortcut('treatments-plan', of('plan'))
  useShortcut('treatments-stop', of('stop'))
  useShortcut('treatments-restart', of('restart'))
  useShortcut('treatments-save', saveWithPanel)

  const onKeyDown = (event: React.KeyboardEvent) => {
    const cell =
      event.target instanceof HTMLElement && event.target.matches('[role="rowheader"], .lane-cell, .lane-chip')
    // Brackets are typed with AltGr on many keyboards.
    const withControl = (event.altKey || event.ctrlKey || event.metaKey) && !'[]{}'.includes(event.key)
    if (!cell || !at || !lane || withControl) return
    const done = doKey(event.key, event.shiftKey)
    if (!done) return
    event.preventDefault()
    event.stopPropagation()
  }
  const doKey = (key: string, shift: boolean): boolean => {
    if (!at || !lane) return false
    const next = placeByKey(lanes, at, key)
    if (next) {
      send(next)
      return true
    }
    switch (key) {
      case 'Enter':
        open(panelFor(record, lane, at))
        return true
      case 'Escape':
        if (!opened) return false
        close()
        return true
      case 'Delete':
        if (lane.treatment || at.cell !== undefined) voidAt()
        return true
      case 'e': {
        const other = edge === 'start' ? 'end' : 'start'
        setEdge(other)
        setSaid(`[ and ] move the ${other} of the dose.`)
        return true
      }
      case 'z':
      case 'Z':
        window.zoomAt(shift ? 2 : 0.5, placeDay(lane, at, asOf))
        return true
      default: {
        const made = keyedEdits(record, lane, at.cell, key, { edge, today: asOf })
        if (!made) return key.startsWith('Arrow') || key === 'Home' || key === 'End'
        if (isRefusal(made)) setSaid(made.refusal)
        else {
          edits.edit(made.edits)
          setSaid(made.said)
        }
        return true
      }
    }
  }

  const mend = (finding: CourseFinding, { edits: next, addInfusionOn }: Mend) => {
    const place = { lane: finding.treatmentId }
    if (next) {
      edits.edit(next)
      send(finding.stepId === undefined ? place : { ...place, cell: finding.stepId })
    } else if (addInfusionOn !== undefined) {
      const treatment = record.records.treatment.find(({ id }) => id === finding.treatmentId)!
      const plan = infusionPlanOf(record, treatment, asOf)
      const ordered = orderedNow(record, plan.order, today, { basis: lastBasis(plan), vialGrams: 0 })
      open({ kind: 'infusion', place, prefill: tickedOff(treatment, plan, addInfusionOn, today, ordered) })
    }
  }
  const nameOf = (treatmentId: string | undefined) => lanes.find(({ id }) => id === treatmentId)?.name ?? 'a drug'

  const panel = opened && (
    <PanelTypingProvider value={typing}>
      <OpenPanel
        key={JSON.stringify([opened.kind, opened.place, opened.prefill])}
        opened={opened}
        record={record}
        name={nameOf(opened.place?.lane)}
        today={today}
        asOf={asOf}
        newId={edits.newId}
        onTry={tryOut}
        onTake={take}
        onOpen={open}
        onClose={close}
      />
    </PanelTypingProvider>
  )
  return (
    <div className="treatments" ref={page}>
      {edits.canUndo && <UndoKeys undo={edits.undo} />}
      {edits.canRedo && <RedoKeys redo={edits.redo} />}
      {handledHere.map((id) => (
        <Listed key={id} id={id} />
      ))}
      <Toolbar
        actions={edits.canEdit ? actions : []}
        domain={lanes.length > 0 ? domain : undefined}
        window={window}
        said={said}
      />
      <div
        className="treatments-scroll"
        ref={scroll}
        onWheel={({ deltaX, deltaY, shiftKey }) => {
          const px = shiftKey ? deltaY : deltaX
          if (px !== 0) window.moveBy((px * (scale.to - scale.from)) / scale.width)
        }}
      >
        {lanes.length > 0 && (
          <div className="treatments-axis" style={{ paddingLeft: gutter }}>
            <AxisStrip scale={scale} />
          </div>
        )}
        {panel && opened.kind === 'add' && <div className="lane-panel">{panel}</div>}
        {lanes.length === 0 && opened === undefined && (
          <NoCourse onAdd={() => open({ kind: 'add', place: undefined })} />
        )}
        {lanes.length > 0 && (
          <LanesGrid
            lanes={lanes}
            scale={scale}
            today={asOf}
            due={due}
            findings={findings}
            marks={marks}
            trial={trialIds}
            at={at}
            edge={edge}
            openPlace={opened?.place}
            panel={panel}
            drag={drag}
            onKeyDown={onKeyDown}
            onGo={look}
            onSend={send}
            onOpen={(one, place) => open(panelFor(record, one, place))}
          />
        )}
        <LanesCaption lanes={lanes} asOf={asOf} today={today} />
        {lanes.length > 0 && (
          <FindingsList
            findings={findings}
            onShow={({ treatmentId, stepId }) =>
              send(stepId === undefined ? { lane: treatmentId } : { lane: treatmentId, cell: stepId })
            }
            onMend={mend}
          />
        )}
      </div>
      {edits.count > 0 && <UnsavedBar edits={edits} onSave={save} onShow={(id) => send(placeOf(lanes, id))} />}
      {asking && (
        <SaveDialog
          wanted={asking}
          drugOfStep={(id) => nameOf(record.records.dose_step.find((step) => step.id === id)?.treatment)}
          asksForReason={asksForReason}
          onSave={saveNow}
          onClose={() => setAsking(undefined)}
        />
      )}
      {voiding && (
        <VoidDialog
          {...voidWords(record, lanes, voiding)}
          id={voiding.cell ?? voiding.lane}
          onVoid={(reason) => {
            edits.edit(voidEdits(record, voiding, reason))
            setVoiding(undefined)
            send({ lane: voiding.lane })
            return edits.keepNow()
          }}
          onClose={() => setVoiding(undefined)}
        />
      )}
    </div>
  )
}

function UndoKeys({ undo }: { readonly undo: () => void }) {
  useShortcut('treatments-undo', undo)
  return null
}

function RedoKeys({ redo }: { readonly redo: () => void }) {
  useShortcut('treatments-redo', redo)
  return null
}

function Listed({ id }: { readonly id: ShortcutId }) {
  useShortcutNote(id)
  return null
}

function NoCourse({ onAdd }: { readonly onAdd: () => void }) {
  return (
    <div className="treatments-empty">
      <p>
        No treatment is recorded. A course is one drug from its start to its stop; its doses stand on one time axis
        here, each with the reason for it.
      </p>
      <button type="button" className="text-button" onClick={onAdd}>
        Add the first course
      </button>
    </div>
  )
}
