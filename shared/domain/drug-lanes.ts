/** Lanes of the one chart that hold treatment: one for each drug, with doses as segments and infusions as marks. */
import type { CaseRecord } from './case-record.ts'
import { drugOf } from '../dictionary/lists/drugs.ts'
import { isGlucocorticoid } from './dose.ts'
import { doseSegments, oneCourse, spanOf, type Treatment } from './exposure.ts'
import { formatNumber } from './format-number.ts'
import { midSentence } from './label-of.ts'
import { withId } from './list-index.ts'
import type { IsoDay } from './partial-date.ts'
import { infusedMilligrams, isGivenAsInfusions, type Infusion } from './steroid-exposure.ts'
import type { DrugLane, InfusionMark } from './timeline-model.ts'
import { unitLabel } from './units.ts'

/** The drug's name as it heads a lane: short where colleagues use a short form. */
export function drugName(code: string): string {
  const drug = drugOf(code)
  return drug?.short ?? drug?.label ?? code
}

/** Inside a sentence: `rituximab`, but `IVIg` where the whole name has a comma in it. */
export function drugInSentence(code: string): string {
  const label = drugOf(code)?.label ?? code
  return label.includes(',') ? drugName(code) : midSentence(label)
}

function quantity(value: number | undefined, unit: string | undefined): string | undefined {
  if (value === undefined) return undefined
  return `${formatNumber(value)} ${unit === undefined ? '(unit not known)' : unitLabel(unit)}`
}

/** A cycle's dose in words: `2 g/kg (164 g)`. */
export function infusionLabel(infusion: Infusion): string {
  const perKg = quantity(infusion.dose_per_kg, infusion.dose_per_kg_unit)
  const total = quantity(infusion.total_dose, infusion.total_dose_unit)
  return perKg && total ? `${perKg} (${total})` : (perKg ?? total ?? 'dose not known')
}

/** A reaction in words, `reaction grade 2: headache`; undefined where none is recorded. */
export function reactionText(infusion: Infusion): string | undefined {
  const { reaction_grade: grade, reaction } = infusion
  if (grade === 0) return 'no reaction'
  if (grade === undefined) return reaction && `reaction: ${reaction}`
  return `reaction grade ${grade}${reaction ? `: ${reaction}` : ''}`
}

/** An infusion as a mark in its lane; undefined without a date. */
export function infusionMark(infusion: Infusion, drug: string): InfusionMark | undefined {
  if (infusion.date === undefined) return undefined
  const unit = drugOf(drug)?.drugClass === 'immunoglobulin' ? 'g' : 'mg'
  const mg = infusedMilligrams(infusion)
  return {
    recordId: infusion.id,
    source: infusion.source,
    ...spanOf(infusion.date),
    until: infusion.ended === undefined ? undefined : spanOf(infusion.ended),
    label: infusionLabel(infusion),
    amount: mg === undefined ? undefined : unit === 'g' ? mg / 1000 : mg,
    unit,
    note: reactionText(infusion),
  }
}

/** Drugs outside the list have one code in common, but not one lane: each treatment keeps its own. */
function laneIdOf(drug: string, recordId: string): string {
  return drug === 'other' ? `drug:other:${recordId}` : `drug:${drug}`
}

interface Gathered {
  readonly drug: string
  readonly treatments: Treatment[]
  readonly infusions: Infusion[]
}

function gather({ records }: CaseRecord): ReadonlyMap<string, Gathered> {
  const lanes = new Map<string, Gathered>()
  const laneOf = (drug: string, recordId: string) => {
    const id = laneIdOf(drug, recordId)
    const lane = lanes.get(id) ?? { drug, treatments: [], infusions: [] }
    lanes.set(id, lane)
    return lane
  }
  for (const treatment of records.treatment) {
    if (treatment.drug !== undefined) laneOf(treatment.drug, treatment.id).treatments.push(treatment)
  }
  for (const infusion of records.infusion) {
    const owner = withId(records.treatment, infusion.treatment)
    const drug = infusion.drug ?? owner?.drug
    if (drug !== undefined) laneOf(drug, owner?.id ?? infusion.id).infusions.push(infusion)
  }
  return lanes
}

/** One lane for each drug with anything dated, in order of first use, glucocorticoids first. */
export function drugLanes(record: CaseRecord, today: IsoDay): readonly DrugLane[] {
  const { dose_step: steps, infusion: allInfusions } = record.records
  const lanes = [...gather(record)].map(([id, { drug, treatments, infusions }]): DrugLane => {
    const segments = treatments
      .filter((treatment) => !isGivenAsInfusions(treatment, steps, allInfusions))
      .flatMap((treatment) => doseSegments(treatment, steps, today))
    const marks = infusions.flatMap((infusion) => infusionMark(infusion, drug) ?? [])
    return {
      kind: 'drug',
      id,
      drug,
      label: drugName(drug),
      unit: 'mg/d',
      segments: oneCourse(segments),
      infusions: marks.sort((a, b) => a.first - b.first || a.last - b.last),
    }
  })
  const start = (lane: DrugLane) =>
    Math.min(...lane.segments.map((segment) => segment.from), ...lane.infusions.map((infusion) => infusion.first))
  return lanes
    .filter((lane) => lane.segments.length > 0 || lane.infusions.length > 0)
    .sort((a, b) => Number(isGlucocorticoid(b.drug)) - Number(isGlucocorticoid(a.drug)) || start(a) - start(b))
}
