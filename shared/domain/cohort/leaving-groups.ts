/**
 * How well patients hide among each other in the data of an analysis: told before any of it leaves. Counted over what the data
 * hold, not over the record: by what does not leave, nobody is found.
 */
import { groupSizes, usualThreshold } from '../deidentify/reidentification-report.ts'
import { groupedFromYears } from '../deidentify/told-age.ts'
import { listed } from '#shared/lib/listed.ts'
import type { AnalysisOutcome, AnalysisResult } from './analysis-result.ts'
import { rName } from './r-script.ts'
import { variables } from './variables.ts'

type Data = AnalysisOutcome['data']
export type LeavingGroups = AnalysisResult['groups']

/** What somebody outside may know of a patient, by the variable that tells it. */
const factOf: Readonly<Record<string, string>> = {
  sex: 'sex',
  'age-at-index': 'age',
  'age-at-diagnosis': 'age',
  'reference-group': 'reference group',
  site: 'site',
  antibody: 'antibody',
  antibodies: 'antibody',
  ro52: 'antibody',
  'synthetase-positive': 'antibody',
  'ct-pattern': 'CT pattern',
  'diagnosis-date': 'year of diagnosis',
  'index-date': 'year of the index',
  'enrolled-on': 'year of enrollment',
  'death-date': 'year of death',
  died: 'outcome',
  transplanted: 'outcome',
  status: 'outcome',
  'cause-of-death': 'outcome',
}

interface TellingColumn {
  readonly fact: string
  readonly cells: Data[string]
  readonly isAge: boolean
}

/** A variable with several answers has a column for each: `antibodies_jo_1`. */
function tellingColumns(data: Data): readonly TellingColumn[] {
  const told = variables.flatMap(({ id, type, isAge = false }) => {
    const fact = factOf[id]
    if (fact === undefined) return []
    const name = rName(id)
    return Object.entries(data)
      .filter(([column]) => column === name || (type === 'choices' && column.startsWith(`${name}_`)))
      .map(([, cells]) => ({ fact, cells, isAge }))
  })
  const events = data['event']
  return events ? [...told, { fact: 'outcome', cells: events, isAge: false }] : told
}

/** @param data with a column `patient`; of a patient with several rows the first one counts, what tells them apart is in each */
export function leavingGroups(data: Data): LeavingGroups {
  const columns = tellingColumns(data)
  const patients = data['patient'] ?? []
  const first = [...new Map(patients.map((patient, row) => [patient, row] as const).toReversed()).values()]
  // Completed years: nobody outside knows an age better.
  const word = ({ cells, isAge }: TellingColumn, row: number) => {
    const cell = cells[row] ?? null
    return isAge && typeof cell === 'number' ? String(Math.floor(cell)) : String(cell)
  }
  const sizes = groupSizes(first.map((row) => columns.map((column) => word(column, row))))
  const isOver89 = (row: number) => columns.some(({ isAge, cells }) => isAge && cells[row] === groupedFromYears)
  return {
    by: [...new Set(columns.map(({ fact }) => fact))],
    cases: first.length,
    smallest: sizes.reduce((least, size) => Math.min(least, size), first.length),
    casesInSmall: sizes.filter((size) => size < usualThreshold).length,
    over89: first.filter(isOver89).length,
  }
}

/** In one sentence, before the data leave. */
export function groupsWords({ by, cases, smallest, casesInSmall }: LeavingGroups): string {
  const facts = by.length > 0 ? `By ${listed(by)}` : 'Of all patients together'
  if (smallest >= usualThreshold)
    return `${facts}, each patient in these data is one of at least ${smallest} who are alike.`
  return `${facts}, the smallest group in these data has ${smallest === 1 ? 'one patient' : `${smallest} patients`}; ${casesInSmall} of ${cases} ${casesInSmall === 1 ? 'is in a group' : 'are in groups'} of fewer than ${usualThreshold}. Who knows a patient may find them.`
}

/** What a reader must know of the ages. */
export const over89Words = (over89: number): readonly string[] =>
  over89 > 0
    ? [
        `${over89 === 1 ? 'One age' : `${over89} ages`} over 89 ${over89 === 1 ? 'counts' : 'count'} as 90, here and in the data.`,
      ]
    : []

/** Figures as they leave: cases go by the number that they have in the data. */
export function figuresByNumber(
  figures: AnalysisResult['figures'],
  numberOf: (caseId: string) => number,
): AnalysisResult['figures'] {
  const numbered = <T extends { readonly caseId: string }>(each: T): T => ({
    ...each,
    caseId: String(numberOf(each.caseId)),
  })
  return figures.map((figure) => {
    switch (figure.kind) {
      case 'trajectories':
        return { ...figure, patients: figure.patients.map(numbered) }
      case 'waterfall':
        return { ...figure, bars: figure.bars.map(numbered) }
      case 'swimmer':
        return {
          ...figure,
          rows: figure.rows.map((row) => ({ ...numbered(row), code: `Patient ${numberOf(row.caseId)}` })),
        }
      default:
        return figure
    }
  })
}
