import { quantileOf } from '#shared/statistics/describe.ts'
import type { ResultCell, ResultFigure, ResultTable } from '../analysis-result.ts'
import { countCell, fixedNumber, numberCell, pCell, rangeWords, signedNumber, textCell } from '../number-words.ts'
import { doseLimits, type DosesOfGroup, type DosesOfMonth, type MadeExposure } from './exposure-doses.ts'

const everybody = 'All'
const decimals = 1

/** Months in the table; the figure has all. */
const isShown = (month: number, { request: { fromMonths, toMonths } }: MadeExposure) =>
  month % 3 === 0 || month === fromMonths || month === toMonths

const headingOf = ({ group, cases }: DosesOfGroup): ResultTable['rows'] =>
  group === undefined ? [] : [{ cells: [textCell(`${group} (n = ${cases.length})`)], role: 'heading' }]

const quartilesText = (median: number, q1: number, q3: number) =>
  `${fixedNumber(median, decimals)} [${rangeWords(q1, q3, decimals)}]`

const monthWords = (month: number) => (month === 0 ? 'Index' : signedNumber(month, 0))

function share(ids: readonly string[], of: number, key: string): ResultCell {
  return of === 0
    ? textCell('')
    : countCell(`${ids.length} (${fixedNumber((100 * ids.length) / of, 0)} %)`, ids.length, key)
}

export function doseTable(made: MadeExposure): ResultTable {
  const columns = [
    { label: 'Month' },
    ...[
      'Dose known',
      'Dose not known',
      'Median [quartiles], mg/d',
      ...doseLimits.map((limit) => `≤ ${limit} mg/d`),
    ].map((label) => ({ label, numeric: true })),
  ]
  const line = (group: string, { month, known, gaps, quartiles, atMost }: DosesOfMonth) => ({
    cells: [
      { text: monthWords(month), value: month },
      numberCell(known.length, 0, `dose:${group}:${month}`),
      numberCell(gaps.length, 0, `gap:${group}:${month}`),
      quartiles
        ? { text: quartilesText(quartiles.median, quartiles.q1, quartiles.q3), value: quartiles.median }
        : textCell(''),
      ...doseLimits.map((limit, at) => share(atMost[at]!, known.length, `atMost:${limit}:${group}:${month}`)),
    ],
    ...(made.groups.length > 1 ? { role: 'level' as const } : {}),
  })
  return {
    id: 'doses',
    title: 'Prednisone-equivalent by month',
    columns,
    rows: made.groups.flatMap((of) => [
      ...headingOf(of),
      ...of.months.filter(({ month }) => isShown(month, made)).map((month) => line(of.group ?? '', month)),
    ]),
    notes: [
      'Dose in force on the day of each month, 0 off glucocorticoids; shares are of those whose dose is known.',
      'Dose not known: of patients who were followed then. Those not followed so long are in neither column.',
    ],
  }
}

export function sparingTable({ groups }: MadeExposure): ResultTable {
  const columns = [
    { label: '90 days that end …' },
    ...[
      'Pairs',
      'Before, median [quartiles]',
      'Then, median [quartiles]',
      'Change, median [quartiles]',
      'Lower in',
      'p, Wilcoxon',
    ].map((label) => ({ label, numeric: true })),
  ]
  const quartiles = (values: readonly number[]): ResultCell => {
    if (values.length === 0) return textCell('')
    const sorted = Float64Array.from(values).toSorted()
    const [median, q1, q3] = [0.5, 0.25, 0.75].map((p) => quantileOf(sorted, p)) as [number, number, number]
    return { text: quartilesText(median, q1, q3), value: median }
  }
  return {
    id: 'sparing',
    title: 'Prednisone-equivalent, mg/d: the 90 days before the index against later ones',
    columns,
    rows: groups.flatMap((of) => [
      ...headingOf(of),
      ...of.sparing.map(({ end, pairs, rank }) => {
        const lower = pairs.filter(({ change }) => change < 0)
        return {
          cells: [
            { text: `${end} days after`, value: end },
            numberCell(pairs.length, 0, `window:${of.group ?? ''}:${end}`),
            quartiles(pairs.map(({ before }) => before)),
            quartiles(pairs.map(({ after }) => after)),
            quartiles(pairs.map(({ change }) => change)),
            pairs.length === 0
              ? textCell('')
              : {
                  text: `${lower.length} (${fixedNumber((100 * lower.length) / pairs.length, 0)} %)`,
                  value: lower.length,
                },
            pCell(rank?.p),
          ],
          ...(groups.length > 1 ? { role: 'level' as const } : {}),
        }
      }),
    ]),
    notes: [
      'Of each patient the median dose over the days of a window, of which at least half must be known.',
      ...groups.flatMap(({ group, sparing }) =>
        sparing.flatMap(({ end, why }) => (why === undefined ? [] : [`${group ?? everybody}, ${end} days: ${why}`])),
      ),
    ],
  }
}

