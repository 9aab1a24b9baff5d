/**
 * Laboratory tests.
 *
 * Sources: codes, LOINC (loinc.org), only those that were looked up there; of findings, HPO by way of LOINC2HPO; units,
 * UCUM. Ranges are what a value can be in a living patient, to catch slips of the keyboard; they are no reference
 * ranges, which differ between laboratories and are kept with each result.
 */
import type { Choice, Range } from '../define-form.ts'
import { ownMeasures, siteItems, type SiteItem } from '../site-items.ts'

export interface LaboratoryTest extends Choice {
  /** UCUM units that a result may have; the first is the default and the one that ranges are in. */
  readonly units: readonly [string, ...string[]]
  /** Codes that hold for one unit only (mass against molar concentration). */
  readonly codesOfUnit?: Readonly<Record<string, readonly string[]>>
  /** HPO code of a result above its reference range. */
  readonly highCodes?: readonly string[]
  /** One sentence: what exactly is measured. */
  readonly help?: string | undefined
  /** Outside: asked about. */
  readonly soft: Range
  /** Outside: refused. */
  readonly hard?: Range
  /** Drawn and summarized on a logarithmic scale. */
  readonly log: boolean
  /** A muscle enzyme of the IMACS core set. */
  readonly muscleEnzyme?: boolean
  /** What a colleague writes in short, where the label is long. */
  readonly short?: string
}

const muscle = 'Muscle'
const heart = 'Heart'
const inflammation = 'Inflammation'
const lung = 'Lung markers'
const blood = 'Blood count'
const kidney = 'Kidney'
const liver = 'Liver'
const immune = 'Immune system'
const metabolic = 'Metabolic'
const gases = 'Blood gases'
const levels = 'Drug levels'

