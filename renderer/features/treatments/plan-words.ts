/** What a cycle of infusions is called in the plan, and what ticking it off begins with. */
import type { RecordValues } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { dosingWeights, gramsOf, weightKnownOn, type WeightBasis } from '#shared/domain/dosing-weight.ts'
import type { Treatment } from '#shared/domain/exposure.ts'
import type { Cycle, DaySpan, InfusionOrder, InfusionPlan } from '#shared/domain/infusion-plan.ts'
import { dayNumber, formatPartialDate, isoOfDay, type IsoDay } from '#shared/domain/partial-date.ts'

const day = (number: number) => formatPartialDate(isoOfDay(number))
const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`

export function spanText({ first, last }: DaySpan): string {
  return first === last ? day(first) : `${day(first)} to ${day(last)}`
}

/** `8 days late`, `3–10 days early`: as far as the dates are known. */
function offText({ off }: Cycle, word: 'late' | 'early'): string {
  if (!off) return word
  const [least, most] = [Math.abs(off.min), Math.abs(off.max)].toSorted((a, b) => a - b) as [number, number]
  return least === most ? `${days(least)} ${word}` : `${least}–${days(most)} ${word}`
}

/** How a cycle stands to the plan, in words. */
export function stateText(cycle: Cycle, today: IsoDay): string {
  const { state, due, count = 1 } = cycle
  switch (state) {
    case 'first':
      return 'first'
    case 'on-time':
      return 'done, on time'
    case 'late':
      return `done, ${offText(cycle, 'late')}`
    case 'early':
      return `done, ${offText(cycle, 'early')}`
    case 'extra':
      return 'extra'
    case 'done':
      return 'done'
    case 'missed':
      return count > 1 ? `${count} cycles missed: nothing recorded` : 'missed: nothing recorded'
    case 'overdue':
      return count > 1
        ? `${count} cycles overdue: nothing recorded`
        : `overdue by ${days(dayNumber(today) - due!.last)}: nothing recorded`
    case 'due':
      return 'due'
  }
}

/** Weight and grams of an order as it would be given on a day. */
export interface OrderedNow {
  readonly weight?: { readonly kg: number; readonly basis: WeightBasis }
  readonly grams?: number
}

/** The basis that was used last, else the actual weight. */
export function lastBasis({ cycles }: InfusionPlan): WeightBasis {
  return cycles.findLast(({ infusion }) => infusion?.weight_basis !== undefined)?.infusion?.weight_basis ?? 'actual'
}

/** @param vialGrams size of the vials; 0 for grams as computed */
export function orderedNow(
  record: CaseRecord,
  order: InfusionOrder | undefined,
  today: IsoDay,
  { basis, vialGrams }: { readonly basis: WeightBasis; readonly vialGrams: number },
): OrderedNow {
  const known = weightKnownOn(record, dayNumber(today))
  const weights = known && dosingWeights(record, known.kg)
  const own = weights?.[basis]
  const kg = own ?? weights?.actual
  const weight = kg === undefined ? {} : { weight: { kg, basis: own === undefined ? ('actual' as const) : basis } }
  if (order?.grams !== undefined) return { ...weight, grams: order.grams }
  if (order?.gramsPerKg === undefined || kg === undefined) return weight
  return { ...weight, grams: gramsOf(order.gramsPerKg, kg, vialGrams).grams }
}

/**
 * An infusion record to look through and adjust: the day that was due (today where that is still to come), the dose as
 * ordered, the product of the infusion before.
 */
export function tickedOff(
  treatment: Treatment,
  { cycles, order }: InfusionPlan,
  due: IsoDay,
  today: IsoDay,
  { weight, grams }: OrderedNow,
): RecordValues {
  const first = due <= today ? due : today
  const last = order?.overDays === undefined ? first : isoOfDay(dayNumber(first) + order.overDays - 1)
  const before = cycles.findLast(({ infusion }) => infusion?.date !== undefined && infusion.date <= first)?.infusion
  return {
    treatment: treatment.id,
    drug: treatment.drug ?? null,
    date: first,
    ...(last === first ? {} : { ended: last }),
    ...(weight ? { weight: Math.round(weight.kg * 10) / 10, weight_unit: 'kg', weight_basis: weight.basis } : {}),
    ...(order?.gramsPerKg === undefined ? {} : { dose_per_kg: order.gramsPerKg, dose_per_kg_unit: 'g/kg' }),
    ...(grams === undefined ? {} : { total_dose: Math.round(grams * 10) / 10, total_dose_unit: 'g' }),
    ...(before?.product === undefined ? {} : { product: before.product }),
  }
}
