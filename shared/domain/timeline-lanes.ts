/** The lanes of the one chart in the order in which a clinician reads them, and the names that they are asked for by. */
import type { DrugLane, RuleMark, SeriesLane, SteroidLane, Timeline } from './timeline-model.ts'

export type LaneSource =
  | { readonly kind: 'steroid'; readonly lane: SteroidLane }
  | { readonly kind: 'drug'; readonly lane: DrugLane }
  | { readonly kind: 'events' }
  | { readonly kind: 'marks'; readonly marks: readonly RuleMark[] }
  | { readonly kind: 'series'; readonly lane: SeriesLane }

export interface Lane {
  readonly id: string
  readonly label: string
  readonly unit: string
  readonly source: LaneSource
}

/** Oral drugs that the prednisone-equivalent already shows one to one. */
const sameAsEquivalent = new Set(['prednisone', 'prednisolone'])

const seriesOrder: readonly string[] = ['ck', 'fvc', 'dlco', 'haa', 'spo2', 'walk', 'mmrc']
/** What the site added stands below what every registry has, in its own order. */
const placeOf = ({ id }: SeriesLane) => (seriesOrder.includes(id) ? seriesOrder.indexOf(id) : seriesOrder.length)

const laneOf = (source: Extract<LaneSource, { lane: object }>): Lane => ({
  id: source.lane.id,
  label: source.lane.label,
  unit: source.kind === 'drug' ? drawnUnit(source.lane) : source.lane.unit,
  source,
})

/** A drug that is told by its infusions is drawn in their unit. */
function drawnUnit({ unit, segments, infusions }: DrugLane): string {
  if (segments.some(({ perDay }) => perDay !== undefined)) return unit
  return infusions.find((infusion) => infusion.unit !== undefined)?.unit ?? unit
}

/** Lanes that hold something. Rules of progression stand above the lung function that they judge. */
export function lanesOf({ steroid, drugs, events, series, marks = [] }: Timeline): readonly Lane[] {
  const hasSteroid = steroid !== undefined && steroid.steps.length > 0
  const measured = series.filter(({ points }) => points.length > 0).toSorted((a, b) => placeOf(a) - placeOf(b))
  const isLung = (lane: SeriesLane) => placeOf(lane) >= seriesOrder.indexOf('fvc')
  const measuredLanes = (wanted: (lane: SeriesLane) => boolean) =>
    measured.filter(wanted).map((lane) => laneOf({ kind: 'series', lane }))
  return [
    ...(hasSteroid ? [laneOf({ kind: 'steroid', lane: steroid })] : []),
    ...drugs
      .filter(({ segments, infusions }) => segments.length + infusions.length > 0)
      .filter(({ drug }) => !(hasSteroid && sameAsEquivalent.has(drug)))
      .map((lane) => laneOf({ kind: 'drug', lane })),
    ...(events.length > 0 ? [{ id: 'events', label: 'Events', unit: '', source: { kind: 'events' as const } }] : []),
    ...measuredLanes((lane) => !isLung(lane)),
    ...(marks.length > 0
      ? [{ id: 'progression', label: 'Progression', unit: '', source: { kind: 'marks' as const, marks } }]
      : []),
    ...measuredLanes(isLung),
  ]
}

/** What a lane is remembered by: drugs outside the drug list, of which each has a lane of its own, go together. */
export function laneKey(id: string): string {
  return id.startsWith('drug:other:') ? 'drug:other' : id
}

/** Whether a word that a person typed means a lane: its id, a drug's code, what the lane is called. */
export function isLaneNamed({ id, label, source }: Lane, word: string): boolean {
  const name = word.trim().toLowerCase()
  const names = [id, laneKey(id), laneKey(id).replace(/^drug:/, ''), label]
  return names.some((each) => each.toLowerCase() === name) || (source.kind === 'steroid' && sameAsEquivalent.has(name))
}