/** Requests to payers by drug; none where the cohort has none. */
export function approvalTable({ gathered }: MadeExposure): ResultTable[] {
  const byDrug = Map.groupBy(
    gathered.flatMap(({ value }) => value.approvals),
    ({ drug }) => drug,
  )
  if (byDrug.size === 0) return []
  return [
    {
      id: 'approvals',
      title: 'Requests to payers',
      columns: [
        { label: 'Drug' },
        ...['Requests', 'Approved', 'Refused', 'Time known', 'Days, median [quartiles]', 'Longest'].map((label) => ({
          label,
          numeric: true,
        })),
      ],
      rows: [...byDrug].map(([drug, requests]) => {
        const days = Float64Array.from(requests.flatMap((one) => one.days ?? [])).toSorted()
        const [median, q1, q3] = [0.5, 0.25, 0.75].map((p) => quantileOf(days, p)) as [number, number, number]
        const decided = (decision: string) => requests.filter((one) => one.decision === decision).length
        return {
          cells: [
            textCell(drug),
            numberCell(requests.length, 0, `approval:${drug}`),
            numberCell(decided('Approved'), 0),
            numberCell(decided('Refused'), 0),
            numberCell(days.length, 0),
            days.length === 0
              ? textCell('')
              : { text: `${fixedNumber(median, 0)} [${rangeWords(q1, q3, 0)}]`, value: median },
            numberCell(days.at(-1), 0),
          ],
        }
      }),
      notes: [
        'Days from asking to the first dose, else to the decision; of dates known in part the middle of what they allow.',
        'All requests of the cases count, whenever they were made.',
      ],
    },
  ]
}

/** Several limits of several groups would be more lines than anybody can tell apart. */
const limitOfGroups = 7.5

export function doseFigure({ groups, index }: MadeExposure): ResultFigure {
  const name = (group: string | undefined) => group ?? everybody
  return {
    kind: 'doses',
    id: 'doses',
    title: 'Prednisone-equivalent around the index',
    xLabel: `Months from the ${index}`,
    yLabel: 'mg/d',
    caption: 'Median and quartiles of the dose in force on the day of each month, and the share at or below a dose.',
    groups: groups.map(({ group, months }) => ({
      group: name(group),
      quartiles: months.flatMap(({ month, quartiles }) =>
        quartiles ? [[month, quartiles.median, quartiles.q1, quartiles.q3] as [number, number, number, number]] : [],
      ),
    })),
    atMost: groups.flatMap(({ group, months }) =>
      doseLimits.flatMap((mgPerDay, at) =>
        groups.length > 1 && mgPerDay !== limitOfGroups
          ? []
          : {
              group: name(group),
              mgPerDay,
              points: months.flatMap(({ month, known, atMost }) =>
                known.length === 0 ? [] : [[month, atMost[at]!.length / known.length] as [number, number]],
              ),
            },
      ),
    ),
  }
}
