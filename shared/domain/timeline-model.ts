/**
 * The one chart as data: lanes over one time axis. Made by `timelineOf`, drawn by the chart, read out at a date, and
 * shown as a table. Days are `DayNumber`; a span's `to` is its last day.
 */
import type { RecordSource } from '#shared/dictionary/record.ts'
import type { DayNumber, PartialDate } from './partial-date.ts'

/** A date as known, with the days that it can mean. */
export interface DatedSpan {
  readonly date: PartialDate
  readonly first: DayNumber
  readonly last: DayNumber
}

interface Marked {
  /** The record that it comes from. */
  readonly recordId: string
  readonly source: RecordSource
}

/** One dose in force over some days. */
export interface DoseSegment extends Marked {
  readonly from: DayNumber
  readonly to: DayNumber
  /** The dates as known, for words. `ends` is missing while it goes on. */
  readonly starts?: PartialDate
  readonly ends?: PartialDate
  /** The start is known only within these days (drawn as the span that it is). */
  readonly fromSpan?: DatedSpan
  /** Still in force on the last day of the chart. */
  readonly ongoing: boolean
  /** Amount a day in the lane's unit; missing where it is not known. */
  readonly perDay?: number
  /** As a person would write it: `20 mg daily`, `high dose`, `dose not known`. */
  readonly label: string
  /** Why the dose changed to this: `taper`, `intolerance: nausea`. */
  readonly reason?: string
}

export interface InfusionMark extends Marked, DatedSpan {
  /** `2 g/kg`, `164 g`. */
  readonly label: string
  /** Amount of the whole cycle, in `unit`. */
  readonly amount?: number
  /** Unit of `amount`: the one that the drug's total is usually written in. */
  readonly unit?: 'g' | 'mg'
  /** Last day of a cycle over several days. */
  readonly until?: DatedSpan
  /** What happened: `reaction grade 2: headache`. */
  readonly note?: string
}

export interface DrugLane {
  readonly kind: 'drug'
  readonly id: string
  /** Code in the drug list: decides the colour. */
  readonly drug: string
  readonly label: string
  /** Unit of `perDay`, for example `mg/d`. */
  readonly unit: string
  readonly segments: readonly DoseSegment[]
  readonly infusions: readonly InfusionMark[]
}

/** Prednisone-equivalent of all glucocorticoids together, mg a day, as steps. */
export interface SteroidLane {
  readonly kind: 'steroid'
  readonly id: 'prednisone-equivalent'
  readonly label: string
  readonly unit: 'mg/d'
  /** `perDay` is missing where a running glucocorticoid has no known dose: a gap, never a zero. */
  readonly steps: readonly {
    readonly from: DayNumber
    readonly to: DayNumber
    readonly perDay?: number
    readonly label: string
    /** `illustrative` or `synthetic` where any of the doses summed is. */
    readonly source?: RecordSource
  }[]
}

export interface SeriesPoint extends Marked, DatedSpan {
  /** In the lane's unit. */
  readonly value: number
  readonly comparator?: '<' | '>'
  /** As entered: `310 U/L`, `<40 U/L`. */
  readonly label: string
  /** Upper limit of normal that came with it, in the lane's unit. */
  readonly upperLimit?: number
  /** Limits of normal, in the lane's unit. */
  readonly normal?: { readonly low: number; readonly high: number } | undefined
}

/** A measured value over time. */
export interface SeriesLane {
  readonly kind: 'series'
  /** `site:NAME` is an item or measure that the site added. */
  readonly id: 'ck' | 'fvc' | 'dlco' | 'haa' | 'spo2' | 'walk' | 'mmrc' | `site:${string}`
  readonly label: string
  readonly unit: string
  readonly scale: 'log' | 'linear'
  /** Of a percentage, what it is of: `GLI Global 2022`, `as reported`. */
  readonly reference?: string
  readonly points: readonly SeriesPoint[]
  /** Stretches in which the upper limit of normal is known and unchanged. */
  readonly upperLimits: readonly { readonly from: DayNumber; readonly to: DayNumber; readonly value: number }[]
}

export interface EventMark extends Marked, DatedSpan {
  readonly kind:
    | 'infection'
    | 'admission'
    | 'acute-exacerbation'
    | 'imaging'
    | 'procedure'
    | 'diagnosis'
    | 'transplant'
    | 'death'
    | 'other'
  /** A word or two, for the mark. */
  readonly short: string
  /** The whole, for the readout: `CT: fibrotic NSIP, same as Feb 2021`. */
  readonly label: string
  readonly until?: DatedSpan
}

/** A rule that is met from a day on, such as one of progression. */
export interface RuleMark {
  readonly ruleId: string
  /** The first day on which it is met. */
  readonly day: DayNumber
  /** A few words, for the mark: `PPF (ATS 2022)`. */
  readonly label: string
  /** The least real of the values that it rests on. */
  readonly source: RecordSource
}

export interface Timeline {
  /** Days that the axis spans. */
  readonly from: DayNumber
  readonly to: DayNumber
  readonly today: DayNumber
  readonly steroid: SteroidLane | undefined
  /** In order of first use; glucocorticoids first. Lanes without a date are left out and named in `undated`. */
  readonly drugs: readonly DrugLane[]
  readonly events: readonly EventMark[]
  readonly series: readonly SeriesLane[]
  /** Rules of progression, where each is first met. */
  readonly marks?: readonly RuleMark[]
  /** What the record holds without any date, in words: it can't be drawn. */
  readonly undated: readonly string[]
  /** Sources other than `recorded` that occur in it. */
  readonly sources: readonly RecordSource[]
}
