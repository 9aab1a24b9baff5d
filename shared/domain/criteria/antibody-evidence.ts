/**
 * Antibodies as the sets ask for them. Only what was tested and found negative is negative; nothing is inferred from an
 * antibody that was not tested, and anti-Ku is no anti-synthetase antibody.
 *
 * Sources: the eight targets with a name, Mahler M et al., Autoimmun Rev 2014;13:367-71, doi 10.1016/j.autrev.2014.01.022;
 * IPAF, Fischer A et al., Eur Respir J 2015;46:976-87, doi 10.1183/13993003.00150-2015.
 */
import { antibodyOf, type AntibodyCode } from '#shared/dictionary/lists/antibodies.ts'
import { antibodyText, isPositive, type AntibodyResult } from '../antibody-facts.ts'
import type { CaseRecord } from '../case-record.ts'
import { allMet, anyMet } from '../rules/at-least.ts'
import type { Criterion, Met, UsedInput } from '../rules/rule-finding.ts'
import { dated, usedInput } from '../rules/used-input.ts'
import { itemKnown, type CriteriaItemId } from './criteria-items.ts'

const namedSynthetases = [
  'jo-1',
  'pl-7',
  'pl-12',
  'ej',
  'oj',
  'ks',
  'zo',
  'ha',
] as const satisfies readonly AntibodyCode[]

const label = (code: string) => (antibodyOf(code)?.label ?? code).replace(/ \(.*\)$/, '')
const names = (codes: readonly string[]) => codes.map(label).join(', ')

function antibodyInput(result: AntibodyResult): UsedInput {
  return usedInput('antibody', result, {
    item: 'result',
    date: result.date,
    text: `${antibodyText(result)}${dated(result.date)}`,
  })
}

const sentence = (results: readonly AntibodyResult[]) =>
  `${results.map((each) => antibodyInput(each).text).join(', ')}.`

function resultsOf({ records }: CaseRecord, codes: readonly AntibodyCode[]): readonly AntibodyResult[] {
  const wanted = new Set<string | undefined>(codes)
  return records.antibody.filter(({ specificity }) => wanted.has(specificity))
}

const newest = (results: readonly AntibodyResult[]) => [
  ...new Map(results.map((result) => [result.specificity, result])).values(),
]

/** Ever positive; else negative where each was tested negative and nothing was borderline. */
function ever(results: readonly AntibodyResult[], codes: readonly AntibodyCode[]): Met {
  if (results.some(isPositive)) return true
  if (results.some(({ result }) => result === 'borderline')) return undefined
  return allMet(codes.map((code) => results.some((each) => each.specificity === code && each.result === 'negative')))
    ? false
    : undefined
}

/** Which of them no result speaks of. */
const untested = (results: readonly AntibodyResult[], codes: readonly AntibodyCode[]) =>
  codes.filter((code) => !results.some((each) => each.specificity === code && each.result === 'negative'))

function antibodyEvidence(record: CaseRecord, id: CriteriaItemId, codes: readonly AntibodyCode[]): Criterion {
  const results = resultsOf(record, codes)
  const met = ever(results, codes)
  const told =
    met === true ? newest(results.filter(isPositive)) : newest(results.filter(({ result }) => result !== 'not-tested'))
  const open = untested(results, codes)
  const because =
    told.length === 0
      ? 'Not recorded.'
      : met === undefined
        ? `${sentence(told)}${open.length > 0 ? ` Not tested: ${names(open)}.` : ''}`
        : sentence(told)
  return itemKnown(id, { met, because, inputs: told.map(antibodyInput) })
}

/**
 * Any anti-synthetase antibody. `false` only where all eight with a name were negative: a patient whose Jo-1 alone is
 * negative may well have PL-12.
 */
export function synthetaseEvidence(record: CaseRecord): Criterion {
  const id = 'anti-synthetase'
  const codes = [...namedSynthetases, 'other-synthetase'] as const
  const results = resultsOf(record, codes)
  const positive = newest(results.filter(isPositive))
  if (positive.length > 0)
    return itemKnown(id, { met: true, because: sentence(positive), inputs: positive.map(antibodyInput) })
  const borderline = newest(results.filter(({ result }) => result === 'borderline'))
  if (borderline.length > 0)
    return itemKnown(id, { met: undefined, because: sentence(borderline), inputs: borderline.map(antibodyInput) })
  const negative = newest(results.filter(({ result }) => result === 'negative'))
  if (negative.length === 0) return itemKnown(id, { met: undefined, because: 'No result is recorded.' })
  const inputs = negative.map(antibodyInput)
  const open = untested(results, namedSynthetases)
  const because = `Negative: ${names(negative.map(({ specificity }) => specificity!))}.`
  return open.length === 0
    ? itemKnown(id, { met: false, because, inputs })
    : itemKnown(id, { met: undefined, because: `${because} Not tested: ${names(open)}.`, inputs })
}

