/** Dragging a border or the top of a dose: what it would become is on trial until the pointer lets go. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { doseEdit, edgeOf, isRefusal, type Edge } from '#shared/domain/course-edits.ts'
import { doseIncrement, snapDose } from '#shared/domain/dose-increments.ts'
import { doseLabel } from '#shared/domain/dose.ts'
import type { DoseStep } from '#shared/domain/exposure.ts'
import { formatPartialDate, isoOfDay, type IsoDay } from '#shared/domain/partial-date.ts'
import type { Edit } from '#shared/domain/staged-records.ts'
import type { CourseLane } from './course-lanes.ts'
import { dayOfX, shareAtY, yOfShare, topOf, type LaneHit, type TimeScale } from './lane-layout.ts'
import type { LaneDrag } from './lane-row.tsx'

type Grip =
  | { readonly kind: 'edge'; readonly lane: string; readonly edge: Edge; readonly side: 'start' | 'end' }
  | {
      readonly kind: 'dose'
      readonly lane: string
      readonly step: DoseStep
      readonly magnitude: number
      readonly top: number
      /** px from the top of the bar to where it was caught. */
      readonly offset: number
      readonly increment: number
    }

interface LaneDragOptions {
  readonly record: CaseRecord
  readonly today: IsoDay
  readonly scale: TimeScale
  /** Shows edits on the lanes without staging them. */
  readonly onTry: (edits: readonly Edit[]) => void
  readonly onTake: (edits: readonly Edit[]) => void
  /** Why something can't be dragged. */
  readonly onRefuse: (why: string) => void
}

export interface LaneDragging extends LaneDrag {
  /** The lane whose height is kept while a dose is dragged, and the amount at its top. */
  readonly keptTop: { readonly lane: string; readonly top: number } | undefined
}

export function useLaneDrag({ record, today, scale, onTry, onTake, onRefuse }: LaneDragOptions): LaneDragging {
  const [grip, setGrip] = useState<Grip>()
  const [text, setText] = useState<LaneDrag['text']>()
  const edits = useRef<readonly Edit[]>([])

  const letGo = useCallback(() => {
    edits.current = []
    setGrip(undefined)
    setText(undefined)
    onTry([])
  }, [onTry])
  useEffect(() => {
    if (!grip) return undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      letGo()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [grip, letGo])

  const start = (lane: CourseLane, { recordId, part }: LaneHit, _x: number, y: number): boolean => {
    if (part === 'start' || part === 'end') {
      const edge = edgeOf(record, recordId, part, today)
      if (isRefusal(edge)) onRefuse(edge.refusal)
      else setGrip({ kind: 'edge', lane: lane.id, edge, side: part })
      return !isRefusal(edge)
    }
    const dose = lane.doses.find(({ step }) => step?.id === recordId)
    if (part !== 'dose' || dose?.step?.dose === undefined || dose.magnitude === undefined || lane.infused) return false
    const top = topOf(lane)
    setGrip({
      kind: 'dose',
      lane: lane.id,
      step: dose.step,
      magnitude: dose.magnitude,
      top,
      offset: y - yOfShare(dose.magnitude / top),
      increment: doseIncrement(lane.drug, dose.step.unit),
    })
    return true
  }
  const show = (next: readonly Edit[], said: LaneDrag['text']) => {
    edits.current = next
    setText(said)
    onTry(next)
  }
  const move = (x: number, y: number) => {
    if (grip?.kind === 'edge') {
      const { edge, side, lane } = grip
      const at = Math.round(dayOfX(scale, x)) - (side === 'end' ? 1 : 0)
      const day = Math.min(edge.max, Math.max(edge.min, at))
      const by = day - edge.day
      const word = side === 'start' ? 'from' : 'to'
      const moved = by === 0 ? '' : ` (${by > 0 ? '+' : '−'}${Math.abs(by)} d)`
      show(by === 0 ? [] : edge.editsAt(day), { lane, x, text: `${word} ${formatPartialDate(isoOfDay(day))}${moved}` })
    } else if (grip) {
      const { step, magnitude, top, offset, increment, lane } = grip
      const wanted = shareAtY(y - offset) * top
      const before = step.dose ?? 0
      const dose = snapDose(magnitude === 0 ? wanted : (before * wanted) / magnitude, increment)
      show(dose === before ? [] : doseEdit(step, dose), { lane, x, text: doseLabel({ ...step, dose }) })
    }
  }
  const end = () => {
    if (!grip) return
    const taken = edits.current
    letGo()
    if (taken.length > 0) onTake(taken)
  }
  return {
    start,
    move,
    end,
    text,
    keptTop: grip?.kind === 'dose' ? { lane: grip.lane, top: grip.top } : undefined,
  }
}
