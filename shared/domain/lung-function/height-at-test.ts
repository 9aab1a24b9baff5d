import type { CaseRecord } from '../case-record.ts'
import type { Unavailable } from '../reference-values/reference-value.ts'
import { convert } from '../units.ts'
import type { PulmonaryTest } from './pulmonary-test.ts'

export interface HeightAtTest {
  readonly centimeters: number
  /** The record that it stands in. */
  readonly recordId: string
}

/** The height that holds for a test: the one recorded with it, else that of the case. */
export function heightAtTest(frame: CaseRecord['case'], test: PulmonaryTest): HeightAtTest | Unavailable {
  const from = test.height === undefined ? frame : test
  if (from.height === undefined) return { unavailable: 'height is not recorded' }
  const centimeters = from.height_unit === undefined ? undefined : convert(from.height, from.height_unit, 'cm')
  return centimeters === undefined
    ? { unavailable: 'the unit of the height is not recorded' }
    : { centimeters, recordId: from.id }
}