export const jo1Evidence = (record: CaseRecord): Criterion => antibodyEvidence(record, 'jo-1', ['jo-1'])

/** ICAP patterns by the words of IPAF; the cytoplasmic ones that synthetase antibodies stain don’t count. */
const ofAnyTiter = new Set(['AC-3', 'AC-8', 'AC-9', 'AC-10'])
const fromTiter320 = new Set(['AC-1', 'AC-2', 'AC-4', 'AC-5'])

function anaCounts(result: AntibodyResult): Met {
  if (!isPositive(result)) return result.result === 'negative' ? false : undefined
  if (result.specificity === 'centromere') return true
  const { pattern = [], titre, titre_comparator: comparator } = result
  if (pattern.some((code) => ofAnyTiter.has(code))) return true
  const isHigh =
    titre === undefined
      ? undefined
      : comparator === '<'
        ? titre <= 320
          ? false
          : undefined
        : titre >= 320
          ? true
          : comparator === '>'
            ? undefined
            : false
  const isEligible = pattern.length === 0 ? undefined : pattern.some((code) => fromTiter320.has(code))
  // Below 1:320 only a nucleolar or centromere pattern would count, and that is ruled out by a pattern that is known.
  return isEligible === undefined ? undefined : allMet([isHigh, isEligible])
}

/** ANA as IPAF counts it: 1:320 or more with an eligible pattern, or nucleolar or centromere at any titer. */
export function anaEvidence(record: CaseRecord): Criterion {
  const results = resultsOf(record, ['ana', 'centromere'])
  const counts = results.map(anaCounts)
  const isTested = results.some(({ specificity }) => specificity === 'ana')
  const met = counts.includes(true) ? true : isTested ? anyMet(counts) : undefined
  const told = newest(results.filter((_, index) => counts[index] === met))
  const lacks = told.some((each) => isPositive(each) && !each.pattern?.length)
  const because =
    told.length === 0
      ? 'Not recorded.'
      : `${sentence(told)}${met === undefined && lacks ? ' The pattern is not recorded.' : ''}`
  return itemKnown('ana', { met, because, inputs: told.map(antibodyInput) })
}

const serologyOfIpaf = [
  'ccp',
  'dsdna',
  'ro52',
  'ro60',
  'la',
  'u1-rnp',
  'sm',
  'scl-70',
  'pm-scl',
  'pm-scl-75',
  'pm-scl-100',
  'mda5',
] as const satisfies readonly AntibodyCode[]
const required = serologyOfIpaf.filter((code) => !code.startsWith('pm-scl'))

/**
 * The rest of the serologic domain. Rheumatoid factor counts from twice the upper limit of normal, which an antibody
 * result doesn’t carry: a positive one leaves the item open.
 */
export function otherSerologyEvidence(record: CaseRecord): Criterion {
  const id = 'other-serology'
  const results = resultsOf(record, serologyOfIpaf)
  const positive = newest(results.filter(isPositive))
  if (positive.length > 0)
    return itemKnown(id, { met: true, because: sentence(positive), inputs: positive.map(antibodyInput) })
  const factor = newest(resultsOf(record, ['rf']))
  const rf = ever(factor, ['rf'])
  const pmScl = anyMet([
    ever(resultsOf(record, ['pm-scl']), ['pm-scl']) === false,
    ever(resultsOf(record, ['pm-scl-75', 'pm-scl-100']), ['pm-scl-75', 'pm-scl-100']) === false,
  ])
  const others = ever(resultsOf(record, required), required)
  if (rf === false && others === false && pmScl === true)
    return itemKnown(id, {
      met: false,
      because: 'All of them are negative.',
      inputs: newest(results).map(antibodyInput),
    })
  const inputs = (rf === true ? factor : newest(results.filter(({ result }) => result === 'negative'))).map(
    antibodyInput,
  )
  const because =
    rf === true
      ? `${sentence(factor)} It counts from twice the upper limit, which is not recorded.`
      : inputs.length > 0
        ? 'None positive; not all of them are tested.'
        : 'Not recorded.'
  return itemKnown(id, { met: undefined, because, inputs })
}
