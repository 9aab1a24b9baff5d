/** What the changes from before the index say, in the words of a paper. */
import { meanOf } from '#shared/statistics/describe.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import { adjustmentMethod, adjustmentReferences } from '../adjustment.ts'
import { fixedNumber, pWords, signedNumber } from '../number-words.ts'
import type { Outcome } from '../outcomes.ts'
import type { MonthOfPairs, Responders, Threshold } from './paired-months.ts'

export interface MadePairs {
  readonly outcome: Outcome
  readonly months: readonly MonthOfPairs[]
  readonly threshold: Threshold
  readonly request: AnalysisRequestOf<'paired'>
  /** What time counts from, in words. */
  readonly index: string
}

/** Fewer pairs are named in a warning. */
const fewPairs = 10

export const unitWords = ({ unit }: Outcome): string =>
  unit === undefined ? '' : unit === '%' ? ' points' : ` ${unit}`

/** What a change in either direction is called: whether it is good is known of some outcomes only. */
export function directionWords({ better }: Outcome): { readonly better: string; readonly worse: string } {
  return better ? { better: 'improved', worse: 'worsened' } : { better: 'rose', worse: 'fell' }
}

export function pairedFindings({ outcome, months, threshold }: MadePairs): string[] {
  const { decimals } = outcome
  const unit = unitWords(outcome)
  const words = directionWords(outcome)
  return months.map(({ month, pairs, t, rank, better, worse, pAdjusted, why }) => {
    if (pairs.length === 0) return `Month ${month}: nobody has a value.`
    const before = meanOf(pairs.map((pair) => pair.before))
    const after = meanOf(pairs.map((pair) => pair.after))
    const change = meanOf(pairs.map((pair) => pair.change))
    const tests = [
      ...(t ? [`paired t ${pWords(pAdjusted?.t ?? t.p)}`] : []),
      ...(rank ? [`Wilcoxon ${pWords(pAdjusted?.rank ?? rank.p)}`] : []),
    ]
    const interval = t ? ` (95 % CI ${signedNumber(t.low, decimals)} to ${signedNumber(t.high, decimals)})` : ''
    const counted = (who: Responders | undefined, what: string, least: number | undefined) =>
      who
        ? [
            `${who.ids.length} of ${pairs.length} (${fixedNumber(100 * who.share, 0)} %) ${what} by at least ${least}${unit}`,
          ]
        : []
    const responders = [
      ...counted(better, words.better, threshold.better),
      ...counted(worse, words.worse, threshold.worse),
    ]
    return [
      `${outcome.label} changed by ${signedNumber(change, decimals)}${unit}${interval} from before the index to month ${month} in ${pairs.length} patients (mean ${fixedNumber(before, decimals)} to ${fixedNumber(after, decimals)}; ${tests.length > 0 ? tests.join(', ') : `no test: ${why}`}).`,
      ...(responders.length > 0 ? [`${responders.join(', ')}.`] : []),
    ].join(' ')
  })
}

export function pairedMethod({ outcome, request, threshold, index }: MadePairs): string[] {
  const { windowDays, adjust, mcid } = request
  const words = directionWords(outcome)
  const limits = [
    ...(threshold.better === undefined ? [] : [`${words.better} by at least ${threshold.better}`]),
    ...(threshold.worse === undefined ? [] : [`${words.worse} by at least ${threshold.worse}`]),
  ]
  const source =
    outcome.mcid && mcid === undefined ? ` (minimal clinically important difference in ${outcome.mcid.population})` : ''
  return [
    `Baseline was the last ${outcome.label} in the ${windowDays} days up to the ${index}, that day included; follow-up values were those nearest to each month after it, at most ${windowDays} days away.`,
    outcome.about,
    'Changes within patients were tested by the paired t test and the Wilcoxon signed-rank test (with the Hodges–Lehmann estimate); no value was imputed.',
    ...(limits.length === 0
      ? []
      : [
          `Patients were counted as having ${limits.join(' or ')}${unitWords(outcome)}${source}, with exact (Clopper–Pearson) 95 % confidence intervals.`,
        ]),
    ...adjustmentMethod(adjust, 'over the months, each test for itself,'),
  ]
}

export function pairedReferences({ outcome, request, threshold }: MadePairs): string[] {
  const counts = threshold.better !== undefined || threshold.worse !== undefined
  return [
    'Wilcoxon F. Individual comparisons by ranking methods. Biometrics Bulletin 1945;1:80–3.',
    ...(counts
      ? [
          'Clopper CJ, Pearson ES. The use of confidence or fiducial limits illustrated in the case of the binomial. Biometrika 1934;26:404–13.',
        ]
      : []),
    ...(outcome.mcid && request.mcid === undefined ? [outcome.mcid.source] : []),
    ...adjustmentReferences(request.adjust),
  ]
}

export function pairedWarnings({ months, request }: MadePairs): string[] {
  const few = months.filter(({ pairs }) => pairs.length < fewPairs)
  const thin = months.filter(({ pairs, without }) => without.length > (pairs.length + without.length) / 5)
  const isOverlapping = months.some(
    ({ month }, at) => at > 0 && (month - months[at - 1]!.month) * 30 < 2 * request.windowDays,
  )
  return [
    ...(few.length > 0
      ? [
          `Few pairs (${few.map(({ month, pairs }) => `month ${month}: ${pairs.length}`).join(', ')}): only large changes can be told from chance.`,
        ]
      : []),
    ...(thin.length > 0
      ? [
          `Those with a value are not all: ${thin
            .map(
              ({ month, pairs, without, notReached }) =>
                `at month ${month}, ${without.length} of ${pairs.length + without.length} have none, ${notReached} of them because they were not followed that long or died`,
            )
            .join('; ')}. The others may have done better or worse.`,
        ]
      : []),
    ...(isOverlapping ? ['Windows of neighboring months overlap: one value can stand for both.'] : []),
    ...(months.length > 1 && request.adjust === 'none'
      ? [`${months.length} months were tested, without adjustment for there being several.`]
      : []),
    'Without a comparison group a change after the index is not an effect of what began there: values that were low by chance rise again by themselves.',
  ]
}
