/** Units in pasted text. Besides what people type, laboratory systems print units that nobody would: `IE/l`, `% Soll`. */
import type { Measure } from '../measures.ts'
import { readUnit } from '../read-unit.ts'

/** Further spellings, in small letters without blanks. */
const printed: Readonly<Record<string, string>> = {
  'ie/l': 'U/L',
  'e/l': 'U/L',
  'units/l': 'U/L',
  'ie/ml': 'U/mL',
  'mm/std': 'mm/h',
  'mm/std.': 'mm/h',
  'mmn.w.': 'mm/h',
  '109/l': '10*9/L',
  '10e9/l': '10*9/L',
  '10^9/l': '10*9/L',
  'tsd/nl': '10*9/L',
  '103/ul': '10*3/uL',
  'tsd./ul': '10*3/uL',
  'zellen/ul': '/uL',
  'ml/min/1,73m2': 'mL/min/{1.73_m2}',
  'ml/min/1,73m²': 'mL/min/{1.73_m2}',
  '%pred': '%',
  '%pred.': '%',
  '%predicted': '%',
  '%ofpredicted': '%',
  '%soll': '%',
  '%dersoll': '%',
  '%vomsoll': '%',
  '%theo': '%',
  '%th': '%',
}

/** Of ions with one charge, an equivalent is a mole. */
const monovalent: ReadonlySet<string> = new Set(['laboratory.sodium', 'laboratory.potassium'])

const withoutBrackets = (text: string) => text.trim().replace(/^[[(](.*)[\])]$/, '$1')

/** The UCUM codes that a printed unit can mean; none where it isn't known here. */
export function readPrintedUnit(text: string): readonly string[] {
  const written = withoutBrackets(text)
  const further = printed[written.toLowerCase().replace(/\s/g, '').replace(/µ/g, 'u')]
  return further === undefined ? readUnit(written) : [further, ...readUnit(written)]
}

/** The printed unit, as one that values of the measure may have. Nothing is converted. */
export function readUnitOf(measure: Measure, text: string): string | undefined {
  if (monovalent.has(measure.key) && withoutBrackets(text).toLowerCase() === 'meq/l') return 'mmol/L'
  return readPrintedUnit(text).find((unit) => measure.units.includes(unit))
}
