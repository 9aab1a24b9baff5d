/**
 * Drugs that the registry follows.
 *
 * Source of the codes: WHO Collaborating Centre for Drug Statistics Methodology, ATC/DDD index 2026. Glucocorticoids that
 * stand here without a code were not looked up there. Units are those in which the drug is usually written down; they
 * prefill a field and are no advice on dosing.
 */
import type { Choice } from '../define-form.ts'
import type { DoseUnit, FrequencyCode } from './dosing.ts'

export type DrugClass =
  | 'glucocorticoid'
  | 'antimetabolite'
  | 'calcineurin-inhibitor'
  | 'alkylator'
  | 'b-cell-depletion'
  | 'immunoglobulin'
  | 'antifibrotic'
  | 'jak-inhibitor'
  | 'other-biologic'
  | 'other-immunomodulator'
  | 'prophylaxis'
  | 'other'

export interface Drug extends Choice {
  readonly drugClass: DrugClass
  /** Unit that the dose field starts with: a code of `doseUnits`. */
  readonly unit?: DoseUnit
  /** Route that the route field starts with: a code of `routes`. */
  readonly route: string
  /** How often, as the frequency field starts: a code of `frequencies`. */
  readonly frequency?: FrequencyCode
  /** Given as infusions, each of which is a record of its own. */
  readonly infused?: boolean
  /** What a colleague writes in short. */
  readonly short?: string
}

const glucocorticoids = 'Glucocorticoids'
const steroidSparing = 'Steroid-sparing drugs'
const infusions = 'Infusions'
const antifibrotics = 'Antifibrotics'
const biologics = 'Targeted drugs'
const others = 'Others'

