/**
 * By how much a dose moves at one press of a key, and on which doses a dragged one lands: amounts that the usual tablets,
 * capsules and vials can make. They save typing and are no advice: any dose can be typed.
 */
import { drugOf } from '../dictionary/lists/drugs.ts'
import { convert } from './units.ts'

/** mg of one intake. Drugs that aren't here move by what suits their unit. */
const incrementsMg: Readonly<Record<string, number | undefined>> = {
  prednisone: 2.5,
  prednisolone: 2.5,
  methylprednisolone: 4,
  hydrocortisone: 5,
  cortisone: 5,
  dexamethasone: 0.5,
  betamethasone: 0.5,
  deflazacort: 6,
  mycophenolate: 250,
  azathioprine: 25,
  methotrexate: 2.5,
  leflunomide: 10,
  tacrolimus: 0.5,
  ciclosporin: 25,
  hydroxychloroquine: 100,
  rituximab: 100,
  cyclophosphamide: 50,
  nintedanib: 50,
  pirfenidone: 267,
  nerandomilast: 9,
  tofacitinib: 5,
  baricitinib: 1,
  upadacitinib: 15,
  abatacept: 125,
  tocilizumab: 162,
  cotrimoxazole: 480,
}

const incrementsByUnit: Readonly<Record<string, number | undefined>> = {
  mg: 5,
  g: 5,
  'mg/kg': 0.5,
  'g/kg': 0.2,
  'mg/m2': 50,
  ug: 50,
}

/** Without the dust of binary fractions: 0.1 + 0.2 is 0.3. */
export const tidy = (value: number): number => Number(value.toPrecision(10))

/** The multiple of the increment next to a dose, never below 0. */
export function snapDose(dose: number, increment: number): number {
  return Math.max(0, tidy(Math.round(dose / increment) * increment))
}

/** The next multiple of the increment above or below a dose, never below 0: 7 mg goes up to 7.5 and down to 5 by 2.5. */
export function steppedDose(dose: number, increment: number, direction: 1 | -1): number {
  const steps = tidy(dose / increment)
  const next = direction === 1 ? Math.floor(steps) + 1 : Math.ceil(steps) - 1
  return Math.max(0, tidy(next * increment))
}

/** What a dose of the drug moves by, in the unit that it is written in. */
export function doseIncrement(drug: string, unit: string | undefined): number {
  const written = unit ?? drugOf(drug)?.unit ?? 'mg'
  const own = incrementsMg[drug]
  const converted = own === undefined ? undefined : convert(own, 'mg', written)
  return converted === undefined ? (incrementsByUnit[written] ?? 1) : tidy(converted)
}
