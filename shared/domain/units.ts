/**
 * Units of measurement, written as UCUM codes (ucum.org), and their conversion. Only what the data dictionary needs.
 *
 * Sources. Inch, foot, pound: UCUM, exact by definition. Transfer factor: 1 mmol/min/kPa = 2.987 mL/min/mmHg, the ratio of
 * the two families of GLI-2017 equations (Stanojevic S et al., Eur Respir J 2017;50:1700010); UCUM itself has no way
 * from moles to volume. Hemoglobin 1 mmol/L = 1.6114 g/dL: the monomer has 16 114 g/mol. Enzymes 1 µkat/L = 60 U/L, by
 * definition. Pressure 1 kPa = 7.50062 mmHg. Fahrenheit: UCUM, °C = (°F − 32) × 5/9. Creatinine 88.4, bilirubin 17.1 and
 * glucose 0.0555 to SI: table of the AMA Manual of Style, after Young DS, Ann Intern Med 1987;106:114-29. HbA1c:
 * NGSP = 0.09148 × IFCC + 2.152 (ngsp.org/ifcc.asp).
 */

/** A unit is `factor` times the base unit of its dimension. Factors are chosen so that common conversions stay exact. */
interface Unit {
  readonly dimension: string
  readonly factor: number
  readonly label?: string
}

const unitTable: Readonly<Record<string, Unit>> = {
  mL: { dimension: 'volume', factor: 1 },
  L: { dimension: 'volume', factor: 1000 },
  mm: { dimension: 'length', factor: 1 },
  cm: { dimension: 'length', factor: 10 },
  m: { dimension: 'length', factor: 1000 },
  '[in_i]': { dimension: 'length', factor: 25.4, label: 'in' },
  '[ft_i]': { dimension: 'length', factor: 304.8, label: 'ft' },
  ug: { dimension: 'mass', factor: 1, label: 'µg' },
  mg: { dimension: 'mass', factor: 1000 },
  g: { dimension: 'mass', factor: 1e6 },
  kg: { dimension: 'mass', factor: 1e9 },
  '[lb_av]': { dimension: 'mass', factor: 453_592_370, label: 'lb' },
  'mg/kg': { dimension: 'mass for body weight', factor: 1 },
  'g/kg': { dimension: 'mass for body weight', factor: 1000 },
  'mg/m2': { dimension: 'mass for body surface', factor: 1, label: 'mg/m²' },
  'ng/L': { dimension: 'mass concentration', factor: 1 },
  'pg/mL': { dimension: 'mass concentration', factor: 1 },
  'ug/L': { dimension: 'mass concentration', factor: 1000, label: 'µg/L' },
  'ng/mL': { dimension: 'mass concentration', factor: 1000 },
  'mg/L': { dimension: 'mass concentration', factor: 1e6 },
  'mg/dL': { dimension: 'mass concentration', factor: 1e7 },
  'g/L': { dimension: 'mass concentration', factor: 1e9 },
  'g/dL': { dimension: 'mass concentration', factor: 1e10 },
  'nmol/L': { dimension: 'substance concentration', factor: 1 },
  'umol/L': { dimension: 'substance concentration', factor: 1000, label: 'µmol/L' },
  'mmol/L': { dimension: 'substance concentration', factor: 1e6 },
  'U/L': { dimension: 'catalytic concentration', factor: 1 },
  'ukat/L': { dimension: 'catalytic concentration', factor: 60, label: 'µkat/L' },
  'kU/L': { dimension: 'catalytic concentration', factor: 1000 },
  'U/mL': { dimension: 'catalytic concentration', factor: 1000 },
  '/uL': { dimension: 'number concentration', factor: 1, label: '/µL' },
  '10*3/uL': { dimension: 'number concentration', factor: 1000, label: '×10³/µL' },
  '10*9/L': { dimension: 'number concentration', factor: 1000, label: '×10⁹/L' },
  'mm[Hg]': { dimension: 'pressure', factor: 1, label: 'mmHg' },
  kPa: { dimension: 'pressure', factor: 7.50062 },
  'mL/min/mm[Hg]': { dimension: 'transfer factor', factor: 1, label: 'mL/min/mmHg' },
  'mmol/min/kPa': { dimension: 'transfer factor', factor: 2.987 },
  'mL/min/mm[Hg]/L': { dimension: 'transfer coefficient', factor: 1, label: 'mL/min/mmHg/L' },
  'mmol/min/kPa/L': { dimension: 'transfer coefficient', factor: 2.987 },
  'L/min': { dimension: 'flow', factor: 1 },
  'mL/min/{1.73_m2}': { dimension: 'clearance for body surface', factor: 1, label: 'mL/min/1.73 m²' },
  '/min': { dimension: 'rate', factor: 1 },
  'mm/h': { dimension: 'sedimentation', factor: 1 },
  '%': { dimension: 'share', factor: 1 },
  'mmol/mol': { dimension: 'substance fraction', factor: 1 },
  Cel: { dimension: 'temperature', factor: 1, label: '°C' },
  '[degF]': { dimension: 'temperature in Fahrenheit', factor: 1, label: '°F' },
  d: { dimension: 'time', factor: 1, label: 'days' },
  wk: { dimension: 'time', factor: 7, label: 'weeks' },
  By: { dimension: 'information', factor: 1, label: 'bytes' },
  "[hnsf'U]": { dimension: 'attenuation', factor: 1, label: 'HU' },
}
const units: ReadonlyMap<string, Unit> = new Map(Object.entries(unitTable))

