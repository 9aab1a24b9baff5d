/** What infusions were ordered by the dose steps in force, held against what was given. */
import type { CaseRecord } from '../case-record.ts'
import { infusionPlanOf } from '../infusion-plan.ts'
import type { IsoDay } from '../partial-date.ts'
import { infusionsOf } from '../steroid-exposure.ts'

export interface OrderedAndGiven {
  readonly infusionId: string
  readonly orderedGramsPerKg?: number
  /** Grams of the order × the weight used, else × the last weight known by then. */
  readonly orderedGrams?: number
  readonly givenGrams?: number
}

/** Every dated infusion of the case that belongs to a treatment, each once. */
export function orderedAndGiven(record: CaseRecord, today: IsoDay): readonly OrderedAndGiven[] {
  const byInfusion = new Map<string, OrderedAndGiven>()
  const infused = record.records.treatment.filter(
    (treatment) => infusionsOf(treatment, record.records.infusion).length > 0,
  )
  for (const treatment of infused)
    for (const { infusion, order, orderedGrams, givenGrams } of infusionPlanOf(record, treatment, today).cycles) {
      if (!infusion || byInfusion.has(infusion.id)) continue
      byInfusion.set(infusion.id, {
        infusionId: infusion.id,
        ...(order?.gramsPerKg === undefined ? {} : { orderedGramsPerKg: order.gramsPerKg }),
        ...(orderedGrams === undefined ? {} : { orderedGrams }),
        ...(givenGrams === undefined ? {} : { givenGrams }),
      })
    }
  return [...byInfusion.values()]
}

/** Grams given in percent of grams ordered, over the infusions of which both are known; undefined without any. */
export function shareGiven(all: readonly OrderedAndGiven[], ids: ReadonlySet<string>): number | undefined {
  let ordered = 0
  let given = 0
  for (const { infusionId, orderedGrams, givenGrams } of all) {
    if (!ids.has(infusionId) || orderedGrams === undefined || givenGrams === undefined) continue
    ordered += orderedGrams
    given += givenGrams
  }
  return ordered > 0 ? (100 * given) / ordered : undefined
}