export const laboratoryTests = [
  {
    code: 'ck',
    label: 'CK',
    group: muscle,
    codes: ['LOINC:2157-6'],
    highCodes: ['HP:0003236'],
    units: ['U/L', 'ukat/L'],
    soft: { min: 10, max: 20_000 },
    log: true,
    muscleEnzyme: true,
  },
  {
    code: 'aldolase',
    label: 'Aldolase',
    group: muscle,
    codes: ['LOINC:1761-6'],
    highCodes: ['HP:0012544'],
    units: ['U/L', 'ukat/L'],
    soft: { min: 0.5, max: 200 },
    log: true,
    muscleEnzyme: true,
  },
  {
    code: 'ldh',
    label: 'LDH',
    group: muscle,
    codes: ['LOINC:2532-0'],
    highCodes: ['HP:0025435'],
    units: ['U/L', 'ukat/L'],
    soft: { min: 50, max: 3000 },
    log: true,
    muscleEnzyme: true,
  },
  {
    code: 'ast',
    label: 'AST',
    group: muscle,
    codes: ['LOINC:1920-8'],
    highCodes: ['HP:0031956'],
    units: ['U/L', 'ukat/L'],
    soft: { min: 4, max: 1500 },
    log: true,
    muscleEnzyme: true,
  },
  {
    code: 'alt',
    label: 'ALT',
    group: muscle,
    codes: ['LOINC:1742-6'],
    highCodes: ['HP:0031964'],
    units: ['U/L', 'ukat/L'],
    soft: { min: 3, max: 1500 },
    log: true,
    muscleEnzyme: true,
  },
  {
    code: 'myoglobin',
    label: 'Myoglobin',
    group: muscle,
    codesOfUnit: { 'nmol/L': ['LOINC:56887-3'] },
    units: ['ug/L', 'ng/mL', 'nmol/L'],
    soft: { min: 5, max: 10_000 },
    log: true,
  },
  {
    code: 'troponin-t',
    label: 'Troponin T',
    group: heart,
    units: ['ng/L', 'pg/mL', 'ng/mL', 'ug/L'],
    soft: { min: 0, max: 5000 },
    log: true,
  },
  {
    code: 'troponin-i',
    label: 'Troponin I',
    group: heart,
    units: ['ng/L', 'pg/mL', 'ng/mL', 'ug/L'],
    soft: { min: 0, max: 20_000 },
    log: true,
  },
  {
    code: 'nt-probnp',
    label: 'NT-proBNP',
    group: heart,
    units: ['ng/L', 'pg/mL'],
    soft: { min: 5, max: 35_000 },
    log: true,
  },
  { code: 'bnp', label: 'BNP', group: heart, units: ['ng/L', 'pg/mL'], soft: { min: 2, max: 5000 }, log: true },
  {
    code: 'crp',
    label: 'CRP',
    group: inflammation,
    codes: ['LOINC:1988-5'],
    highCodes: ['HP:0011227'],
    units: ['mg/L', 'mg/dL'],
    soft: { min: 0, max: 400 },
    log: true,
  },
  {
    code: 'esr',
    label: 'ESR',
    group: inflammation,
    codes: ['LOINC:30341-2'],
    highCodes: ['HP:0003565'],
    units: ['mm/h'],
    soft: { min: 1, max: 140 },
    log: false,
  },
  {
    code: 'ferritin',
    label: 'Ferritin',
    group: inflammation,
    codes: ['LOINC:2276-4'],
    highCodes: ['HP:0003281'],
    units: ['ug/L', 'ng/mL'],
    soft: { min: 3, max: 10_000 },
    log: true,
  },
  {
    code: 'procalcitonin',
    label: 'Procalcitonin',
    group: inflammation,
    units: ['ug/L', 'ng/mL'],
    soft: { min: 0, max: 100 },
    log: true,
  },
  { code: 'kl-6', label: 'KL-6', group: lung, units: ['U/mL', 'kU/L'], soft: { min: 80, max: 10_000 }, log: true },
  { code: 'sp-d', label: 'SP-D', group: lung, units: ['ng/mL', 'ug/L'], soft: { min: 5, max: 2000 }, log: true },
  {
    code: 'haemoglobin',
    label: 'Hemoglobin',
    short: 'Hb',
    group: blood,
    codes: ['LOINC:718-7'],
    codesOfUnit: { 'mmol/L': ['LOINC:59260-0'] },
    units: ['g/dL', 'g/L', 'mmol/L'],
    soft: { min: 6, max: 19 },
    log: false,
  },
  {
    code: 'leukocytes',
    label: 'Leukocytes',
    group: blood,
    units: ['10*9/L', '10*3/uL', '/uL'],
    soft: { min: 1, max: 40 },
    log: false,
  },
  {
    code: 'neutrophils',
    label: 'Neutrophils',
    group: blood,
    units: ['10*9/L', '10*3/uL', '/uL'],
    soft: { min: 0.5, max: 35 },
    log: false,
  },
  {
    code: 'lymphocytes',
    label: 'Lymphocytes',
    group: blood,
    units: ['10*9/L', '10*3/uL', '/uL'],
    soft: { min: 0.1, max: 10 },
    log: false,
  },
  {
    code: 'eosinophils',
    label: 'Eosinophils',
    group: blood,
    units: ['10*9/L', '10*3/uL', '/uL'],
    soft: { min: 0, max: 5 },
    log: false,
  },
  {
    code: 'platelets',
    label: 'Platelets',
    group: blood,
    units: ['10*9/L', '10*3/uL'],
    soft: { min: 20, max: 900 },
    log: false,
  },
  {
    code: 'creatinine',
    label: 'Creatinine',
    group: kidney,
    units: ['umol/L', 'mg/dL'],
    soft: { min: 25, max: 600 },
    log: false,
  },
  {
    code: 'egfr',
    label: 'eGFR',
    group: kidney,
    units: ['mL/min/{1.73_m2}'],
    soft: { min: 5, max: 150 },
    log: false,
  },
  { code: 'urea', label: 'Urea', group: kidney, units: ['mmol/L', 'mg/dL'], soft: { min: 1, max: 40 }, log: false },
  {
    code: 'bun',
    label: 'Blood urea nitrogen',
    short: 'BUN',
    group: kidney,
    units: ['mg/dL'],
    soft: { min: 2, max: 120 },
    log: false,
  },
  { code: 'sodium', label: 'Sodium', group: kidney, units: ['mmol/L'], soft: { min: 115, max: 165 }, log: false },
  { code: 'potassium', label: 'Potassium', group: kidney, units: ['mmol/L'], soft: { min: 2.5, max: 7 }, log: false },
  {
    code: 'bilirubin',
    label: 'Bilirubin, total',
    group: liver,
    units: ['umol/L', 'mg/dL'],
    soft: { min: 1, max: 300 },
    log: false,
  },
  {
    code: 'alp',
    label: 'Alkaline phosphatase',
    short: 'ALP',
    group: liver,
    units: ['U/L', 'ukat/L'],
    soft: { min: 15, max: 1000 },
    log: false,
  },
  { code: 'ggt', label: 'GGT', group: liver, units: ['U/L', 'ukat/L'], soft: { min: 4, max: 1500 }, log: true },
  { code: 'albumin', label: 'Albumin', group: liver, units: ['g/L', 'g/dL'], soft: { min: 15, max: 55 }, log: false },
  {
    code: 'igg',
    label: 'IgG',
    group: immune,
    codes: ['LOINC:2465-3'],
    units: ['g/L', 'mg/dL'],
    soft: { min: 1, max: 40 },
    log: false,
  },
  {
    code: 'iga',
    label: 'IgA',
    group: immune,
    codes: ['LOINC:2458-8'],
    units: ['g/L', 'mg/dL'],
    soft: { min: 0, max: 10 },
    log: false,
  },
  { code: 'igm', label: 'IgM', group: immune, units: ['g/L', 'mg/dL'], soft: { min: 0, max: 10 }, log: false },
  { code: 'c3', label: 'C3', group: immune, units: ['g/L', 'mg/dL'], soft: { min: 0.1, max: 3 }, log: false },
  { code: 'c4', label: 'C4', group: immune, units: ['g/L', 'mg/dL'], soft: { min: 0.01, max: 1 }, log: false },
  {
    code: 'cd4',
    label: 'CD4 cells',
    group: immune,
    units: ['/uL', '10*9/L'],
    soft: { min: 10, max: 2500 },
    log: false,
  },
  {
    code: 'cd19',
    label: 'CD19 cells',
    group: immune,
    units: ['/uL', '10*9/L'],
    soft: { min: 0, max: 1500 },
    log: false,
  },
  {
    code: 'glucose',
    label: 'Glucose',
    group: metabolic,
    units: ['mmol/L', 'mg/dL'],
    soft: { min: 2.5, max: 30 },
    log: false,
  },
  {
    code: 'hba1c',
    label: 'HbA1c',
    group: metabolic,
    units: ['%', 'mmol/mol'],
    soft: { min: 4, max: 15 },
    log: false,
  },
  { code: 'pao2', label: 'PaO₂', group: gases, units: ['mm[Hg]', 'kPa'], soft: { min: 35, max: 300 }, log: false },
  { code: 'paco2', label: 'PaCO₂', group: gases, units: ['mm[Hg]', 'kPa'], soft: { min: 20, max: 90 }, log: false },
  {
    code: 'tacrolimus-trough',
    label: 'Tacrolimus trough',
    group: levels,
    units: ['ng/mL', 'ug/L'],
    soft: { min: 1, max: 30 },
    log: false,
  },
  {
    code: 'ciclosporin-trough',
    label: 'Cyclosporine trough',
    group: levels,
    units: ['ng/mL', 'ug/L'],
    soft: { min: 20, max: 500 },
    log: false,
  },
] as const satisfies readonly LaboratoryTest[]

export type LaboratoryTestCode = (typeof laboratoryTests)[number]['code']

/** A measure that the site added, as a test of the catalog. */
function testOf({
  name,
  retired,
  definition: { label, help, section, units = [], soft = {}, hard },
}: SiteItem): LaboratoryTest {
  const [first = '1', ...others] = units
  return {
    code: name,
    label,
    help,
    group: section ?? ownMeasures,
    units: [first, ...others],
    soft,
    hard,
    log: false,
    retired,
  }
}

/** The catalog with the measures that the site added. */
export function allLaboratoryTests(): readonly LaboratoryTest[] {
  return [
    ...laboratoryTests,
    ...siteItems()
      .filter(({ kind }) => kind === 'measure')
      .map(testOf),
  ]
}

const builtInTests = new Map<string, LaboratoryTest>(laboratoryTests.map((test) => [test.code, test]))

/** The test of a code, or undefined when the catalog has none. */
export function laboratoryTestOf(code: string): LaboratoryTest | undefined {
  const builtIn = builtInTests.get(code)
  if (builtIn) return builtIn
  const own = siteItems().find(({ kind, name }) => kind === 'measure' && name === code)
  return own && testOf(own)
}
