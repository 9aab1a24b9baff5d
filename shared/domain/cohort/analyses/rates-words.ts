/** What the rates say, in the words of a paper. */
import type { Gathered } from '../analysis.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import { adjustmentMethod, adjustmentReferences } from '../adjustment.ts'
import { fixedNumber, pWords, rangeWords } from '../number-words.ts'
import { drawnRatio, heterogeneity, pOfRates, type ComparedRate, type PeriodRate } from './rates-compared.ts'
import { eventWords, type CountedCase, type CountedEvent } from './rates-gather.ts'

export interface MadeRates {
  readonly all: readonly ComparedRate[]
  readonly groups: readonly string[]
  readonly groupLabel: string | undefined
  readonly request: AnalysisRequestOf<'rates'>
  /** What time counts from, in words. */
  readonly index: string
  readonly gathered: readonly Gathered<CountedCase>[]
}

/** Fewer events, in both periods together, are named in a warning. */
const fewEvents = 10

const rateWords = ({ events, years, rate }: PeriodRate) =>
  `${events} in ${fixedNumber(years, 1)} patient-years${rate ? ` (${fixedNumber(rate.estimate, 2)} a year, 95 % CI ${rangeWords(rate.low, rate.high, 2)})` : ''}`

function ratioWords(one: ComparedRate): string {
  const { ratio, exact, pAdjusted, why = '' } = one
  const p = pAdjusted ?? pOfRates(one)
  const drawn = drawnRatio(one)
  if (drawn)
    return `rate ratio ${fixedNumber(drawn.ratio, 2)} (95 % CI ${rangeWords(drawn.low, drawn.high, 2)}), ${ratio ? '' : 'exact test '}${pWords(p!)}`
  return exact ? `exact test ${pWords(p!)}` : `no rate ratio: ${why.replace(/\.$/, '')}`
}

export function ratesFindings({ all, groups, groupLabel, index }: MadeRates): string[] {
  const told = all.map((one) => {
    const { event, group, periods } = one
    const name = group === undefined ? eventWords[event] : `${eventWords[event]} (${group})`
    return `${name}: ${rateWords(periods.before)} before the ${index}, ${rateWords(periods.after)} after it; ${ratioWords(one)}.`
  })
  if (groups.length < 2) return told
  const between = [...Map.groupBy(all, ({ event }) => event)].flatMap(([event, ofEvent]) => {
    const test = heterogeneity(ofEvent)
    return test
      ? [
          `${eventWords[event]}: heterogeneity of the rate ratio between the groups by ${groupLabel}, Q = ${fixedNumber(test.q, 2)}, df ${test.df}, ${pWords(test.p)}.`,
        ]
      : []
  })
  return [...told, ...between]
}

const definitions: Readonly<Record<CountedEvent, string>> = {
  infection: 'infections',
  admission: 'hospital admissions',
  exacerbation: 'acute exacerbations',
  'any-adverse':
    'any adverse event (infections, acute exacerbations, malignancies, thromboses, fractures and other adverse events; an admission counts by its cause)',
}

export function ratesMethod({ request, groups, index }: MadeRates): string[] {
  const { years, events, model, adjust } = request
  const named = [...new Set(events)].map((event) => definitions[event]).join('; ')
  const law = model === 'poisson' ? 'Poisson' : 'negative-binomial'
  return [
    `Events counted: ${named}. They were counted within ${years} years before and from the ${index} on, in the time in which each case was known: from the first examination on record to the last entry, or death.`,
    `Rates are events a patient-year with exact Poisson confidence intervals. Rates after the index were compared with those before it by ${law} regression with the log of patient-time as offset and standard errors robust within patients; where one of the periods had events of fewer than two patients, by the exact conditional Poisson test.`,
    ...(groups.length > 1
      ? [
          'Ratios were estimated in each group for itself and held against each other by Cochran’s Q of their logarithms.',
        ]
      : []),
    ...adjustmentMethod(adjust),
  ]
}

export const ratesReferences = ({ request, groups }: MadeRates): string[] => [
  'Garwood F. Fiducial limits for the Poisson distribution. Biometrika 1936;28:437–42.',
  'Liang KY, Zeger SL. Longitudinal data analysis using generalized linear models. Biometrika 1986;73:13–22.',
  ...(groups.length > 1
    ? ['Cochran WG. The combination of estimates from different experiments. Biometrics 1954;10:101–29.']
    : []),
  ...adjustmentReferences(request.adjust),
]

export function ratesWarnings({ all, gathered, request, index }: MadeRates): string[] {
  const few = all.filter(({ ratio, periods }) => ratio && periods.before.events + periods.after.events < fewEvents)
  const undated = gathered.reduce((sum, { value }) => sum + value.undated, 0)
  const withoutBefore = gathered.filter(({ value }) => value.years.before === 0).length
  const overdispersed = request.model === 'poisson' ? all.filter((one) => one.isOverdispersed) : []
  const name = ({ event, group }: ComparedRate) =>
    group === undefined ? eventWords[event] : `${eventWords[event]} (${group})`
  return [
    ...(few.length > 0
      ? [
          `Few events (${few.map((one) => `${name(one)}: ${one.periods.before.events + one.periods.after.events}`).join(', ')}): the intervals of their ratios, which rest on large samples, are too narrow.`,
        ]
      : []),
    ...(gathered.length < 20
      ? [`Robust standard errors rest on many patients; ${gathered.length} are few for them.`]
      : []),
    ...(withoutBefore > 0
      ? [
          `Of ${withoutBefore} of ${gathered.length} patients nothing is known before the ${index}; they count after it only.`,
        ]
      : []),
    ...(undated > 0 ? [`Events without a date, which are in no count: ${undated}.`] : []),
    ...(overdispersed.length > 0
      ? [
          `The counts vary more than Poisson’s law has it (${overdispersed.map(name).join(', ')}); the robust errors allow for it, a negative-binomial model weighs patients better.`,
        ]
      : []),
    'Events may have led to the start, or be recorded more closely after it: a ratio of before to after is no effect by itself.',
  ]
}
