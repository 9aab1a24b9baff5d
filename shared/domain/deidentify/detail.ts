/**
 * What else than names tells who a patient is: facts that somebody outside may know. Each can leave in less detail, or not
 * at all; the ladders run from all that is recorded to nothing.
 */
import { antibodyFacts } from '../antibody-facts.ts'
import { ctPatterns } from '../../dictionary/lists/ct-patterns.ts'
import type { CaseRecord } from '../case-record.ts'

export const detailLadders = {
  reference_group: ['keep', 'off'],
  age: ['years', 'ten', 'twenty', 'off'],
  pattern: ['each', 'group', 'off'],
  antibody: ['each', 'group', 'off'],
  sex: ['keep', 'off'],
} as const

type Ladders = typeof detailLadders
export type DetailName = keyof Ladders
export type Detail = { readonly [N in DetailName]: Ladders[N][number] }

/** What is left out unless it is asked for: the reference group serves the older equations only, and exact years seldom help. */
export const standardDetail: Detail = {
  reference_group: 'off',
  age: 'ten',
  pattern: 'each',
  antibody: 'each',
  sex: 'keep',
}

/** Years in an age band. */
export const ageBandYears = { years: 1, ten: 10, twenty: 20 } as const

const patternGroups = { 'NSIP and OP': 'group-nsip-op', UIP: 'group-uip', Others: 'group-other' } as const
/** The groups of CT patterns, with what they are called. */
export const patternGroupLabels: Readonly<Record<string, string>> = {
  'group-nsip-op': 'NSIP or OP, any',
  'group-uip': 'UIP or probable UIP',
  'group-other': 'Any other pattern',
}

export function patternGroup(code: string): string {
  const group = ctPatterns.find((pattern) => pattern.code === code)?.group
  return patternGroups[group ?? 'Others']
}

/** `jo-1`, `other-synthetase`, `none-synthetase`: what a case has in an export that leaves the antibodies themselves behind. */
export function antibodyGroup(record: CaseRecord): string {
  const { positive, synthetase } = antibodyFacts(record)
  if (positive.some(({ code }) => code === 'jo-1')) return 'jo-1'
  if (synthetase === 'positive') return 'other-synthetase'
  return synthetase === 'not-recorded' || synthetase === 'not-tested' ? 'not-known' : 'no-synthetase'
}
export const antibodyGroupLabels: Readonly<Record<string, string>> = {
  'jo-1': 'Jo-1',
  'other-synthetase': 'Another anti-synthetase antibody',
  'no-synthetase': 'No anti-synthetase antibody found',
  'not-known': 'Not tested or not recorded',
}

/** The record in the detail that was chosen; age is no item of it and told by whoever writes. */
export function inDetail(record: CaseRecord, detail: Detail): CaseRecord {
  const { sex, reference_group, ...rest } = record.case
  const imaging = record.records.imaging.map(({ pattern, ...study }) => {
    if (detail.pattern === 'off' || pattern === undefined) return study
    return { ...study, pattern: (detail.pattern === 'group' ? patternGroup(pattern) : pattern) as typeof pattern }
  })
  return {
    case: {
      ...rest,
      ...(detail.sex === 'keep' && sex && { sex }),
      ...(detail.reference_group === 'keep' && reference_group && { reference_group }),
    },
    records: {
      ...record.records,
      imaging,
      antibody: detail.antibody === 'each' ? record.records.antibody : [],
    },
  }
}
