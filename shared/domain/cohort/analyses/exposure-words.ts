/** What the doses say, in the words of a paper. */
import { quantileOf } from '#shared/statistics/describe.ts'
import { fixedNumber, pWords, rangeWords } from '../number-words.ts'
import type { DosesOfGroup, DosesOfMonth, MadeExposure, Sparing } from './exposure-doses.ts'

const decimals = 1
/** The limit that findings name: its place among the limits. */
const named = { place: 1, words: '7.5 mg/d' } as const
const fewDoses = 20

const doseWords = ({ quartiles, known, atMost }: DosesOfMonth) =>
  quartiles
    ? `${fixedNumber(quartiles.median, decimals)} mg/d [quartiles ${rangeWords(quartiles.q1, quartiles.q3, decimals)}], ${fixedNumber((100 * atMost[named.place]!.length) / known.length, 0)} % at or below ${named.words} (n = ${known.length})`
    : 'not known'

const medianOfDays = (values: readonly number[]) => quantileOf(Float64Array.from(values).toSorted(), 0.5)

function sparingWords({ end, pairs, rank, why = '' }: Sparing): string {
  if (pairs.length === 0)
    return `No patient has a known dose both before the index and in the 90 days that end ${end} days after it.`
  const median = (of: 'before' | 'after') => fixedNumber(medianOfDays(pairs.map((pair) => pair[of])), decimals)
  const test = rank ? `Wilcoxon ${pWords(rank.p)}` : `no test: ${why.replace(/\.$/, '')}`
  return `From the 90 days before the index to those that end ${end} days after it the dose changed from ${median('before')} to ${median('after')} mg/d (${pairs.length === 1 ? 'one patient' : `medians of ${pairs.length} patients`}; ${test}).`
}

function findingsOfGroup({ group, months, sparing }: DosesOfGroup): string[] {
  const index = months.find(({ month }) => month === 0)
  const end = months.findLast(({ month, known }) => month > 0 && known.length > 0)
  return [
    ...(index && end
      ? [
          `Median prednisone-equivalent was ${doseWords(index)} at the index and ${doseWords(end)} at month ${end.month}.`,
        ]
      : []),
    ...sparing.map(sparingWords),
  ].map((finding) => (group === undefined ? finding : `${group}: ${finding}`))
}

export const exposureFindings = ({ groups, gathered }: MadeExposure): string[] => {
  const delays = gathered.flatMap(({ value }) => value.approvals.flatMap(({ days }) => days ?? []))
  return [
    ...groups.flatMap(findingsOfGroup),
    ...(delays.length > 0
      ? [
          `Approvals took a median of ${fixedNumber(medianOfDays(delays), 0)} days (${delays.length} requests with known time).`,
        ]
      : []),
  ]
}

export function exposureMethod({ index }: MadeExposure): string[] {
  return [
    `Doses of all systemic glucocorticoids were added up as prednisone-equivalent. The dose in force was taken on the day of each month from the ${index}; days off glucocorticoids count as 0 mg, days of unknown dose, before the case was known and after its last entry are left out and never counted as 0.`,
    'Steroid sparing: of each patient the median daily dose over the 90 days before the index was compared with that over the 90 days that end 90, 180 and 365 days after it (Wilcoxon signed-rank test), where at least half of the days of both are known.',
  ]
}

export const exposureReferences = (_: MadeExposure): string[] => [
  'Wilcoxon F. Individual comparisons by ranking methods. Biometrics Bulletin 1945;1:80–3.',
]

export function exposureWarnings({ groups, gathered }: MadeExposure): string[] {
  const gaps = groups.reduce((sum, { months }) => sum + months.reduce((all, month) => all + month.gaps.length, 0), 0)
  const known = groups.reduce((sum, { months }) => sum + months.reduce((all, month) => all + month.known.length, 0), 0)
  const shrinking = groups.filter(({ months }) => {
    const [at, end] = [months.find(({ month }) => month === 0)?.known.length ?? 0, months.at(-1)?.known.length ?? 0]
    return at > 0 && end < at / 2
  })
  return [
    ...(gathered.length < fewDoses ? [`${gathered.length} patients are few: quartiles say little.`] : []),
    ...(gaps > 0
      ? [`Of ${gaps} of ${gaps + known} patient-months under observation the dose is not known; they are left out.`]
      : []),
    ...(shrinking.length > 0
      ? [
          'Fewer than half of those at the index are still followed at the last month: who is left may not be like those who are not.',
        ]
      : []),
  ]
}