export const drugs = [
  {
    code: 'prednisone',
    label: 'Prednisone',
    codes: ['ATC:H02AB07'],
    group: glucocorticoids,
    drugClass: 'glucocorticoid',
    unit: 'mg',
    route: 'oral',
    frequency: 'daily',
  },
  {
    code: 'prednisolone',
    label: 'Prednisolone',
    codes: ['ATC:H02AB06'],
    group: glucocorticoids,
    drugClass: 'glucocorticoid',
    unit: 'mg',
    route: 'oral',
    frequency: 'daily',
  },
  {
    code: 'methylprednisolone',
    label: 'Methylprednisolone',
    codes: ['ATC:H02AB04'],
    group: glucocorticoids,
    drugClass: 'glucocorticoid',
    unit: 'mg',
    route: 'iv',
    frequency: 'daily',
  },
  {
    code: 'hydrocortisone',
    label: 'Hydrocortisone',
    group: glucocorticoids,
    drugClass: 'glucocorticoid',
    unit: 'mg',
    route: 'oral',
    frequency: 'daily',
  },
  {
    code: 'cortisone',
    label: 'Cortisone acetate',
    group: glucocorticoids,
    drugClass: 'glucocorticoid',
    unit: 'mg',
    route: 'oral',
    frequency: 'daily',
  },
  {
    code: 'dexamethasone',
    label: 'Dexamethasone',
    group: glucocorticoids,
    drugClass: 'glucocorticoid',
    unit: 'mg',
    route: 'oral',
    frequency: 'daily',
  },
  {
    code: 'betamethasone',
    label: 'Betamethasone',
    group: glucocorticoids,
    drugClass: 'glucocorticoid',
    unit: 'mg',
    route: 'oral',
    frequency: 'daily',
  },
  {
    code: 'triamcinolone',
    label: 'Triamcinolone',
    group: glucocorticoids,
    drugClass: 'glucocorticoid',
    unit: 'mg',
    route: 'im',
  },
  {
    code: 'deflazacort',
    label: 'Deflazacort',
    group: glucocorticoids,
    drugClass: 'glucocorticoid',
    unit: 'mg',
    route: 'oral',
    frequency: 'daily',
  },
  {
    code: 'mycophenolate',
    label: 'Mycophenolate mofetil',
    short: 'MMF',
    codes: ['ATC:L04AA06'],
    group: steroidSparing,
    drugClass: 'antimetabolite',
    unit: 'mg',
    route: 'oral',
    frequency: 'bid',
  },
  {
    code: 'azathioprine',
    label: 'Azathioprine',
    short: 'AZA',
    codes: ['ATC:L04AX01'],
    group: steroidSparing,
    drugClass: 'antimetabolite',
    unit: 'mg',
    route: 'oral',
    frequency: 'daily',
  },
  {
    code: 'methotrexate',
    label: 'Methotrexate',
    short: 'MTX',
    codes: ['ATC:L04AX03'],
    group: steroidSparing,
    drugClass: 'antimetabolite',
    unit: 'mg',
    route: 'oral',
    frequency: 'weekly',
  },
  {
    code: 'leflunomide',
    label: 'Leflunomide',
    codes: ['ATC:L04AK01'],
    group: steroidSparing,
    drugClass: 'antimetabolite',
    unit: 'mg',
    route: 'oral',
    frequency: 'daily',
  },
  {
    code: 'tacrolimus',
    label: 'Tacrolimus',
    short: 'TAC',
    codes: ['ATC:L04AD02'],
    group: steroidSparing,
    drugClass: 'calcineurin-inhibitor',
    unit: 'mg',
    route: 'oral',
    frequency: 'bid',
  },
  {
    code: 'ciclosporin',
    label: 'Cyclosporine',
    codes: ['ATC:L04AD01'],
    group: steroidSparing,
    drugClass: 'calcineurin-inhibitor',
    unit: 'mg',
    route: 'oral',
    frequency: 'bid',
  },
  {
    code: 'hydroxychloroquine',
    label: 'Hydroxychloroquine',
    short: 'HCQ',
    codes: ['ATC:P01BA02'],
    group: steroidSparing,
    drugClass: 'other-immunomodulator',
    unit: 'mg',
    route: 'oral',
    frequency: 'daily',
  },
  {
    code: 'ivig',
    label: 'Immune globulin, intravenous',
    short: 'IVIg',
    codes: ['ATC:J06BA02'],
    group: infusions,
    drugClass: 'immunoglobulin',
    unit: 'g/kg',
    route: 'iv',
    frequency: 'q4w',
    infused: true,
  },
  {
    code: 'scig',
    label: 'Immune globulin, subcutaneous',
    short: 'SCIg',
    group: infusions,
    drugClass: 'immunoglobulin',
    unit: 'g',
    route: 'sc',
    frequency: 'weekly',
  },
  {
    code: 'rituximab',
    label: 'Rituximab',
    short: 'RTX',
    codes: ['ATC:L01FA01'],
    group: infusions,
    drugClass: 'b-cell-depletion',
    unit: 'mg',
    route: 'iv',
    frequency: 'once',
    infused: true,
  },
  {
    code: 'cyclophosphamide',
    label: 'Cyclophosphamide',
    short: 'CYC',
    codes: ['ATC:L01AA01'],
    group: infusions,
    drugClass: 'alkylator',
    unit: 'mg',
    route: 'iv',
    frequency: 'q4w',
    infused: true,
  },
  {
    code: 'nintedanib',
    label: 'Nintedanib',
    codes: ['ATC:L01EX09'],
    group: antifibrotics,
    drugClass: 'antifibrotic',
    unit: 'mg',
    route: 'oral',
    frequency: 'bid',
  },
  {
    code: 'pirfenidone',
    label: 'Pirfenidone',
    codes: ['ATC:L04AX05'],
    group: antifibrotics,
    drugClass: 'antifibrotic',
    unit: 'mg',
    route: 'oral',
    frequency: 'tid',
  },
  {
    code: 'nerandomilast',
    label: 'Nerandomilast',
    codes: ['ATC:L04AA61'],
    group: antifibrotics,
    drugClass: 'antifibrotic',
    unit: 'mg',
    route: 'oral',
    frequency: 'bid',
  },
  {
    code: 'tofacitinib',
    label: 'Tofacitinib',
    codes: ['ATC:L04AF01'],
    group: biologics,
    drugClass: 'jak-inhibitor',
    unit: 'mg',
    route: 'oral',
    frequency: 'bid',
  },
  {
    code: 'baricitinib',
    label: 'Baricitinib',
    codes: ['ATC:L04AF02'],
    group: biologics,
    drugClass: 'jak-inhibitor',
    unit: 'mg',
    route: 'oral',
    frequency: 'daily',
  },
  {
    code: 'upadacitinib',
    label: 'Upadacitinib',
    codes: ['ATC:L04AF03'],
    group: biologics,
    drugClass: 'jak-inhibitor',
    unit: 'mg',
    route: 'oral',
    frequency: 'daily',
  },
  {
    code: 'abatacept',
    label: 'Abatacept',
    codes: ['ATC:L04AA24'],
    group: biologics,
    drugClass: 'other-biologic',
    unit: 'mg',
    route: 'sc',
    frequency: 'weekly',
  },
  {
    code: 'tocilizumab',
    label: 'Tocilizumab',
    codes: ['ATC:L04AC07'],
    group: biologics,
    drugClass: 'other-biologic',
    unit: 'mg',
    route: 'sc',
    frequency: 'weekly',
  },
  {
    code: 'efgartigimod',
    label: 'Efgartigimod alfa',
    codes: ['ATC:L04AL01'],
    group: biologics,
    drugClass: 'other-biologic',
    unit: 'mg',
    route: 'iv',
    infused: true,
  },
  {
    code: 'cotrimoxazole',
    label: 'Trimethoprim-sulfamethoxazole',
    short: 'TMP-SMX',
    codes: ['ATC:J01EE01'],
    group: others,
    drugClass: 'prophylaxis',
    unit: 'mg',
    route: 'oral',
    frequency: 'three-weekly',
  },
  {
    code: 'plasma-exchange',
    label: 'Plasma exchange',
    group: others,
    drugClass: 'other',
    route: 'iv',
    frequency: 'as-needed',
  },
  { code: 'other', label: 'Other drug', group: others, drugClass: 'other', unit: 'mg', route: 'oral' },
] as const satisfies readonly Drug[]

export type DrugCode = (typeof drugs)[number]['code']

/** The drug of a code, or undefined when the list has none. */
export function drugOf(code: string): Drug | undefined {
  return drugs.find((drug) => drug.code === code)
}
