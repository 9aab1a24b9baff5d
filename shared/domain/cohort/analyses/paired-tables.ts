import { meanOf, quantileOf, varianceOf } from '#shared/statistics/describe.ts'
import type { SignedRank } from '#shared/statistics/comparisons/signed-rank.ts'
import type { ResultCell, ResultFigure, ResultTable } from '../analysis-result.ts'
import { adjustedColumns } from '../adjustment.ts'
import { countCell, fixedNumber, numberCell, pCell, rangeWords, signedNumber, textCell } from '../number-words.ts'
import type { Responders } from './paired-months.ts'
import { directionWords, unitWords, type MadePairs } from './paired-words.ts'

/** More bars can’t be told apart. */
const mostBars = 400

function meanCell(values: readonly number[], decimals: number): ResultCell {
  if (values.length === 0) return textCell('')
  const mean = meanOf(values)
  const sd = values.length > 1 ? ` (${fixedNumber(Math.sqrt(varianceOf(values)), decimals)})` : ''
  return { text: `${fixedNumber(mean, decimals)}${sd}`, value: mean }
}

/** `+2.8 [0.6 to 6.4]`. */
function medianWords(values: readonly number[], decimals: number): string {
  const sorted = Float64Array.from(values).toSorted()
  const [median, q1, q3] = [0.5, 0.25, 0.75].map((p) => quantileOf(sorted, p)) as [number, number, number]
  return `${signedNumber(median, decimals)} [${rangeWords(q1, q3, decimals)}]`
}

const changeCell = (estimate: number, low: number, high: number, decimals: number): ResultCell => ({
  text: `${signedNumber(estimate, decimals)} (${signedNumber(low, decimals)} to ${signedNumber(high, decimals)})`,
  value: estimate,
})

/** The test leaves out who did not change; where any did, an estimate of the others would pass for one of all. */
function shiftOf(rank: SignedRank | undefined): { estimate: number; low: number; high: number } | undefined {
  if (!rank?.shift || rank.zeros > 0) return undefined
  const { estimate, low, high } = rank.shift
  return low === null || high === null ? undefined : { estimate, low, high }
}

export function changeTable({ outcome, months, request: { adjust } }: MadePairs): ResultTable {
  const { decimals } = outcome
  const adjusted = adjustedColumns(adjust)
  return {
    id: 'changes',
    title: `Change of ${outcome.label}${unitWords(outcome) && `,${unitWords(outcome)}`}`,
    columns: [
      { label: 'Month' },
      ...[
        'Pairs',
        'Without value',
        'Baseline, mean (SD)',
        'Then, mean (SD)',
        'Mean change (95 % CI)',
        'p, paired t',
      ].map((label) => ({ label, numeric: true })),
      ...adjusted,
      ...['Median change [quartiles]', 'Hodges–Lehmann (95 % CI)', 'p, Wilcoxon'].map((label) => ({
        label,
        numeric: true,
      })),
      ...adjusted,
    ],
    rows: months.map(({ month, pairs, without, t, rank, pAdjusted }) => {
      const shift = shiftOf(rank)
      return {
        cells: [
          { text: String(month), value: month },
          numberCell(pairs.length, 0, `pairs:${month}`),
          numberCell(without.length, 0, `without:${month}`),
          meanCell(
            pairs.map(({ before }) => before),
            decimals,
          ),
          meanCell(
            pairs.map(({ after }) => after),
            decimals,
          ),
          t ? changeCell(t.estimate, t.low, t.high, decimals) : textCell(''),
          pCell(t?.p),
          ...adjusted.map(() => pCell(pAdjusted?.t)),
          textCell(
            pairs.length === 0
              ? ''
              : medianWords(
                  pairs.map(({ change }) => change),
                  decimals,
                ),
          ),
          shift ? changeCell(shift.estimate, shift.low, shift.high, decimals) : textCell(''),
          pCell(rank?.p),
          ...adjusted.map(() => pCell(pAdjusted?.rank)),
        ],
      }
    }),
    notes: [
      'Baseline and follow-up are of the patients that have both. The Hodges–Lehmann estimate stands only where everybody’s value changed.',
      ...months.flatMap(({ month, why }) => (why === undefined ? [] : [`Month ${month}: ${why}`])),
    ],
  }
}

/** Who changed by as much as counts; none where no such difference is known. */
export function responderTable({ outcome, months, threshold }: MadePairs): ResultTable[] {
  if (threshold.better === undefined && threshold.worse === undefined) return []
  const words = directionWords(outcome)
  const kinds = (['better', 'worse'] as const).filter((kind) => threshold[kind] !== undefined)
  const cell = (who: Responders | undefined, key: string): ResultCell =>
    who
      ? countCell(
          `${who.ids.length} (${fixedNumber(100 * who.share, 0)} %; ${fixedNumber(100 * who.interval.low, 0)} to ${fixedNumber(100 * who.interval.high, 0)})`,
          who.ids.length,
          key,
        )
      : textCell('')
  return [
    {
      id: 'responders',
      title: `Patients by change of ${outcome.label}`,
      columns: [
        { label: 'Month' },
        { label: 'Pairs', numeric: true },
        ...kinds.map((kind) => ({
          label: `${words[kind]} by at least ${threshold[kind]}${unitWords(outcome)}, n (%; 95 % CI)`.replace(
            /^./,
            (first) => first.toUpperCase(),
          ),
          numeric: true,
        })),
      ],
      rows: months.map((one) => ({
        cells: [
          { text: String(one.month), value: one.month },
          numberCell(one.pairs.length, 0, `pairs:${one.month}`),
          ...kinds.map((kind) => cell(one[kind], `${kind}:${one.month}`)),
        ],
      })),
      notes: ['Exact confidence intervals after Clopper and Pearson.'],
    },
  ]
}

/** One for each month, the best change first; of very many patients evenly chosen ones. */
export function waterfalls({ outcome, months, threshold }: MadePairs): ResultFigure[] {
  const sign = outcome.better === 'lower' ? -1 : 1
  const thresholds = [
    ...(threshold.better === undefined ? [] : [sign * threshold.better]),
    ...(threshold.worse === undefined ? [] : [-sign * threshold.worse]),
  ]
  return months
    .filter(({ pairs }) => pairs.length > 0)
    .map(({ month, pairs }) => {
      const sorted = pairs.toSorted((a, b) => sign * (b.change - a.change))
      const step = Math.ceil(sorted.length / mostBars)
      const shown = sorted.filter((_, at) => at % step === 0)
      const chosen = shown.length < sorted.length ? ` ${shown.length} of ${sorted.length} patients, evenly chosen.` : ''
      return {
        kind: 'waterfall',
        id: `waterfall-${month}`,
        title: `Change of ${outcome.label} to month ${month}`,
        xLabel: 'Patients',
        yLabel: `Change${unitWords(outcome) && `,${unitWords(outcome)}`}`,
        caption: `Each bar is a patient, the best change first.${chosen}${thresholds.length > 0 ? ' Lines: the least changes that count.' : ''}`,
        bars: shown.map(({ caseId, change }) => ({ caseId, value: change })),
        thresholds,
      }
    })
}
