/**
 * Autoantibodies.
 *
 * Sources: targets of the anti-synthetase antibodies, Mahler M, Miller FW, Fritzler MJ, Autoimmun Rev 2014;13:367-71,
 * doi 10.1016/j.autrev.2014.01.022; codes, LOINC (loinc.org). `codes` is the question "present?", `levelCodes` the
 * measured level. No code of KS, Zo, Ha, SAE and HMGCR was found, and none is borrowed from a neighbor.
 */
import type { Choice } from '../define-form.ts'

export type AntibodyKind = 'synthetase' | 'myositis-specific' | 'myositis-associated' | 'other'

export interface Antibody extends Choice {
  readonly kind: AntibodyKind
  /** What it binds. */
  readonly target?: string
  readonly levelCodes?: readonly string[]
  /** Reported as a titer (the reciprocal of a dilution). */
  readonly titered?: boolean
}

const synthetase = 'Anti-synthetase'
const specific = 'Myositis-specific'
const associated = 'Myositis-associated'
const other = 'Other'

export const antibodies = [
  {
    code: 'jo-1',
    label: 'Jo-1',
    group: synthetase,
    kind: 'synthetase',
    target: 'histidyl-tRNA synthetase',
    codes: ['LOINC:8076-2'],
    levelCodes: ['LOINC:11565-9', 'LOINC:33571-1', 'LOINC:99069-7'],
  },
  {
    code: 'pl-7',
    label: 'PL-7',
    group: synthetase,
    kind: 'synthetase',
    target: 'threonyl-tRNA synthetase',
    codes: ['LOINC:33772-5'],
    levelCodes: ['LOINC:105551-6'],
  },
  {
    code: 'pl-12',
    label: 'PL-12',
    group: synthetase,
    kind: 'synthetase',
    target: 'alanyl-tRNA synthetase',
    codes: ['LOINC:33771-7'],
    levelCodes: ['LOINC:105552-4'],
  },
  {
    code: 'ej',
    label: 'EJ',
    group: synthetase,
    kind: 'synthetase',
    target: 'glycyl-tRNA synthetase',
    codes: ['LOINC:45149-2'],
    levelCodes: ['LOINC:105547-4'],
  },
  {
    code: 'oj',
    label: 'OJ',
    group: synthetase,
    kind: 'synthetase',
    target: 'isoleucyl-tRNA synthetase',
    codes: ['LOINC:45152-6'],
    levelCodes: ['LOINC:105548-2'],
  },
  { code: 'ks', label: 'KS', group: synthetase, kind: 'synthetase', target: 'asparaginyl-tRNA synthetase' },
  { code: 'zo', label: 'Zo', group: synthetase, kind: 'synthetase', target: 'phenylalanyl-tRNA synthetase' },
  { code: 'ha', label: 'Ha (YRS)', group: synthetase, kind: 'synthetase', target: 'tyrosyl-tRNA synthetase' },
  {
    code: 'other-synthetase',
    label: 'Other anti-synthetase',
    group: synthetase,
    kind: 'synthetase',
  },
  {
    code: 'mda5',
    label: 'MDA5',
    group: specific,
    kind: 'myositis-specific',
    codes: ['LOINC:107563-9'],
    levelCodes: ['LOINC:105529-2'],
  },
  {
    code: 'tif1g',
    label: 'TIF1γ',
    group: specific,
    kind: 'myositis-specific',
    codes: ['LOINC:107562-1'],
    levelCodes: ['LOINC:105555-7'],
  },
  { code: 'mi-2', label: 'Mi-2', group: specific, kind: 'myositis-specific' },
  { code: 'mi-2a', label: 'Mi-2α', group: specific, kind: 'myositis-specific', codes: ['LOINC:82997-8'] },
  { code: 'mi-2b', label: 'Mi-2β', group: specific, kind: 'myositis-specific', codes: ['LOINC:82996-0'] },
  { code: 'nxp2', label: 'NXP2 (Mj)', group: specific, kind: 'myositis-specific', levelCodes: ['LOINC:105528-4'] },
  { code: 'sae', label: 'SAE', group: specific, kind: 'myositis-specific' },
  {
    code: 'srp',
    label: 'SRP',
    group: specific,
    kind: 'myositis-specific',
    target: 'signal recognition particle',
    codes: ['LOINC:33921-8'],
    levelCodes: ['LOINC:53031-1'],
  },
  { code: 'hmgcr', label: 'HMGCR', group: specific, kind: 'myositis-specific' },
  { code: 'cn1a', label: 'cN1A (NT5C1A)', group: specific, kind: 'myositis-specific' },
  {
    code: 'ro52',
    label: 'Ro52 (TRIM21)',
    group: associated,
    kind: 'myositis-associated',
    codes: ['LOINC:53016-2'],
    levelCodes: ['LOINC:53017-0'],
  },
  {
    code: 'ro60',
    label: 'Ro60 (SSA)',
    group: associated,
    kind: 'myositis-associated',
    levelCodes: ['LOINC:33569-5'],
  },
  { code: 'la', label: 'La (SSB)', group: associated, kind: 'myositis-associated', levelCodes: ['LOINC:45142-7'] },
  {
    code: 'ku',
    label: 'Ku',
    group: associated,
    kind: 'myositis-associated',
    target: 'Ku heterodimer 70/80 kD',
    codes: ['LOINC:18484-6'],
    levelCodes: ['LOINC:105549-0', 'LOINC:99068-9'],
  },
  { code: 'pm-scl', label: 'PM-Scl', group: associated, kind: 'myositis-associated', levelCodes: ['LOINC:31562-2'] },
  { code: 'pm-scl-75', label: 'PM-Scl 75', group: associated, kind: 'myositis-associated' },
  {
    code: 'pm-scl-100',
    label: 'PM-Scl 100',
    group: associated,
    kind: 'myositis-associated',
    levelCodes: ['LOINC:105554-0'],
  },
  { code: 'u1-rnp', label: 'U1-RNP', group: associated, kind: 'myositis-associated' },
  { code: 'u2-rnp', label: 'U2-RNP', group: associated, kind: 'myositis-associated' },
  { code: 'u3-rnp', label: 'U3-RNP (fibrillarin)', group: associated, kind: 'myositis-associated' },
  {
    code: 'ana',
    label: 'ANA',
    group: other,
    kind: 'other',
    titered: true,
    codes: ['LOINC:42254-3', 'LOINC:8061-4'],
    levelCodes: ['LOINC:5048-4', 'LOINC:29953-7'],
  },
  { code: 'scl-70', label: 'Scl-70 (topoisomerase I)', group: other, kind: 'other', levelCodes: ['LOINC:27416-7'] },
  { code: 'centromere', label: 'Centromere', group: other, kind: 'other', titered: true },
  { code: 'sm', label: 'Sm', group: other, kind: 'other' },
  { code: 'dsdna', label: 'dsDNA', group: other, kind: 'other', titered: true },
  { code: 'rf', label: 'Rheumatoid factor', group: other, kind: 'other', titered: true, levelCodes: ['LOINC:11572-5'] },
  { code: 'ccp', label: 'CCP', group: other, kind: 'other' },
  { code: 'anca', label: 'ANCA', group: other, kind: 'other', titered: true },
  { code: 'other', label: 'Other antibody', group: other, kind: 'other', titered: true },
] as const satisfies readonly Antibody[]

export type AntibodyCode = (typeof antibodies)[number]['code']

/** The antibody of a code, or undefined when the list has none. */
export function antibodyOf(code: string): Antibody | undefined {
  return antibodies.find((antibody) => antibody.code === code)
}

/** True for the anti-synthetase antibodies. Anti-Ku is myositis-associated and is none of them. */
export function isSynthetaseAntibody(code: string): boolean {
  return antibodyOf(code)?.kind === 'synthetase'
}
