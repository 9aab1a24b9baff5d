/**
 * What rules of progression read, apart from where it comes from: a case of the registry (`case-evidence.ts`) or values
 * handed to `compute`. Everything is dated as known.
 */
import type { IsoDay, PartialDate } from '../partial-date.ts'
import type { UsedInput } from '../rules/rule-finding.ts'

export type MeasuredIndex = 'FVC' | 'DLCO'

export interface Measurement {
  readonly date: PartialDate
  readonly index: MeasuredIndex
  /** Percent of predicted, unrounded. All values of one index have one reference set. */
  readonly percent: number
  /** Of DLCO: whether it stands for a normal hemoglobin. */
  readonly hemoglobin?: 'corrected' | 'uncorrected' | 'unknown' | undefined
  readonly from?: UsedInput
}

/** A dated statement: that symptoms are worse, that imaging shows progression. */
export interface Statement {
  readonly date: PartialDate
  /** `undefined` where something was said that doesn’t decide it. */
  readonly holds: boolean | undefined
  /** As one would say it: `symptoms worse on 12 Apr 2019`. */
  readonly text: string
  /** The date of what it was compared with, where the comparison must lie in the window as well. */
  readonly since?: PartialDate
  readonly from?: readonly UsedInput[]
}

/** What must hold before a rule applies at all. */
export interface Precondition {
  readonly date?: PartialDate | undefined
  readonly holds: boolean | undefined
  readonly text: string
  readonly from: readonly UsedInput[]
}

export interface Evidence {
  readonly measurements: readonly Measurement[]
  readonly symptoms: readonly Statement[]
  readonly imaging: readonly Statement[]
  /** Everything was known by this day: no partial date of the evidence reaches beyond it. */
  readonly knownBy?: IsoDay
  /** Of a case; values that are handed in alone have none, and the rules then say nothing about them. */
  readonly preconditions?: {
    readonly ild: readonly Precondition[]
    readonly fibrosis: readonly Precondition[]
    readonly othersExcluded: readonly Precondition[]
  }
}