/** The UCUM codes that this module knows. */
export const knownUnits: readonly string[] = Object.keys(unitTable)

/** Conversions that hold for one substance only: value in `to` = value in `from` × `factor` + `offset`. */
interface Bridge {
  readonly from: string
  readonly to: string
  readonly factor: number
  readonly offset?: number
}

const bridges: ReadonlyMap<string, Bridge> = new Map<string, Bridge>([
  ['haemoglobin', { from: 'mmol/L', to: 'g/dL', factor: 1.6114 }],
  ['creatinine', { from: 'mg/dL', to: 'umol/L', factor: 88.4 }],
  ['bilirubin', { from: 'mg/dL', to: 'umol/L', factor: 17.1 }],
  ['glucose', { from: 'mg/dL', to: 'mmol/L', factor: 0.0555 }],
  ['temperature', { from: '[degF]', to: 'Cel', factor: 5 / 9, offset: -160 / 9 }],
  ['hba1c', { from: 'mmol/mol', to: '%', factor: 0.09148, offset: 2.152 }],
])

function withinDimension(value: number, from: string, to: string): number | undefined {
  if (from === to) return value
  const source = units.get(from)
  const target = units.get(to)
  if (!source || !target || source.dimension !== target.dimension) return undefined
  return source.factor === target.factor ? value : (value * source.factor) / target.factor
}

/**
 * Converts a value from one UCUM unit to another.
 * @param analyte what was measured (an item or laboratory test of the dictionary): some conversions, such as moles to
 * mass, hold for one substance only
 * @returns undefined where there is no conversion; a value in the unit that it already has comes back unchanged, even if
 * the unit is not known here
 */
export function convert(value: number, from: string, to: string, analyte?: string): number | undefined {
  const direct = withinDimension(value, from, to)
  if (direct !== undefined) return direct
  const bridge = analyte === undefined ? undefined : bridges.get(analyte)
  if (!bridge) return undefined
  const offset = bridge.offset ?? 0
  const forward = withinDimension(value, from, bridge.from)
  if (forward !== undefined) return withinDimension(forward * bridge.factor + offset, bridge.to, to)
  const backward = withinDimension(value, from, bridge.to)
  return backward === undefined ? undefined : withinDimension((backward - offset) / bridge.factor, bridge.from, to)
}

/** True for the UCUM codes that this module knows. */
export function isKnownUnit(ucum: string): boolean {
  return units.has(ucum)
}

/** A unit as people write it: `mL/min/mmHg`, `×10⁹/L`, `°C`. Unknown units come back as they are. */
export function unitLabel(ucum: string): string {
  return units.get(ucum)?.label ?? ucum
}
