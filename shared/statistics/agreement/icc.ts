/**
 * Intraclass correlation: how much of the spread of ratings is that between the cases. Shrout PE, Fleiss JL, Psychol Bull
 * 1979;86:420; McGraw KO, Wong SP, Psychol Methods 1996;1:30. As psych::ICC of R by analysis of variance.
 */
import { fQuantile, fUpper } from '../distributions.ts'
import { StatisticsProblem } from '../method.ts'

export type IccType = 'ICC1' | 'ICC2' | 'ICC3' | 'ICC1k' | 'ICC2k' | 'ICC3k'

export interface Icc {
  readonly type: IccType
  /** What is assumed of the raters, and whether one rating or the mean of all of them is meant. */
  readonly about: string
  readonly icc: number
  /** Test against no spread between the cases; null where ratings of a case don't differ at all, as are the limits then. */
  readonly f: number | null
  readonly df: readonly [number, number]
  readonly p: number
  readonly lower: number | null
  readonly upper: number | null
}

export interface IccAnswer {
  /** Cases. */
  readonly n: number
  readonly raters: number
  /** Mean squares: between cases, within cases, between raters, and what is left. */
  readonly meanSquares: {
    readonly cases: number
    readonly within: number
    readonly raters: number
    readonly residual: number
  }
  readonly icc: readonly Icc[]
}

const about: Readonly<Record<IccType, string>> = {
  ICC1: 'one-way random: other raters for each case, one rating',
  ICC2: 'two-way random, absolute agreement: these raters stand for others, one rating',
  ICC3: 'two-way mixed, consistency: these raters only, one rating',
  ICC1k: 'one-way random, mean of all ratings',
  ICC2k: 'two-way random, absolute agreement, mean of all ratings',
  ICC3k: 'two-way mixed, consistency, mean of all ratings',
}

/**
 * @param ratings a column for each rater, cases in the same order
 * @throws StatisticsProblem for fewer than two raters or cases, and for ratings that are all the same
 */
export function intraclassCorrelation(ratings: readonly Float64Array[], confidence = 0.95): IccAnswer {
  const k = ratings.length
  const n = ratings[0]?.length ?? 0
  if (k < 2) throw new StatisticsProblem('Agreement needs two raters at least.')
  if (n < 2) throw new StatisticsProblem('Fewer than two cases were rated by all raters.')
  const squares = sumsOfSquares(ratings)
  const [dfCases, dfRaters, dfWithin] = [n - 1, k - 1, n * (k - 1)]
  const dfResidual = dfCases * dfRaters
  const msb = squares.cases / dfCases
  const msw = squares.within / dfWithin
  const msj = squares.raters / dfRaters
  const mse = squares.residual / dfResidual
  if (squares.total === 0) throw new StatisticsProblem('All ratings are the same, so there is no spread to compare.')
  if (squares.cases === 0)
    throw new StatisticsProblem('The cases do not differ in their mean rating, so there is no spread between them.')

  const quantile = (df1: number, df2: number) => fQuantile((1 + confidence) / 2, df1, df2)
  const averaged = (single: number) => (k * single) / (1 + (k - 1) * single)
  const row = (type: IccType, icc: number, error: number, dfError: number, limits: readonly [number, number]): Icc => {
    const f = error > 0 ? msb / error : null
    const [lower, upper] = f === null ? [null, null] : limits
    const p = f === null ? 0 : fUpper(f, dfCases, dfError)
    return { type, about: about[type], icc, f, df: [dfCases, dfError], p, lower, upper }
  }
  /** Of the ratio of mean squares, as one-way and consistency have them. */
  const ratioLimits = (error: number, dfError: number): readonly [number, number] => {
    const f = msb / error
    return [f / quantile(dfCases, dfError), f * quantile(dfError, dfCases)]
  }
  const single = ([low, high]: readonly [number, number]) =>
    [(low - 1) / (low + k - 1), (high - 1) / (high + k - 1)] as const
  const mean = ([low, high]: readonly [number, number]) => [1 - 1 / low, 1 - 1 / high] as const

  const icc2 = (msb - mse) / (msb + (k - 1) * mse + (k * (msj - mse)) / n)
  const oneWay = ratioLimits(msw, dfWithin)
  const consistent = ratioLimits(mse, dfResidual)
  const absolute = absoluteLimits()
  return {
    n,
    raters: k,
    meanSquares: { cases: msb, within: msw, raters: msj, residual: mse },
    icc: [
      row('ICC1', (msb - msw) / (msb + (k - 1) * msw), msw, dfWithin, single(oneWay)),
      row('ICC2', icc2, mse, dfResidual, absolute),
      row('ICC3', (msb - mse) / (msb + (k - 1) * mse), mse, dfResidual, single(consistent)),
      row('ICC1k', (msb - msw) / msb, msw, dfWithin, mean(oneWay)),
      row('ICC2k', (msb - mse) / (msb + (msj - mse) / n), mse, dfResidual, [
        averaged(absolute[0]),
        averaged(absolute[1]),
      ]),
      row('ICC3k', (msb - mse) / msb, mse, dfResidual, mean(consistent)),
    ],
  }

  /** Degrees of freedom after Satterthwaite. */
  function absoluteLimits(): readonly [number, number] {
    const fRaters = msj / mse
    const rest = n * (1 + (k - 1) * icc2) - k * icc2
    const df =
      (dfRaters * dfCases * (k * icc2 * fRaters + rest) ** 2) /
      (dfCases * k ** 2 * icc2 ** 2 * fRaters ** 2 + rest ** 2)
    const others = k * msj + (k * n - k - n) * mse
    const low = quantile(dfCases, df)
    const high = quantile(df, dfCases)
    return [(n * (msb - low * mse)) / (low * others + n * msb), (n * (high * msb - mse)) / (others + n * high * msb)]
  }
}

/** From deviations, so that large ratings lose no digits; what is left of rounding counts as nothing. */
function sumsOfSquares(ratings: readonly Float64Array[]) {
  const k = ratings.length
  const n = ratings[0]!.length
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
  const grand = mean(Float64Array.from(ratings, mean))
  const ofRater = ratings.map((each) => mean(each) - grand)
  const ofCase = Float64Array.from(
    { length: n },
    (_, at) => ratings.reduce((sum, each) => sum + each[at]! - grand, 0) / k,
  )
  let residual = 0
  let total = 0
  let within = 0
  for (const [rater, each] of ratings.entries())
    for (let at = 0; at < n; at++) {
      const deviation = each[at]! - grand
      total += deviation ** 2
      within += (deviation - ofCase[at]!) ** 2
      residual += (deviation - ofCase[at]! - ofRater[rater]!) ** 2
    }
  const dust = (value: number) =>
    value <= 1e-24 * n * k * Math.max(1, grand ** 2) || value <= 1e-14 * total ? 0 : value
  return {
    total: dust(total),
    cases: dust(k * ofCase.reduce((sum, value) => sum + value ** 2, 0)),
    within: dust(within),
    raters: dust(n * ofRater.reduce((sum, value) => sum + value ** 2, 0)),
    residual: dust(residual),
  }
}
