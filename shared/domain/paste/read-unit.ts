/**
 * Units as laboratories and spreadsheets spell them, as UCUM codes. Only spellings of the same unit are taken together:
 * nothing is converted here.
 */
import type { Measure } from '../measures.ts'
import { unitLabel } from '../units.ts'

/** Other spellings, in the reduced form that `reduced` makes. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  'U/L': ['iu/l', 'ie/l', 'e/l', 'units/l', 'unit/l'],
  'ukat/L': ['ukat/l', 'microkat/l'],
  'kU/L': ['kiu/l', 'ku/l'],
  'U/mL': ['iu/ml', 'ie/ml', 'e/ml'],
  'ug/L': ['mcg/l', 'ug/l'],
  'ng/mL': ['ng/ml'],
  'mm/h': ['mm/hr', 'mm/hour', 'mm/1h', 'mm/std', 'mmn.w.', 'mm/1.h', 'mm1h', 'mm'],
  '10*9/L': ['109/l', 'e9/l', '10e9/l', 'g/l*', 'gpt/l', 'giga/l', '/nl', 'tsd/nl', '10/nl', '109/liter', 'billion/l'],
  '10*3/uL': [
    '103/ul',
    'e3/ul',
    '10e3/ul',
    'k/ul',
    'tsd/ul',
    'tsd./ul',
    'thou/ul',
    '103/mm3',
    'k/mm3',
    '1000/ul',
    'tausend/ul',
  ],
  '/uL': ['/ul', '/mm3', 'cells/ul', 'cells/mm3', 'zellen/ul', '1/ul', 'n/ul', '/mcl'],
  'mL/min/{1.73_m2}': ['ml/min/1.73m2', 'ml/min/1.73', 'ml/min/1.73qm', 'ml/min1.73m2', 'ml/min', 'ml/min/m2'],
  'mm[Hg]': ['mmhg', 'torr'],
  'mL/min/mm[Hg]': ['ml/min/mmhg', 'ml/mmhg/min', 'ml/(minmmhg)', 'ml/minmmhg', 'ml/min/torr'],
  'mmol/min/kPa': ['mmol/kpa/min', 'mmol/(minkpa)', 'mmol/minkpa', 'mmol/min/kpa'],
  'mL/min/mm[Hg]/L': ['ml/min/mmhg/l', 'ml/mmhg/min/l', 'ml/(minmmhgl)'],
  'mmol/min/kPa/L': ['mmol/kpa/min/l', 'mmol/(minkpal)'],
  L: ['liter', 'liters', 'litre', 'litres', 'ltr', 'lt'],
  '%': [
    '%pred',
    '%pred.',
    '%predicted',
    '%ofpredicted',
    '%ofpred',
    '%soll',
    '%dersoll',
    '%vomsoll',
    '%d.soll',
    'percent',
    '%theo',
    '%prédit',
    '%th',
  ],
  '[lb_av]': ['lb', 'lbs', 'pounds'],
  '[ft_i]': ['ft', 'feet'],
  '[in_i]': ['in', 'inch', 'inches'],
  m: ['meter', 'meters', 'metres', 'mtr'],
  kg: ['kgs'],
  '/min': ['bpm', '1/min', 'beats/min', 'min-1', 'spm'],
  Cel: ['c', '°c', 'gradc'],
  'L/min': ['l/min', 'lpm', 'l/m'],
  'mmol/mol': ['mmol/molhb'],
  cm: ['cmvas'],
}

/** Spellings that name a unit only for some measures. */
const spellingsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Of ions with one charge, an equivalent is a mole.
  'laboratory.sodium': { 'meq/l': 'mmol/L' },
  'laboratory.potassium': { 'meq/l': 'mmol/L' },
}
/** Counts of cells: `G/L` is giga there, and gram elsewhere. */
const gigaMeasures: ReadonlySet<string> = new Set(
  ['leukocytes', 'neutrophils', 'lymphocytes', 'eosinophils', 'platelets', 'cd4', 'cd19'].map(
    (code) => `laboratory.${code}`,
  ),
)

/** Small letters, without blanks, multiplication signs and powers' carets: what spellings of one unit share. */
function reduced(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s·⋅•^_×*]/g, '')
    .replace(/µ/g, 'u')
    .replace(/⁹/g, '9')
    .replace(/³/g, '3')
    .replace(/²/g, '2')
    .replace(/,/g, '.')
    .replace(/^x(?=10)/, '')
}

const ucumOfSpelling: ReadonlyMap<string, string> = new Map(
  Object.entries(spellings).flatMap(([ucum, others]) =>
    [reduced(ucum), reduced(unitLabel(ucum)), ...others].map((spelling) => [spelling, ucum] as const),
  ),
)
const furtherUnits = [
  'U/L',
  'pg/mL',
  'ng/L',
  'mg/L',
  'mg/dL',
  'g/L',
  'g/dL',
  'nmol/L',
  'umol/L',
  'mmol/L',
  'mL',
  'kPa',
  'mg',
  'g',
]
const ucumOfCode: ReadonlyMap<string, string> = new Map(furtherUnits.map((ucum) => [reduced(ucum), ucum]))

/** The UCUM code of a unit as written, or undefined when it is none known here. */
export function readUnit(text: string): string | undefined {
  const spelled = reduced(text.trim().replace(/^[[(](.*)[\])]$/, '$1'))
  return spelled === '' ? undefined : (ucumOfSpelling.get(spelled) ?? ucumOfCode.get(spelled))
}

/** The unit as written, as one that values of the measure may have. */
export function readUnitOf(measure: Measure, text: string): string | undefined {
  const spelled = reduced(text.trim().replace(/^[[(](.*)[\])]$/, '$1'))
  const own = measure.units.find((unit) => reduced(unit) === spelled || reduced(unitLabel(unit)) === spelled)
  if (own !== undefined) return own
  const special =
    spellingsOf[measure.key]?.[spelled] ?? (gigaMeasures.has(measure.key) && spelled === 'g/l' ? '10*9/L' : undefined)
  const unit = special ?? readUnit(text)
  return unit !== undefined && measure.units.includes(unit) ? unit : undefined
}
