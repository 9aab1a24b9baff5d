/** Units as people type and laboratories print them: `mmol/min/kPa`, `mL·min⁻¹·mmHg⁻¹`, `µkat/l`, `x10^9/L`, `lbs`. */
import { knownUnits, unitLabel } from './units.ts'

/** Spellings besides the UCUM code and the label. Upper and lower case are the same unless only the case tells apart. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  L: ['liter', 'liters', 'litre', 'litres', 'lt'],
  mL: ['milliliter', 'milliliters', 'millilitre', 'millilitres', 'cc'],
  mm: ['millimeter', 'millimeters', 'millimetre', 'millimetres'],
  cm: ['centimeter', 'centimeters', 'centimetre', 'centimetres', 'cms'],
  m: ['meter', 'meters', 'metre', 'metres', 'mtr'],
  '[in_i]': ['inch', 'inches', '"', '″', '”', "''"],
  '[ft_i]': ['foot', 'feet', "'", '′', '’'],
  ug: ['microgram', 'micrograms'],
  mg: ['milligram', 'milligrams', 'mgs'],
  g: ['gram', 'grams', 'gramme', 'grammes', 'gm', 'gms'],
  kg: ['kilogram', 'kilograms', 'kilo', 'kilos', 'kgs'],
  '[lb_av]': ['lbs', 'pound', 'pounds'],
  'mg/L': ['ug/ml'],
  'U/L': ['iu/l', 'ui/l', 'units/l'],
  'kU/L': ['kiu/l'],
  'U/mL': ['iu/ml', 'ui/ml'],
  '/uL': ['cells/ul', '/mm3', 'cells/mm3', '/cmm'],
  '10*3/uL': ['10*3/mm3', 'k/ul', 'thou/ul', 'thousand/ul', 'tsd/ul'],
  '10*9/L': ['giga/l', 'gpt/l', '/nl', '10*9cells/l'],
  'mm[Hg]': ['torr'],
  'L/min': ['lpm'],
  '/min': ['bpm', 'beats/min', 'permin', 'perminute', '/minute'],
  'mm/h': ['mm/1h', 'mm/hour', 'mm/1sthour'],
  'mL/min/{1.73_m2}': ['ml/min/1.73', 'ml/min/1.73m^2', 'ml/min/1.73sqm', 'ml/min/1.73qm'],
  '%': ['percent', 'pct'],
  Cel: ['c', 'degc', 'celsius'],
  '[degF]': ['f', 'fahrenheit'],
  d: ['day'],
  wk: ['week', 'weeks', 'w'],
}

/** Where only upper and lower case tell two units apart: French laboratories write G/L for 10⁹/L. */
const byCase: Readonly<Record<string, string>> = { 'G/L': '10*9/L', 'G/l': '10*9/L' }

/**
 * One spelling for all ways to write the same unit: small letters, no spaces, `u` for micro, denominators after slashes in
 * the order of the alphabet (`mL/mmHg/min` is `ml/min/mmhg`).
 */
function plain(text: string): string {
  const [numerator = '', ...denominators] = text
    // Before the next line, which makes plain digits of raised ones.
    .replace(/10([³⁹])/, (_, power) => (power === '³' ? '10*3' : '10*9'))
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[µμ]|mc(?=g)/g, 'u')
    .replace(/[\s·⋅*.×]*(?<![a-z])([a-z]+)[-−]1(?!\d)/g, '/$1')
    .replace(/[\s{}[\]_]/g, '')
    .replace(/hr$/, 'h')
    .replace(/^[x×]?10(?:\^|\*{1,2}|e)?([39])(?=\D)/, '10*$1')
    .replace(/\/\(([^()]*)\)/g, (_, inner: string) => `/${inner.replace(/[·⋅*.×]/g, '/')}`)
    .split('/')
  return [numerator, ...denominators.sort()].join('/')
}

const unitsByPlain = new Map<string, string[]>()
for (const ucum of knownUnits) {
  for (const spelling of [ucum, unitLabel(ucum), ...(spellings[ucum] ?? [])]) {
    const key = plain(spelling)
    const known = unitsByPlain.get(key) ?? []
    if (!known.includes(ucum)) unitsByPlain.set(key, [...known, ucum])
  }
}

/** The UCUM codes that a written unit can mean, the likeliest first; none where it isn't known here. */
export function readUnit(text: string): readonly string[] {
  if (text.length > 60) return []
  const written = text.trim()
  const special = byCase[written.replace(/\s/g, '')]
  const found = unitsByPlain.get(plain(written)) ?? []
  return special === undefined ? found : [special, ...found]
}
