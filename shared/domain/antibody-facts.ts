/** Which antibodies a patient has, in the words of the laboratory. Nothing is inferred from what wasn't tested. */
import type { CaseRecord } from './case-record.ts'
import { antibodies, antibodyOf, isSynthetaseAntibody } from '../dictionary/lists/antibodies.ts'
import { formatNumber } from './format-number.ts'
import { choiceOf, labelOf, midSentence } from './label-of.ts'
import type { PartialDate } from './partial-date.ts'

export type AntibodyResult = CaseRecord['records']['antibody'][number]

/** True for results that a colleague would call positive; borderline ones are not. */
export function isPositive(result: AntibodyResult): boolean {
  return result.result === 'positive' || result.result === 'weak'
}

/** The strength as printed: `1:5120`, `+++`, `84 AU/mL`; a titer first, then intensity, then level. */
export function strengthOf(result: AntibodyResult): string | undefined {
  if (result.titre !== undefined) return `${result.titre_comparator ?? ''}1:${result.titre}`
  if (result.intensity !== undefined) return labelOf('antibody', 'intensity', result.intensity)
  if (result.value === undefined) return undefined
  return `${result.value_comparator ?? ''}${formatNumber(result.value)}${result.unit ? ` ${result.unit}` : ''}`
}

/** A result in words: `Jo-1 +++`, `Ku positive`, `ANA 1:5120`, `PL-7 negative`. */
export function antibodyText(result: AntibodyResult): string {
  const name = result.specificity === undefined ? 'Antibody' : shortName(result.specificity)
  const outcome = result.result === undefined ? '' : midSentence(labelOf('antibody', 'result', result.result))
  const strength = strengthOf(result)
  if (result.result === 'positive') return `${name} ${strength ?? outcome}`
  return [name, outcome, strength && `(${strength})`].filter(Boolean).join(' ')
}

/** The name as said aloud: without what stands in brackets in the list. */
function shortName(code: string): string {
  return (antibodyOf(code)?.label ?? code).replace(/ \(.*\)$/, '')
}

export interface AntibodyFact {
  /** Code in the antibody list. */
  readonly code: string
  readonly label: string
  readonly synthetase: boolean
  /** `Jo-1 +++`. */
  readonly text: string
  readonly date?: PartialDate
  readonly recordId: string
}

export interface AntibodyFacts {
  /** Ever positive, anti-synthetase first, then in the order of the list; of several results the newest positive one. */
  readonly positive: readonly AntibodyFact[]
  /** What stands instead where no anti-synthetase antibody is positive; missing where one is. */
  readonly synthetaseNote?: string
  readonly synthetase: 'positive' | 'borderline' | 'negative' | 'not-tested' | 'not-recorded'
}

const order = new Map<string, number>(antibodies.map((antibody, index) => [antibody.code, index]))
const tested = new Set(['positive', 'weak', 'borderline', 'negative'])

function namesOf(results: readonly AntibodyResult[]): string {
  return [...new Set(results.map((result) => shortName(result.specificity!)))].join(', ')
}

function synthetaseState(results: readonly AntibodyResult[]): Pick<AntibodyFacts, 'synthetase' | 'synthetaseNote'> {
  const own = results.filter((result) => result.specificity !== undefined && isSynthetaseAntibody(result.specificity))
  if (own.some(isPositive)) return { synthetase: 'positive' }
  if (own.length === 0) {
    return { synthetase: 'not-recorded', synthetaseNote: 'anti-synthetase antibody not recorded' }
  }
  const borderline = own.filter((result) => result.result === 'borderline')
  if (borderline.length > 0) {
    return { synthetase: 'borderline', synthetaseNote: `anti-synthetase antibody borderline (${namesOf(borderline)})` }
  }
  const negative = own.filter((result) => result.result !== undefined && tested.has(result.result))
  if (negative.length > 0) {
    return { synthetase: 'negative', synthetaseNote: `anti-synthetase antibody negative (${namesOf(negative)})` }
  }
  return { synthetase: 'not-tested', synthetaseNote: 'anti-synthetase antibody not tested' }
}

/** The antibodies of a case; results are taken in order of date, as the record lists them. */
export function antibodyFacts({ records }: CaseRecord): AntibodyFacts {
  const newest = new Map<string, AntibodyResult>()
  for (const result of records.antibody) {
    if (result.specificity === undefined || !isPositive(result)) continue
    // Antibodies outside the list share one code but are not one antibody.
    newest.set(result.specificity === 'other' ? result.id : result.specificity, result)
  }
  const positive = [...newest.values()]
    .sort((a, b) => (order.get(a.specificity!) ?? order.size) - (order.get(b.specificity!) ?? order.size))
    .map((result) => ({
      code: result.specificity!,
      label: choiceOf('antibody', 'specificity', result.specificity!)?.label ?? result.specificity!,
      synthetase: isSynthetaseAntibody(result.specificity!),
      text: antibodyText(result),
      date: result.date,
      recordId: result.id,
    }))
  return { positive, ...synthetaseState(records.antibody) }
}
