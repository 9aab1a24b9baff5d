/**
 * Manual muscle testing over time. A sum without its range says nothing: 76 is nearly full strength of 80 and half of it
 * of 150. Sums of different ranges are never compared.
 *
 * Source: IMACS core set; MMT8 of one side 0-80, of both sides with neck 0-150, MMT24 0-260.
 */
import type { CaseRecord } from '../case-record.ts'
import type { PartialDate } from '../partial-date.ts'
import type { UsedInput } from '../rules/rule-finding.ts'
import { dated, usedInput } from '../rules/used-input.ts'

export const mmtMaximum = { '0-80': 80, '0-150': 150, '0-260': 260 } as const
export type MmtRange = keyof typeof mmtMaximum

/** Percent of the range; undefined of a sum that its range can’t hold. */
export function percentOfRange(sum: number, range: MmtRange): number | undefined {
  return sum < 0 || sum > mmtMaximum[range] ? undefined : (100 * sum) / mmtMaximum[range]
}

export interface MmtPoint {
  readonly date: PartialDate
  readonly sum: number
  /** Missing where nobody recorded it. */
  readonly maximum?: number
  readonly percent?: number
  readonly input: UsedInput
}

/** Every sum in the record, in order of time. */
export function mmtCourse({ records }: CaseRecord): readonly MmtPoint[] {
  return records.visit.flatMap((visit) => {
    const { date, mmt8: sum, mmt8_range: range } = visit
    if (date === undefined || sum === undefined) return []
    const text = `MMT ${sum}${range ? ` of ${mmtMaximum[range]}` : ', range not recorded'}${dated(date)}`
    const input = usedInput('visit', visit, { item: 'mmt8', date, text })
    const percent = range && percentOfRange(sum, range)
    return [
      { date, sum, input, ...(range && { maximum: mmtMaximum[range] }), ...(percent !== undefined && { percent }) },
    ]
  })
}
