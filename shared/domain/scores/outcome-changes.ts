/** How walking distance and quality of life moved from one time to the next. */
import type { CaseRecord } from '../case-record.ts'
import { formatNumber } from '../format-number.ts'
import { meaningfulChange, type McidMeasure, type MeaningfulChange } from '../mcid.ts'
import type { UsedInput } from '../rules/rule-finding.ts'
import { dated, usedInput } from '../rules/used-input.ts'
import { convert } from '../units.ts'

interface Value {
  readonly value: number
  readonly input: UsedInput
}

export interface OutcomeChange {
  readonly measure: McidMeasure
  readonly name: string
  readonly unit: string
  readonly from: UsedInput
  readonly to: UsedInput
  readonly change: MeaningfulChange
}

function walks({ records }: CaseRecord): readonly Value[] {
  return records.walk_test.flatMap((test) => {
    const { distance, distance_unit: unit, date } = test
    const value = distance === undefined || unit === undefined ? undefined : convert(distance, unit, 'm')
    if (value === undefined || date === undefined) return []
    return [{ value, input: usedInput('walk_test', test, { item: 'distance', date, text: wordsOf(value, 'm', date) }) }]
  })
}

function scores({ records }: CaseRecord, item: 'kbild_total' | 'sgrq_total'): readonly Value[] {
  return records.visit.flatMap((visit) => {
    const { [item]: value, date } = visit
    if (value === undefined || date === undefined) return []
    return [{ value, input: usedInput('visit', visit, { item, date, text: wordsOf(value, '', date) }) }]
  })
}

const wordsOf = (value: number, unit: string, date: string) =>
  `${formatNumber(value, unit === 'm' ? 0 : 1)}${unit && ` ${unit}`}${dated(date)}`

/** The newest value of each measure against the one before it; measures with fewer than two values are left out. */
export function outcomeChanges(record: CaseRecord): readonly OutcomeChange[] {
  const of = (measure: McidMeasure, name: string, unit: string, values: readonly Value[]): readonly OutcomeChange[] => {
    const [from, to] = values.slice(-2)
    if (!from || !to) return []
    const change = meaningfulChange(measure, from.value, to.value)
    return [{ measure, name, unit, from: from.input, to: to.input, change }]
  }
  return [
    ...of('walk-distance', '6-minute walk', 'm', walks(record)),
    ...of('kbild', 'K-BILD total', 'points', scores(record, 'kbild_total')),
    ...of('sgrq', 'SGRQ total', 'points', scores(record, 'sgrq_total')),
  ]
}
