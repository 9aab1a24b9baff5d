import type { RecordValues } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { courseDefaults } from '#shared/domain/course-edits.ts'
import type { IsoDay } from '#shared/domain/partial-date.ts'
import type { Edit } from '#shared/domain/staged-records.ts'
import type { CourseLane } from './course-lanes.ts'
import { CoursePanel } from './course-panel.tsx'
import { InfusionPanel } from './infusion-panel.tsx'
import type { Place } from './lane-row.tsx'
import { PlanPanel } from './plan-panel.tsx'
import { StepPanel } from './step-panel.tsx'
import { TaperPanel } from './taper-panel.tsx'

/** What is open under a lane (a new course: above all lanes). */
export interface Opened {
  readonly kind: 'add' | 'edit' | 'stop' | 'restart' | 'step' | 'infusion' | 'taper' | 'plan'
  readonly place: Place | undefined
  /** What a new record starts with. */
  readonly prefill?: RecordValues
}

/** What Enter opens at a place. */
export function panelFor({ records }: CaseRecord, lane: CourseLane, place: Place): Opened {
  if (records.infusion.some(({ id }) => id === place.cell)) return { kind: 'infusion', place }
  // Infusions without a course: they belong to the one that is added for their drug.
  if (!lane.treatment) return { kind: 'add', place: undefined, prefill: { ...courseDefaults(lane.drug) } }
  if (place.cell === undefined) return { kind: 'edit', place }
  if (records.dose_step.some(({ id }) => id === place.cell)) return { kind: 'step', place }
  // A stretch of which no step tells the dose: one can be added from its start.
  return { kind: 'step', place: { lane: lane.id }, prefill: { started: lane.treatment.started ?? null } }
}

interface OpenPanelProps {
  readonly opened: Opened
  readonly record: CaseRecord
  readonly name: string
  readonly today: IsoDay
  /** The day to which what goes on is known to go on. */
  readonly asOf: IsoDay
  readonly newId: () => string
  readonly onTry: (edits: readonly Edit[]) => void
  readonly onTake: (edits: readonly Edit[], place: Place) => void
  readonly onOpen: (opened: Opened) => void
  readonly onClose: () => void
}

export function OpenPanel(props: OpenPanelProps) {
  const { opened, record, name, today, asOf, newId, onTry, onTake, onOpen, onClose } = props
  const { kind, place, prefill } = opened
  const { treatment: treatments, dose_step: steps, infusion: infusions } = record.records
  const treatment = treatments.find(({ id }) => id === place?.lane)
  const common = { record, drugName: name, today, newId, onClose }
  const inLane = (edits: readonly Edit[], cell: string) => {
    onTake(edits, place ? { lane: place.lane, cell } : { lane: cell })
  }
  switch (kind) {
    case 'add':
      return <CoursePanel task="add" prefill={prefill} {...common} onTake={(edits, lane) => onTake(edits, { lane })} />
    case 'edit':
    case 'stop':
    case 'restart':
      return treatment ? (
        <CoursePanel task={kind} treatment={treatment} {...common} onTake={(edits, lane) => onTake(edits, { lane })} />
      ) : null
    case 'step': {
      if (!treatment) return null
      const isFirst = !steps.some((step) => step.treatment === treatment.id)
      return (
        <StepPanel
          treatment={treatment}
          step={steps.find(({ id }) => id === place?.cell)}
          prefill={{ ...(isFirst ? { reason: 'start', started: treatment.started ?? null } : {}), ...prefill }}
          {...common}
          onTake={inLane}
        />
      )
    }
    case 'infusion':
      return (
        <InfusionPanel
          infusion={infusions.find(({ id }) => id === place?.cell)}
          prefill={prefill}
          {...common}
          onTake={inLane}
        />
      )
    case 'taper':
      return treatment ? <TaperPanel treatment={treatment} {...common} onTry={onTry} onTake={inLane} /> : null
    case 'plan':
      return treatment ? (
        <PlanPanel
          treatment={treatment}
          asOf={asOf}
          {...common}
          onTickOff={(values) => onOpen({ kind: 'infusion', place: { lane: treatment.id }, prefill: values })}
        />
      ) : null
  }
}
