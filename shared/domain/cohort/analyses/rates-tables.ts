import type { ResultCell, ResultFigure, ResultTable } from '../analysis-result.ts'
import { adjustedColumns } from '../adjustment.ts'
import { fixedNumber, numberCell, pCell, rangeCell, textCell } from '../number-words.ts'
import { drawnRatio, pOfRates, type ComparedRate, type PeriodRate } from './rates-compared.ts'
import { eventWords, periods, type Period } from './rates-gather.ts'
import type { MadeRates } from './rates-words.ts'

/** Bars of a swimmer figure that can be told apart on a page. */
const mostSwimmers = 40

const nameOf = ({ event, group }: ComparedRate) =>
  group === undefined ? eventWords[event] : `${eventWords[event]}, ${group}`

export function rateTable({ all, request: { adjust, years } }: MadeRates): ResultTable {
  const adjusted = adjustedColumns(adjust)
  const blank = (count: number) => Array.from({ length: count }, () => textCell(''))
  const ratioCells = (one: ComparedRate): readonly ResultCell[] => {
    const ratio = one.ratio ?? one.exact
    return [
      numberCell(ratio?.ratio, 2),
      ratio?.high === null ? textCell(`over ${fixedNumber(ratio.low, 2)}`) : rangeCell(ratio?.low, ratio?.high, 2),
      pCell(pOfRates(one)),
      ...adjusted.map(() => pCell(one.pAdjusted)),
    ]
  }
  const periodCells = (one: ComparedRate, period: Period): readonly ResultCell[] => {
    const rate: PeriodRate = one.periods[period]
    const key = one.group ?? ''
    return [
      textCell(period === 'before' ? 'Before' : 'After'),
      numberCell(rate.patients, 0, `time:${key}:${period}`),
      numberCell(rate.withEvent.length, 0, `${one.event}:${key}:${period}`),
      numberCell(rate.events, 0, `${one.event}:${key}:${period}`),
      numberCell(rate.years, 1),
      numberCell(rate.rate?.estimate, 2),
      rangeCell(rate.rate?.low, rate.rate?.high, 2),
    ]
  }
  const columns = [
    'Patients with time',
    'With event',
    'Events',
    'Patient-years',
    'Events a patient-year',
    '95 % CI',
    'Rate ratio',
    '95 % CI',
    'p',
  ]
  return {
    id: 'rates',
    title: `Events within ${years} years before and after the index`,
    columns: [{ label: '' }, ...columns.map((label) => ({ label, numeric: true })), ...adjusted],
    rows: all.flatMap((one) => [
      { cells: [textCell(nameOf(one))], role: 'heading' as const },
      ...periods.map((period) => ({
        cells: [...periodCells(one, period), ...(period === 'after' ? ratioCells(one) : blank(3 + adjusted.length))],
        role: 'level' as const,
      })),
    ]),
    notes: [
      'Rates with exact Poisson intervals; rate ratios of after to before with standard errors robust within patients.',
      ...all.flatMap((one) => {
        if (one.why === undefined) return []
        const instead = one.exact ? 'the exact test, which takes all events for independent' : 'no rate ratio'
        return [`${nameOf(one)}: ${instead}. ${one.why}`]
      }),
    ],
  }
}

export function rateForest({ all, index }: MadeRates): ResultFigure[] {
  if (!all.some(drawnRatio)) return []
  return [
    {
      kind: 'forest',
      id: 'ratios',
      title: 'Rate ratios, after to before',
      xLabel: 'Rate ratio (below 1: fewer after)',
      yLabel: '',
      caption: `Events after the ${index} against before it, with 95 % confidence intervals.`,
      noEffect: 1,
      logarithmic: true,
      rows: all.map((one) => {
        const { ratio = null, low = null, high = null } = drawnRatio(one) ?? {}
        return { label: nameOf(one), estimate: ratio, lower: low, upper: high }
      }),
    },
  ]
}

/** The time that is known of each patient, what was given in it, and what happened; those longest known first. */
export function swimmer({ gathered, index }: MadeRates): ResultFigure {
  const longest = gathered
    .toSorted((a, b) => b.value.years.after - a.value.years.after || b.value.years.before - a.value.years.before)
    .slice(0, mostSwimmers)
  return {
    kind: 'swimmer',
    id: 'patients',
    title: 'Patients around the index',
    xLabel: `Years from the ${index}`,
    yLabel: '',
    caption: `Each line is the time that is known of a patient; bars are treatments, marks are events.${
      longest.length < gathered.length
        ? ` The ${longest.length} longest known after the index of ${gathered.length}.`
        : ''
    }`,
    rows: longest.map(({ caseId, code, value }) => ({
      caseId,
      code,
      from: -value.years.before,
      to: value.years.after,
      spans: [...value.spans],
      events: [...value.events],
    })),
    shown: longest.length,
    of: gathered.length,
  }
}
