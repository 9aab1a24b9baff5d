import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { percentSeries, type PercentPoint } from '../lung-function/percent-series.ts'
import { middleDay, type PartialDate } from '../partial-date.ts'

/** Longer apart, FVC and CT say nothing about each other; that limit is this program’s. */
const daysTogether = 366

export type NearFvc = PercentPoint & {
  /** What the percentage is of. */
  readonly reference: string
}

/** The FVC in percent of predicted nearest to a CT, within a year; undefined where there is none. */
export function fvcNear(record: CaseRecord, settings: ClinicalSettings, ctDate: PartialDate): NearFvc | undefined {
  const { points, reference } = percentSeries(record, 'fvc', settings)
  const distance = (date: PartialDate) => Math.abs(middleDay(date) - middleDay(ctDate))
  const nearest = points
    .filter(({ date }) => distance(date) <= daysTogether)
    .toSorted((a, b) => distance(a.date) - distance(b.date))[0]
  return nearest && { ...nearest, reference }
}
